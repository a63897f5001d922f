//! Clauses that date: "since the war began in March 2011", "by the time the siege ended".

use super::grammar::{Core, Reader};
use super::{Point, TimeKind};

/// How many tokens a clause may take before the time in it.
const LONGEST: usize = 16;

impl Reader<'_> {
    /// The clause that starts at `at`, up to the time that it holds, or to where it ends if it holds none.
    pub(super) fn clause(&self, at: usize) -> Option<Core> {
        let mut end = at;
        let mut predicate = false;
        while end < self.within.range().end && end < at + LONGEST {
            if end > at {
                if let Some(core) = self.core(end) {
                    return Some(Core { kind: TimeKind::Since, ..core });
                }
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

/// Words that tell that something began or ended: without one of them, and without a date, "since" gives a reason.
fn begins(word: &str) -> bool {
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
    )
}
