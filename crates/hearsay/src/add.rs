//! Adding reports to a ledger: read and extract on all cores, append in order, each report all or nothing.

use crate::{Given, Options, Refused, each_document};
use hearsay_core::{Document, DocumentId, Entry};
use hearsay_ledger::{Group, LedgerError, Outcome, Refusal, Store};
use jiff::Timestamp;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// What came of adding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Reports that are new in the ledger.
    pub reports: u64,
    /// Their claims.
    pub claims: u64,
    /// Reports that were known already.
    pub known: u64,
    /// Inputs that could not be read, and reports that the ledger refused.
    pub refused: u64,
}

/// What happens while reports are added.
#[derive(Debug)]
pub enum Event<'a> {
    /// One more report is done.
    Done,
    /// An input could not be read.
    Unread(&'a Refused),
    /// The ledger refused a report, by its name.
    Refused(&'a str, &'a Refusal),
}

/// A batch goes into the ledger when it holds so many reports or bytes, or has waited so long.
const BATCH: usize = 64;
const BATCH_BYTES: usize = 4 << 20;
const BATCH_WAIT: Duration = Duration::from_millis(200);

/// Adds every report of `inputs` to `store`, in order. `knows` tells, from any thread, whether the ledger holds a
/// report already, so that it is not extracted again; `now` is the time of recording.
pub fn add(
    inputs: Vec<Given>,
    options: &Options,
    store: &mut dyn Store,
    knows: impl Fn(DocumentId) -> bool + Sync,
    now: impl Fn() -> Timestamp,
    mut tell: impl FnMut(Event),
) -> Result<Added, LedgerError> {
    let work = |document: Document| (!knows(document.id)).then(|| group(document));
    let mut batch = Batch::new();
    let mut added = Added::default();
    let mut failed = None;
    each_document(inputs, options, work, |result| {
        match result {
            Ok(Some(group)) => batch.push(group),
            Ok(None) => {
                added.known += 1;
                tell(Event::Done);
            }
            Err(refused) => {
                added.refused += 1;
                tell(Event::Unread(&refused));
            }
        }
        if batch.is_due() {
            failed = batch.append(store, now(), &mut added, &mut tell).err();
        }
        if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    match failed {
        Some(error) => Err(error),
        None => batch.append(store, now(), &mut added, &mut tell).map(|()| added),
    }
}

/// The entries of a report: that it was read, and its claims.
fn group(document: Document) -> Group {
    let claims = hearsay_extract::claims(&document);
    let claims = claims.into_iter().map(|claim| Entry::Claimed { claim: Box::new(claim) });
    [Entry::Read { document: Box::new(document) }].into_iter().chain(claims).collect()
}

/// Reports on their way into the ledger.
struct Batch {
    groups: Vec<Group>,
    bytes: usize,
    since: Instant,
}

impl Batch {
    fn new() -> Batch {
        Batch { groups: Vec::new(), bytes: 0, since: Instant::now() }
    }

    fn push(&mut self, group: Group) {
        if let Some(Entry::Read { document }) = group.first() {
            self.bytes += document.text.as_str().len();
        }
        self.groups.push(group);
    }

    fn is_due(&self) -> bool {
        let much = self.groups.len() >= BATCH || self.bytes >= BATCH_BYTES;
        much || (!self.groups.is_empty() && self.since.elapsed() >= BATCH_WAIT)
    }

    fn append(
        &mut self,
        store: &mut dyn Store,
        now: Timestamp,
        added: &mut Added,
        tell: &mut impl FnMut(Event),
    ) -> Result<(), LedgerError> {
        let Batch { groups, .. } = std::mem::replace(self, Batch::new());
        if groups.is_empty() {
            return Ok(());
        }
        for (group, outcome) in groups.iter().zip(store.append(&groups, now)?) {
            match outcome {
                Outcome::Added(entries) => {
                    added.reports += 1;
                    added.claims += entries.saturating_sub(1);
                }
                Outcome::Known => added.known += 1,
                Outcome::Refused(refusal) => {
                    added.refused += 1;
                    if let Some(Entry::Read { document }) = group.first() {
                        tell(Event::Refused(&document.name, &refusal));
                    }
                }
            }
            tell(Event::Done);
        }
        Ok(())
    }
}
