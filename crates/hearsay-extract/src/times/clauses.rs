//! Clauses that date: "since the war began in March 2011", "by the time the siege ended".

use super::grammar::{Core, Reader};
use super::lexicon::Term;
use super::{Part, Point, Reach, TimeKind, TimeMention};
use crate::layer::Ids;

/// How many tokens a clause may take before the time in it.
const LONGEST: usize = 16;

impl Reader<'_> {
    /// The clause that starts at `at`, up to the time that it holds, or to where it ends if it holds none.
    pub(super) fn clause(&self, at: usize) -> Option<Core> {
        let mut end = at;
        let mut predicate = false;
        while end < self.within.range().end && end < at + LONGEST {
            if let Some(core) = self.core(end).filter(|_| end > at) {
                return Some(Core { kind: TimeKind::Since, ..core });
            }
            let word = self.word(end);
            let stops =
                matches!(word, "," | ";" | ":" | "." | "(" | ")" | "\"" | "”" | "“" | "-" | "—" | "–" | "?" | "!");
            let said = matches!(
                word,
                "said" | "says" | "told" | "according" | "when" | "which" | "while" | "that" | "but" | "has" | "have"
            );
            if stops || (said && end > at) {
                break;
            }
            predicate |= begins(word);
            end += 1;
        }
        (end > at + 1 && predicate).then(|| Core::of(end, TimeKind::Since, Point::Unknown))
    }
}

impl Reader<'_> {
    /// "during the fight against the group", "prior to the assault", "at the start of the conflict", "a month of clashes":
    /// dated by an event that is told elsewhere.
    pub(super) fn during_event(&self, at: usize) -> Option<TimeMention> {
        let next = match (self.word(at), self.word(at + 1)) {
            ("during" | "amid" | "throughout", _) => self.skip(at + 1, &["the", "this", "that"]),
            ("prior", "to") => self.skip(at + 2, &["the", "this", "that"]),
            ("before" | "after", "the") => at + 2,
            ("at" | "from" | "since", "the") if matches!(self.term(at + 2), Some(Term::Part(Part::Early))) => {
                if self.word(at + 3) != "of" {
                    return None;
                }
                self.skip(at + 4, &["the", "this", "that", "its", "their"])
            }
            _ => at,
        };
        let counted = self.number(next).map_or(next, |(_, end)| end);
        if matches!(self.term(counted), Some(Term::Unit(_)))
            && self.word(counted + 1) == "of"
            && (next > at || counted > next)
        {
            return Some(self.anaphor(at, counted + 3));
        }
        if next == at {
            return None;
        }
        // One of the few words before the noun may be an adjective ("the long siege").
        let noun = (next..next + 2).find(|&noun| begins(self.word(noun)))?;
        Some(self.anaphor(at, noun + 1))
    }

    fn anaphor(&self, start: usize, end: usize) -> TimeMention {
        let end = end.min(self.within.range().end);
        let tokens = Ids::new(start..end);
        let (kind, from, to, part, reach) = (TimeKind::Anaphor, Point::Unknown, None, Part::Whole, Reach::At);
        TimeMention { tokens, kind, from, to, part, reach }
    }
}

/// Words that tell that something began or ended: without one of them, and without a date, "since" gives a reason.
pub(super) fn begins(word: &str) -> bool {
    matches!(
        word,
        "began"
            | "begun"
            | "start"
            | "started"
            | "beginning"
            | "outbreak"
            | "erupted"
            | "broke"
            | "launched"
            | "launch"
            | "ended"
            | "end"
            | "collapsed"
            | "seized"
            | "captured"
            | "invaded"
            | "invasion"
            | "took"
            | "fell"
            | "resumed"
            | "intervened"
            | "war"
            | "conflict"
            | "offensive"
            | "operation"
            | "attack"
            | "attacks"
            | "revolution"
            | "uprising"
            | "ceasefire"
            | "truce"
            | "coup"
            | "fall"
            | "arrived"
            | "onset"
            | "intervention"
            | "assault"
            | "fight"
            | "fighting"
            | "siege"
            | "battle"
            | "clashes"
            | "campaign"
            | "raid"
            | "protests"
    )
}
