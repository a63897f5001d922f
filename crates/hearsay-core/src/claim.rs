//! A claim: who says how many were affected, of whom, where, when, how surely, on whose word.

use crate::{Attribution, ClaimId, Confidence, Digest, DocumentId, Measure, Note, Quantity, Quote, Source, StanceOn};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the affected people do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Of a state's forces.
    Military,
    /// Of a non-state armed group.
    Militant,
    /// Police.
    Police,
    /// Everybody else, with children, journalists, aid workers, medics.
    Civilian,
    /// More than one of these.
    Mixed,
    /// The text does not tell.
    Unknown,
}

/// One event, or a total over a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One event or one day.
    Incident,
    /// A total over a period.
    Cumulative,
}

/// How surely it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// Said as fact by the outlet or by its source.
    Asserted,
    /// Hedged: reportedly, allegedly, believed.
    Reported,
    /// An estimate.
    Estimated,
    /// The text says that it is not so.
    Denied,
    /// Threatened, planned, feared, conditional, future.
    Hypothetical,
}

/// The group that a figure counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affected {
    /// The words, head noun with modifiers; `None` where the text leaves them out.
    pub quote: Option<Quote>,
    /// The nationality, state or armed group they belong to, by its usual English name.
    pub side: Option<String>,
    /// What they do.
    pub role: Role,
}

/// Where it happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The most specific place, as written.
    pub quote: Quote,
    /// The gazetteer's name, where resolved.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2 code, where resolved.
    pub country: Option<String>,
    /// Degrees north, where resolved.
    pub lat: Option<f32>,
    /// Degrees east, where resolved.
    pub lon: Option<f32>,
    /// As in UCDP GED's `where_prec`: 1 exact place, 2 near it, 3 second-level region, 4 first-level region, 5 a
    /// stretch between, 6 country, 7 unknown.
    pub precision: u8,
}

/// When it happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// The words that date it.
    pub quote: Quote,
    /// First day that the words allow, where they could be normalised against the day of publication.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// A claim. No field holds whether it is true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Made by [`Claim::identified`].
    pub id: ClaimId,
    /// The report it stands in.
    pub document: DocumentId,
    /// Who says it, nearest to the reader first, origin last; empty: the outlet's own voice.
    pub chain: Vec<Source>,
    /// What is counted.
    pub measure: Measure,
    /// How many.
    pub quantity: Quantity,
    /// Of whom.
    pub affected: Affected,
    /// Who did it, as written.
    pub actor: Option<Quote>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub time: Option<Time>,
    /// One event, or a total.
    pub scope: Scope,
    /// How surely it is said.
    pub modality: Modality,
    /// Stances of others towards it, found in the same report.
    pub stances: Vec<StanceOn>,
    /// The id of the claim, in the same report, of which this counts a part ("12 people, three of them children").
    pub part_of: Option<ClaimId>,
    /// The shortest stretch that holds the figure and the word that tells what happened.
    pub evidence: Quote,
    /// How sure the program is of its reading.
    pub confidence: Confidence,
    /// The rule or model that made it.
    pub method: String,
}

impl Claim {
    /// Every quote of the claim.
    pub fn quotes(&self) -> impl Iterator<Item = &Quote> {
        let Claim { chain, quantity, affected, actor, place, time, stances, evidence, .. } = self;
        let optional = [
            affected.quote.as_ref(),
            actor.as_ref(),
            place.as_ref().map(|place| &place.quote),
            time.as_ref().map(|time| &time.quote),
        ];
        let sources = chain.iter().filter_map(|source| source.quote.as_ref());
        let stances = stances.iter().map(|stance| &stance.quote);
        [&quantity.quote, evidence].into_iter().chain(optional.into_iter().flatten()).chain(sources).chain(stances)
    }

    /// The same claim with its id made from document, evidence, measure and figure words.
    pub fn identified(mut self) -> Claim {
        let at = |quote: &Quote| [quote.span.start().to_le_bytes(), quote.span.end().to_le_bytes()].concat();
        self.id = ClaimId(Digest::of(
            "claim",
            &[
                self.document.0.as_bytes(),
                self.measure.name().as_bytes(),
                &at(&self.evidence),
                &at(&self.quantity.quote),
                self.affected.quote.as_ref().map(at).unwrap_or_default().as_slice(),
            ],
        ));
        self
    }
}

/// All that extraction finds in one document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// Figure claims, in order of their evidence.
    pub claims: Vec<Claim>,
    /// Attribution relations, in order of the text.
    pub attributions: Vec<Attribution>,
    /// What was seen and not used.
    pub notes: Vec<Note>,
}
