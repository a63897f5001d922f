//! Times: every expression that may date an event, with what it means, and its interval in the calendar.
//!
//! The words taken are those that coders take: no preposition before a weekday or a date ("Monday", "March 3, 2014"), but
//! "since February 2022", "over the weekend", "in the past week". What a mention means is read once, here; where it lies
//! in the calendar follows from the day of publication ([`normalise`]).

mod calendar;
mod clauses;
mod grammar;
mod lexicon;
mod points;
#[cfg(test)]
mod tests;

pub use calendar::normalise;

use crate::layer::{Ids, Layer};
use crate::tokens::Token;
use crate::words::Words;

/// What sort of expression it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// "Monday", "Sunday night", "Sunday and Monday"
    Weekday,
    /// "today", "last night", "two days ago", "overnight"
    Day,
    /// "March 3", "16 August 2016", "20.07.2016"
    Date,
    /// "March", "March 2011", "last month"
    Month,
    /// "2014", "last year", "the 1990s"
    Year,
    /// "last week", "this week", "last winter"
    Week,
    /// "over the weekend"
    Weekend,
    /// "in the past week", "in 24 hours", "the first six months of 2016"
    Period,
    /// "since February 2022", "since the war began"
    Since,
    /// "between 2003 and 2011", "from Monday to Thursday"
    Range,
    /// "now", "so far", "recently"
    Now,
    /// "at dawn", "in the early hours"
    DayPart,
    /// "that day", "hours later", "the previous week": dated by another part of the text.
    Anaphor,
}

impl TimeKind {
    /// A short name, for features of a model.
    pub fn name(self) -> &'static str {
        match self {
            TimeKind::Weekday => "weekday",
            TimeKind::Day => "day",
            TimeKind::Date => "date",
            TimeKind::Month => "month",
            TimeKind::Year => "year",
            TimeKind::Week => "week",
            TimeKind::Weekend => "weekend",
            TimeKind::Period => "period",
            TimeKind::Since => "since",
            TimeKind::Range => "range",
            TimeKind::Now => "now",
            TimeKind::DayPart => "daypart",
            TimeKind::Anaphor => "anaphor",
        }
    }
}

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Nights.
    Night,
    /// Weeks from Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// Months.
    Month,
    /// Years.
    Year,
    /// Tens of years.
    Decade,
}

/// Which of several is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// No word says it: the latest.
    Latest,
    /// "last"
    Last,
    /// "past"
    Past,
    /// "recent"
    Recent,
    /// "this"
    This,
    /// "next", "coming"
    Next,
}

/// A place in the calendar, as far as the words give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Point {
    /// Days from the day of publication: "yesterday" is -1.
    Day(i16),
    /// The night before the day of publication, with that day.
    Overnight,
    /// Monday 1 to Sunday 7.
    Weekday(i8, Turn),
    /// A day of a month.
    Date {
        /// The year, if written.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// A month.
    Month {
        /// The year, if written.
        year: Option<i16>,
        /// 1 to 12.
        month: i8,
        /// "last March", "next March".
        turn: Turn,
    },
    /// A year.
    Year(i16),
    /// "the 1990s": its first year.
    Decade(i16),
    /// Three months from that one on.
    Season {
        /// The year, if written.
        year: Option<i16>,
        /// The first month.
        month: i8,
        /// "last winter"
        turn: Turn,
    },
    /// "last week", "this year".
    Unit(Unit, Turn),
    /// "two days ago".
    Ago(i16, Unit),
    /// "the past two days".
    Past(i16, Unit),
    /// "the next two days".
    Ahead(i16, Unit),
    /// Dated by another part of the text, or not at all.
    Unknown,
}

/// Which piece of a point is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// "early", "the beginning of"
    Early,
    /// "mid"
    Middle,
    /// "late", "the end of"
    Late,
    /// "earlier this month", "so far this year": up to the day of publication.
    SoFar,
    /// "the first six months of"
    First(i16, Unit),
    /// "the last 12 days of"
    Last(i16, Unit),
}

/// How far the expression reaches from its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// The point itself.
    At,
    /// From the point on: "since", "after".
    Since,
    /// Up to the point: "until", "before".
    Until,
    /// As known then: "by Tuesday".
    By,
}

/// A time expression in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// The words that a coder takes.
    pub tokens: Ids<Token>,
    /// Its sort.
    pub kind: TimeKind,
    /// Where it lies, or begins.
    pub from: Point,
    /// Where it ends, for "between A and B".
    pub to: Option<Point>,
    /// Which piece of the point.
    pub part: Part,
    /// How it relates to the point.
    pub reach: Reach,
}

/// Whether the word, in lower case, names a day of the week or a month and hardly anything else.
pub(crate) fn calendar_name(word: &str) -> bool {
    matches!(lexicon::term(word), Some(lexicon::Term::Weekday(_) | lexicon::Term::Month(_)))
}

/// The time expressions of the sentences, in order of the text, none inside another.
pub fn times(words: &Words) -> Layer<TimeMention> {
    let mut found = Vec::new();
    for sentence in words.sentences.iter() {
        let reader = grammar::Reader { words, within: sentence.tokens };
        let mut at = sentence.tokens.range().start;
        while at < sentence.tokens.range().end {
            match reader.mention(at) {
                Some(mention) => {
                    at = mention.tokens.range().end.max(at + 1);
                    found.push(mention);
                }
                None => at += 1,
            }
        }
    }
    Layer::new(found)
}
