//! A claim as resolution sees it: small, comparable, without its text.

use crate::bounds::Bounds;
use crate::group::Group;
use crate::register::Register;
use crate::setting::Setting;
use crate::voices::VoiceId;
use hearsay_core::{Claim, ClaimId, Confidence, EntityId, Hedge, Measure, Modality, Place, Span, Stance, Unit};
use jiff::civil::Date;

/// A day, counted from an origin that does not matter.
pub(crate) type Day = i32;

/// A stretch of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub from: Day,
    pub to: Day,
}

impl Days {
    /// How many days lie between the two; 0 where they meet.
    pub fn gap(self, other: Days) -> i32 {
        (other.from - self.to).max(self.from - other.to).max(0)
    }

    /// How long it is, in days.
    pub fn len(self) -> i32 {
        self.to - self.from + 1
    }
}

/// The number of a day.
pub(crate) fn day(date: Date) -> Day {
    // Days since a fixed day in the proleptic Gregorian calendar (Howard Hinnant's algorithm).
    let (year, month, day) = (i32::from(date.year()), i32::from(date.month()), i32::from(date.day()));
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
}

/// Where something happened, as far as it can be compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Where {
    /// Hash of the plain name.
    pub name: u32,
    /// Country code, where known.
    pub country: Option<[u8; 2]>,
    /// Degrees north and east, where known.
    pub at: Option<(f32, f32)>,
    /// As in UCDP GED: 1 exact to 6 country, 7 unknown.
    pub precision: u8,
}

impl Where {
    fn of(place: &Place, register: &Register) -> Where {
        let name = crate::register::plain(place.name.as_deref().unwrap_or(&place.quote.text));
        let state = register.state(&name);
        let country = place.country.clone().or(state.and_then(|state| state.country.clone()));
        let country = country.and_then(|code| <[u8; 2]>::try_from(code.as_bytes()).ok());
        let precision = if state.is_some() { 6 } else { place.precision };
        let name = crate::copies::of_bytes(name.as_bytes()) as u32;
        Where { name, country, at: place.lat.zip(place.lon), precision }
    }

    /// Kilometres between the two, where both are known to that.
    pub fn distance(&self, other: &Where) -> Option<f32> {
        let ((a, b), (c, d)) = self.at.zip(other.at)?;
        let east = (d - b) * ((a + c) / 2.0).to_radians().cos();
        let north = c - a;
        Some((north * north + east * east).sqrt() * 111.2)
    }

    /// Whether the two cannot be, or lie in, one place.
    pub fn apart(&self, other: &Where) -> bool {
        if self.name == other.name {
            return false;
        }
        if self.country.zip(other.country).is_some_and(|(a, b)| a != b) {
            return true;
        }
        let reach = |precision: u8| -> f32 {
            match precision {
                0..=2 => 15.0,
                3 => 80.0,
                4 | 5 => 250.0,
                _ => 3000.0,
            }
        };
        self.distance(other).is_some_and(|km| km > 20.0 + reach(self.precision).max(reach(other.precision)))
    }

    /// Whether one lies in the other or they are one; none where what is known of them does not tell. That both lie in one
    /// country tells nothing.
    pub fn meets(&self, other: &Where) -> Option<bool> {
        if self.apart(other) {
            return Some(false);
        }
        let reach = |precision: u8| match precision {
            0..=2 => 8.0,
            3 => 40.0,
            _ => 100.0,
        };
        let precise = self.precision < 6 && other.precision < 6;
        let near = self.distance(other).map(|km| km <= reach(self.precision.max(other.precision)));
        match (precise, self.name == other.name, near) {
            (true, true, _) | (true, _, Some(true)) => Some(true),
            // Two towns of their own.
            (true, _, Some(false)) if self.precision.max(other.precision) <= 3 => Some(false),
            _ => None,
        }
    }

    /// Whether the two are one place of its own, not only one country.
    pub fn same(&self, other: &Where) -> bool {
        (self.name == other.name && self.precision < 6)
            || (self.precision <= 2 && other.precision <= 2 && self.distance(other).is_some_and(|km| km < 5.0))
    }
}

/// A stance of somebody towards a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub by: VoiceId,
    pub stance: Stance,
}

/// What resolution keeps of a claim.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    pub claim: ClaimId,
    /// The report's number.
    pub report: u32,
    pub measure: Measure,
    pub unit: Unit,
    pub modality: Modality,
    pub bounds: Bounds,
    /// The number the wording names.
    pub named: Option<u64>,
    pub hedge: Hedge,
    pub group: Group,
    /// Whether the text names the affected group at all.
    pub group_given: bool,
    pub side: Option<EntityId>,
    /// The side that acted, where the words name one.
    pub actor: Option<EntityId>,
    pub place: Option<Where>,
    pub days: Option<Days>,
    /// Nearest to the reader first.
    pub chain: Box<[VoiceId]>,
    pub stances: Box<[Held]>,
    pub part_of: Option<ClaimId>,
    pub evidence: Span,
    pub confidence: Confidence,
    pub setting: Setting,
}

/// The day window and place of a claim, from its own words.
pub(crate) fn days_of(claim: &Claim) -> Option<Days> {
    let time = claim.time.as_ref()?;
    match (time.from, time.to) {
        (Some(from), Some(to)) => Some(Days { from: day(from), to: day(to) }),
        (Some(one), None) | (None, Some(one)) => Some(Days { from: day(one), to: day(one) }),
        (None, None) => None,
    }
}

/// The place of a claim.
pub(crate) fn place_of(claim: &Claim, register: &Register) -> Option<Where> {
    claim.place.as_ref().map(|place| Where::of(place, register))
}

#[test]
fn days_follow_the_calendar() {
    use jiff::civil::date;
    assert_eq!(day(date(2024, 3, 1)) - day(date(2024, 2, 28)), 2);
    assert_eq!(day(date(2025, 1, 1)) - day(date(2024, 1, 1)), 366);
    let days = |from, to| Days { from, to };
    assert_eq!(days(1, 3).gap(days(5, 9)), 2);
    assert_eq!(days(1, 6).gap(days(5, 9)), 0);
}
