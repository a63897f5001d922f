//! The words of time expressions, read from `data/times/words.tsv`.

use super::{Turn, Unit};
use crate::lexicon::rows;
use crate::phrases::Fnv;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

/// What a word says in a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// 1 to 12.
    Month(i8),
    /// Monday 1 to Sunday 7.
    Weekday(i8),
    /// "Mon", "Sat": a weekday only beside a date.
    ShortWeekday(i8),
    /// "day", "weeks".
    Unit(Unit),
    /// The month that the season begins with.
    Season(i8),
    /// "morning", "dawn".
    DayPart,
    /// Days from the day of publication.
    Day(i16),
    /// "overnight"
    Overnight,
    /// "last", "this", "next".
    Turn(Turn),
    /// "that", "same".
    Anaphor,
    /// "early", "mid", "late".
    Part(super::Part),
    /// "now", "currently".
    Now,
    /// "two", "few".
    Number(i16),
    /// "first".
    Ordinal(i16),
    /// A small word that times may begin with.
    Opens,
}

/// The term of a word in lower case, without the full stop of an abbreviation.
pub(super) fn term(word: &str) -> Option<Term> {
    static TERMS: OnceLock<HashMap<&'static str, Term, BuildHasherDefault<Fnv>>> = OnceLock::new();
    let terms = TERMS.get_or_init(|| {
        let file = rows(include_str!("../../data/times/words.tsv"));
        file.filter_map(|row| Some((read(row.first()?, row.get(1)?)?, *row.get(2)?)))
            .flat_map(|(term, list)| list.split('|').map(move |word| (word, term)))
            .collect()
    });
    terms.get(word.strip_suffix('.').unwrap_or(word)).copied()
}

fn read(class: &str, value: &str) -> Option<Term> {
    Some(match class {
        "month" => Term::Month(value.parse().ok()?),
        "weekday" => Term::Weekday(value.parse().ok()?),
        "short-weekday" => Term::ShortWeekday(value.parse().ok()?),
        "season" => Term::Season(value.parse().ok()?),
        "daypart" => Term::DayPart,
        "day" => Term::Day(value.parse().ok()?),
        "overnight" => Term::Overnight,
        "opens" => Term::Opens,
        "anaphor" => Term::Anaphor,
        "now" => Term::Now,
        "number" => Term::Number(value.parse().ok()?),
        "ordinal" => Term::Ordinal(value.parse().ok()?),
        "part" => Term::Part(match value {
            "early" => super::Part::Early,
            "middle" => super::Part::Middle,
            "late" => super::Part::Late,
            _ => super::Part::SoFar,
        }),
        "turn" => Term::Turn(match value {
            "last" => Turn::Last,
            "past" => Turn::Past,
            "recent" => Turn::Recent,
            "this" => Turn::This,
            _ => Turn::Next,
        }),
        "unit" => Term::Unit(match value {
            "minute" => Unit::Minute,
            "hour" => Unit::Hour,
            "day" => Unit::Day,
            "night" => Unit::Night,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "year" => Unit::Year,
            "decade" => Unit::Decade,
            _ => Unit::Weekend,
        }),
        _ => return None,
    })
}
