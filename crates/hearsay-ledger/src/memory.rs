//! A ledger in memory: for tests, and for asking about reports that are not kept.

use crate::chain::{Head, Row};
use crate::check::{Known, rows};
use crate::keys::{Keys, within};
use crate::store::{Flow, Found, Group, Outcome, Size, Store};
use crate::{AsOf, Filter, FoundReview, LedgerError, Listed, ReviewFilter};
use hearsay_core::{ClaimId, Digest, Document, DocumentId, Entry};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Keeps entries as long as it lives.
#[derive(Debug, Default)]
pub struct Memory {
    rows: Vec<Row>,
    documents: BTreeMap<DocumentId, u64>,
    claims: BTreeMap<ClaimId, u64>,
    /// Of each claim's entry: its keys, and the number of the entry that read its document.
    keys: BTreeMap<u64, (Keys, u64)>,
    ties: BTreeSet<Digest>,
    /// The numbers of the entries that reviewed each claim, and who did.
    reviews: BTreeMap<ClaimId, Vec<(u64, String)>>,
    /// The number of the entry that withdrew the document of that entry.
    withdrawn: BTreeMap<u64, u64>,
}

impl Memory {
    /// An empty ledger.
    pub fn new() -> Memory {
        Memory::default()
    }

    fn head(&self) -> Head {
        self.rows.last().map_or(Head::empty(), |row| Head { seq: row.seq, digest: row.digest })
    }

    fn row(&self, seq: u64) -> Option<&Row> {
        self.rows.get(usize::try_from(seq).ok()?.checked_sub(1)?)
    }

    fn document_at(&self, seq: u64) -> Result<Option<Document>, LedgerError> {
        match self.row(seq).map(Row::entry).transpose()? {
            Some(Entry::Read { document }) => Ok(Some(*document)),
            _ => Ok(None),
        }
    }
}

/// The number of the last entry that counts.
fn last(rows: &[Row], as_of: Option<AsOf>) -> u64 {
    match as_of {
        Some(AsOf::Entry(last)) => last,
        Some(AsOf::Time(time)) => rows.iter().take_while(|row| row.time().is_ok_and(|at| at <= time)).count() as u64,
        None => u64::MAX,
    }
}

impl Known for Memory {
    fn document(&self, id: DocumentId) -> Result<Option<(u64, Document)>, LedgerError> {
        Store::document(self, id)
    }

    fn has_document(&self, id: DocumentId) -> Result<bool, LedgerError> {
        Ok(self.documents.contains_key(&id))
    }

    fn has_claim(&self, id: ClaimId) -> Result<bool, LedgerError> {
        Ok(self.claims.contains_key(&id))
    }

    fn document_of(&self, claim: ClaimId) -> Result<Option<DocumentId>, LedgerError> {
        Ok(Store::claim(self, claim)?.map(|found| found.claim.document))
    }

    fn has_review(&self, claim: ClaimId, reviewer: &str) -> Result<bool, LedgerError> {
        Ok(self.reviews.get(&claim).is_some_and(|all| all.iter().any(|(_, name)| name == reviewer)))
    }

    fn has_tie(&self, tie: Digest) -> Result<bool, LedgerError> {
        Ok(self.ties.contains(&tie))
    }
}

impl Store for Memory {
    fn append(&mut self, batch: &[Group], recorded: Timestamp) -> Result<Vec<Outcome>, LedgerError> {
        let mut outcomes = Vec::with_capacity(batch.len());
        for group in batch {
            let (made, _, outcome) = rows(group, self.head(), recorded, self)?;
            for made in made {
                let seq = made.row.seq;
                match made.entry {
                    Entry::Read { document } => drop(self.documents.insert(document.id, seq)),
                    Entry::Claimed { claim } => drop(self.claims.insert(claim.id, seq)),
                    Entry::Withdrawn { document, .. } => {
                        if let Some(&read) = self.documents.get(document) {
                            self.withdrawn.entry(read).or_insert(seq);
                        }
                    }
                    Entry::Reviewed { review } => {
                        self.reviews.entry(review.claim).or_default().push((seq, review.reviewer.clone()));
                    }
                    _ => {}
                }
                self.keys.extend(made.keys.map(|keys| (seq, keys)));
                self.ties.extend(made.tie);
                self.rows.push(made.row);
            }
            outcomes.push(outcome);
        }
        Ok(outcomes)
    }

    fn entries(&self, from: u64, each: &mut dyn FnMut(Row) -> Flow) -> Result<(), LedgerError> {
        for row in self.rows.iter().skip(from.saturating_sub(1) as usize) {
            if each(row.clone()).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn claims(&self, filter: &Filter, each: &mut dyn FnMut(Found) -> Flow) -> Result<(), LedgerError> {
        let mut left = filter.limit.map_or(usize::MAX, |limit| limit.get());
        let mut open: Option<(u64, Rc<Document>)> = None;
        let as_of = last(&self.rows, filter.as_of);
        for (&seq, (keys, document_seq)) in &self.keys {
            let Some(row) = self.row(seq) else { continue };
            let recorded = row.time()?;
            let withdrawn = self.withdrawn.get(document_seq).is_some_and(|&by| by <= as_of);
            if seq > as_of || withdrawn || !keys.pass(filter) {
                continue;
            }
            let Entry::Claimed { claim } = row.entry()? else { continue };
            if open.as_ref().is_none_or(|(seq, _)| seq != document_seq) {
                open = self.document_at(*document_seq)?.map(|document| (*document_seq, Rc::new(document)));
            }
            let Some((_, document)) = &open else { continue };
            let published = document.published.map(|day| (day, day));
            let pass = filter.id.as_ref().is_none_or(|id| claim.id.to_string().starts_with(&id.to_lowercase()))
                && (filter.measures.is_empty() || filter.measures.contains(&claim.measure))
                && filter.role.is_none_or(|role| role == claim.affected.role)
                && filter.document.is_none_or(|id| id == claim.document)
                && filter.confidence.is_none_or(|least| claim.confidence >= least)
                && within(filter.published, published);
            if !pass {
                continue;
            }
            if left == 0 {
                break;
            }
            left -= 1;
            let document = Rc::clone(document);
            let found = Found { seq, recorded, claim: *claim, document_seq: *document_seq, document };
            if each(found).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn document(&self, id: DocumentId) -> Result<Option<(u64, Document)>, LedgerError> {
        let Some(&seq) = self.documents.get(&id) else { return Ok(None) };
        Ok(self.document_at(seq)?.map(|document| (seq, document)))
    }

    fn claim(&self, id: ClaimId) -> Result<Option<Found>, LedgerError> {
        let Some(&seq) = self.claims.get(&id) else { return Ok(None) };
        let (Some(row), Some(&(_, document_seq))) = (self.row(seq), self.keys.get(&seq)) else { return Ok(None) };
        let Entry::Claimed { claim } = row.entry()? else { return Ok(None) };
        let Some(document) = self.document_at(document_seq)? else { return Ok(None) };
        Ok(Some(Found { seq, recorded: row.time()?, claim: *claim, document_seq, document: Rc::new(document) }))
    }

    fn reviews(&self, filter: &ReviewFilter, each: &mut dyn FnMut(FoundReview) -> Flow) -> Result<(), LedgerError> {
        let last = last(&self.rows, filter.as_of);
        let asked = self.reviews.iter().filter(|(claim, _)| filter.claim.is_none_or(|asked| asked == **claim));
        let mut all: Vec<(u64, ClaimId)> = asked
            .flat_map(|(&claim, all)| all.iter().map(move |(seq, reviewer)| (*seq, claim, reviewer)))
            .filter(|(seq, _, reviewer)| {
                *seq > filter.after && *seq <= last && filter.reviewer.as_ref().is_none_or(|asked| asked == *reviewer)
            })
            .map(|(seq, claim, _)| (seq, claim))
            .collect();
        all.sort_unstable();
        for (seq, claim) in all {
            let (Some(row), Some(&claim_seq)) = (self.row(seq), self.claims.get(&claim)) else { continue };
            let Entry::Reviewed { review } = row.entry()? else { continue };
            if each(FoundReview { seq, recorded: row.time()?, claim_seq, review }).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn listing(&self, after: u64, each: &mut dyn FnMut(Listed) -> Flow) -> Result<(), LedgerError> {
        let mut all: Vec<(u64, ClaimId)> = self.claims.iter().map(|(&claim, &seq)| (seq, claim)).collect();
        all.sort_unstable();
        for (seq, claim) in all {
            let Some(&(_, document_seq)) = self.keys.get(&seq).filter(|_| seq > after) else { continue };
            let Some(Entry::Claimed { claim: whole }) = self.row(seq).map(Row::entry).transpose()? else { continue };
            let percent = whole.confidence.percent();
            let stays = !self.withdrawn.contains_key(&document_seq);
            if stays && each(Listed { seq, claim, document_seq, percent }).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn size(&self) -> Result<Size, LedgerError> {
        Ok(Size {
            entries: self.rows.len() as u64,
            documents: self.documents.len() as u64,
            claims: self.claims.len() as u64,
        })
    }
}
