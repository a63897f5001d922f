//! The work: the engine reads and extracts, batch after batch goes through the one connection that appends, and the job
//! hears of each report.

use super::job::{FoundClaim, Job, Told};
use crate::desk::Desk;
use crate::ledger::Ledger;
use hearsay::words::{one_line, quantity, word};
use hearsay::{Event, Given, Limits, Options, add};
use hearsay_core::{Claim, ClaimId, Document, DocumentId, Entry, format};
use hearsay_ledger::{
    Filter, Flow, Found, FoundReview, Group, LedgerError, Listed, Outcome, ReviewFilter, Row, Size, Store,
};
use jiff::Timestamp;
use std::sync::Arc;

/// What is taken of hostile input that was sent: less than from files that the user of this machine named.
fn limits() -> Limits {
    Limits { files: 2_000, archive_bytes: 256 << 20, depth: 8, ..Limits::default() }
}

/// Does a job. Blocks until all is read.
pub fn work(desk: &Desk, job: &Arc<Job>, given: Vec<Given>) {
    let ledger = desk.ledger();
    let mut store = Shared { ledger, job };
    let knows = |id: DocumentId| {
        let known = ledger.ask(|store| store.document(id)).and_then(|read| read);
        match known {
            Ok(Some((_, document))) => {
                job.tell(Told::Known { title: title(&document) });
                true
            }
            _ => false,
        }
    };
    let options = Options { limits: limits(), ..Options::default() };
    let done = add(given, &options, &mut store, knows, Timestamp::now, |event| match event {
        Event::Done => {}
        Event::Unread(refused) => job.tell(Told::Refused { cause: one_line(&refused.to_string()) }),
        Event::Refused(name, refusal) => job.tell(Told::Refused { cause: format!("{name}: {refusal}") }),
    });
    job.end(done.err().map(|error| match error {
        LedgerError::Full => "The disk is full; the last batch was not written.".to_owned(),
        LedgerError::Busy => "The ledger is being written to by another program; try again.".to_owned(),
        _ => "The ledger could not be written.".to_owned(),
    }));
}

fn title(document: &Document) -> String {
    one_line(document.title.as_deref().unwrap_or(&document.name))
}

/// The ledger of the desk as a store: between two batches others may write.
struct Shared<'a> {
    ledger: &'a Ledger,
    job: &'a Job,
}

impl Store for Shared<'_> {
    fn append(&mut self, batch: &[Group], recorded: Timestamp) -> Result<Vec<Outcome>, LedgerError> {
        let outcomes = self.ledger.append(|store| store.append(batch, recorded))??;
        for (group, outcome) in batch.iter().zip(&outcomes) {
            if let Some(told) = told(group, outcome) {
                self.job.tell(told);
            }
        }
        Ok(outcomes)
    }

    fn entries(&self, from: u64, each: &mut dyn FnMut(Row) -> Flow) -> Result<(), LedgerError> {
        self.ledger.ask(|store| store.entries(from, each))?
    }

    fn claims(&self, filter: &Filter, each: &mut dyn FnMut(Found) -> Flow) -> Result<(), LedgerError> {
        self.ledger.ask(|store| store.claims(filter, each))?
    }

    fn document(&self, id: DocumentId) -> Result<Option<(u64, Document)>, LedgerError> {
        self.ledger.ask(|store| store.document(id))?
    }

    fn claim(&self, id: ClaimId) -> Result<Option<Found>, LedgerError> {
        self.ledger.ask(|store| store.claim(id))?
    }

    fn reviews(&self, filter: &ReviewFilter, each: &mut dyn FnMut(FoundReview) -> Flow) -> Result<(), LedgerError> {
        self.ledger.ask(|store| store.reviews(filter, each))?
    }

    fn listing(&self, after: u64, each: &mut dyn FnMut(Listed) -> Flow) -> Result<(), LedgerError> {
        self.ledger.ask(|store| store.listing(after, each))?
    }

    fn size(&self) -> Result<Size, LedgerError> {
        self.ledger.ask(|store| store.size())?
    }
}

/// What became of a report; a refusal is told by the engine.
fn told(group: &Group, outcome: &Outcome) -> Option<Told> {
    let Some(Entry::Read { document }) = group.first() else { return None };
    match outcome {
        Outcome::Refused(_) => None,
        Outcome::Known => Some(Told::Known { title: title(document) }),
        Outcome::Added(_) => {
            let claims = group.iter().filter_map(|entry| match entry {
                Entry::Claimed { claim } => Some(found(claim, document)),
                _ => None,
            });
            Some(Told::Added { title: title(document), claims: claims.collect() })
        }
    }
}

fn found(claim: &Claim, document: &Document) -> FoundClaim {
    let shown = format::Claim::of(claim, &document.text);
    let sentence = document.text.at(document.text.sentence_around(claim.evidence.span, 400));
    FoundClaim {
        claim: claim.id,
        says: format!("{} {}", word(&shown.measure), quantity(&shown.quantity)),
        sentence: one_line(sentence),
    }
}
