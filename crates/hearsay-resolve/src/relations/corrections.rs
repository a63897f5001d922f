//! Corrections inside one report: a source gives a number and, further on, the one that takes its place; or the report
//! owns that an earlier version of it had another.

use super::accord::{MOST, TWICE, ratio};
use super::point::Point;
use super::series::READ;
use crate::origins::{Who, name_of};
use crate::resolver::Resolver;
use crate::words::says;
use hearsay_core::Hedge;
use hearsay_core::format::{Relation, RelationKind};
use std::collections::BTreeMap;

/// The numbers that one origin corrects in the report where it gives them; the points are in order of the text.
pub(super) fn corrections(who: &str, points: &[Point]) -> Vec<Relation> {
    let mut found = Vec::new();
    for report in points.chunk_by(|a, b| a.subject.report == b.subject.report) {
        for (at, new) in report.iter().enumerate().filter(|(_, new)| !new.subject.setting.earlier) {
            let before = report[..at].iter().rev().find(|old| {
                let grown = new.subject.setting.changed && new.subject.named > old.subject.named;
                let told = old.subject.setting.earlier || new.subject.setting.mended || grown;
                told && another(old, new)
            });
            let after = report[at + 1..].iter().find(|old| old.subject.setting.earlier && another(old, new));
            let Some(old) = before.or(after) else { continue };
            let told = found.iter().any(|one: &Relation| one.claims[0] == old.subject.claim);
            if !told {
                found.push(correction(who, old, new));
            }
        }
    }
    found
}

/// The numbers that a report says it had wrong in an earlier version, beside what it now says.
pub(super) fn misprints(resolver: &Resolver, by_origin: &BTreeMap<Who, Vec<Point>>) -> Vec<Relation> {
    let own = |point: &&Point| point.subject.chain.is_empty() && point.subject.setting.earlier;
    let wrong = by_origin.iter().flat_map(|(&who, points)| points.iter().filter(own).map(move |old| (who, old)));
    let told = wrong.filter_map(|(who, old)| {
        let others = by_origin.iter().filter(|(other, _)| **other != who).flat_map(|(_, points)| points);
        let inside = others.filter(|new| new.subject.report == old.subject.report);
        let new =
            inside.filter(|new| !new.subject.setting.earlier && another(old, new)).min_by_key(|new| new.number)?;
        Some(correction(&name_of(resolver, who), old, new))
    });
    told.collect()
}

/// Whether the two give different numbers of the same people, both read surely enough.
fn another(old: &Point, new: &Point) -> bool {
    let (a, b) = (old.subject, new.subject);
    let read = |point: &Point| {
        let one = point.subject;
        one.confidence.percent() >= READ && one.hedge != Hedge::Vague && !one.setting.included && !one.setting.note
    };
    let place = a.place.zip(b.place).is_none_or(|(a, b)| a.name == b.name);
    let near = ratio(a, b) <= if a.setting.earlier { MOST } else { TWICE };
    read(old) && read(new) && place && near && a.group == b.group && a.unit == b.unit && !a.bounds.meets(b.bounds)
}

fn correction(who: &str, old: &Point, new: &Point) -> Relation {
    Relation {
        kind: RelationKind::Revision,
        claims: vec![old.subject.claim, new.subject.claim],
        figure: None,
        reason: format!("{who} gave {}, and in the same report {} in its place.", says(old.subject), says(new.subject)),
    }
}
