//! A ledger in memory: for tests, and for asking about reports that are not kept.

use crate::chain::{Head, Row};
use crate::check::{Known, rows};
use crate::keys::{Keys, within};
use crate::store::{Flow, Found, Group, Outcome, Size, Store};
use crate::{AsOf, Filter, LedgerError};
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
        let as_of = match filter.as_of {
            Some(AsOf::Entry(last)) => last,
            Some(AsOf::Time(time)) => {
                self.rows.iter().take_while(|row| row.time().is_ok_and(|at| at <= time)).count() as u64
            }
            None => u64::MAX,
        };
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

    fn size(&self) -> Result<Size, LedgerError> {
        Ok(Size {
            entries: self.rows.len() as u64,
            documents: self.documents.len() as u64,
            claims: self.claims.len() as u64,
        })
    }
}
