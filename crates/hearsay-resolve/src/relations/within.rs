//! Relations inside one figure: revisions, repetitions, contradictions, denials.

use crate::figures::Figure;
use crate::origins::{Traced, Who, name, name_of};
use crate::resolver::Resolver;
use crate::subject::Subject;
use crate::words::{on, says};
use hearsay_core::format::{Relation, RelationKind};
use hearsay_core::{Hedge, Modality, Scope, Stance};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Reports about one event that lie further apart than this may both be right: the toll grew.
const EVENT_DAYS: i32 = 3;
/// A number is one count with another that is at most so many times as large.
const MOST: u64 = 6;
/// Days within which the number of an event is revised.
const REVISED: i32 = 30;
/// The same for totals.
const TOTAL_DAYS: i32 = 10;

/// A claim of the figure with where it began and when it was published.
#[derive(Clone, Copy)]
struct Point<'a> {
    subject: &'a Subject,
    origin: Who,
    day: Option<i32>,
    published: Option<Date>,
}

pub(super) fn relations(resolver: &Resolver, figure: &Figure, traced: &Traced) -> Vec<Relation> {
    let mut points: Vec<Point> = figure
        .claims
        .iter()
        .zip(&traced.origins)
        .filter_map(|(&claim, origin)| {
            let subject = resolver.subjects.get(claim as usize)?;
            let report = resolver.reports.get(subject.report as usize)?;
            Some(Point { subject, origin: (*origin)?, day: report.day, published: report.published })
        })
        .collect();
    points.sort_by_key(|point| (point.day, point.subject.report, point.subject.evidence));
    let mut found = stances(resolver, figure);
    // What somebody denies is not a number of theirs.
    points.retain(|point| !matches!(point.subject.modality, Modality::Denied | Modality::Hypothetical));
    let mut by_origin: BTreeMap<Who, Vec<Point>> = BTreeMap::new();
    points.iter().for_each(|point| by_origin.entry(point.origin).or_default().push(*point));
    for (&origin, points) in &by_origin {
        found.extend(series(resolver, origin, points));
    }
    found.extend(contradictions(resolver, &by_origin));
    found
}

/// The revisions and repetitions of one origin.
fn series(resolver: &Resolver, origin: Who, points: &[Point]) -> Vec<Relation> {
    let who = name_of(resolver, origin);
    let mut found = Vec::new();
    let mut said: Vec<Vec<Point>> = Vec::new();
    for &point in points {
        let last = said.last_mut().and_then(|group| group.last().copied().map(|last| (group, last)));
        match last {
            Some((group, last)) if last.subject.bounds == point.subject.bounds => group.push(point),
            // Two numbers of one report, or of one day, are no revision: nobody knows which is newer.
            Some((group, last)) if last.subject.report == point.subject.report || last.day >= point.day => {
                if last.subject.bounds.meets(point.subject.bounds) {
                    group.push(point);
                }
            }
            Some((_, last)) if !comparable(&last, &point) || too_late(&last, &point) => {}
            _ => said.push(vec![point]),
        }
    }
    for group in &said {
        let reports: BTreeSet<u32> = group.iter().map(|point| point.subject.report).collect();
        if let [first, .., last] = group.as_slice()
            && reports.len() > 1
        {
            found.push(Relation {
                kind: RelationKind::Repetition,
                claims: group.iter().map(|point| point.subject.claim).collect(),
                figure: None,
                reason: format!(
                    "{} reports give {}, and all have it from {who}, {}.",
                    reports.len(),
                    says(first.subject),
                    match first.published == last.published {
                        true => format!("on {}", on(first.published)),
                        false => format!("{} to {}", on(first.published), on(last.published)),
                    }
                ),
            });
        }
    }
    for pair in said.windows(2) {
        if let [earlier, later] = pair
            && let (Some(old), Some(new)) = (earlier.first(), later.first())
        {
            found.push(Relation {
                kind: RelationKind::Revision,
                claims: vec![old.subject.claim, new.subject.claim],
                figure: None,
                reason: format!(
                    "{who} gave {} on {} and {} on {}.",
                    says(old.subject),
                    on(old.published),
                    says(new.subject),
                    on(new.published)
                ),
            });
        }
    }
    found
}

/// Origins whose latest numbers for the same days cannot both hold.
fn contradictions(resolver: &Resolver, by_origin: &BTreeMap<Who, Vec<Point>>) -> Vec<Relation> {
    let mut found = Vec::new();
    let origins: Vec<(&Who, &Vec<Point>)> = by_origin.iter().take(40).collect();
    for (at, (one, ones)) in origins.iter().enumerate() {
        for (other, others) in origins.iter().skip(at + 1) {
            let against = ones.iter().rev().find_map(|a| others.iter().rev().find(|b| together(a, b)).map(|b| (a, b)));
            let Some((a, b)) = against else { continue };
            if a.subject.bounds.meets(b.subject.bounds) || grown(ones, others) || !comparable(a, b) {
                continue;
            }
            let (first, second, one, other) = if a.day <= b.day { (a, b, one, other) } else { (b, a, other, one) };
            found.push(Relation {
                kind: RelationKind::Contradiction,
                claims: vec![first.subject.claim, second.subject.claim],
                figure: None,
                reason: format!(
                    "{} says {} ({}), {} says {} ({}): for the same count and days both cannot hold.",
                    name_of(resolver, **one),
                    says(first.subject),
                    on(first.published),
                    name_of(resolver, **other),
                    says(second.subject),
                    on(second.published)
                ),
            });
        }
    }
    found
}

/// Whether two claims are about the same state of things: published close to each other, windows that meet.
fn together(a: &Point, b: &Point) -> bool {
    let apart = if a.subject.scope == Scope::Incident { EVENT_DAYS } else { TOTAL_DAYS };
    let near = a.day.zip(b.day).is_some_and(|(a, b)| (a - b).abs() <= apart);
    // Claims of one event are about its days already, however they word them.
    let event = a.subject.scope == Scope::Incident && b.subject.scope == Scope::Incident;
    let windows = event || a.subject.days.zip(b.subject.days).is_none_or(|(a, b)| a.gap(b) <= 1);
    near && windows
}

/// Whether two numbers can be about one count at all. Claims meet in a figure by what they say they count; numbers that are far from
/// each other, or a number beside a word such as "hundreds", are rather two counts than two answers.
fn comparable(a: &Point, b: &Point) -> bool {
    let vague = |point: &Point| point.subject.hedge == Hedge::Vague;
    let Some((small, large)) = a.subject.named.zip(b.subject.named).map(|(a, b)| (a.min(b), a.max(b))) else {
        return false;
    };
    let places = a.subject.place.zip(b.subject.place).is_none_or(|(a, b)| !a.apart(&b));
    small > 0 && large <= small.saturating_mul(MOST).max(small + 3) && places && !vague(a) && !vague(b)
}

/// Whether a later number of one event comes so late that it is rather of another.
fn too_late(a: &Point, b: &Point) -> bool {
    a.subject.scope == Scope::Incident && a.day.zip(b.day).is_none_or(|(a, b)| (a - b).abs() > REVISED)
}

/// Whether one of the two sources has itself given the other's number at some time: then it was only earlier or later.
fn grown(ones: &[Point], others: &[Point]) -> bool {
    ones.iter().any(|a| others.iter().any(|b| a.subject.bounds == b.subject.bounds))
}

/// Denials and non-acknowledgements, from the reports' stances and from claims that are denied.
fn stances(resolver: &Resolver, figure: &Figure) -> Vec<Relation> {
    let mut found: BTreeMap<(RelationKind, String), Vec<hearsay_core::ClaimId>> = BTreeMap::new();
    for subject in figure.claims.iter().filter_map(|&claim| resolver.subjects.get(claim as usize)) {
        for held in &subject.stances {
            let kind = match held.stance {
                Stance::Denies => RelationKind::Denial,
                Stance::NotAcknowledged => RelationKind::NonAcknowledgement,
                _ => continue,
            };
            found.entry((kind, name(resolver, held.by))).or_default().push(subject.claim);
        }
        if subject.modality == Modality::Denied {
            let by = subject.chain.last().map(|&voice| name(resolver, voice));
            found.entry((RelationKind::Denial, by.unwrap_or("The report".to_owned()))).or_default().push(subject.claim);
        }
    }
    let relation = |((kind, by), claims): ((RelationKind, String), Vec<_>)| {
        let does = if kind == RelationKind::Denial { "denies it" } else { "has not acknowledged it" };
        let times = if claims.len() == 1 { "one claim".to_owned() } else { format!("{} claims", claims.len()) };
        Relation { kind, reason: format!("{by} {does}, by {times} of the figure."), claims, figure: None }
    };
    found.into_iter().map(relation).collect()
}
