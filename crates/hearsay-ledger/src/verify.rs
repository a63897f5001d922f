//! Proves a ledger: the chain of digests, every id, every quote.

use crate::chain::{digest, genesis};
use crate::check::{broken, has_its_id};
use crate::{LedgerError, Refusal, ReviewFilter, Row, Size, Store, review};
use hearsay_core::{Digest, Document, DocumentId, Entry, Review};
use std::fmt;
use std::ops::ControlFlow;

/// What was proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What the entries hold.
    pub size: Size,
    /// Quotes that stand in their documents letter for letter.
    pub quotes: u64,
    /// The digest of the last entry. Who keeps it elsewhere can show later that nothing before it was changed.
    pub head: Digest,
}

/// The first thing that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// A number is missing or comes twice.
    Gap {
        /// The number that should come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// The bytes of an entry are not those that were recorded.
    Changed {
        /// Its number.
        seq: u64,
    },
    /// The bytes of an entry are chained rightly but are no entry.
    Unreadable {
        /// Its number.
        seq: u64,
        /// What is wrong.
        cause: String,
    },
    /// An entry breaks a rule of the ledger.
    Breaks {
        /// Its number.
        seq: u64,
        /// Which.
        refusal: Refusal,
    },
    /// The indices tell of more or less than the entries hold.
    Index {
        /// What the entries hold.
        entries: Size,
        /// What the indices tell.
        index: Size,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Gap { expected, found } => {
                write!(f, "entry {expected} is missing: entry {found} stands in its place")
            }
            Fault::Changed { seq } => {
                write!(
                    f,
                    "entry {seq} is not what was recorded: its digest does not cover its bytes and the entry before"
                )
            }
            Fault::Unreadable { seq, cause } => write!(f, "entry {seq} cannot be read: {cause}"),
            Fault::Breaks { seq, refusal } => write!(f, "entry {seq} breaks a rule of the ledger: {refusal}"),
            Fault::Index { entries, index } => write!(
                f,
                "the entries hold {} documents and {} claims in {} entries, the indices tell of {}, {} and {}: \
                 entries were taken away",
                entries.documents, entries.claims, entries.entries, index.documents, index.claims, index.entries
            ),
        }
    }
}

/// Goes through the whole ledger; `seen` is called with the number of each entry.
pub fn verify(store: &dyn Store, seen: &mut dyn FnMut(u64)) -> Result<Result<Verified, Fault>, LedgerError> {
    let mut proof = Proof { store, head: genesis(), size: Size::default(), quotes: 0, last: None };
    let mut first = Ok(Ok(()));
    store.entries(1, &mut |row| {
        seen(row.seq);
        first = proof.row(&row);
        if matches!(first, Ok(Ok(()))) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    if let Err(fault) = first? {
        return Ok(Err(fault));
    }
    let index = store.size()?;
    if index != proof.size {
        return Ok(Err(Fault::Index { entries: proof.size, index }));
    }
    Ok(Ok(Verified { size: proof.size, quotes: proof.quotes, head: proof.head }))
}

/// What is known after some entries.
struct Proof<'a> {
    store: &'a dyn Store,
    head: Digest,
    size: Size,
    quotes: u64,
    /// The last document, whose claims commonly follow.
    last: Option<Document>,
}

impl Proof<'_> {
    fn row(&mut self, row: &Row) -> Result<Result<(), Fault>, LedgerError> {
        let seq = row.seq;
        let expected = self.size.entries + 1;
        if seq != expected {
            return Ok(Err(Fault::Gap { expected, found: seq }));
        }
        self.head = digest(self.head, seq, &row.recorded, &row.body);
        if self.head != row.digest {
            return Ok(Err(Fault::Changed { seq }));
        }
        self.size.entries = seq;
        let entry = match row.entry() {
            Ok(entry) => entry,
            Err(error) => return Ok(Err(Fault::Unreadable { seq, cause: error.to_string() })),
        };
        let refusal = match entry {
            Entry::Read { document } => {
                self.size.documents += 1;
                let wrong = (!has_its_id(&document)).then(|| Refusal::WrongId { id: document.id.to_string() });
                self.last = Some(*document);
                wrong
            }
            Entry::Claimed { claim } => {
                self.size.claims += 1;
                self.quotes += claim.quotes().count() as u64;
                self.open(claim.document)?;
                match &self.last {
                    Some(document) => broken(&claim, document),
                    None => Some(Refusal::UnknownDocument { document: claim.document }),
                }
            }
            Entry::Reviewed { review } => self.review(seq, &review)?,
            _ => None,
        };
        Ok(refusal.map_or(Ok(()), |refusal| Err(Fault::Breaks { seq, refusal })))
    }

    /// The rule that a review breaks.
    fn review(&mut self, seq: u64, review: &Review) -> Result<Option<Refusal>, LedgerError> {
        let claim = review.claim;
        let Some(found) = self.store.claim(claim)?.filter(|found| found.seq < seq) else {
            return Ok(Some(Refusal::UnknownClaim { claim }));
        };
        self.quotes += review.decision.corrections().iter().map(|one| one.quotes().len() as u64).sum::<u64>();
        review::broken(review, &found.document, &mut |reviewer| {
            let filter = ReviewFilter { claim: Some(claim), reviewer: Some(reviewer.to_owned()), ..Default::default() };
            let mut decided = false;
            self.store.reviews(&filter, &mut |earlier| {
                decided |= earlier.seq < seq;
                ControlFlow::Continue(())
            })?;
            Ok(decided)
        })
    }

    /// Makes `last` the document of that id, which an earlier entry must have read.
    fn open(&mut self, id: DocumentId) -> Result<(), LedgerError> {
        if self.last.as_ref().is_none_or(|document| document.id != id) {
            let read = self.store.document(id)?;
            self.last = read.filter(|&(seq, _)| seq <= self.size.entries).map(|(_, document)| document);
        }
        Ok(())
    }
}
