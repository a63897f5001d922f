//! Numbers, days and groups in words, for titles and reasons.

use crate::bounds::Bounds;
use crate::resolver::Resolver;
use crate::subject::{Days, Subject};
use hearsay_core::{Hedge, Measure, Unit};
use jiff::civil::Date;

/// "about 300", "more than 10,000".
pub(crate) fn says(subject: &Subject) -> String {
    wording(subject.named, subject.hedge, subject.bounds)
}

/// The number that was named, with its hedge.
pub(crate) fn wording(named: Option<u64>, hedge: Hedge, bounds: Bounds) -> String {
    let number = named.map(thousands).unwrap_or_else(|| "an unread number".to_owned());
    match hedge {
        Hedge::Exact => number,
        Hedge::About => format!("about {number}"),
        Hedge::AtLeast => format!("at least {number}"),
        Hedge::AtMost => format!("up to {number}"),
        Hedge::Between => {
            let high = bounds.high.map(thousands).unwrap_or_default();
            format!("{} to {high}", thousands(bounds.low))
        }
        Hedge::Vague => format!("{number} or more (in words)"),
    }
}

/// "10,000"
pub(crate) fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "2025-01-13", or that the day is unknown.
pub(crate) fn on(date: Option<Date>) -> String {
    date.map_or("an unknown day".to_owned(), |date| date.to_string())
}

/// The date of a day's number.
pub(crate) fn date(day: i32) -> Option<Date> {
    // The inverse of `subject::day`.
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let m = (5 * of_year + 2) / 153;
    let day = of_year - (153 * m + 2) / 5 + 1;
    let month = if m < 10 { m + 3 } else { m - 9 };
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// "2025-01-10 to 2025-01-12"
pub(crate) fn span(days: Days) -> String {
    match (date(days.from), date(days.to)) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        _ => "unknown days".to_owned(),
    }
}

/// What is counted: "soldiers of North Korea", "drones of Russia", "people".
pub(crate) fn counted(resolver: &Resolver, subject: &Subject) -> String {
    let what = match subject.unit {
        Unit::People => subject.group.name(),
        Unit::Vehicles => "vehicles",
        Unit::Aircraft => "aircraft",
        Unit::Drones => "drones",
        Unit::Missiles => "missiles",
        Unit::Artillery => "guns",
        Unit::Ships => "ships",
        Unit::Buildings => "buildings",
        Unit::Other => "things",
    };
    match side(resolver, subject) {
        Some(side) => format!("{what} of {side}"),
        None => what.to_owned(),
    }
}

/// The name of the side of a claim.
pub(crate) fn side(resolver: &Resolver, subject: &Subject) -> Option<String> {
    let id = subject.side?;
    let known = resolver.register.get(id).map(|entity| entity.name.clone());
    known.or_else(|| resolver.sides.get(&id).cloned())
}

/// The name of the place of a claim.
pub(crate) fn place(resolver: &Resolver, subject: &Subject) -> Option<String> {
    resolver.places.get(&subject.place?.name).cloned()
}

/// The measure as a word.
pub(crate) fn measure(measure: Measure) -> &'static str {
    measure.name()
}

#[test]
fn numbers_and_days_read_well() {
    assert_eq!(thousands(1_234_567), "1,234,567");
    assert_eq!(thousands(12), "12");
    for text in ["2024-02-29", "2025-01-01", "1999-12-31", "2000-03-01"] {
        let day = crate::subject::day(text.parse().unwrap());
        assert_eq!(date(day).unwrap().to_string(), text);
    }
}
