//! The desk as a whole: blind coders, the queue, agreement, settlement, over a ledger in memory.

use super::*;
use hearsay_core::{ClaimId, Correction, Decision, Document, Entry, Ground, Measure, Review, Text};
use hearsay_ledger::{AsOf, Memory, Outcome, Store};
use std::num::NonZeroU32;

const ALL: Plan = Plan { one_in: NonZeroU32::MIN };
const FEW: Plan = Plan { one_in: NonZeroU32::MAX };

/// A ledger of some claims, from reports of one sentence each.
fn ledger() -> (Memory, Vec<ClaimId>) {
    let mut store = Memory::new();
    let mut ids = Vec::new();
    for (n, what) in [(11, "sailors were killed"), (12, "sailors were wounded"), (13, "farmers were killed")] {
        let text = format!("The Skerry police said on Tuesday that {n} {what} at the lighthouse.");
        let document = Document::of_text(&format!("r{n}"), Text::new(text));
        let claims = hearsay_extract::claims(&document);
        assert_eq!(claims.len(), 1, "{n}");
        ids.extend(claims.iter().map(|claim| claim.id));
        let claims = claims.into_iter().map(|claim| Entry::Claimed { claim: Box::new(claim) });
        let group = [Entry::Read { document: Box::new(document) }].into_iter().chain(claims).collect();
        store.append(&[group], jiff::Timestamp::UNIX_EPOCH).unwrap();
    }
    (store, ids)
}

fn decide(store: &mut Memory, claim: ClaimId, reviewer: &str, decision: Decision, settles: &[&str]) {
    let settles = settles.iter().map(|&name| name.to_owned()).collect();
    let review = Review { claim, reviewer: reviewer.to_owned(), decision, reason: None, settles };
    let outcomes = store.append(&[vec![Entry::Reviewed { review }]], jiff::Timestamp::UNIX_EPOCH).unwrap();
    assert_eq!(outcomes, [Outcome::Added(1)]);
}

fn wounded() -> Decision {
    Decision::Corrected { corrections: vec![Correction::Measure(Measure::Wounded)] }
}

fn open(queue: &Queue, decisions: &Decisions, plan: Plan, coder: &str) -> Vec<ClaimId> {
    let open: Vec<_> = queue.open(decisions, plan, coder, 0).map(|item| item.claim).collect();
    assert_eq!(open.len(), queue.left(decisions, plan, coder));
    open
}

#[test]
fn what_asks_most_comes_first() {
    let (store, ids) = ledger();
    let contested = ids[1];
    let queue = Queue::of(&store, |claim| Attention { contested: claim == contested, outlets: 1 }).unwrap();
    assert_eq!(queue.items()[0].claim, contested);
    assert!(queue.items()[0].why().contains("contested"));
    let weights: Vec<_> = queue.items().iter().map(|item| item.attention.weight(item.percent)).collect();
    assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
    assert!(queue.items().iter().enumerate().all(|(at, item)| queue.place(item.claim) == Some(at)));
}

#[test]
fn a_coder_does_not_see_what_another_decided() {
    let (mut store, ids) = ledger();
    let queue = Queue::of(&store, |_| Attention::default()).unwrap();
    let before = open(&queue, &Decisions::default(), ALL, "Ben");
    decide(&mut store, ids[0], "Anna", Decision::Accepted, &[]);
    let decisions = Decisions::read(&store, None).unwrap();
    // The queue of the second coder is what it was, to the letter.
    assert_eq!(open(&queue, &decisions, ALL, "Ben"), before);
    assert_eq!(open(&queue, &decisions, ALL, "Anna").len(), 2);
    // Where one coder is enough, the claim is done for everybody; where that one was unsure, it is not.
    assert_eq!(open(&queue, &decisions, FEW, "Ben").len(), 2);
    decide(&mut store, ids[1], "Anna", Decision::Unsure, &[]);
    let decisions = Decisions::read(&store, None).unwrap();
    assert!(open(&queue, &decisions, FEW, "Ben").contains(&ids[1]));
}

#[test]
fn where_coders_differ_an_editor_settles_it() {
    let (mut store, ids) = ledger();
    let queue = Queue::of(&store, |_| Attention::default()).unwrap();
    decide(&mut store, ids[0], "Anna", Decision::Accepted, &[]);
    decide(&mut store, ids[0], "Ben", wounded(), &[]);
    decide(&mut store, ids[2], "Anna", wounded(), &[]);
    decide(&mut store, ids[2], "Ben", wounded(), &[]);
    let decisions = Decisions::read(&store, None).unwrap();
    let differing =
        |decisions: &Decisions| queue.differing(decisions, ALL).iter().map(|item| item.claim).collect::<Vec<_>>();
    assert_eq!(differing(&decisions), [ids[0]]);
    assert!(decisions.of(ids[0]).unwrap().standing().is_none());
    assert!(decisions.of(ids[2]).unwrap().standing().is_some());
    decide(&mut store, ids[0], "Edith", wounded(), &["Anna", "Ben"]);
    let mut followed = decisions.clone();
    followed.follow(&store).unwrap();
    assert_eq!(differing(&followed), []);
    assert_eq!(followed.of(ids[0]).unwrap().standing().unwrap().review.reviewer, "Edith");
    // As of the entry before, it still waits.
    let earlier = Decisions::read(&store, Some(AsOf::Entry(followed.last() - 1))).unwrap();
    assert_eq!(differing(&earlier), [ids[0]]);
}

#[test]
fn a_later_decision_of_the_same_coder_replaces_the_earlier_one() {
    let (mut store, ids) = ledger();
    for decision in [Decision::Unsure, Decision::Rejected { ground: Ground::NotSaid }, Decision::Accepted] {
        decide(&mut store, ids[0], "Anna", decision, &[]);
    }
    let decisions = Decisions::read(&store, None).unwrap();
    let decided = decisions.of(ids[0]).unwrap();
    assert_eq!(decided.own.len(), 1);
    assert_eq!(decided.own["Anna"].review.decision, Decision::Accepted);
}

#[test]
fn the_numbers_add_up() {
    let (mut store, ids) = ledger();
    let queue = Queue::of(&store, |_| Attention::default()).unwrap();
    decide(&mut store, ids[0], "Anna", Decision::Accepted, &[]);
    decide(&mut store, ids[0], "Ben", wounded(), &[]);
    decide(&mut store, ids[1], "Anna", Decision::Accepted, &[]);
    decide(&mut store, ids[1], "Ben", Decision::Rejected { ground: Ground::Duplicate }, &[]);
    decide(&mut store, ids[2], "Anna", Decision::Accepted, &[]);
    decide(&mut store, ids[1], "Edith", Decision::Accepted, &["Anna", "Ben"]);
    let decisions = Decisions::read(&store, None).unwrap();
    let numbers = numbers(&store, &queue, &decisions, ALL).unwrap();
    assert_eq!([numbers.open, numbers.second, numbers.differ, numbers.done, numbers.settled], [0, 1, 1, 0, 1]);
    assert_eq!(numbers.claims, 3);
    assert_eq!((numbers.standing.accepted, numbers.standing.corrected), (2, 0));
    let of = |name: &str| numbers.reviewers.iter().find(|one| one.reviewer == name).unwrap();
    assert_eq!((of("Anna").own.accepted, of("Ben").own.rejected, of("Edith").settled), (3, 1, 1));
    let field = |name: &str| numbers.agreement.iter().find(|one| one.field == name).unwrap();
    // Two claims have two coders; they agree that the first is made and not about the second.
    assert_eq!((field("verdict").claims, field("verdict").alike), (2, 1));
    // Only the first has two readings; its measure is told apart.
    assert_eq!((field("measure").claims, field("measure").alike), (1, 0));
    assert_eq!(field("measure").alpha, Some(0.0));
    assert_eq!((field("side").claims, field("side").alike, field("side").alpha), (1, 1, None));
}
