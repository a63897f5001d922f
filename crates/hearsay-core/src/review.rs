//! What a reviewer decides about a claim: an entry of its own, which never rewrites the claim.

use crate::{Affected, Claim, ClaimId, Measure, Modality, Place, Quantity, Quote, Role, Scope, Source, Time};
use serde::{Deserialize, Serialize};

/// Why a claim is rejected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The text does not say this.
    NotSaid,
    /// The number counts something else.
    OtherCount,
    /// It is said, but is no matter of this ledger: a game, a film, a war long past.
    OffTopic,
    /// Another claim of the same report already tells it.
    Duplicate,
    /// The words are no part of the report: a menu, a caption of another story.
    NotTheReport,
    /// Something else; the reason says what.
    #[default]
    Other,
}

impl Ground {
    /// Every ground, in the order in which they are offered.
    pub const ALL: [Ground; 6] =
        [Ground::NotSaid, Ground::OtherCount, Ground::OffTopic, Ground::Duplicate, Ground::NotTheReport, Ground::Other];
}

/// What a field of a claim should hold instead, by a reviewer's reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "field", content = "value")]
pub enum Correction {
    /// What is counted.
    Measure(Measure),
    /// How many.
    Quantity(Quantity),
    /// The words for those affected.
    Group(Option<Quote>),
    /// Their side.
    Side(Option<String>),
    /// Their role.
    Role(Role),
    /// Who did it.
    Actor(Option<Quote>),
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

impl Correction {
    /// The names of the fields, in the order in which a claim holds them.
    pub const FIELDS: [&str; 11] =
        ["measure", "quantity", "group", "side", "role", "actor", "place", "time", "scope", "modality", "chain"];

    /// The name of the field, as in the JSON.
    pub fn field(&self) -> &'static str {
        let at = match self {
            Correction::Measure(_) => 0,
            Correction::Quantity(_) => 1,
            Correction::Group(_) => 2,
            Correction::Side(_) => 3,
            Correction::Role(_) => 4,
            Correction::Actor(_) => 5,
            Correction::Place(_) => 6,
            Correction::Time(_) => 7,
            Correction::Scope(_) => 8,
            Correction::Modality(_) => 9,
            Correction::Chain(_) => 10,
        };
        Correction::FIELDS[at]
    }

    /// Every quote of the new value.
    pub fn quotes(&self) -> Vec<&Quote> {
        match self {
            Correction::Quantity(quantity) => vec![&quantity.quote],
            Correction::Group(quote) | Correction::Actor(quote) => quote.iter().collect(),
            Correction::Place(place) => place.iter().map(|place| &place.quote).collect(),
            Correction::Time(time) => time.iter().map(|time| &time.quote).collect(),
            Correction::Chain(chain) => chain.iter().filter_map(|source| source.quote.as_ref()).collect(),
            Correction::Measure(_)
            | Correction::Side(_)
            | Correction::Role(_)
            | Correction::Scope(_)
            | Correction::Modality(_) => Vec::new(),
        }
    }

    /// Puts the new value in its place.
    fn apply(&self, claim: &mut Claim) {
        let Affected { quote, side, role } = &mut claim.affected;
        match self.clone() {
            Correction::Measure(value) => claim.measure = value,
            Correction::Quantity(value) => claim.quantity = value,
            Correction::Group(value) => *quote = value,
            Correction::Side(value) => *side = value,
            Correction::Role(value) => *role = value,
            Correction::Actor(value) => claim.actor = value,
            Correction::Place(value) => claim.place = value,
            Correction::Time(value) => claim.time = value,
            Correction::Scope(value) => claim.scope = value,
            Correction::Modality(value) => claim.modality = value,
            Correction::Chain(value) => claim.chain = value,
        }
    }
}

/// What a reviewer decides about a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "decision")]
pub enum Decision {
    /// The claim is read right.
    Accepted,
    /// The text makes the claim, but some fields are read wrong.
    Corrected {
        /// The fields that are, each once, with what they should hold.
        corrections: Vec<Correction>,
    },
    /// The text makes no such claim.
    Rejected {
        /// Why.
        #[serde(default)]
        ground: Ground,
    },
    /// The reviewer could not tell.
    Unsure,
}

impl Decision {
    /// The word for it, as in the JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Decision::Accepted => "accepted",
            Decision::Corrected { .. } => "corrected",
            Decision::Rejected { .. } => "rejected",
            Decision::Unsure => "unsure",
        }
    }

    /// What is put in the place of what the claim holds; empty for any decision but a correction.
    pub fn corrections(&self) -> &[Correction] {
        match self {
            Decision::Corrected { corrections } => corrections,
            Decision::Accepted | Decision::Rejected { .. } | Decision::Unsure => &[],
        }
    }
}

/// A reviewer's decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// The claim.
    pub claim: ClaimId,
    /// Who decided.
    pub reviewer: String,
    /// What.
    #[serde(flatten)]
    pub decision: Decision,
    /// Why, in the reviewer's own words.
    pub reason: Option<String>,
    /// The reviewers whose decisions, the last of each before this entry, this one settles as an editor's; none where it
    /// is a coder's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settles: Vec<String>,
}

/// Longer names and reasons than these are no names and reasons.
const LONGEST_NAME: usize = 100;
const LONGEST_REASON: usize = 4_000;

/// What is wrong with a review by itself, whatever the ledger holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReviewFlaw {
    /// Nobody decided.
    NoReviewer,
    /// The reviewer's name is of more than 100 bytes, or has line breaks or other control characters.
    NoName,
    /// The reason is of more than 4,000 bytes.
    LongReason,
    /// A correction that corrects nothing.
    NoCorrection,
    /// A field is corrected twice.
    FieldTwice(&'static str),
    /// The bounds of a quantity are out of order.
    Bounds,
    /// A time ends before it begins.
    Days,
    /// A place lies off the globe, or its precision is not 1 to 7.
    Globe,
}

impl std::fmt::Display for ReviewFlaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ReviewFlaw::NoReviewer => f.write_str("a decision needs the name of who decided"),
            ReviewFlaw::NoName => write!(f, "a reviewer's name is one line of at most {LONGEST_NAME} bytes"),
            ReviewFlaw::LongReason => write!(f, "a reason has at most {LONGEST_REASON} bytes"),
            ReviewFlaw::NoCorrection => f.write_str("a correction changes at least one field"),
            ReviewFlaw::FieldTwice(field) => write!(f, "the field “{field}” is corrected twice"),
            ReviewFlaw::Bounds => f.write_str("the least of a quantity cannot be above its best or its most"),
            ReviewFlaw::Days => f.write_str("a time cannot end before it begins"),
            ReviewFlaw::Globe => f.write_str("a place lies within 90° north and south and 180° east and west"),
        }
    }
}

impl Review {
    /// The claim as this reviewer reads it: the claim itself where it is accepted, the same with the corrected fields
    /// where it is corrected, nothing where it is rejected or left open. A reading is looked at and compared; it has
    /// the id of the claim it reads and is never put into a ledger.
    pub fn reading(&self, claim: &Claim) -> Option<Claim> {
        match &self.decision {
            Decision::Accepted => Some(claim.clone()),
            Decision::Corrected { corrections } => {
                let mut read = claim.clone();
                corrections.iter().for_each(|correction| correction.apply(&mut read));
                Some(read)
            }
            Decision::Rejected { .. } | Decision::Unsure => None,
        }
    }

    /// Whether an editor settles what others decided.
    pub fn is_adjudication(&self) -> bool {
        !self.settles.is_empty()
    }

    /// The first thing that is wrong with it by itself.
    pub fn flaw(&self) -> Option<ReviewFlaw> {
        if self.reviewer.trim().is_empty() {
            return Some(ReviewFlaw::NoReviewer);
        }
        if self.reviewer.len() > LONGEST_NAME || self.reviewer.chars().any(char::is_control) {
            return Some(ReviewFlaw::NoName);
        }
        if self.reason.as_ref().is_some_and(|reason| reason.len() > LONGEST_REASON) {
            return Some(ReviewFlaw::LongReason);
        }
        let corrections = self.decision.corrections();
        if corrections.is_empty() && matches!(self.decision, Decision::Corrected { .. }) {
            return Some(ReviewFlaw::NoCorrection);
        }
        let twice = |at: usize| corrections[..at].iter().any(|other| other.field() == corrections[at].field());
        let twice =
            (0..corrections.len()).find(|&at| twice(at)).map(|at| ReviewFlaw::FieldTwice(corrections[at].field()));
        twice.or_else(|| corrections.iter().find_map(value_flaw))
    }
}

/// What is wrong with a new value by itself.
fn value_flaw(correction: &Correction) -> Option<ReviewFlaw> {
    let out_of_order = |low: Option<u64>, high: Option<u64>| low.zip(high).is_some_and(|(low, high)| low > high);
    match correction {
        Correction::Quantity(Quantity { low, best, high, .. }) => {
            let wrong = out_of_order(*low, *high) || out_of_order(*low, *best) || out_of_order(*best, *high);
            wrong.then_some(ReviewFlaw::Bounds)
        }
        Correction::Time(Some(Time { from: Some(from), to: Some(to), .. })) => (from > to).then_some(ReviewFlaw::Days),
        Correction::Place(Some(Place { lat, lon, precision, .. })) => {
            let on = |degrees: &Option<f32>, most: f32| degrees.is_none_or(|degrees| degrees.abs() <= most);
            (!on(lat, 90.0) || !on(lon, 180.0) || !(1..=7).contains(precision)).then_some(ReviewFlaw::Globe)
        }
        _ => None,
    }
}
