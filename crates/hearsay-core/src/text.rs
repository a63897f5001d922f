//! The text of a document, addressed by [`Span`].

use crate::{Quote, Span};
use serde::{Deserialize, Serialize};

/// An immutable text of at most 4 GiB.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text(String);

impl Text {
    /// Takes the text as it is. A text longer than `u32::MAX` bytes is cut at a character boundary below that; readers
    /// refuse such input long before.
    pub fn new(mut text: String) -> Text {
        if text.len() > u32::MAX as usize {
            let mut end = u32::MAX as usize;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
        }
        Text(text)
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span::new(0, self.0.len() as u32)
    }

    /// The words at `span`, or `None` where it leaves the text or cuts a character.
    pub fn get(&self, span: Span) -> Option<&str> {
        self.0.get(span.start() as usize..span.end() as usize)
    }

    /// The words at `span`; empty where [`Text::get`] has none.
    pub fn at(&self, span: Span) -> &str {
        self.get(span).unwrap_or("")
    }

    /// A quote of the words at `span`, or `None` where there are none.
    pub fn quote(&self, span: Span) -> Option<Quote> {
        self.get(span).map(|words| Quote::new(span, words))
    }

    /// The sentence that holds `span`, as far as marks and line ends tell, and no more than `reach` bytes to either
    /// side. For showing and searching; extraction finds sentences by its own, better means.
    pub fn sentence_around(&self, span: Span, reach: u32) -> Span {
        let all = self.as_str();
        let (from, to) = (span.start() as usize, span.end() as usize);
        let (Some(before), Some(after)) = (all.get(..from), all.get(to..)) else { return span };
        let near = before.len().saturating_sub(reach as usize);
        let near = (near..=before.len()).find(|&at| before.is_char_boundary(at)).unwrap_or(before.len());
        let mut start = near;
        for (at, mark) in before[near..].char_indices() {
            let next = near + at + mark.len_utf8();
            if mark == '\n' || ends_sentence(mark, &all[next..]) {
                start = next;
            }
        }
        let start = start + (all[start..from].len() - all[start..from].trim_start().len());
        let mut end = to;
        for (at, mark) in after.char_indices() {
            if mark == '\n' || at >= reach as usize {
                break;
            }
            end = to + at + mark.len_utf8();
            if ends_sentence(mark, &all[end..]) {
                break;
            }
        }
        Span::new(start as u32, end as u32)
    }

    /// Converts byte offsets, which must be given in rising order, to offsets in Unicode code points.
    pub fn code_points(&self, offsets: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let mut byte = 0usize;
        let mut points = 0u32;
        offsets
            .into_iter()
            .map(|offset| {
                let to = (offset as usize).clamp(byte, self.0.len());
                points += self.0.as_bytes()[byte..to].iter().filter(|&&b| b & 0xC0 != 0x80).count() as u32;
                byte = to;
                points
            })
            .collect()
    }
}

/// Whether a sentence ends with `mark` where `rest` follows.
fn ends_sentence(mark: char, rest: &str) -> bool {
    let rest = rest.trim_start_matches(['"', '”', '’', '\'', ')']);
    let mut next = rest.chars();
    matches!(mark, '.' | '!' | '?')
        && next.next().is_none_or(char::is_whitespace)
        && rest.trim_start().chars().next().is_none_or(|first| !first.is_lowercase())
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::new(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_around_a_span() {
        let text = Text::from("First one. “About 3.5 tonnes,” he said. Twelve died.\nÉlan.");
        let around = |words: &str, reach| {
            let start = text.as_str().find(words).unwrap() as u32;
            let span = Span::new(start, start + words.len() as u32);
            text.at(text.sentence_around(span, reach)).to_owned()
        };
        assert_eq!(around("First", 400), "First one.");
        assert_eq!(around("tonnes", 400), "“About 3.5 tonnes,” he said.");
        assert_eq!(around("Twelve died", 400), "Twelve died.");
        assert_eq!(around("lan", 400), "Élan.");
        assert_eq!(around("tonnes", 4), "3.5 tonnes,”");
    }

    #[test]
    fn code_points_are_counted_in_one_pass() {
        assert_eq!(Text::from("aÉ€😀b").code_points([0, 1, 3, 6, 10, 11, 99]), [0, 1, 2, 3, 4, 5, 5]);
    }
}
