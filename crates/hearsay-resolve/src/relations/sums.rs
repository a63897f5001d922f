//! Sums: two counts stated together that add up to a third.

use crate::figures::Figure;
use crate::resolver::Resolver;
use crate::subject::Subject;
use crate::words::says;
use hearsay_core::format::{Relation, RelationKind};
use hearsay_core::{Hedge, Measure, Modality};

/// From this confidence on a claim is a member of a sum.
const READ: u8 = 60;
/// Bytes between the whole and its parts.
const BESIDE: u32 = 600;
/// Claims of one figure, and of one report, that are looked at.
const LOOKED_AT: usize = 200;
const OF_A_REPORT: usize = 80;

/// The sums in which a claim of the figure is a part or the whole.
pub(super) fn sums(resolver: &Resolver, figure: &Figure) -> Vec<Relation> {
    let mut found: Vec<Relation> = Vec::new();
    for &claim in figure.claims.iter().take(LOOKED_AT) {
        let Some(own) = resolver.subjects.get(claim as usize) else { continue };
        let Some((a, b, whole)) = sum(resolver, own) else { continue };
        let reason = format!(
            "{} {} and {} {} add up to {} {}.",
            says(a),
            worded(a, whole),
            says(b),
            worded(b, whole),
            says(whole),
            worded(whole, a)
        );
        if !found.iter().any(|known| known.reason == reason) {
            let claims = vec![a.claim, b.claim, whole.claim];
            found.push(Relation { kind: RelationKind::Sum, claims, figure: None, reason });
        }
    }
    found
}

/// Two parts and their whole in one report, of which the claim is one.
fn sum<'a>(resolver: &'a Resolver, own: &Subject) -> Option<(&'a Subject, &'a Subject, &'a Subject)> {
    let report = resolver.reports.get(own.report as usize)?;
    let all: Vec<&Subject> = report
        .subjects
        .clone()
        .take(OF_A_REPORT)
        .filter_map(|at| resolver.subjects.get(at as usize))
        .filter(|subject| subject.unit == own.unit && subject.side == own.side && subject.named > Some(0))
        .filter(|subject| subject.confidence.percent() >= READ && stated(subject.modality))
        .filter(|subject| subject.hedge != Hedge::Vague)
        .collect();
    all.iter().find_map(|whole| {
        let parts = all.iter().enumerate().flat_map(|(at, a)| all.iter().skip(at + 1).map(move |b| (*a, *b, *whole)));
        parts
            .filter(|(a, b, whole)| [a, b, whole].iter().any(|subject| subject.claim == own.claim))
            .find(|(a, b, whole)| adds_up(a, b, whole))
    })
}

fn stated(modality: Modality) -> bool {
    !matches!(modality, Modality::Denied | Modality::Hypothetical)
}

/// What tells the three apart: the measure, else the group.
fn worded(one: &Subject, other: &Subject) -> &'static str {
    if one.measure == other.measure { one.group.name() } else { one.measure.name() }
}

fn adds_up(a: &Subject, b: &Subject, whole: &Subject) -> bool {
    if whole.claim == a.claim || whole.claim == b.claim || !together(a, b, whole) {
        return false;
    }
    let numbers = a.named.zip(b.named).map(|(a, b)| a.saturating_add(b)) == whole.named;
    let bounds = a.bounds.plus(b.bounds).meets(whole.bounds) || whole.hedge == Hedge::About;
    numbers && bounds && (dead_and_hurt(a, b, whole) || two_groups(a, b, whole) || two_places(a, b, whole))
}

/// Whether the parts stand in one sentence and the whole in it or near it.
fn together(a: &Subject, b: &Subject, whole: &Subject) -> bool {
    let near = |one: &Subject| one.evidence.start().abs_diff(whole.evidence.start()) <= BESIDE;
    let days = |one: &Subject| one.days.zip(whole.days).is_none_or(|(a, b)| a == b);
    // What is counted among others adds up to nothing else.
    let own = |one: &Subject| !one.setting.included && one.part_of.is_none_or(|of| of == whole.claim);
    a.setting.sentence == b.setting.sentence && [a, b].into_iter().all(|one| near(one) && days(one) && own(one))
}

fn dead_and_hurt(a: &Subject, b: &Subject, whole: &Subject) -> bool {
    let measures = (a.measure, b.measure);
    whole.measure == Measure::Casualties
        && matches!(measures, (Measure::Killed, Measure::Wounded) | (Measure::Wounded, Measure::Killed))
        && (a.group == b.group || a.setting.sentence == whole.setting.sentence)
}

fn two_groups(a: &Subject, b: &Subject, whole: &Subject) -> bool {
    let same = a.measure == whole.measure && b.measure == whole.measure;
    let apart = a.group != b.group && !a.group.is_part_of(b.group) && !b.group.is_part_of(a.group);
    same && apart && a.group.is_part_of(whole.group) && b.group.is_part_of(whole.group)
}

/// Those of two places, and of both. Small numbers agree by chance.
fn two_places(a: &Subject, b: &Subject, whole: &Subject) -> bool {
    let same = a.measure == whole.measure && b.measure == whole.measure;
    let elsewhere = a.place.zip(b.place).is_some_and(|(a, b)| a.name != b.name);
    let before = whole.evidence.start() < a.evidence.start().min(b.evidence.start());
    same && elsewhere && before && a.group == b.group && b.group == whole.group && whole.named >= Some(8)
}
