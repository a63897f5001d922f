//! Sentences and tokens.

mod abbreviations;
mod clitics;
mod scan;

pub(crate) use abbreviations::{Abbreviation, abbreviation};
pub use clitics::is_clitic;
pub(crate) use scan::scan;

use crate::layer::Ids;
use hearsay_core::Span;

/// A word, number, mark or clitic ("do", "n't").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
}

/// A sentence, headline, list item or other stretch that is read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens.
    pub tokens: Ids<Token>,
    /// Whether it opens a paragraph.
    pub opens_paragraph: bool,
}
