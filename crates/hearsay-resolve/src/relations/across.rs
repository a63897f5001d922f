//! Relations between figures: parts and wholes, sums, other scopes.

use crate::figures::{Figure, Figures};
use crate::subject::Subject;
use crate::words::{counted, place, says, span};
use hearsay_core::format::{Relation, RelationKind};
use hearsay_core::{Hedge, Measure, Modality};

/// Neighbours of one figure that are looked at, and differences of scope that are told.
const NEIGHBOURS: usize = 400;
const TOLD: usize = 6;

pub(super) fn relations(figures: &Figures<'_>, figure: &Figure) -> Vec<Relation> {
    let neighbours = neighbours(figures, figure);
    let mut found = Vec::new();
    let mut scopes = 0;
    for other in &neighbours {
        if let Some(part) = part(figures, figure, other).or_else(|| {
            part(figures, other, figure).map(|mut relation| {
                relation.figure = Some(other.id);
                relation
            })
        }) {
            found.push(part);
        } else if scopes < TOLD
            && let Some(scope) = scope(figures, figure, other)
        {
            scopes += 1;
            found.push(scope);
        }
    }
    found.extend(sums(figures, figure));
    found
}

/// Figures of the same event; for totals, those that share the measure and the side or the country.
fn neighbours<'a>(figures: &'a Figures<'_>, figure: &Figure) -> Vec<&'a Figure> {
    let own = figures.number_of(figure.id);
    let numbers: Vec<u32> = match figure.event {
        Some(event) => figures.of_event.get(&event).cloned().unwrap_or_default(),
        None => figures.near_totals(figure),
    };
    let others = numbers.into_iter().filter(|&number| Some(number as usize) != own).take(NEIGHBOURS);
    others.filter_map(|number| figures.figures.get(number as usize)).collect()
}

fn subjects<'a>(figures: &'a Figures<'_>, figure: &'a Figure) -> impl Iterator<Item = &'a Subject> + Clone {
    figure.claims.iter().filter_map(|&claim| figures.resolver.subjects.get(claim as usize))
}

/// Whether `figure` counts a part of what `other` counts.
fn part(figures: &Figures<'_>, figure: &Figure, other: &Figure) -> Option<Relation> {
    let resolver = figures.resolver;
    for one in subjects(figures, figure) {
        let whole = one.part_of.and_then(|whole| subjects(figures, other).find(|subject| subject.claim == whole));
        let whole =
            whole.filter(|whole| whole.measure == one.measure && whole.unit == one.unit && one.named <= whole.named);
        if let Some(whole) = whole {
            return Some(Relation {
                kind: RelationKind::PartOf,
                claims: vec![one.claim, whole.claim],
                figure: Some(other.id),
                reason: format!(
                    "{} {} are counted among {} {}: one report says so.",
                    says(one),
                    counted(resolver, one),
                    says(whole),
                    counted(resolver, whole)
                ),
            });
        }
    }
    let (one, whole) = (subjects(figures, figure).next()?, subjects(figures, other).next()?);
    let side = one.side.zip(whole.side).is_none_or(|(a, b)| a == b);
    if one.measure != whole.measure || one.unit != whole.unit || !side || !one.group.is_part_of(whole.group) {
        return None;
    }
    let (small, large) = subjects(figures, figure)
        .flat_map(|one| subjects(figures, other).map(move |whole| (one, whole)))
        .take(100)
        .find(|(one, whole)| {
            one.report == whole.report && one.named < whole.named && one.named > Some(1) && near(one, whole)
        })?;
    Some(Relation {
        kind: RelationKind::PartOf,
        claims: vec![small.claim, large.claim],
        figure: Some(other.id),
        reason: format!(
            "{} {} of the same event: {} belong to {}.",
            says(small),
            counted(resolver, small),
            small.group.name(),
            large.group.name()
        ),
    })
}

/// Whether two claims of one report stand in one sentence or next to it.
fn near(one: &Subject, other: &Subject) -> bool {
    let (a, b) = (one.evidence, other.evidence);
    a.start().max(b.start()).saturating_sub(a.end().min(b.end())) <= 250
}

/// Whether the two count the same sort of thing in another window, place or group.
fn scope(figures: &Figures<'_>, figure: &Figure, other: &Figure) -> Option<Relation> {
    let resolver = figures.resolver;
    let (one, two) = (subjects(figures, figure).next()?, subjects(figures, other).next()?);
    // Only what could be taken for a contradiction is worth a word.
    let alike = one.group == two.group || (one.side.is_some() && one.side == two.side);
    if one.measure != two.measure || one.unit != two.unit || !alike || one.bounds.meets(two.bounds) {
        return None;
    }
    let modal = |subject: &Subject| subject.modality == Modality::Hypothetical;
    let days = |figure| subjects(figures, figure).find_map(|subject: &Subject| subject.days);
    let places = |figure| subjects(figures, figure).find_map(|subject: &Subject| place(resolver, subject));
    let why = if modal(one) != modal(two) {
        "one is of what happened, the other of what may happen".to_owned()
    } else if one.group != two.group {
        format!("another group, {} and not {}", counted(resolver, two), counted(resolver, one))
    } else if one.side != two.side && one.side.is_some() && two.side.is_some() {
        format!("another side, {} and not {}", counted(resolver, two), counted(resolver, one))
    } else if let (Some(a), Some(b)) = (days(figure), days(other))
        && (a.from, a.to) != (b.from, b.to)
    {
        format!("other days, {} and not {}", span(b), span(a))
    } else if let (Some(a), Some(b)) = (places(figure), places(other))
        && a != b
    {
        format!("another place, {b} and not {a}")
    } else {
        return None;
    };
    Some(Relation {
        kind: RelationKind::DifferenceOfScope,
        claims: vec![one.claim, two.claim],
        figure: Some(other.id),
        reason: format!("{} does not contradict {}: {why}.", says(two), says(one)),
    })
}

/// Three claims of one report of which two add up to the third.
fn sums(figures: &Figures<'_>, figure: &Figure) -> Vec<Relation> {
    let resolver = figures.resolver;
    let mut found: Vec<Relation> = Vec::new();
    for &claim in figure.claims.iter().take(200) {
        let Some(own) = resolver.subjects.get(claim as usize) else { continue };
        let Some(report) = resolver.reports.get(own.report as usize) else { continue };
        let all: Vec<&Subject> = report
            .subjects
            .clone()
            .take(80)
            .filter_map(|at| resolver.subjects.get(at as usize))
            .filter(|subject| subject.unit == own.unit && subject.side == own.side && subject.named > Some(0))
            .collect();
        let triple = all.iter().find_map(|whole| {
            let parts = all.iter().enumerate().flat_map(|(at, a)| all.iter().skip(at + 1).map(move |b| (a, b)));
            parts
                .filter(|(a, b)| adds_up(a, b, whole))
                .map(|(a, b)| (*a, *b, *whole))
                .find(|(a, b, whole)| [a, b, whole].iter().any(|subject| subject.claim == own.claim))
        });
        let Some((a, b, whole)) = triple else { continue };
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
            found.push(Relation {
                kind: RelationKind::Sum,
                claims: vec![a.claim, b.claim, whole.claim],
                figure: None,
                reason,
            });
        }
    }
    found
}

/// What tells the three apart: the measure, else the group.
fn worded(one: &Subject, other: &Subject) -> &'static str {
    if one.measure == other.measure { one.group.name() } else { one.measure.name() }
}

fn adds_up(a: &Subject, b: &Subject, whole: &Subject) -> bool {
    let numbers = a.named.zip(b.named).map(|(a, b)| a.saturating_add(b)) == whole.named;
    let bounds = a.bounds.plus(b.bounds).meets(whole.bounds) || whole.hedge == Hedge::About;
    let dead_and_hurt = whole.measure == Measure::Casualties
        && matches!((a.measure, b.measure), (Measure::Killed, Measure::Wounded) | (Measure::Wounded, Measure::Killed))
        && a.group == b.group;
    let parts = a.measure == whole.measure
        && b.measure == whole.measure
        && a.group != b.group
        && a.group.is_part_of(whole.group)
        && b.group.is_part_of(whole.group);
    numbers && bounds && (dead_and_hurt || parts) && whole.claim != a.claim && whole.claim != b.claim
}
