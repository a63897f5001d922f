//! The grammar around a point: prepositions, ranges, pieces ("late last month") and reach ("since").

use super::lexicon::{Term, term};
use super::{Part, Point, Reach, TimeKind, TimeMention, Turn, Unit};
use crate::layer::{Id, Ids};
use crate::tokens::Token;
use crate::words::Words;

/// Reads time expressions in one sentence. Every function takes the index of a token and never reads outside.
pub(super) struct Reader<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) within: Ids<Token>,
}

/// An expression without its preposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Core {
    /// The token after its last one.
    pub(super) end: usize,
    pub(super) kind: TimeKind,
    pub(super) from: Point,
    pub(super) to: Option<Point>,
    pub(super) part: Part,
}

impl Core {
    pub(super) fn of(end: usize, kind: TimeKind, from: Point) -> Core {
        Core { end, kind, from, to: None, part: Part::Whole }
    }
}

impl Reader<'_> {
    /// The token in lower case; empty outside the sentence.
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.near(self.within, at as isize)
    }

    pub(super) fn term(&self, at: usize) -> Option<Term> {
        term(self.word(at))
    }

    /// Whether the token is written with a capital.
    pub(super) fn capital(&self, at: usize) -> bool {
        !self.word(at).is_empty() && self.words.written(Id::new(at)).starts_with(char::is_uppercase)
    }

    /// Past the word if it stands at `at`.
    fn past(&self, at: usize, any: &[&str]) -> Option<usize> {
        any.contains(&self.word(at)).then_some(at + 1)
    }

    /// Past the word if it stands there, else `at`.
    pub(super) fn skip(&self, at: usize, any: &[&str]) -> usize {
        self.past(at, any).unwrap_or(at)
    }

    /// The expression that starts at `at`.
    pub(super) fn mention(&self, at: usize) -> Option<TimeMention> {
        let word = self.word(at);
        if self.term(at).is_none() && !word.starts_with(|c: char| c.is_ascii_digit()) && !word.starts_with("mid-") {
            return None;
        }
        self.ranged(at)
            .or_else(|| self.since(at))
            .or_else(|| self.by_the_time(at))
            .or_else(|| self.during_event(at))
            .or_else(|| self.with_preposition(at))
            .or_else(|| {
                let core = self.core(at)?;
                Some(self.finish(at, core, Reach::At))
            })
    }

    fn finish(&self, at: usize, core: Core, reach: Reach) -> TimeMention {
        let kind = if reach == Reach::Since { TimeKind::Since } else { core.kind };
        let tokens = Ids::new(at..core.end);
        TimeMention { tokens, kind, from: core.from, to: core.to, part: core.part, reach }
    }

    /// "between 2003 and 2011", "from Monday to Thursday".
    fn ranged(&self, at: usize) -> Option<TimeMention> {
        let links: &[&str] = match self.word(at) {
            "between" => &["and"],
            "from" => &["to", "until", "till", "through", "-", "–"],
            _ => return None,
        };
        let first = self.core_or_year(self.skip(at + 1, &["the"]))?;
        if let Some(to) = first.to {
            return Some(TimeMention {
                tokens: Ids::new(at..first.end),
                kind: TimeKind::Range,
                from: first.from,
                to: Some(to),
                part: first.part,
                reach: Reach::At,
            });
        }
        let second = self.core_or_year(self.skip(self.past(first.end, links)?, &["the"]))?;
        Some(TimeMention {
            tokens: Ids::new(at..second.end),
            kind: TimeKind::Range,
            from: first.from,
            to: Some(second.from),
            part: Part::Whole,
            reach: Reach::At,
        })
    }

    /// "since Tuesday", "since then", "since the war began in 2011".
    fn since(&self, at: usize) -> Option<TimeMention> {
        let start = if self.word(at) == "ever" { at + 1 } else { at };
        let next = self.past(start, &["since"])?;
        let core = match self.core_or_year(next) {
            Some(core) => core,
            None if matches!(self.word(next), "then" | "that") => Core::of(next + 1, TimeKind::Since, Point::Unknown),
            None => self.clause(next)?,
        };
        Some(self.finish(at, core, Reach::Since))
    }

    /// "By the time the war ended on Dec. 15, 2011".
    fn by_the_time(&self, at: usize) -> Option<TimeMention> {
        let next = self.past(self.past(self.past(at, &["by"])?, &["the"])?, &["time"])?;
        Some(self.finish(at, self.clause(next)?, Reach::By))
    }

    fn with_preposition(&self, at: usize) -> Option<TimeMention> {
        let next = at + 1;
        match self.word(at) {
            "by" | "until" | "till" | "before" | "after" => {
                let reach = match self.word(at) {
                    "by" => Reach::By,
                    "after" => Reach::Since,
                    _ => Reach::Until,
                };
                let core = self.core_or_year(next)?;
                // "after the weekend" dates an event, "before Monday" too; "after two days" is told from elsewhere.
                Some(TimeMention { kind: core.kind, ..self.finish(at, core, reach) })
            }
            "as" if self.word(next) == "of" => {
                let core = self.core_or_year(next + 1)?;
                Some(self.finish(at, core, Reach::By))
            }
            "prior" if self.word(next) == "to" => {
                let core = self.core_or_year(next + 1)?;
                Some(self.finish(at, core, Reach::Until))
            }
            "in" | "on" | "within" | "over" | "during" | "for" | "throughout" | "at" | "across" | "through" => {
                self.period(at, next)
            }
            _ => None,
        }
    }

    /// Periods and parts of the day keep their preposition: "over the weekend", "in 24 hours", "at dawn".
    fn period(&self, at: usize, next: usize) -> Option<TimeMention> {
        let the = self.skip(next, &["the", "only", "just", "a"]);
        let word = self.word(at);
        let core = self
            .core(next)
            .or_else(|| self.span_of_units(next))
            .or_else(|| {
                self.span_of_units(self.skip(next, &["only", "just", "about", "around", "nearly", "almost", "under"]))
            })
            .or_else(|| match self.term(the)? {
                Term::Unit(Unit::Weekend) => {
                    Some(Core::of(the + 1, TimeKind::Weekend, Point::Unit(Unit::Weekend, Turn::Latest)))
                }
                Term::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year))
                    if word != "for" && the == next + 1 && self.word(next) == "the" =>
                {
                    Some(Core::of(the + 1, unit_kind(unit), Point::Unit(unit, Turn::This)))
                }
                Term::Unit(unit @ (Unit::Day | Unit::Night)) if self.word(next) == "the" && word == "during" => {
                    Some(Core::of(the + 1, unit_kind(unit), Point::Unknown))
                }
                Term::DayPart if self.word(next) != "a" => Some(Core::of(the + 1, TimeKind::DayPart, Point::Unknown)),
                _ => None,
            })?;
        let keeps = match core.kind {
            TimeKind::Weekend
            | TimeKind::Period
            | TimeKind::DayPart
            | TimeKind::Anaphor
            | TimeKind::Week
            | TimeKind::Now => true,
            TimeKind::Month | TimeKind::Year | TimeKind::Day => {
                matches!(core.from, Point::Unit(..) | Point::Past(..) | Point::Ahead(..))
                    || matches!(word, "during" | "over" | "throughout" | "for" | "through")
                    || matches!(core.part, Part::Early | Part::Middle | Part::Late) && self.word(next) == "the"
            }
            _ => false,
        };
        keeps.then(|| self.finish(at, core, Reach::At))
    }

    /// An expression, or a year that the preposition before it makes one.
    fn core_or_year(&self, at: usize) -> Option<Core> {
        self.core(at).or_else(|| {
            let year = year(self.word(at))?;
            Some(Core::of(at + 1, TimeKind::Year, Point::Year(year)))
        })
    }

    /// A point with its pieces before it and its like after it ("Sunday and Monday").
    pub(super) fn core(&self, at: usize) -> Option<Core> {
        let core = self.piece(at).or_else(|| self.point(at))?;
        let core = self.and_another(core);
        Some(Core { end: self.skip(core.end, &["alone"]), ..core })
    }

    /// "late on Tuesday night", "early March", "the beginning of 2015", "so far this year", "dawn on Saturday".
    fn piece(&self, at: usize) -> Option<Core> {
        if self.word(at) == "so" && self.word(at + 1) == "far" {
            let inner = [at + 2, self.skip(at + 2, &["in"])].into_iter().find_map(|next| {
                let core = self.point(next)?;
                matches!(core.from, Point::Unit(_, Turn::This) | Point::Year(_)).then_some(core)
            });
            return Some(match inner {
                Some(core) => Core { part: Part::SoFar, kind: TimeKind::Period, ..core },
                None => Core::of(at + 2, TimeKind::Now, Point::Day(0)),
            });
        }
        let start = self.skip(at, &["the"]);
        if let Some(core) = self.first_units(start) {
            return Some(core);
        }
        let (part, mut next) = match self.term(start) {
            Some(Term::Part(part)) => (part, start + 1),
            Some(Term::DayPart) => (Part::Whole, start + 1),
            _ if matches!(self.word(start), "mid-") => (Part::Middle, start + 1),
            _ => return self.joined_mid(start),
        };
        let hours = part == Part::Early && matches!(self.word(next), "hours" | "morning");
        let of_day = part != Part::Whole && matches!(self.term(next), Some(Term::DayPart));
        if hours || of_day || self.word(next) == "part" {
            next += 1;
        }
        if matches!(self.word(next), "-" | "–") {
            next += 1;
        }
        let linked = self.past(next, &["on", "of", "in"]);
        let inner = self.skip(linked.unwrap_or(next), &["the"]);
        let found = self.point(inner).or_else(|| self.bare_unit(inner, linked.is_some())).or_else(|| {
            let year = linked.and(year(self.word(inner)))?;
            Some(Core::of(inner + 1, TimeKind::Year, Point::Year(year)))
        });
        match found {
            Some(core) if !(part == Part::SoFar && matches!(core.from, Point::Weekday(..))) => {
                Some(Core { part, ..core })
            }
            Some(core) => Some(core),
            None if part == Part::Early && next == start + 2 => Some(Core::of(next, TimeKind::DayPart, Point::Unknown)),
            None => None,
        }
    }

    /// "mid-February" as one token.
    fn joined_mid(&self, at: usize) -> Option<Core> {
        let Some(Term::Month(month)) = self.word(at).strip_prefix("mid-").and_then(term) else { return None };
        let (end, year) = self.year_after(at + 1);
        let from = Point::Month { year, month, turn: Turn::Latest };
        Some(Core { part: Part::Middle, ..Core::of(end, TimeKind::Month, from) })
    }

    /// "the year" in "the start of the year", "the day" in "earlier in the day".
    fn bare_unit(&self, at: usize, linked: bool) -> Option<Core> {
        match self.term(at) {
            Some(Term::Unit(Unit::Day)) if linked => Some(Core::of(at + 1, TimeKind::Anaphor, Point::Unknown)),
            Some(Term::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year))) if linked => {
                Some(Core::of(at + 1, unit_kind(unit), Point::Unit(unit, Turn::This)))
            }
            _ => None,
        }
    }

    /// "first six months of 2016", "last 12 days of September", "second half of last year".
    fn first_units(&self, at: usize) -> Option<Core> {
        let last = match self.term(at)? {
            Term::Turn(Turn::Last) | Term::Ordinal(2) => true,
            Term::Ordinal(1) => false,
            _ => return None,
        };
        let (mut next, mut count, mut unit) = (at + 1, 1, Unit::Month);
        match self.word(next) {
            "half" => count = 6,
            "quarter" => count = 3,
            _ => {
                if let Some((n, end)) = self.number(next) {
                    (count, next) = (n, end);
                }
                let Some(Term::Unit(found)) = self.term(next) else { return None };
                unit = found;
            }
        }
        let inner = self.skip(self.past(next + 1, &["of", "in"])?, &["the"]);
        let core = self.point(inner).or_else(|| self.bare_unit(inner, true)).or_else(|| {
            let year = year(self.word(inner))?;
            Some(Core::of(inner + 1, TimeKind::Year, Point::Year(year)))
        })?;
        let part = if last { Part::Last(count, unit) } else { Part::First(count, unit) };
        Some(Core { part, kind: TimeKind::Period, ..core })
    }

    /// "Sunday and Monday", "June 24-25", "Saturday night or Sunday morning".
    fn and_another(&self, core: Core) -> Core {
        let Some(next) = self.past(core.end, &["and", "or", "to", "through", "-", "–"]) else { return core };
        if let (Point::Date { year, month, day }, Some((last, end))) = (core.from, self.day_number(next))
            && last > day
            && (end == self.within.range().end || self.joins(core.end))
        {
            let (end, after) = self.year_after(end);
            let year = year.or(after);
            let to = Some(Point::Date { year, month, day: last });
            return Core { end, to, from: Point::Date { year, month, day }, ..core };
        }
        match self.point(next) {
            Some(other) if same_sort(core.from, other.from) => {
                Core { end: other.end, to: Some(other.to.unwrap_or(other.from)), ..core }
            }
            _ => core,
        }
    }

    /// Whether the mark at `at` joins what stands around it ("24-25"), or is the word "and" or "to".
    fn joins(&self, at: usize) -> bool {
        !matches!(self.word(at), "-" | "–") || self.words.joined(at)
    }
}

/// Whether two points may stand side by side as one time.
fn same_sort(a: Point, b: Point) -> bool {
    matches!(
        (a, b),
        (Point::Weekday(..), Point::Weekday(..))
            | (Point::Date { .. }, Point::Date { .. })
            | (Point::Month { .. }, Point::Month { .. })
    )
}

/// The kind of an expression whose point is a unit of the calendar.
pub(super) fn unit_kind(unit: Unit) -> TimeKind {
    match unit {
        Unit::Minute | Unit::Hour | Unit::Decade => TimeKind::Period,
        Unit::Day | Unit::Night => TimeKind::Day,
        Unit::Week => TimeKind::Week,
        Unit::Weekend => TimeKind::Weekend,
        Unit::Month => TimeKind::Month,
        Unit::Year => TimeKind::Year,
    }
}

/// A year written with four digits.
pub(super) fn year(word: &str) -> Option<i16> {
    let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten().filter(|year| (1800..2100).contains(year))
}
