//! Who says it.

use crate::Quote;
use serde::{Deserialize, Serialize};

/// The kind of a source, as the annotation guideline defines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A named official, expert or witness.
    Person,
    /// A ministry, police, a mayor's office, "officials".
    Government,
    /// Armed forces of a state.
    Military,
    /// A spy agency.
    Intelligence,
    /// A non-state armed group.
    ArmedGroup,
    /// UN, Red Cross, OSCE and their like.
    International,
    /// Hospital, doctors, health ministry.
    Medical,
    /// NGO, monitor, company.
    Organization,
    /// Another outlet, agency, state television.
    Media,
    /// Residents, witnesses, activists.
    Witness,
    /// A report, statement or leaked paper that speaks for itself.
    Document,
    /// "a source", "officials who asked not to be named".
    Anonymous,
}

/// One link of a chain of sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The fullest form that the article gives of this source, pronouns and short forms resolved.
    pub name: String,
    /// Its kind.
    pub kind: SourceKind,
    /// The words that stand for the source where the claim is made ("he"); `None` where the text leaves the speaker out.
    pub quote: Option<Quote>,
}
