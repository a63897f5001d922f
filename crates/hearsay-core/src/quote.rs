//! Words of a document, with the place where they stand.

use crate::{Span, Text};
use serde::{Deserialize, Serialize};

/// Words as written, and where. Invariant: `text` equals the document's text at `span`; the ledger refuses any other.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// Where the words stand.
    pub span: Span,
    /// The words, letter for letter.
    pub text: String,
}

impl Quote {
    /// A quote of `words` at `span`. Prefer [`Text::quote`], which cannot be wrong.
    pub fn new(span: Span, words: &str) -> Quote {
        Quote { span, text: words.to_owned() }
    }

    /// Whether the quote stands in `text` letter for letter.
    pub fn stands_in(&self, text: &Text) -> bool {
        text.get(self.span) == Some(self.text.as_str())
    }
}
