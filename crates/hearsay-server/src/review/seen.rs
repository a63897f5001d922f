//! What the review desk knows: the queue and the decisions so far, followed entry by entry.

use crate::desk::Desk;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use hearsay::review::{Attention, Decisions, Plan, Queue};
use hearsay_core::ClaimId;
use hearsay_ledger::{LedgerError, Sqlite, Store};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{PoisonError, RwLock};

/// The queue and the decisions, as they were last looked at.
#[derive(Default)]
pub struct Reviews(RwLock<Known>);

#[derive(Default)]
struct Known {
    /// The last entry of the snapshot that the queue was made from.
    entry: Option<u64>,
    queue: Queue,
    decisions: Decisions,
}

/// The queue and the decisions, for the making of one answer.
pub struct Seen<'a> {
    /// The ledger.
    pub store: &'a Sqlite,
    /// The queue.
    pub queue: &'a Queue,
    /// The decisions.
    pub decisions: &'a Decisions,
    /// Which claims two coders decide about.
    pub plan: Plan,
}

impl Desk {
    /// Runs `work` over the queue and all decisions made up to now, on a thread that may wait.
    pub async fn review<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Seen<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let snapshot = self.now().ok_or_else(Problem::not_ready)?;
        let desk = self.clone();
        self.ask(move |store| {
            let reviews = desk.reviews();
            reviews.follow(store, &snapshot)?;
            let known = reviews.0.read().unwrap_or_else(PoisonError::into_inner);
            work(&Seen { store, queue: &known.queue, decisions: &known.decisions, plan: Plan::default() })
        })
        .await?
    }
}

impl Reviews {
    /// Takes up what is new in the ledger.
    fn follow(&self, store: &Sqlite, snapshot: &Snapshot) -> Result<(), LedgerError> {
        let entry = snapshot.head.entry;
        let fresh = self.0.read().unwrap_or_else(PoisonError::into_inner).entry == Some(entry);
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.decisions.follow(store)?;
        if !fresh {
            let before = known.entry.filter(|&before| before <= entry).unwrap_or(0);
            if !only_reviews(store, before, entry)? {
                let attention = attention(snapshot);
                known.queue = Queue::of(store, |claim| attention.get(&claim).copied().unwrap_or_default())?;
            }
            known.entry = Some(entry);
        }
        Ok(())
    }
}

/// Whether nothing but decisions came between two entries: then figures and queue are what they were.
pub fn only_reviews(store: &Sqlite, before: u64, entry: u64) -> Result<bool, LedgerError> {
    let mut only = before > 0;
    store.entries(before + 1, &mut |row| {
        only &= row.body.starts_with(r#"{"entry":"reviewed""#);
        if only && row.seq < entry { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(only)
}

/// What the figures of the snapshot tell of each claim.
fn attention(snapshot: &Snapshot) -> HashMap<ClaimId, Attention> {
    let resolver = snapshot.resolved.resolver();
    let figures = snapshot.list.iter().map(|card| (Attention::of(&card.summary), &card.series));
    figures
        .flat_map(|(attention, series)| series.iter().map(move |&claim| (claim, attention)))
        .filter_map(|(claim, attention)| Some((resolver.statement(claim)?.claim, attention)))
        .collect()
}
