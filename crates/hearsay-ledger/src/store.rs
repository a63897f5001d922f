//! What a store of entries can do.

use crate::{Filter, FoundReview, LedgerError, Listed, Refusal, ReviewFilter, Row};
use hearsay_core::{Claim, ClaimId, Document, DocumentId, Entry};
use jiff::Timestamp;
use std::ops::ControlFlow;
use std::rc::Rc;

/// Whether to go on after an item was handed over.
pub type Flow = ControlFlow<()>;

/// Entries that are appended all or not at all, as a document with its claims.
pub type Group = Vec<Entry>;

/// What became of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// These many entries were new and stand in the ledger now; what was known already was left out.
    Added(u64),
    /// Every entry was known: nothing was added.
    Known,
    /// The group breaks a rule of the ledger: nothing of it was added.
    Refused(Refusal),
}

/// A claim with the report it stands in, and where both stand in the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The number of the claim's entry.
    pub seq: u64,
    /// When that entry was recorded.
    pub recorded: Timestamp,
    /// The claim.
    pub claim: Claim,
    /// The number of the entry that read the report.
    pub document_seq: u64,
    /// The report; shared by neighbouring claims.
    pub document: Rc<Document>,
}

/// How much a ledger holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Entries of any kind.
    pub entries: u64,
    /// Reports.
    pub documents: u64,
    /// Claims.
    pub claims: u64,
}

/// Keeps entries, in order, for ever.
///
/// Every implementation passes [`crate::conformance::check`].
pub trait Store {
    /// Appends the groups in order, each all or nothing, and returns what became of each. When it fails, nothing of
    /// the whole batch was added.
    fn append(&mut self, batch: &[Group], recorded: Timestamp) -> Result<Vec<Outcome>, LedgerError>;

    /// Hands over the entries from number `from` on, in order.
    fn entries(&self, from: u64, each: &mut dyn FnMut(Row) -> Flow) -> Result<(), LedgerError>;

    /// Hands over the claims that `filter` lets through, in order of their entries.
    fn claims(&self, filter: &Filter, each: &mut dyn FnMut(Found) -> Flow) -> Result<(), LedgerError>;

    /// The report of that id, and the number of the entry that read it.
    fn document(&self, id: DocumentId) -> Result<Option<(u64, Document)>, LedgerError>;

    /// The claim of that id, also one whose report was withdrawn.
    fn claim(&self, id: ClaimId) -> Result<Option<Found>, LedgerError>;

    /// Hands over the decisions that `filter` lets through, in order of their entries.
    fn reviews(&self, filter: &ReviewFilter, each: &mut dyn FnMut(FoundReview) -> Flow) -> Result<(), LedgerError>;

    /// Hands over what a list tells of every claim after entry `after` whose report was not withdrawn, in order.
    fn listing(&self, after: u64, each: &mut dyn FnMut(Listed) -> Flow) -> Result<(), LedgerError>;

    /// How much it holds, as its indices tell.
    fn size(&self) -> Result<Size, LedgerError>;
}
