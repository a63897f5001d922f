//! What was decided about each claim so far, folded from the entries.

use super::queue::{Item, Plan};
use super::values::verdict;
use hearsay_core::{ClaimId, Decision, Review};
use hearsay_ledger::{AsOf, FoundReview, LedgerError, ReviewFilter, Store};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// What was decided about one claim.
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// The last decision of each coder, by name.
    pub own: BTreeMap<String, FoundReview>,
    /// The last settlement of an editor.
    pub settled: Option<FoundReview>,
}

/// How far the review of a claim is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nobody decided yet.
    Open,
    /// One coder decided, and another one should.
    Second,
    /// Coders differ, or could not tell: an editor has to settle it.
    Differ,
    /// Decided: by one coder where one is enough, or by several alike.
    Done,
    /// An editor settled it.
    Settled,
}

impl Decided {
    /// Whether the coders differ, or none of them could tell.
    pub fn differ(&self) -> bool {
        let mut all = self.own.values().map(|found| &found.review);
        let Some(first) = all.next() else { return false };
        let unsure = |review: &Review| review.decision == Decision::Unsure;
        self.own.len() > 1 && (unsure(first) || all.any(|other| unsure(other) || verdict(other) != verdict(first)))
    }

    /// How far it is.
    pub fn stage(&self, item: &Item, plan: Plan) -> Stage {
        let unsure = self.own.values().any(|found| found.review.decision == Decision::Unsure);
        match self.own.len() {
            _ if self.settled.is_some() => Stage::Settled,
            0 => Stage::Open,
            1 if unsure || plan.wants_two(item) => Stage::Second,
            1 => Stage::Done,
            _ if self.differ() => Stage::Differ,
            _ => Stage::Done,
        }
    }

    /// The decision that stands: the editor's, else that of the coders where they agree.
    pub fn standing(&self) -> Option<&FoundReview> {
        let agreed = || self.own.values().next_back().filter(|_| !self.differ());
        self.settled.as_ref().or_else(agreed)
    }
}

/// The decisions about all claims.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    of: BTreeMap<ClaimId, Decided>,
    last: u64,
}

impl Decisions {
    /// Those of a ledger as it stood then, or as it is now.
    pub fn read(store: &dyn Store, as_of: Option<AsOf>) -> Result<Decisions, LedgerError> {
        let mut decisions = Decisions::default();
        decisions.take(store, as_of)?;
        Ok(decisions)
    }

    /// Takes up what was decided since.
    pub fn follow(&mut self, store: &dyn Store) -> Result<(), LedgerError> {
        self.take(store, None)
    }

    fn take(&mut self, store: &dyn Store, as_of: Option<AsOf>) -> Result<(), LedgerError> {
        let filter = ReviewFilter { after: self.last, as_of, ..ReviewFilter::default() };
        store.reviews(&filter, &mut |found| {
            self.last = found.seq;
            let decided = self.of.entry(found.review.claim).or_default();
            if found.review.is_adjudication() {
                decided.settled = Some(found);
            } else {
                decided.own.insert(found.review.reviewer.clone(), found);
            }
            ControlFlow::Continue(())
        })
    }

    /// The number of the last decision's entry.
    pub fn last(&self) -> u64 {
        self.last
    }

    /// What was decided about a claim.
    pub fn of(&self, claim: ClaimId) -> Option<&Decided> {
        self.of.get(&claim)
    }

    /// Every claim about which something was decided.
    pub fn iter(&self) -> impl Iterator<Item = (ClaimId, &Decided)> {
        self.of.iter().map(|(&claim, decided)| (claim, decided))
    }

    /// How far the review of a claim is.
    pub fn stage(&self, item: &Item, plan: Plan) -> Stage {
        self.of.get(&item.claim).map_or(Stage::Open, |decided| decided.stage(item, plan))
    }
}
