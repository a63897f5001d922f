//! What every store must do with decisions about claims.

use super::{add, at, proves, report};
use crate::{AsOf, Group, Outcome, Refusal, ReviewFilter, Store};
use hearsay_core::{
    Claim, Correction, Decision, Document, Entry, Ground, Measure, Modality, Quote, Review, ReviewFlaw, Role, Span,
};
use std::ops::ControlFlow;

/// The report and the claims of a group.
fn parts(group: &Group) -> (Document, Vec<Claim>) {
    let mut read = None;
    let mut claims = Vec::new();
    for entry in group {
        match entry {
            Entry::Read { document } => read = Some((**document).clone()),
            Entry::Claimed { claim } => claims.push((**claim).clone()),
            _ => {}
        }
    }
    (read.expect("a report is read"), claims)
}

fn review(claim: &Claim, reviewer: &str, decision: Decision) -> Review {
    Review { claim: claim.id, reviewer: reviewer.to_owned(), decision, reason: None, settles: Vec::new() }
}

fn post(store: &mut dyn Store, review: Review, second: i64) -> Outcome {
    add(store, vec![Entry::Reviewed { review }], second)
}

fn ask(store: &dyn Store, filter: &ReviewFilter) -> Vec<(u64, Review)> {
    let mut all = Vec::new();
    let asked = store.reviews(filter, &mut |found| {
        all.push((found.seq, found.review));
        ControlFlow::Continue(())
    });
    asked.expect("the store can be read");
    all
}

fn seqs(store: &dyn Store, filter: ReviewFilter) -> Vec<u64> {
    ask(store, &filter).into_iter().map(|(seq, _)| seq).collect()
}

/// Every kind of decision is kept as it was given, is found again, and leaves the claim alone.
pub(super) fn kept(store: &mut dyn Store) {
    let group = report(12, "2025-01-10");
    let (document, claims) = parts(&group);
    add(store, group, 0);
    let quote = |words: &str| {
        let start = document.text.as_str().find(words).unwrap_or_default() as u32;
        Quote::new(Span::new(start, start + words.len() as u32), words)
    };
    let corrections = vec![
        Correction::Measure(Measure::Wounded),
        Correction::Group(Some(quote("soldiers"))),
        Correction::Side(None),
        Correction::Role(Role::Civilian),
        Correction::Actor(Some(quote("Red Cross"))),
        Correction::Place(None),
        Correction::Modality(Modality::Estimated),
        Correction::Chain(Vec::new()),
    ];
    let given = [
        review(&claims[0], "Anna", Decision::Accepted),
        review(&claims[0], "Ben", Decision::Corrected { corrections }),
        Review { reason: Some("a “reason”\nin words".into()), ..review(&claims[1], "Anna", Decision::Unsure) },
        review(&claims[1], "Ben", Decision::Rejected { ground: Ground::OtherCount }),
        Review { settles: vec!["Anna".into(), "Ben".into()], ..review(&claims[0], "Edith", Decision::Accepted) },
    ];
    for (given, second) in given.iter().zip(1..) {
        assert_eq!(post(store, given.clone(), second), Outcome::Added(1), "{given:?}");
    }
    let all = ask(store, &ReviewFilter::default());
    assert_eq!(all.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [4, 5, 6, 7, 8]);
    assert!(all.iter().map(|(_, review)| review).eq(&given));
    let filter = ReviewFilter::default;
    assert_eq!(seqs(store, ReviewFilter { claim: Some(claims[0].id), ..filter() }), [4, 5, 8]);
    assert_eq!(seqs(store, ReviewFilter { reviewer: Some("Anna".into()), ..filter() }), [4, 6]);
    assert_eq!(seqs(store, ReviewFilter { reviewer: Some("anna".into()), ..filter() }), Vec::<u64>::new());
    assert_eq!(seqs(store, ReviewFilter { after: 6, ..filter() }), [7, 8]);
    assert_eq!(seqs(store, ReviewFilter { as_of: Some(AsOf::Entry(5)), ..filter() }), [4, 5]);
    assert_eq!(seqs(store, ReviewFilter { as_of: Some(AsOf::Time(at(3))), ..filter() }), [4, 5, 6]);
    let found = store.claim(claims[0].id).expect("readable").expect("it was added");
    assert_eq!((found.seq, &found.claim), (2, &claims[0]));
    let read = given[1].reading(&found.claim).expect("a correction is a reading");
    assert_eq!((read.id, read.measure, read.affected.role), (claims[0].id, Measure::Wounded, Role::Civilian));
    proves(store);
}

/// A review that breaks a rule is refused, and nothing of it stays.
pub(super) fn refused(store: &mut dyn Store) {
    let group = report(12, "2025-01-10");
    let (_, claims) = parts(&group);
    let early = review(&claims[0], "Anna", Decision::Accepted);
    assert!(matches!(post(store, early, 0), Outcome::Refused(Refusal::UnknownClaim { .. })));
    add(store, group, 0);
    let corrected = |corrections| review(&claims[0], "Anna", Decision::Corrected { corrections });
    let elsewhere = Quote::new(Span::new(0, 5), "never");
    let mut flaw = |review: Review| match post(store, review, 1) {
        Outcome::Refused(Refusal::Review { flaw, .. }) => Some(flaw),
        _ => None,
    };
    assert_eq!(flaw(corrected(Vec::new())), Some(ReviewFlaw::NoCorrection));
    let twice = vec![Correction::Role(Role::Police), Correction::Role(Role::Mixed)];
    assert_eq!(flaw(corrected(twice)), Some(ReviewFlaw::FieldTwice("role")));
    assert_eq!(flaw(review(&claims[0], " ", Decision::Accepted)), Some(ReviewFlaw::NoReviewer));
    assert_eq!(flaw(review(&claims[0], "a\nb", Decision::Accepted)), Some(ReviewFlaw::NoName));
    let long = Review { reason: Some("x".repeat(4_001)), ..review(&claims[0], "Anna", Decision::Unsure) };
    assert_eq!(flaw(long), Some(ReviewFlaw::LongReason));
    let quantity = hearsay_core::Quantity { low: Some(5), high: Some(4), ..claims[0].quantity.clone() };
    assert_eq!(flaw(corrected(vec![Correction::Quantity(quantity)])), Some(ReviewFlaw::Bounds));
    let wrong = post(store, corrected(vec![Correction::Actor(Some(elsewhere))]), 1);
    assert!(matches!(wrong, Outcome::Refused(Refusal::Quote { .. })), "{wrong:?}");
    let settles = Review { settles: vec!["Ben".into()], ..review(&claims[0], "Edith", Decision::Accepted) };
    let wrong = post(store, settles, 1);
    assert!(matches!(wrong, Outcome::Refused(Refusal::Undecided { .. })), "{wrong:?}");
    assert_eq!(store.size().expect("readable").entries, 3);
    proves(store);
}

/// A report with its claims, decisions about them and their settlement can come as one group, as an import brings them.
pub(super) fn in_one_group(store: &mut dyn Store) {
    let mut group = report(12, "2025-01-10");
    let (_, claims) = parts(&group);
    for review in [
        review(&claims[0], "Anna", Decision::Accepted),
        Review { settles: vec!["Anna".into()], ..review(&claims[0], "Edith", Decision::Unsure) },
    ] {
        group.push(Entry::Reviewed { review });
    }
    assert_eq!(add(store, group, 0), Outcome::Added(5));
    assert_eq!(seqs(store, ReviewFilter::default()), [4, 5]);
    proves(store);
}

/// The list of claims is in order, and leaves out withdrawn reports.
pub(super) fn listing(store: &mut dyn Store) {
    let groups = [report(1, "2025-01-10"), report(2, "2025-01-10")];
    let (document, claims) = parts(&groups[0]);
    let (_, later) = parts(&groups[1]);
    for group in groups {
        add(store, group, 0);
    }
    let list = |store: &dyn Store, after| {
        let mut all = Vec::new();
        let listed = store.listing(after, &mut |one| {
            all.push((one.seq, one.claim, one.document_seq, one.percent));
            ControlFlow::Continue(())
        });
        listed.expect("the store can be read");
        all
    };
    let second = [(5, later[0].id, 4, 90), (6, later[1].id, 4, 50)];
    assert_eq!(list(store, 3), second);
    assert_eq!(list(store, 0)[..2], [(2, claims[0].id, 1, 90), (3, claims[1].id, 1, 50)]);
    add(store, vec![Entry::Withdrawn { document: document.id, reason: "corrected".to_owned() }], 1);
    assert_eq!(list(store, 0), second);
    assert!(store.claim(claims[0].id).expect("readable").is_some());
}
