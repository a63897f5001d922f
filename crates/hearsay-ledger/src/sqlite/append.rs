//! Appending, in one transaction a batch.

use super::{ask, reviews};
use crate::chain::Head;
use crate::check::{Known, Made, rows};
use crate::store::{Group, Outcome};
use crate::{LedgerError, keys::Keys};
use hearsay_core::{ClaimId, Digest, Document, DocumentId, Entry, Measure};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

pub(super) fn append(db: &mut Connection, batch: &[Group], recorded: Timestamp) -> Result<Vec<Outcome>, LedgerError> {
    // Taken at once, so that the head we read stays the head while we write.
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut head = head(&change)?;
    let mut outcomes = Vec::with_capacity(batch.len());
    for group in batch {
        let (made, next, outcome) = rows(group, head, recorded, &View(&change))?;
        for made in &made {
            insert(&change, made)?;
        }
        head = next;
        outcomes.push(outcome);
    }
    change.commit()?;
    Ok(outcomes)
}

fn head(db: &Connection) -> Result<Head, LedgerError> {
    let last = db
        .prepare_cached("SELECT seq, digest FROM entries ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)))
        .optional()?;
    let Some((seq, bytes)) = last else { return Ok(Head::empty()) };
    let seq = seq as u64;
    let digest = ask::digest(seq, &bytes)?;
    Ok(Head { seq, digest })
}

fn insert(db: &Connection, made: &Made) -> Result<(), LedgerError> {
    let seq = made.row.seq as i64;
    db.prepare_cached("INSERT INTO entries (seq, recorded, digest, body) VALUES (?, ?, ?, ?)")?.execute(params![
        seq,
        made.row.recorded,
        made.row.digest.as_bytes(),
        made.row.body
    ])?;
    if let Some(tie) = made.tie {
        db.prepare_cached("INSERT INTO ties (digest) VALUES (?)")?.execute([tie.as_bytes()])?;
    }
    match made.entry {
        Entry::Read { document } => {
            db.prepare_cached("INSERT INTO documents (seq, id) VALUES (?, ?)")?
                .execute(params![seq, document.id.0.as_bytes()])?;
        }
        Entry::Withdrawn { document, .. } => {
            db.prepare_cached("UPDATE documents SET withdrawn = coalesce(withdrawn, ?) WHERE id = ?")?
                .execute(params![seq, document.0.as_bytes()])?;
        }
        Entry::Claimed { claim } => {
            let Some((keys, document)) = &made.keys else { return Ok(()) };
            let Keys { side, sources, place, text, event } = keys;
            db.prepare_cached(
                "INSERT INTO claims (seq, id, document, measure, role, confidence, published, event_from, event_to)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                seq,
                claim.id.0.as_bytes(),
                *document as i64,
                Measure::name(claim.measure),
                ask::word(&claim.affected.role),
                claim.confidence.percent(),
                made.published.map(|day| day.to_string()),
                event.map(|(from, _)| from.to_string()),
                event.map(|(_, to)| to.to_string()),
            ])?;
            db.prepare_cached("INSERT INTO claim_words (rowid, side, sources, place, words) VALUES (?, ?, ?, ?, ?)")?
                .execute(params![seq, side, sources, place, text])?;
        }
        Entry::Reviewed { review } => reviews::insert(db, made.row.seq, review)?,
        Entry::Linked { .. } | Entry::Grouped { .. } => {}
    }
    Ok(())
}

/// The ledger as it stands inside the transaction.
struct View<'a>(&'a Connection);

impl View<'_> {
    fn any(&self, query: &str, key: &[u8]) -> Result<bool, LedgerError> {
        Ok(self.0.prepare_cached(query)?.exists([key])?)
    }
}

impl Known for View<'_> {
    fn document(&self, id: DocumentId) -> Result<Option<(u64, Document)>, LedgerError> {
        ask::document(self.0, id)
    }

    fn has_document(&self, id: DocumentId) -> Result<bool, LedgerError> {
        self.any("SELECT 1 FROM documents WHERE id = ?", id.0.as_bytes())
    }

    fn has_claim(&self, id: ClaimId) -> Result<bool, LedgerError> {
        self.any("SELECT 1 FROM claims WHERE id = ?", id.0.as_bytes())
    }

    fn document_of(&self, claim: ClaimId) -> Result<Option<DocumentId>, LedgerError> {
        Ok(ask::claim(self.0, claim)?.map(|found| found.claim.document))
    }

    fn has_review(&self, claim: ClaimId, reviewer: &str) -> Result<bool, LedgerError> {
        reviews::has(self.0, claim, reviewer)
    }

    fn has_tie(&self, tie: Digest) -> Result<bool, LedgerError> {
        self.any("SELECT 1 FROM ties WHERE digest = ?", tie.as_bytes())
    }
}
