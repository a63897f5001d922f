//! What every store must do, as checks that panic where one does not.

mod reviews;

use crate::{AsOf, Days, Filter, Found, Group, Outcome, Refusal, Size, Store, verify};
use hearsay_core::{
    Affected, Claim, ClaimId, Cluster, Confidence, Decision, Digest, Document, EntityId, Entry, FigureId, Hedge, Link,
    LinkTarget, Measure, Modality, Place, Quantity, Quote, Review, Role, Scope, Source, SourceKind, Span, Text, Time,
    Unit,
};
use jiff::Timestamp;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

/// Runs every check, each on a store of its own that `new` makes.
pub fn check(new: &mut dyn FnMut() -> Box<dyn Store>) {
    empty(&mut *new());
    twice_adds_nothing(&mut *new());
    all_or_nothing(&mut *new());
    entries_are_chained(&mut *new());
    filters(&mut *new());
    as_of(&mut *new());
    ties_and_reviews(&mut *new());
    reviews::kept(&mut *new());
    reviews::refused(&mut *new());
    reviews::in_one_group(&mut *new());
    reviews::listing(&mut *new());
}

/// A report of one sentence, `number` of whose words are its own, with two claims in it.
pub fn report(number: u64, published: &str) -> Group {
    let text =
        format!("Élodie Ünal of the Red Cross said {number} soldiers were killed and 7 wounded in Łódź on Monday.");
    let mut document = Document::of_text(&format!("report-{number}"), Text::new(text));
    document.published = published.parse().ok();
    document.title = Some("A headline about bridges".to_owned());
    let document = document.identified();
    let killed = claim(&document, Measure::Killed, &format!("{number} soldiers were killed"), number);
    let mut wounded = claim(&document, Measure::Wounded, "7 wounded", 7);
    wounded.confidence = Confidence::new(0.5);
    wounded.chain.clear();
    wounded.time = None;
    let claims = [killed, wounded].map(|claim| Entry::Claimed { claim: Box::new(claim.identified()) });
    [Entry::Read { document: Box::new(document) }].into_iter().chain(claims).collect()
}

fn claim(document: &Document, measure: Measure, evidence: &str, number: u64) -> Claim {
    let quote = |words: &str| {
        let start = document.text.as_str().find(words).unwrap_or_default();
        Quote::new(Span::new(start as u32, (start + words.len()) as u32), words)
    };
    let day = document.published;
    Claim {
        id: ClaimId(Digest::of("claim", &[])),
        document: document.id,
        chain: vec![Source {
            name: "Élodie Ünal".into(), kind: SourceKind::Person, quote: Some(quote("Élodie Ünal"))
        }],
        measure,
        quantity: Quantity {
            low: Some(number),
            best: Some(number),
            high: Some(number),
            hedge: Hedge::Exact,
            unit: Unit::People,
            quote: quote(&number.to_string()),
        },
        affected: Affected { quote: Some(quote("soldiers")), side: Some("North Korea".into()), role: Role::Military },
        actor: None,
        place: Some(Place {
            quote: quote("Łódź"),
            name: None,
            country: None,
            lat: Some(51.7),
            lon: None,
            precision: 1,
        }),
        time: Some(Time { quote: quote("Monday"), from: day, to: day }),
        scope: Scope::Incident,
        modality: Modality::Asserted,
        stances: Vec::new(),
        part_of: None,
        evidence: quote(evidence),
        confidence: Confidence::new(0.9),
        method: "conformance".into(),
    }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap_or_default()
}

fn add(store: &mut dyn Store, group: Group, second: i64) -> Outcome {
    let mut outcomes = store.append(&[group], at(second)).expect("the store can be written");
    outcomes.pop().expect("one outcome a group")
}

fn ask(store: &dyn Store, filter: &Filter) -> Vec<Found> {
    let mut all = Vec::new();
    let asked = store.claims(filter, &mut |found| {
        all.push(found);
        ControlFlow::Continue(())
    });
    asked.expect("the store can be read");
    all
}

fn proves(store: &dyn Store) {
    let proof = verify(store, &mut |_| ()).expect("the store can be read");
    assert!(proof.is_ok(), "{proof:?}");
}

fn empty(store: &mut dyn Store) {
    assert_eq!(store.size().expect("readable"), Size::default());
    assert!(ask(store, &Filter::default()).is_empty());
    proves(store);
}

fn twice_adds_nothing(store: &mut dyn Store) {
    assert_eq!(add(store, report(12, "2025-01-13"), 0), Outcome::Added(3));
    let size = Size { entries: 3, documents: 1, claims: 2 };
    assert_eq!(store.size().expect("readable"), size);
    assert_eq!(add(store, report(12, "2025-01-13"), 1), Outcome::Known);
    assert_eq!(store.size().expect("readable"), size);
    let both = store.append(&[report(13, "2025-01-13"), report(13, "2025-01-13")], at(2)).expect("writable");
    assert_eq!(both, [Outcome::Added(3), Outcome::Known]);
    let Some(Entry::Read { document }) = report(12, "2025-01-13").into_iter().next() else {
        panic!("a report is read")
    };
    assert_eq!(store.document(document.id).expect("readable"), Some((1, *document)));
    proves(store);
}

fn all_or_nothing(store: &mut dyn Store) {
    let mut group = report(12, "2025-01-13");
    if let Some(Entry::Claimed { claim }) = group.last_mut() {
        claim.evidence.text = "8 wounded".to_owned();
    }
    let outcomes = store.append(&[group, report(13, "2025-01-13")], at(0)).expect("writable");
    assert!(matches!(outcomes[..], [Outcome::Refused(Refusal::Quote { .. }), Outcome::Added(3)]), "{outcomes:?}");
    assert_eq!(store.size().expect("readable"), Size { entries: 3, documents: 1, claims: 2 });
    let alone = report(14, "2025-01-13").split_off(1);
    assert!(matches!(add(store, alone, 1), Outcome::Refused(Refusal::UnknownDocument { .. })));
    let mut wrong = report(15, "2025-01-13");
    if let Some(Entry::Read { document }) = wrong.first_mut() {
        document.title = Some("Another".to_owned());
    }
    assert!(matches!(add(store, wrong, 1), Outcome::Refused(Refusal::WrongId { .. })));
    proves(store);
}

fn entries_are_chained(store: &mut dyn Store) {
    (0..5).for_each(|n| assert_eq!(add(store, report(n, "2025-01-13"), n as i64), Outcome::Added(3)));
    let mut numbers = Vec::new();
    let mut digests = Vec::new();
    store
        .entries(4, &mut |row| {
            numbers.push(row.seq);
            digests.push(row.digest);
            assert_eq!(row.posted(row.digest).expect("it is an entry").seq, row.seq);
            if row.seq == 12 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .expect("readable");
    assert_eq!(numbers, (4..=12).collect::<Vec<_>>());
    digests.dedup();
    assert_eq!(digests.len(), 9);
    proves(store);
}

fn filters(store: &mut dyn Store) {
    let days = ["2025-01-10", "2025-01-11", "2025-01-12", "no day"];
    for (n, day) in (20..).zip(days) {
        assert_eq!(add(store, report(n, day), 0), Outcome::Added(3));
    }
    let all = ask(store, &Filter::default());
    assert_eq!(all.iter().map(|found| found.seq).collect::<Vec<_>>(), [2, 3, 5, 6, 8, 9, 11, 12]);
    assert!(all.iter().all(|found| found.document.id == found.claim.document));
    let numbers = |filter: Filter| ask(store, &filter).iter().map(|found| found.seq).collect::<Vec<_>>();
    let none = Filter::default;
    let some = |words: &str| Some(words.to_owned());
    assert_eq!(numbers(Filter { measures: vec![Measure::Wounded], ..none() }), [3, 6, 9, 12]);
    assert_eq!(numbers(Filter { measures: vec![Measure::Wounded, Measure::Killed], ..none() }).len(), 8);
    assert_eq!(numbers(Filter { measures: vec![Measure::Missing], ..none() }), Vec::<u64>::new());
    assert_eq!(numbers(Filter { side: some("korea"), ..none() }).len(), 8);
    assert_eq!(numbers(Filter { side: some("Korea SOUTH"), ..none() }), Vec::<u64>::new());
    assert_eq!(numbers(Filter { role: Some(Role::Military), ..none() }).len(), 8);
    assert_eq!(numbers(Filter { role: Some(Role::Police), ..none() }), Vec::<u64>::new());
    assert_eq!(numbers(Filter { source: some("elodie"), ..none() }), [2, 5, 8, 11]);
    assert_eq!(numbers(Filter { place: some("ŁÓDŹ"), ..none() }).len(), 8);
    assert_eq!(numbers(Filter { text: some("cross killed bridges 21"), ..none() }), [5, 6]);
    assert_eq!(numbers(Filter { text: some("\"OR* elodie:)"), ..none() }), Vec::<u64>::new());
    assert_eq!(numbers(Filter { text: some(" ,"), ..none() }).len(), 8);
    assert_eq!(numbers(Filter { confidence: Some(Confidence::new(0.9)), ..none() }), [2, 5, 8, 11]);
    let days = |from: &str, to: &str| Days { from: from.parse().ok(), to: to.parse().ok() };
    assert_eq!(numbers(Filter { published: days("2025-01-11", ""), ..none() }), [5, 6, 8, 9]);
    assert_eq!(numbers(Filter { published: days("2025-01-11", "2025-01-11"), ..none() }), [5, 6]);
    assert_eq!(numbers(Filter { event: days("", "2025-01-11"), ..none() }), [2, 5]);
    assert_eq!(numbers(Filter { event: days("2025-01-12", "2025-01-13"), side: some("north"), ..none() }), [8]);
    assert_eq!(numbers(Filter { document: Some(all[2].document.id), ..none() }), [5, 6]);
    assert_eq!(numbers(Filter { limit: NonZeroUsize::new(3), ..none() }), [2, 3, 5]);
    let id = all[4].claim.id.to_string();
    assert_eq!(numbers(Filter { id: Some(id.clone()), ..none() }), [8]);
    assert_eq!(numbers(Filter { id: some(&id[..15].to_uppercase()), ..none() }), [8]);
    assert_eq!(numbers(Filter { id: some("not hexadecimal"), ..none() }), Vec::<u64>::new());
    assert_eq!(numbers(Filter { id: some(""), ..none() }).len(), 8);
}

fn as_of(store: &mut dyn Store) {
    add(store, report(1, "2025-01-10"), 10);
    add(store, report(2, "2025-01-10"), 20);
    let Some(Entry::Read { document }) = report(1, "2025-01-10").into_iter().next() else { panic!("a report is read") };
    let withdrawn = Entry::Withdrawn { document: document.id, reason: "the outlet corrected it".to_owned() };
    assert_eq!(add(store, vec![withdrawn], 30), Outcome::Added(1));
    let numbers = |as_of| {
        let filter = Filter { as_of, ..Filter::default() };
        ask(store, &filter).iter().map(|found| found.seq).collect::<Vec<_>>()
    };
    assert_eq!(numbers(None), [5, 6]);
    assert_eq!(numbers(Some(AsOf::Entry(6))), [2, 3, 5, 6]);
    assert_eq!(numbers(Some(AsOf::Entry(2))), [2]);
    assert_eq!(numbers(Some(AsOf::Time(at(9)))), Vec::<u64>::new());
    assert_eq!(numbers(Some(AsOf::Time(at(10)))), [2, 3]);
    assert_eq!(numbers(Some(AsOf::Time(at(25)))), [2, 3, 5, 6]);
    assert_eq!(numbers(Some(AsOf::Time(at(30)))), [5, 6]);
    proves(store);
}

fn ties_and_reviews(store: &mut dyn Store) {
    let group = report(1, "2025-01-10");
    let claims: Vec<ClaimId> = group
        .iter()
        .filter_map(|entry| match entry {
            Entry::Claimed { claim } => Some(claim.id),
            _ => None,
        })
        .collect();
    let link = |claim| Entry::Linked {
        link: Link { claim, target: LinkTarget::Affected, entity: EntityId(Digest::of("entity", &[b"North Korea"])) },
    };
    assert!(matches!(add(store, vec![link(claims[0])], 0), Outcome::Refused(Refusal::UnknownClaim { .. })));
    add(store, group, 0);
    assert_eq!(add(store, vec![link(claims[0]), link(claims[0]), link(claims[1])], 1), Outcome::Added(2));
    assert_eq!(add(store, vec![link(claims[1])], 2), Outcome::Known);
    let cluster = Cluster { id: FigureId(Digest::of("figure", &[])), claims: claims.clone() };
    assert_eq!(add(store, vec![Entry::Grouped { cluster }], 3), Outcome::Added(1));
    let review = Review {
        claim: claims[0],
        reviewer: "A".to_owned(),
        decision: Decision::Accepted,
        reason: None,
        settles: Vec::new(),
    };
    let review = Entry::Reviewed { review };
    assert_eq!(add(store, vec![review.clone()], 4), Outcome::Added(1));
    assert_eq!(add(store, vec![review], 5), Outcome::Added(1));
    proves(store);
}
