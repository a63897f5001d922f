//! A claim with its report, taken out of the ledger to be shown and decided about.

use crate::problem::Problem;
use hearsay::words::one_line;
use hearsay_core::format::{self, Heading, Recorded};
use hearsay_core::{Claim, ClaimId, Document};
use hearsay_ledger::{Sqlite, Store};
use jiff::Timestamp;
use std::rc::Rc;

/// A claim with its report.
pub struct Subject {
    /// The claim.
    pub claim: Claim,
    /// The report.
    pub document: Document,
    seq: u64,
    recorded: Timestamp,
    document_seq: u64,
}

impl Subject {
    /// The claim of that id; a problem where there is none.
    pub fn find(store: &Sqlite, claim: ClaimId) -> Result<Subject, Problem> {
        let found = store.claim(claim)?.ok_or_else(|| Problem::missing("claim"))?;
        Ok(Subject {
            claim: found.claim,
            document: Rc::unwrap_or_clone(found.document),
            seq: found.seq,
            recorded: found.recorded,
            document_seq: found.document_seq,
        })
    }

    /// The claim as it is printed.
    pub fn printed(&self) -> format::Claim {
        format::Claim::of(&self.claim, &self.document.text)
    }

    /// The claim as it stands in the ledger.
    pub fn recorded(&self) -> Recorded {
        let report = Heading::of(&self.document, self.document_seq);
        Recorded { entry: self.seq, recorded: self.recorded, report, claim: self.printed() }
    }

    /// The sentence it stands in.
    pub fn sentence(&self) -> String {
        let text = &self.document.text;
        one_line(text.at(text.sentence_around(self.claim.evidence.span, 600)))
    }
}
