//! Byte offsets of one text to offsets in Unicode code points, all in one pass over the text.

use crate::{Attribution, Claim, Span, Text};

/// The code points of all offsets that were asked for when it was made.
pub struct Points {
    /// Byte offsets in rising order; empty where bytes and code points are the same.
    bytes: Vec<u32>,
    points: Vec<u32>,
}

impl Points {
    /// Converts the ends of `spans`, in any order, in one pass over `text`.
    pub fn new(text: &Text, spans: impl IntoIterator<Item = Span>) -> Points {
        if text.as_str().is_ascii() {
            return Points { bytes: Vec::new(), points: Vec::new() };
        }
        let mut bytes: Vec<u32> = spans.into_iter().flat_map(|span| [span.start(), span.end()]).collect();
        bytes.sort_unstable();
        bytes.dedup();
        let points = text.code_points(bytes.iter().copied());
        Points { bytes, points }
    }

    /// The code points of a byte offset. One that was not asked for is brought to the next that was.
    pub fn at(&self, byte: u32) -> u32 {
        let index = self.bytes.partition_point(|&known| known < byte);
        self.points.get(index).or(self.points.last()).copied().unwrap_or(byte)
    }

    /// Start and end in code points.
    pub fn of(&self, span: Span) -> [u32; 2] {
        [self.at(span.start()), self.at(span.end())]
    }
}

/// Every span of a claim.
pub(crate) fn spans_of_claim(claim: &Claim) -> impl Iterator<Item = Span> + '_ {
    claim.quotes().map(|quote| quote.span)
}

/// Every span of an attribution.
pub(crate) fn spans_of_attribution(attribution: &Attribution) -> impl Iterator<Item = Span> + '_ {
    [&attribution.source, &attribution.cue, &attribution.content].into_iter().flatten().copied()
}
