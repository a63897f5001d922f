//! Who says which stretch of the text, by which words.

use crate::{Quote, Source, Span};
use serde::{Deserialize, Serialize};

/// How a holder stands to what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Says that what another said is so.
    Confirms,
    /// Has not said that it is so.
    NotAcknowledged,
    /// Says that another did it.
    Accuses,
    /// Will not say.
    DeclinesComment,
    /// Doubts it, or could not verify it.
    Questions,
}

/// How the words of the source are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Speech {
    /// In quotation marks.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Partly quoted.
    Mixed,
}

/// An attribution relation: source, cue and content, each in any number of pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The words that name the source; empty where the text leaves it out.
    pub source: Vec<Span>,
    /// The words that tell that something is said.
    pub cue: Vec<Span>,
    /// What is said.
    pub content: Vec<Span>,
    /// How the source stands to the content.
    pub stance: Stance,
    /// How the content is given.
    pub speech: Speech,
    /// The index, in the document's attributions, of the relation in whose content this one stands.
    pub within: Option<u32>,
    /// The resolved speaker, where there is one.
    pub speaker: Option<Source>,
}

/// The stance of somebody else towards a claim, found in the same report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StanceOn {
    /// Who takes the stance, in the fullest form of the article.
    pub holder: String,
    /// Which.
    pub stance: Stance,
    /// The words of the holder.
    pub quote: Quote,
}
