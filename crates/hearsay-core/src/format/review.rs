//! A reviewer's decision as it is printed.

use super::claim::{Place, Quantity, Source, Time, Words};
use super::points::Points;
use crate::{ClaimId, Ground, Measure, Modality, Quote, Role, Scope, Text};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a field of the claim should hold instead, by the reviewer's reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "field", content = "value")]
pub enum Correction {
    /// What is counted.
    Measure(Measure),
    /// How many.
    Quantity(Quantity),
    /// The words for those affected.
    Group(Option<Words>),
    /// Their side.
    Side(Option<String>),
    /// Their role.
    Role(Role),
    /// Who did it.
    Actor(Option<Words>),
    /// Where.
    Place(Option<Place>),
    /// When.
    Time(Option<Time>),
    /// One event, or a total.
    Scope(Scope),
    /// How surely it is said.
    Modality(Modality),
    /// Who says it, nearest to the reader first.
    Chain(Vec<Source>),
}

/// The word for a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The claim is read right.
    Accepted,
    /// The text makes the claim, but some fields are read wrong.
    Corrected,
    /// The text makes no such claim.
    Rejected,
    /// The reviewer could not tell.
    Unsure,
}

/// What a reviewer decided about a claim. Its offsets refer to the text of the claim's report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Review {
    /// The number of its entry.
    pub entry: u64,
    /// When the entry was recorded.
    pub recorded: Timestamp,
    /// The claim.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub claim: ClaimId,
    /// Who decided.
    pub reviewer: String,
    /// What.
    pub decision: Verdict,
    /// Why it was rejected; null for any other decision.
    pub ground: Option<Ground>,
    /// The corrected fields; empty for any decision but a correction.
    pub corrections: Vec<Correction>,
    /// Why, in the reviewer's own words.
    pub reason: Option<String>,
    /// The reviewers whose decisions an editor settled with this one; empty where it is a coder's own.
    pub settles: Vec<String>,
}

impl Review {
    /// The decision as it is printed, with offsets in `text`, the text of the claim's report.
    pub fn of(review: &crate::Review, entry: u64, recorded: Timestamp, text: &Text) -> Review {
        let (decision, ground) = match &review.decision {
            crate::Decision::Accepted => (Verdict::Accepted, None),
            crate::Decision::Corrected { .. } => (Verdict::Corrected, None),
            crate::Decision::Rejected { ground } => (Verdict::Rejected, Some(*ground)),
            crate::Decision::Unsure => (Verdict::Unsure, None),
        };
        let corrections = review.decision.corrections();
        let spans = corrections.iter().flat_map(crate::Correction::quotes).map(|quote| quote.span);
        let points = Points::new(text, spans);
        Review {
            entry,
            recorded,
            claim: review.claim,
            reviewer: review.reviewer.clone(),
            decision,
            ground,
            corrections: corrections.iter().map(|correction| Correction::with(correction, &points)).collect(),
            reason: review.reason.clone(),
            settles: review.settles.clone(),
        }
    }
}

impl Correction {
    fn with(correction: &crate::Correction, points: &Points) -> Correction {
        let words = |quote: &Quote| Words::with(quote, points);
        match correction {
            crate::Correction::Measure(measure) => Correction::Measure(*measure),
            crate::Correction::Quantity(quantity) => Correction::Quantity(Quantity::with(quantity, points)),
            crate::Correction::Group(quote) => Correction::Group(quote.as_ref().map(words)),
            crate::Correction::Side(side) => Correction::Side(side.clone()),
            crate::Correction::Role(role) => Correction::Role(*role),
            crate::Correction::Actor(quote) => Correction::Actor(quote.as_ref().map(words)),
            crate::Correction::Place(place) => {
                Correction::Place(place.as_ref().map(|place| Place::with(place, points)))
            }
            crate::Correction::Time(time) => Correction::Time(time.as_ref().map(|time| Time::with(time, points))),
            crate::Correction::Scope(scope) => Correction::Scope(*scope),
            crate::Correction::Modality(modality) => Correction::Modality(*modality),
            crate::Correction::Chain(chain) => {
                Correction::Chain(chain.iter().map(|source| Source::with(source, points)).collect())
            }
        }
    }
}
