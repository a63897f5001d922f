//! Contradictions: two origins whose numbers for the same count and days cannot both hold.

use super::accord::{one_count, ratio, telling};
use super::point::Point;
use crate::origins::{Who, name_of};
use crate::register::plain;
use crate::resolver::Resolver;
use crate::words::{on, says};
use hearsay_core::SourceKind;
use hearsay_core::format::{Relation, RelationKind};
use std::collections::BTreeMap;

/// Days between reports of a total within which one is not simply newer.
const TOTAL_DAYS: i32 = 10;
/// The same for one that is larger too.
const AT_ONCE: i32 = 3;
/// Origins of one figure that are compared.
const ORIGINS: usize = 40;
/// Bytes of one report within which two sources are held against each other.
const BESIDE: u32 = 1500;

/// The contradictions between the origins of a figure: for each two of them the latest pair.
pub(super) fn contradictions(resolver: &Resolver, by_origin: &BTreeMap<Who, Vec<Point>>) -> Vec<Relation> {
    let mut found = Vec::new();
    let origins: Vec<(&Who, &Vec<Point>)> = by_origin.iter().take(ORIGINS).collect();
    for (at, (one, ones)) in origins.iter().enumerate() {
        for (other, others) in origins.iter().skip(at + 1) {
            if akin(resolver, **one, **other) || grown(ones, others) {
                continue;
            }
            let against = ones
                .iter()
                .rev()
                .find_map(|a| others.iter().rev().find(|b| contradict(resolver, a, b)).map(|b| (a, b)));
            let Some((a, b)) = against else { continue };
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

fn contradict(resolver: &Resolver, a: &Point, b: &Point) -> bool {
    let (one, other) = (a.subject, b.subject);
    let both = telling(a) && telling(b) && !one.bounds.meets(other.bounds) && one_count(resolver, a, b);
    if !both || one.setting.changed || other.setting.changed {
        return false;
    }
    if one.report == other.report {
        // Two sources of one report, side by side; the outlet's own number may be of something else.
        let apart = one.evidence.start().abs_diff(other.evidence.start());
        let sourced = |point: &Point| point.origin.named().is_some() && !point.subject.chain.is_empty();
        return one.setting.sentence != other.setting.sentence && apart <= BESIDE && sourced(a) && sourced(b);
    }
    let someone = a.origin.named().is_some() || b.origin.named().is_some();
    let days = a.apart(b).unwrap_or(i32::MAX);
    let grown = (a.day < b.day && one.named < other.named) || (b.day < a.day && other.named < one.named);
    let timely = match (a.event, grown) {
        (true, false) => days <= 1 && one.setting.lead && other.setting.lead,
        // A later and larger toll has grown.
        (true, true) => false,
        (false, false) => days <= TOTAL_DAYS,
        // No total doubles in so few days.
        (false, true) => days <= AT_ONCE && ratio(one, other) > 2,
    };
    someone && timely && a.largest && b.largest
}

/// Whether two origins may be one, or speak for one another: a body and its head, two wordings of one name.
fn akin(resolver: &Resolver, one: Who, other: Who) -> bool {
    let (Who::Voice(a) | Who::Unnamed { voice: a, .. }) = one;
    let (Who::Voice(b) | Who::Unnamed { voice: b, .. }) = other;
    let Some((a, b)) = resolver.voices.get(a).zip(resolver.voices.get(b)) else { return false };
    let within = |one: &str, other: &str| {
        let (one, other) = (plain(one), plain(other));
        let all = |small: &str, large: &str| small.split(' ').all(|word| large.split(' ').any(|one| one == word));
        all(&one, &other) || all(&other, &one)
    };
    let above = |one, other| resolver.register.lineage(one).iter().any(|above| above.id == other);
    let related = a.entity.zip(b.entity).is_some_and(|(a, b)| above(a, b) || above(b, a));
    let people =
        a.kind == SourceKind::Person && b.kind == SourceKind::Person && a.entity.is_none() && b.entity.is_none();
    let surname = |name: &str| plain(name).rsplit(' ').next().map(str::to_owned);
    within(&a.name, &b.name) || related || (people && surname(&a.name) == surname(&b.name))
}

/// Whether one of the two sources has itself given the other's number at some time: then it was only earlier or later.
fn grown(ones: &[Point], others: &[Point]) -> bool {
    ones.iter().any(|a| others.iter().any(|b| a.subject.bounds == b.subject.bounds))
}
