//! Relations between figures: parts and wholes, other scopes.

use crate::figures::{Figure, Figures};
use crate::subject::Subject;
use crate::words::{counted, place, says, span};
use hearsay_core::Modality;
use hearsay_core::format::{Relation, RelationKind};

/// Neighbours of one figure that are looked at, and differences of scope that are told.
const NEIGHBOURS: usize = 400;
const TOLD: usize = 6;
/// From this confidence on a claim is a part or a whole.
const READ: u8 = 60;

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
    found
}

/// Figures of the same event; for totals, those that share the measure and the side or the country.
fn neighbours<'a>(figures: &'a Figures<'_>, figure: &Figure) -> Vec<&'a Figure> {
    let own = figures.number_of(figure.id);
    let numbers: Vec<u32> = match figure.event {
        Some(event) => figures.grouping.of_event.get(&event).cloned().unwrap_or_default(),
        None => figures.near_totals(figure),
    };
    let others = numbers.into_iter().filter(|&number| Some(number as usize) != own).take(NEIGHBOURS);
    others.filter_map(|number| figures.grouping.figures.get(number as usize)).collect()
}

fn subjects<'a>(figures: &'a Figures<'_>, figure: &'a Figure) -> impl Iterator<Item = &'a Subject> + Clone {
    figure.claims.iter().filter_map(|&claim| figures.resolver.subjects.get(claim as usize))
}

/// Whether `figure` counts a part of what `other` counts, by the words of one report.
fn part(figures: &Figures<'_>, figure: &Figure, other: &Figure) -> Option<Relation> {
    let resolver = figures.resolver;
    let (one, whole) = subjects(figures, figure)
        .filter(|one| one.confidence.percent() >= READ && (one.part_of.is_some() || one.setting.included))
        .find_map(|one| subjects(figures, other).find(|whole| is_part(one, whole)).map(|whole| (one, whole)))?;
    Some(Relation {
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
    })
}

/// Whether the one claim counts some of those whom the other counts: the report says so, or counts both in one sentence with a
/// word such as "including" before the smaller.
fn is_part(one: &Subject, whole: &Subject) -> bool {
    let said = one.part_of == Some(whole.claim);
    let beside = one.setting.included
        && one.report == whole.report
        && one.setting.sentence == whole.setting.sentence
        && whole.evidence.start() <= one.evidence.start()
        && one.group.is_part_of(whole.group);
    let side = one.side.zip(whole.side).is_none_or(|(a, b)| a == b);
    let counts = one.measure == whole.measure && one.unit == whole.unit && one.named < whole.named;
    (said || beside) && side && counts && whole.confidence.percent() >= READ
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
