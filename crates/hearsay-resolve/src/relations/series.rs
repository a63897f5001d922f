//! The revisions and repetitions of one origin.

use super::accord::{days, falls, one_count, places, telling};
use super::corrections::corrections;
use super::point::Point;
use crate::origins::{Who, name_of};
use crate::resolver::Resolver;
use crate::words::{on, says};
use hearsay_core::format::{Relation, RelationKind};
use std::collections::BTreeSet;

/// Days within which the number of an event is revised.
const REVISED: i32 = 7;
/// The same where the later report does not say that the number changed.
const AT_ONCE: i32 = 3;
/// Days within which the number of an event is repeated in other words.
const REPEATED: i32 = 10;
/// From this confidence on a claim repeats another.
pub(super) const READ: u8 = 70;
/// Numbers below this are common.
const SMALL: u64 = 10;

/// The revisions and repetitions among the points of one origin, which are in order of publication.
pub(super) fn series(resolver: &Resolver, origin: Who, points: &[Point]) -> Vec<Relation> {
    let who = name_of(resolver, origin);
    let mut found = repetitions(resolver, &who, points);
    found.extend(corrections(&who, points));
    // The first and the latest report of the number that stands.
    let mut standing: Option<(&Point, &Point)> = None;
    for point in points.iter().filter(|point| telling(point) && point.largest && headline(point)) {
        standing = match standing {
            Some((first, last)) if last.subject.bounds == point.subject.bounds => Some((first, point)),
            Some((first, last)) if revised(resolver, last, point) => {
                found.push(Relation {
                    kind: RelationKind::Revision,
                    claims: vec![first.subject.claim, point.subject.claim],
                    figure: None,
                    reason: format!(
                        "{who} gave {} on {} and {} on {}.",
                        says(first.subject),
                        on(first.published),
                        says(point.subject),
                        on(point.published)
                    ),
                });
                Some((point, point))
            }
            // Another count, or nobody knows which is newer: the later is compared with what comes.
            _ => Some((point, point)),
        };
    }
    found
}

/// Whether the number is what its report is about; the number of a total may stand anywhere.
fn headline(point: &Point) -> bool {
    point.subject.setting.lead || !point.event
}

/// Whether the later point revises the earlier.
fn revised(resolver: &Resolver, before: &Point, point: &Point) -> bool {
    let (old, new) = (before.subject, point.subject);
    let later = before.day < point.day && old.report != new.report;
    let grows = new.named > old.named
        || new.setting.changed
        || (!point.event && falls(new.measure) && !old.bounds.meets(new.bounds));
    let soon = before.apart(point).is_some_and(|days| days <= if new.setting.changed { REVISED } else { AT_ONCE });
    later && grows && (soon || !point.event) && one_count(resolver, before, point)
}

/// Numbers from one origin that stand in several reports, or in several places of one.
fn repetitions(resolver: &Resolver, who: &str, points: &[Point]) -> Vec<Relation> {
    let mut groups: Vec<Vec<&Point>> = Vec::new();
    for point in points.iter().filter(|point| point.subject.confidence.percent() >= READ && !point.subject.setting.note)
    {
        match groups.iter_mut().find(|group| group.iter().any(|one| repeats(resolver, one, point))) {
            Some(group) => group.push(point),
            None => groups.push(vec![point]),
        }
    }
    let told = |group: &Vec<&Point>| {
        let [first, .., last] = group.as_slice() else { return None };
        let reports = group.iter().map(|point| point.subject.report).collect::<BTreeSet<u32>>().len();
        let says = says(first.subject);
        let places = if group.len() > reports { format!(" in {} places", group.len()) } else { String::new() };
        let when = match first.published == last.published {
            true => format!("on {}", on(first.published)),
            false => format!("{} to {}", on(first.published), on(last.published)),
        };
        let reason = match reports {
            1 => format!("One report gives {says}{places}, from {who}."),
            _ => format!("{reports} reports give {says}{places}, and all have it from {who}, {when}."),
        };
        let claims = group.iter().map(|point| point.subject.claim).collect();
        Some(Relation { kind: RelationKind::Repetition, claims, figure: None, reason })
    };
    groups.iter().filter_map(told).collect()
}

/// Whether the later point is the number of the earlier again: in copied words, or a number of some size for what may be
/// the same days and place.
fn repeats(resolver: &Resolver, one: &Point, other: &Point) -> bool {
    let (a, b) = (one.subject, other.subject);
    let copied = resolver.echoes.get(&other.number) == Some(&one.number)
        || resolver.echoes.get(&one.number) == Some(&other.number)
        || resolver.echoes.get(&one.number).is_some_and(|of| resolver.echoes.get(&other.number) == Some(of));
    let elsewhere = a.place.zip(b.place).is_some_and(|(a, b)| a.name != b.name && a.meets(&b) != Some(true));
    // Small numbers are the same by chance, and one report seldom says one number of one event twice of two places.
    let chance = elsewhere && (a.named < Some(SMALL) || a.report == b.report);
    let far = a.report != b.report && one.apart(other).is_none_or(|days| days > REPEATED);
    let differ = one.event && (far || chance || places(a, b) == Some(false) || days(a, b) == Some(false));
    let again = a.report == b.report && a.named == b.named && a.bounds.meets(b.bounds);
    (again || a.bounds == b.bounds) && a.group == b.group && (copied || (a.named > Some(1) && !differ))
}
