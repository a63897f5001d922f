//! The desk's numbers: what was reviewed, what is open, how far coders agree.

use super::agreement::agreement;
use super::decisions::{Decisions, Stage};
use super::queue::{Plan, Queue};
use hearsay_core::Decision;
use hearsay_core::format::{ReviewNumbers, ReviewerNumbers, VerdictNumbers};
use hearsay_ledger::{LedgerError, Store};
use std::collections::BTreeMap;

/// The numbers of a ledger with these claims and decisions.
pub fn numbers(
    store: &dyn Store,
    queue: &Queue,
    decisions: &Decisions,
    plan: Plan,
) -> Result<ReviewNumbers, LedgerError> {
    let mut stages: BTreeMap<Stage, u64> = BTreeMap::new();
    for (_, item) in decisions.iter().filter_map(|(claim, _)| queue.item(claim)) {
        *stages.entry(decisions.stage(item, plan)).or_default() += 1;
    }
    let decided: u64 = stages.values().sum();
    let mut reviewers: BTreeMap<&str, ReviewerNumbers> = BTreeMap::new();
    let mut verdicts = VerdictNumbers::default();
    for (_, decided) in decisions.iter() {
        if let Some(standing) = decided.standing() {
            count(&mut verdicts, &standing.review.decision);
        }
        for found in decided.own.values().chain(&decided.settled) {
            let review = &found.review;
            let numbers = reviewers.entry(&review.reviewer).or_default();
            if review.is_adjudication() { numbers.settled += 1 } else { count(&mut numbers.own, &review.decision) }
        }
    }
    let stage = |stage: Stage| stages.get(&stage).copied().unwrap_or(0);
    let named = |(name, numbers): (&str, ReviewerNumbers)| ReviewerNumbers { reviewer: name.to_owned(), ..numbers };
    Ok(ReviewNumbers {
        claims: queue.items().len() as u64,
        open: queue.items().len() as u64 - decided,
        second: stage(Stage::Second),
        differ: stage(Stage::Differ),
        done: stage(Stage::Done),
        settled: stage(Stage::Settled),
        standing: verdicts,
        reviewers: reviewers.into_iter().map(named).collect(),
        agreement: agreement(store, decisions)?,
    })
}

fn count(numbers: &mut VerdictNumbers, decision: &Decision) {
    let number = match decision {
        Decision::Accepted => &mut numbers.accepted,
        Decision::Corrected { .. } => &mut numbers.corrected,
        Decision::Rejected { .. } => &mut numbers.rejected,
        Decision::Unsure => &mut numbers.unsure,
    };
    *number += 1;
}
