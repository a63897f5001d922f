//! Figures of totals: what is counted, whose, where and since when, whoever counts and on whichever day.

use super::{Figure, figure, hypothetical};
use crate::group::Group;
use crate::resolver::Resolver;
use crate::subject::{Day, Days, Subject, Where};
use hearsay_core::{EntityId, Measure, Unit};
use std::collections::BTreeMap;

/// Figures that a claim is compared with, the latest first.
const COMPARED: usize = 64;
/// Days by which the beginnings of two windows may differ ("since February", "since the invasion").
const BEGIN: i32 = 31;
/// After so many days without a claim a total without a window is another one.
const SILENCE: i32 = 400;

/// The figures of all totals.
pub(super) fn figures(resolver: &Resolver) -> Vec<Figure> {
    let mut open: Vec<Total> = Vec::new();
    let mut known: BTreeMap<Key, Vec<u32>> = BTreeMap::new();
    for &claim in &resolver.totals {
        let Some(subject) = resolver.subjects.get(claim as usize) else { continue };
        let on = resolver.reports.get(subject.report as usize).and_then(|report| report.day);
        let keys = keys(subject);
        let candidates = keys.iter().filter_map(|key| known.get(key)).flat_map(|of| of.iter().rev().take(COMPARED));
        let best = candidates
            .filter_map(|&number| Some((open.get(number as usize)?.fits(subject, on)?, std::cmp::Reverse(number))))
            .max();
        match best.and_then(|(_, std::cmp::Reverse(number))| Some((number, open.get_mut(number as usize)?))) {
            Some((number, total)) => {
                total.take(claim, subject, on);
                for key in keys {
                    let of = known.entry(key).or_default();
                    if !of.iter().rev().take(COMPARED).any(|&one| one == number) {
                        of.push(number);
                    }
                }
            }
            None => {
                let number = open.len() as u32;
                keys.into_iter().for_each(|key| known.entry(key).or_default().push(number));
                open.push(Total::of(claim, subject, on));
            }
        }
    }
    open.into_iter().filter_map(|total| figure(resolver, total.claims, None)).collect()
}

/// By what a total is looked up: its measure and unit, and its side, country or place.
type Key = (Measure, Unit, Anchor);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Anchor {
    Side(EntityId),
    Country([u8; 2]),
    Place(u32),
}

fn keys(subject: &Subject) -> Vec<Key> {
    let side = subject.side.map(Anchor::Side);
    let country = subject.place.and_then(|place| place.country).map(Anchor::Country);
    let place = subject.place.map(|place| Anchor::Place(place.name));
    [side, country, place].into_iter().flatten().map(|anchor| (subject.measure, subject.unit, anchor)).collect()
}

struct Total {
    claims: Vec<u32>,
    group: Group,
    side: Option<EntityId>,
    place: Option<Where>,
    window: Option<Window>,
    hypothetical: bool,
    last: Option<Day>,
}

/// A window of a total; one that runs to the day of the report is open.
#[derive(Clone, Copy)]
struct Window {
    days: Days,
    open: bool,
}

impl Window {
    fn of(subject: &Subject, on: Option<Day>) -> Option<Window> {
        let days = subject.days?;
        Some(Window { days, open: on.is_none_or(|on| days.to >= on - 7) && days.len() > 10 })
    }

    fn fits(self, other: Window) -> bool {
        let begin = (self.days.from - other.days.from).abs();
        if self.open && other.open {
            return begin <= BEGIN;
        }
        let both = self.days.to.min(other.days.to) - self.days.from.max(other.days.from) + 1;
        let all = self.days.to.max(other.days.to) - self.days.from.min(other.days.from) + 1;
        2 * both >= all
    }
}

impl Total {
    fn of(claim: u32, subject: &Subject, on: Option<Day>) -> Total {
        Total {
            claims: vec![claim],
            group: subject.group,
            side: subject.side,
            place: subject.place,
            window: Window::of(subject, on),
            hypothetical: hypothetical(subject.modality),
            last: on,
        }
    }

    /// How well a claim fits; none where it is about another total.
    fn fits(&self, subject: &Subject, on: Option<Day>) -> Option<u32> {
        let mut score = 0;
        match (self.side, subject.side) {
            (Some(a), Some(b)) if a == b => score += 3,
            (Some(_), Some(_)) => return None,
            (None, None) => {}
            _ => score += 1,
        }
        if self.hypothetical != hypothetical(subject.modality) {
            return None;
        }
        let soldiers = Group::named("soldiers");
        let loose = |a: Group, b: Group| a == Group::WHOLE && b == soldiers && !subject.group_given;
        if self.group == subject.group {
            score += 2;
        } else if self.side.is_some() && (loose(self.group, subject.group) || loose(subject.group, self.group)) {
            score += 1;
        } else {
            return None;
        }
        match (self.place, subject.place) {
            (Some(a), Some(b)) if a.name == b.name => score += 3,
            (Some(a), Some(b)) => {
                let country = a.country.is_some() && a.country == b.country;
                // A force abroad is one count however nearly its place is named; at home a town is not the country.
                let abroad = self.side.is_some() && self.side == subject.side && !a.apart(&b);
                if !(a.same(&b) || (country && a.precision >= 6 && b.precision >= 6) || (abroad && country)) {
                    return None;
                }
                score += 2;
            }
            (None, None) => {}
            _ if self.side.is_some() && self.side == subject.side => {}
            _ => return None,
        }
        match (self.window, Window::of(subject, on)) {
            (Some(a), Some(b)) if a.fits(b) => score += 2,
            (Some(_), Some(_)) => return None,
            (None, None) => {}
            (Some(one), None) | (None, Some(one)) if !one.open => return None,
            _ => {}
        }
        if self.window.is_none() && self.last.zip(on).is_some_and(|(last, on)| (on - last).abs() > SILENCE) {
            return None;
        }
        (score >= 4).then_some(score)
    }

    fn take(&mut self, claim: u32, subject: &Subject, on: Option<Day>) {
        self.claims.push(claim);
        self.side = self.side.or(subject.side);
        self.place = self.place.or(subject.place);
        self.window = self.window.or(Window::of(subject, on));
        self.last = self.last.max(on);
    }
}
