//! What was seen and could not be used: kept, never dropped in silence.

use crate::Span;
use serde::{Deserialize, Serialize};

/// Why something seen in a text did not become a claim or an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// A number near a word of a measure, judged to count something else.
    QuantityUnused,
    /// A word of a measure whose number could not be read ("several", "many").
    MeasureWithoutQuantity,
    /// A cue whose source could not be found.
    CueWithoutSource,
    /// A pronoun or description that could not be tied to a name.
    SourceUnresolved,
    /// A language that is not yet read; nothing was extracted.
    LanguageNotRead,
    /// A sentence too long to analyse whole; it was cut.
    SentenceCut,
}

/// A note on a stretch of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Note {
    /// Where.
    pub span: Span,
    /// Why.
    pub kind: NoteKind,
}
