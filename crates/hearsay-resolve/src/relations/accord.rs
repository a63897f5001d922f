//! Whether two numbers are about one count for certain: the same event, or the same total since the same day.

use super::point::Point;
use crate::resolver::Resolver;
use crate::subject::Subject;
use hearsay_core::{Hedge, Measure};

/// From this confidence on a claim is read surely enough to be held against another.
const SURE: u8 = 80;
/// A window of an event has at most so many days; a longer one only says when not.
const SHORT: i32 = 4;
/// Days by which two windows of one total may begin apart.
const BEGIN: i32 = 3;
/// A number is one count with another that is at most so many times as large.
pub(super) const MOST: u64 = 4;
/// The same for numbers of one event in two reports.
pub(super) const TWICE: u64 = 2;
/// A total without a window is told from chance by its size.
const LARGE: u64 = 50;

/// Whether the claim can be held against another at all: read surely, a number of its own and not one of a list.
pub(super) fn telling(point: &Point) -> bool {
    let Subject { hedge, named, confidence, setting, .. } = point.subject;
    *hedge != Hedge::Vague && *named > Some(1) && confidence.percent() >= SURE && !setting.included && !setting.note
}

/// Whether the two count the same event or total.
pub(super) fn one_count(resolver: &Resolver, a: &Point, b: &Point) -> bool {
    let (one, other) = (a.subject, b.subject);
    let alike = one.group == other.group && one.unit == other.unit && one.measure == other.measure;
    alike && ratio(one, other) <= MOST && if a.event { one_event(a, b) } else { one_total(resolver, a, b) }
}

fn one_event(a: &Point, b: &Point) -> bool {
    let (one, other) = (a.subject, b.subject);
    if one.report == other.report {
        // A number of one quarter is a part of the number of the town.
        let place = one.place.zip(other.place).is_none_or(|(a, b)| a.name == b.name);
        let told = one.days.or(other.days).is_some() && one.place.or(other.place).is_some();
        return place && told && days(one, other) != Some(false);
    }
    if ratio(one, other) > TWICE {
        return false;
    }
    match (places(one, other), days(one, other)) {
        (Some(false), _) | (_, Some(false)) => false,
        (Some(true), Some(true)) => true,
        (Some(true), None) => a.apart(b).is_some_and(|days| days <= 1),
        // Numbers near each other, and large, are seldom of two events of one day in one story.
        (None, Some(true)) => one.named.min(other.named) >= Some(10),
        (None, None) => false,
    }
}

fn one_total(resolver: &Resolver, a: &Point, b: &Point) -> bool {
    let (one, other) = (a.subject, b.subject);
    let windows = one.days.zip(other.days);
    let place = match (one.place, other.place) {
        (Some(a), Some(b)) => a.name == b.name || a.meets(&b) == Some(true) || abroad(resolver, one, other),
        // Whose they are tells the count only together with since when.
        _ => one.side.is_some() && one.side == other.side && windows.is_some(),
    };
    let window = match windows {
        Some((a, b)) => (a.from - b.from).abs() <= BEGIN && (a.len() > 10) == (b.len() > 10),
        None => one.named.min(other.named) >= Some(LARGE),
    };
    let given = one.group_given && other.group_given;
    place && window && given
}

/// A force in one foreign country, however nearly its place is named.
fn abroad(resolver: &Resolver, one: &Subject, other: &Subject) -> bool {
    let country = |subject: &Subject| subject.place.and_then(|place| place.country);
    let home = one.side.and_then(|side| resolver.register.get(side)?.country.clone());
    let (Some(here), Some(there), Some(home)) = (country(one), country(other), home) else { return false };
    one.side == other.side && here == there && home.as_bytes() != here
}

/// How many times as large the larger number is; a small number may differ by two.
pub(super) fn ratio(one: &Subject, other: &Subject) -> u64 {
    let (Some(a), Some(b)) = (one.named, other.named) else { return u64::MAX };
    let (small, large) = (a.min(b), a.max(b));
    if large <= small + 2 { 1 } else { large.div_ceil(small.max(1)) }
}

/// Whether the places of two claims are one; none where that is not known.
pub(super) fn places(one: &Subject, other: &Subject) -> Option<bool> {
    one.place.zip(other.place).and_then(|(a, b)| a.meets(&b))
}

/// Whether the days of two claims are the same; none where that is not known.
pub(super) fn days(one: &Subject, other: &Subject) -> Option<bool> {
    let (a, b) = one.days.zip(other.days)?;
    match a.gap(b) {
        0 => ((a.from - b.from).abs() <= 1 && (a.to - b.to).abs() <= 1 && a.len() <= SHORT).then_some(true),
        _ => Some(false),
    }
}

/// Whether the count can fall by itself: those who are held or stay somewhere.
pub(super) fn falls(measure: Measure) -> bool {
    matches!(measure, Measure::Deployed | Measure::Missing | Measure::Displaced | Measure::Detained)
}
