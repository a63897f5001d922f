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

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::new(text.to_owned())
    }
}
