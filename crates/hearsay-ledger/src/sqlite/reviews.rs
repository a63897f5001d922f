//! Decisions about claims: their index, and asking by it.

use super::ask;
use crate::review::{FoundReview, Listed, ReviewFilter};
use crate::store::Flow;
use crate::{LedgerError, Row};
use hearsay_core::{ClaimId, Digest, Entry, Review};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use std::ops::ControlFlow;

/// Makes the index where a ledger has none, from the entries: ledgers made before there was one are read all the same.
/// In a ledger that may only be read it is kept aside, until somebody who may write has made it.
pub(super) fn index(db: &Connection, kept: Kept) -> Result<(), LedgerError> {
    if db.table_exists(Some("main"), "reviews")? || db.table_exists(Some("temp"), "reviews")? {
        return Ok(());
    }
    db.execute_batch(match kept {
        Kept::InTheLedger => include_str!("reviews.sql"),
        Kept::Aside => concat!(
            "CREATE TEMP TABLE reviews (seq INTEGER PRIMARY KEY, claim INTEGER NOT NULL, ",
            "reviewer TEXT NOT NULL, decision TEXT NOT NULL, settles INTEGER NOT NULL) STRICT"
        ),
    })?;
    let mut reviews = Vec::new();
    {
        let mut query =
            db.prepare(r#"SELECT seq, body FROM entries WHERE body LIKE '{"entry":"reviewed"%' ORDER BY seq"#)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let seq = row.get::<_, i64>(0)? as u64;
            let body = row.get(1)?;
            // What cannot be read is for `verify` to tell.
            let entry = Row { seq, recorded: String::new(), digest: Digest::of("entry", &[]), body }.entry();
            if let Ok(Entry::Reviewed { review }) = entry {
                reviews.push((seq, review));
            }
        }
    }
    reviews.iter().try_for_each(|(seq, review)| insert(db, *seq, review))
}

/// Where an index that was missing is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    InTheLedger,
    Aside,
}

/// Puts a decision into the index.
pub(super) fn insert(db: &Connection, seq: u64, review: &Review) -> Result<(), LedgerError> {
    db.prepare_cached(
        "INSERT INTO reviews (seq, claim, reviewer, decision, settles)
         SELECT ?, seq, ?, ?, ? FROM claims WHERE id = ?",
    )?
    .execute(params![
        seq as i64,
        review.reviewer,
        review.decision.name(),
        review.settles.len() as i64,
        review.claim.0.as_bytes(),
    ])?;
    Ok(())
}

/// Whether somebody of that name decided about the claim.
pub(super) fn has(db: &Connection, claim: ClaimId, reviewer: &str) -> Result<bool, LedgerError> {
    let sql = "SELECT 1 FROM reviews WHERE claim = (SELECT seq FROM claims WHERE id = ?) AND reviewer = ?";
    Ok(db.prepare_cached(sql)?.exists(params![claim.0.as_bytes(), reviewer])?)
}

pub(super) fn reviews(
    db: &Connection,
    filter: &ReviewFilter,
    each: &mut dyn FnMut(FoundReview) -> Flow,
) -> Result<(), LedgerError> {
    let index = if db.table_exists(Some("main"), "reviews")? {
        "main.reviews"
    } else {
        index(db, Kept::Aside)?;
        "temp.reviews"
    };
    let mut tests = vec!["r.seq > ? AND r.seq <= ?"];
    let as_of = ask::as_of(db, filter.as_of)?;
    let mut values = vec![Value::Integer(i64::try_from(filter.after).unwrap_or(i64::MAX)), Value::Integer(as_of)];
    if let Some(claim) = filter.claim {
        tests.push("r.claim = (SELECT seq FROM claims WHERE id = ?)");
        values.push(Value::Blob(claim.0.as_bytes().to_vec()));
    }
    if let Some(reviewer) = &filter.reviewer {
        tests.push("r.reviewer = ?");
        values.push(Value::Text(reviewer.clone()));
    }
    let sql = format!(
        "SELECT r.seq, r.claim, e.recorded, e.body FROM {index} r JOIN entries e ON e.seq = r.seq
         WHERE {} ORDER BY r.seq",
        tests.join(" AND ")
    );
    let mut query = db.prepare_cached(&sql)?;
    let mut rows = query.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        let (seq, claim_seq) = (row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64);
        let unread = Row { seq, recorded: row.get(2)?, digest: Digest::of("entry", &[]), body: row.get(3)? };
        let Entry::Reviewed { review } = unread.entry()? else { continue };
        if each(FoundReview { seq, recorded: unread.time()?, claim_seq, review }).is_break() {
            break;
        }
    }
    Ok(())
}

pub(super) fn listing(db: &Connection, after: u64, each: &mut dyn FnMut(Listed) -> Flow) -> Result<(), LedgerError> {
    let mut query = db.prepare_cached(
        "SELECT c.seq, c.id, c.document, c.confidence FROM claims c JOIN documents d ON d.seq = c.document
         WHERE c.seq > ? AND d.withdrawn IS NULL ORDER BY c.seq",
    )?;
    let mut rows = query.query([i64::try_from(after).unwrap_or(i64::MAX)])?;
    while let Some(row) = rows.next()? {
        let seq = row.get::<_, i64>(0)? as u64;
        let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
        let listed = Listed {
            seq,
            claim: ClaimId(ask::digest(seq, bytes)?),
            document_seq: row.get::<_, i64>(2)? as u64,
            percent: u8::try_from(row.get::<_, i64>(3)?).unwrap_or_default(),
        };
        if each(listed) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(())
}
