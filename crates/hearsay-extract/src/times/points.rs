//! Points in the calendar: days of the week, dates, months, years, and units counted from the report.

use super::grammar::{Core, Reader, unit_kind, year};
use super::lexicon::Term;
use super::{Point, TimeKind, Turn, Unit};
use hearsay_core::Span;

impl Reader<'_> {
    /// The point that starts at `at`.
    pub(super) fn point(&self, at: usize) -> Option<Core> {
        self.numeric_date(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.date(at))
            .or_else(|| self.month(at))
            .or_else(|| self.day_word(at))
            .or_else(|| self.turned(at))
            .or_else(|| self.told_from_elsewhere(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.bare_year(at))
    }

    /// A count of units: number in digits or words, and the token after it.
    pub(super) fn number(&self, at: usize) -> Option<(i16, usize)> {
        let word = self.word(at);
        if !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
            return Some((word.parse().ok().filter(|&n| n <= 5000)?, at + 1));
        }
        let (at, word) = match (word, self.word(at + 1)) {
            ("a", "few" | "couple") => (at + 1, self.word(at + 1)),
            _ => (at, word),
        };
        match self.term(at)? {
            // "forty-eight" as three tokens.
            Term::Number(tens @ 20..) if self.word(at + 1) == "-" => match self.term(at + 2) {
                Some(Term::Number(ones @ 1..10)) => Some((tens + ones, at + 3)),
                _ => Some((tens, at + 1)),
            },
            Term::Number(n) if word == "couple" && self.word(at + 1) == "of" => Some((n, at + 2)),
            Term::Number(n) => Some((n, at + 1)),
            _ => None,
        }
    }

    /// "24 hours", "a few days", "48-hour": a count and its unit, as a period before the report.
    pub(super) fn span_of_units(&self, at: usize) -> Option<Core> {
        let (count, next) = self.number(at)?;
        let next = self.skip(next, &["-", "more", "straight", "consecutive", "full"]);
        let Some(Term::Unit(unit)) = self.term(next) else { return None };
        (unit != Unit::Weekend).then(|| Core::of(next + 1, TimeKind::Period, Point::Past(count, unit)))
    }

    /// A day of a month in digits, "3", "3rd", and the token after it.
    pub(super) fn day_number(&self, at: usize) -> Option<(i8, usize)> {
        let word = self.word(at);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let ending = &word[digits.len()..];
        if digits.is_empty() || !matches!(ending, "" | "st" | "nd" | "rd" | "th") {
            return None;
        }
        let day: i8 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
        let split =
            ending.is_empty() && matches!(self.word(at + 1), "st" | "nd" | "rd" | "th") && self.words.joined(at + 1);
        Some((day, if split { at + 2 } else { at + 1 }))
    }

    /// A year after a comma, "of" or nothing, and the token after it; else none, and `at`.
    pub(super) fn year_after(&self, at: usize) -> (usize, Option<i16>) {
        let next = self.skip(at, &[",", "of", "in"]);
        match year(self.word(next)) {
            Some(found) if !matches!(self.word(next + 1), "people" | "soldiers" | "civilians") => {
                (next + 1, Some(found))
            }
            _ => (at, None),
        }
    }

    /// The month at `at` and the token after it and its full stop. "May" and "March" count only with a capital.
    fn month_name(&self, at: usize) -> Option<(i8, usize)> {
        let Some(Term::Month(month)) = self.term(at) else { return None };
        if !self.capital(at) {
            return None;
        }
        // "Dec." but not the end of a sentence.
        let stopped = self.word(at).len() <= 4 && self.word(at + 1) == "." && self.day_number(at + 2).is_some();
        Some((month, if stopped { at + 2 } else { at + 1 }))
    }

    /// "March 3", "March 3rd, 2014", "3 March", "the 3rd of March 2014".
    fn date(&self, at: usize) -> Option<Core> {
        let (month, day, end) = if let Some((month, next)) = self.month_name(at) {
            let (day, end) = self.day_number(self.skip(next, &["the"]))?;
            // "March 3,000" and "May 12 people" are no dates.
            if self.word(end) == ","
                && self.words.joined(end)
                && self.words.joined(end + 1)
                && self.word(end + 1).len() == 3
            {
                return None;
            }
            (month, day, end)
        } else {
            let start = self.skip(at, &["the"]);
            let (day, next) = self.day_number(start).or_else(|| match self.term(start)? {
                Term::Ordinal(day) => Some((day as i8, start + 1)),
                _ => None,
            })?;
            let (month, end) = self.month_name(self.skip(next, &["of"]))?;
            (month, day, end)
        };
        let (end, year) = self.year_after(end);
        if let (None, Some(turned)) = (year, self.last_year(end)) {
            return Some(Core::of(turned, TimeKind::Date, Point::Date { year: None, month, day }));
        }
        Some(Core::of(end, TimeKind::Date, Point::Date { year, month, day }))
    }

    /// "last year", "of last year": the token after it.
    fn last_year(&self, at: usize) -> Option<usize> {
        let next = self.skip(at, &["of"]);
        (matches!(self.word(next), "last" | "this") && self.word(next + 1) == "year").then_some(next + 2)
    }

    /// "March", "March 2011", "March last year". "May" and "March" at the start of a sentence need more than a capital.
    fn month(&self, at: usize) -> Option<Core> {
        let (month, next) = self.month_name(at)?;
        let (end, year) = self.year_after(next);
        if year.is_none() {
            let first = at == self.within.range().start;
            let doubtful =
                matches!(self.word(at), "may" | "march" | "mar" | "dec" | "sep" | "jan" | "june" | "april" | "august");
            let named = matches!(
                self.word(at.wrapping_sub(1)),
                "in" | "since"
                    | "of"
                    | "until"
                    | "by"
                    | "last"
                    | "this"
                    | "next"
                    | "late"
                    | "early"
                    | "mid"
                    | "from"
                    | "during"
                    | "before"
                    | "after"
                    | "-"
                    | "and"
                    | "to"
                    | "between"
                    | "between the"
                    | "through"
                    | "till"
            );
            let name_like = self.capital(at.wrapping_sub(1)) && !named && at > 0;
            if doubtful && (first || !named) || name_like {
                return None;
            }
            if let Some(end) = self.last_year(next) {
                let turn = if self.word(end - 2) == "last" { Turn::Last } else { Turn::This };
                return Some(Core::of(end, TimeKind::Month, Point::Month { year: None, month, turn: shifted(turn) }));
            }
        }
        Some(Core::of(end, TimeKind::Month, Point::Month { year, month, turn: Turn::Latest }))
    }

    /// "Monday", "Monday night", "Monday, March 3", "Mon Aug 29 2016".
    fn weekday(&self, at: usize) -> Option<Core> {
        let (day, short) = match self.term(at)? {
            Term::Weekday(day) => (day, false),
            Term::ShortWeekday(day) => (day, true),
            _ => return None,
        };
        if !self.capital(at) {
            return None;
        }
        let mut end = at + 1;
        if matches!(self.term(end), Some(Term::DayPart)) {
            end += 1;
        }
        let next = self.skip(end, &[",", "(", "."]);
        let next = self.skip(next, &["the"]);
        if let Some(date) = self.date(next) {
            let end = self.skip(date.end, if self.word(end) == "(" { &[")"] } else { &[] });
            return Some(Core { end, ..date });
        }
        (!short).then(|| Core::of(end, TimeKind::Weekday, Point::Weekday(day, Turn::Latest)))
    }

    /// "yesterday", "overnight", "tonight", "now", "recently".
    fn day_word(&self, at: usize) -> Option<Core> {
        Some(match (self.term(at), self.word(at)) {
            (Some(Term::Day(shift)), _) => {
                let end = if matches!(self.term(at + 1), Some(Term::DayPart)) { at + 2 } else { at + 1 };
                Core::of(end, TimeKind::Day, Point::Day(shift))
            }
            (Some(Term::Overnight), _) => {
                // "overnight on Friday", "overnight Monday".
                match self.weekday(self.skip(at + 1, &["on", "into", "to"])) {
                    Some(day) => day,
                    None => Core::of(at + 1, TimeKind::Day, Point::Overnight),
                }
            }
            (Some(Term::Now), _) => Core::of(at + 1, TimeKind::Now, Point::Day(0)),
            (_, "recently" | "lately") => Core::of(at + 1, TimeKind::Now, Point::Past(3, Unit::Month)),
            (_, "nightly" | "daily") => return None,
            _ => return None,
        })
    }

    /// "last week", "the past two days", "this year", "next Monday", "last night", "last March".
    fn turned(&self, at: usize) -> Option<Core> {
        let start = self.skip(at, &["the", "these", "those"]);
        let mut next = start;
        let turn = match self.term(start)? {
            Term::Turn(turn) => turn,
            _ => return None,
        };
        next += 1;
        match self.term(next) {
            Some(Term::Weekday(day)) => {
                let inner = self.weekday(next)?;
                let from = match inner.from {
                    Point::Weekday(..) => Point::Weekday(day, turn),
                    other => other,
                };
                return Some(Core { from, ..inner });
            }
            Some(Term::Month(_)) => {
                let (month, end) = self.month_name(next)?;
                let (end, year) = self.year_after(end);
                return Some(Core::of(end, TimeKind::Month, Point::Month { year, month, turn }));
            }
            Some(Term::Season(month)) => {
                return Some(Core::of(next + 1, TimeKind::Period, Point::Season { year: None, month, turn }));
            }
            Some(Term::DayPart) => {
                let from = match turn {
                    Turn::This => Point::Day(0),
                    Turn::Last | Turn::Past => Point::Day(-1),
                    _ => return None,
                };
                return Some(Core::of(next + 1, TimeKind::Day, from));
            }
            _ => {}
        }
        let counted = self.number(next);
        let (count, next) = counted.unwrap_or((1, next));
        let Some(Term::Unit(unit)) = self.term(next) else { return None };
        let plural = self.word(next).ends_with('s');
        let end = next + 1;
        let many = counted.is_some() || plural;
        Some(match turn {
            Turn::Next if many => Core::of(end, TimeKind::Period, Point::Ahead(count, unit)),
            // "the past week" is the seven days before; "last week" the one from Monday to Sunday.
            Turn::Last | Turn::Past | Turn::Recent
                if many || turn != Turn::Last || (start > at && unit != Unit::Weekend) =>
            {
                let count = if plural && counted.is_none() { 3 } else { count };
                Core::of(end, TimeKind::Period, Point::Past(count, unit))
            }
            Turn::This if many && plural => return None,
            _ => Core::of(end, unit_kind(unit), Point::Unit(unit, turn)),
        })
    }

    /// "that day", "the previous week", "the same month last year".
    fn told_from_elsewhere(&self, at: usize) -> Option<Core> {
        let start = self.skip(at, &["the"]);
        let Some(Term::Anaphor) = self.term(start) else { return None };
        let next = if self.number(start + 1).is_some_and(|(_, end)| matches!(self.term(end), Some(Term::Unit(_)))) {
            self.number(start + 1)?.1
        } else {
            start + 1
        };
        let unit = matches!(self.term(next), Some(Term::Unit(_) | Term::DayPart))
            || matches!(self.word(next), "period" | "date");
        if !unit || (start == at && self.word(at) != "that" && self.word(at) != "same") {
            return None;
        }
        let core = Core::of(next + 1, TimeKind::Anaphor, Point::Unknown);
        match self.turned(next + 1) {
            Some(inner) if self.word(start) == "same" => Some(Core { end: inner.end, from: inner.from, ..core }),
            _ => Some(core),
        }
    }

    /// "two days ago", "hours later", "a day earlier", "the day before".
    fn counted(&self, at: usize) -> Option<Core> {
        if self.word(at) == "the" {
            let before = matches!(self.word(at + 1), "day" | "night" | "week")
                && matches!(self.word(at + 2), "before" | "after");
            return before.then(|| Core::of(at + 3, TimeKind::Anaphor, Point::Unknown));
        }
        let (count, next) = self.number(at).unwrap_or((3, at));
        let Some(Term::Unit(unit)) = self.term(next) else { return None };
        match self.word(next + 1) {
            "ago" => Some(Core::of(next + 2, TimeKind::Day, Point::Ago(count, unit))),
            "later" | "earlier" | "before" | "after" | "afterwards" => {
                let end = if matches!(self.word(next + 1), "later" | "earlier") { next + 2 } else { return None };
                Some(Core::of(end, TimeKind::Anaphor, Point::Unknown))
            }
            _ => None,
        }
    }

    /// "in 2014", "of 2016", "the 1990s", "summer 2014".
    fn bare_year(&self, at: usize) -> Option<Core> {
        let word = self.word(at);
        if let Some(Term::Season(month)) = self.term(at) {
            let (end, year) = self.year_after(at + 1);
            let from = Point::Season { year: Some(year?), month, turn: Turn::Latest };
            return Some(Core::of(end, TimeKind::Period, from));
        }
        if let Some(first) = word.strip_suffix('s').and_then(year).filter(|year| year % 10 == 0) {
            return Some(Core::of(at + 1, TimeKind::Period, Point::Decade(first)));
        }
        let found = year(word)?;
        let before = self.word(at.wrapping_sub(1));
        let after = self.word(at + 1);
        let dated =
            matches!(
                before,
                "in" | "of" | "early" | "late" | "mid" | "during" | "year" | "throughout" | "around" | "and"
            ) && !matches!(after, "people" | "civilians" | "soldiers" | "troops" | "fighters" | "of" | "were" | "dead");
        // "a 2018 battle", "the 2003 invasion".
        let dated = dated || matches!(before, "a" | "the" | "one" | "another") && super::clauses::begins(after);
        if !dated || before == "and" && self.bare_year(at.wrapping_sub(2)).is_none() {
            return None;
        }
        Some(Core::of(at + 1, TimeKind::Year, Point::Year(found)))
    }

    /// "20.07.2016", "03-11-2014", "10/13/2023", "2016-07-20": day first, but with slashes the month.
    fn numeric_date(&self, at: usize) -> Option<Core> {
        if !self.word(at).starts_with(|c: char| c.is_ascii_digit()) || at > 0 && self.words.joined(at) {
            return None;
        }
        let start = self.words.tokens[crate::layer::Id::new(at)].span.start() as usize;
        let text = self.words.lower_from(start);
        let length =
            text.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'/' | b'-')).take(10).count();
        let written = text.get(..length)?.trim_end_matches(['.', '-', '/']);
        let mark = written.bytes().find(|b| !b.is_ascii_digit())?;
        let mut parts = written.split(char::from(mark));
        let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let number = |text: &str| text.parse::<i16>().ok();
        let (found, first, second) =
            if a.len() == 4 { (year(a)?, number(c)?, number(b)?) } else { (year(c)?, number(a)?, number(b)?) };
        let month_first = (mark == b'/' && first <= 12) || second > 12;
        let (day, month) = if month_first && a.len() != 4 { (second, first) } else { (first, second) };
        if !(1..=31).contains(&day) || !(1..=12).contains(&month) {
            return None;
        }
        let tokens = self.words.tokens_of(Span::new(start as u32, (start + written.len()) as u32));
        let end = tokens.range().end.min(self.within.range().end);
        Some(Core::of(end, TimeKind::Date, Point::Date { year: Some(found), month: month as i8, day: day as i8 }))
    }
}

/// "March last year" is the month of the year before, "last March" the latest one before the report.
fn shifted(turn: Turn) -> Turn {
    if turn == Turn::Last { Turn::Past } else { turn }
}
