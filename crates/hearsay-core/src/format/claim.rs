//! A claim as it is printed.

use super::points::{Points, spans_of_claim};
use crate::{ClaimId, Confidence, Hedge, Measure, Modality, Quote, Role, Scope, SourceKind, Stance, Text, Unit};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Words of the text and where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Words {
    /// The words, letter for letter.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// How many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quantity {
    /// The figure words.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The least that the wording allows.
    pub low: Option<u64>,
    /// The number that the wording names.
    pub best: Option<u64>,
    /// The most that the wording allows.
    pub high: Option<u64>,
    /// How the number is hedged.
    pub hedge: Hedge,
    /// What is counted.
    pub unit: Unit,
}

/// Of whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Affected {
    /// The words; null where the text leaves them out, and so the offsets.
    pub text: Option<String>,
    /// First code point.
    pub start: Option<u32>,
    /// One past the last code point.
    pub end: Option<u32>,
    /// The nationality, state or armed group they belong to.
    pub side: Option<String>,
    /// What they do.
    pub role: Role,
}

/// Where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// The most specific place, as written.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The gazetteer's name, where resolved.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2 code, where resolved.
    pub country: Option<String>,
    /// Degrees north, where resolved.
    pub lat: Option<f32>,
    /// Degrees east, where resolved.
    pub lon: Option<f32>,
    /// As in UCDP GED's `where_prec`: 1 exact place to 7 unknown.
    pub precision: u8,
}

/// When.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Time {
    /// The words that date it.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// First day that the words allow.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// One link of the chain of sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The fullest form that the article gives.
    pub name: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: SourceKind,
    /// First code point of the words that stand for it; null where the text leaves it out.
    pub start: Option<u32>,
    /// One past the last code point.
    pub end: Option<u32>,
}

/// The stance of somebody else towards the claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StanceOn {
    /// Who takes it.
    pub holder: String,
    /// Which.
    pub stance: Stance,
    /// First code point of the holder's words.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

/// Who says how many were affected, of whom, where, when, how surely, on whose word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claim {
    /// Names the claim; the same bytes give the same id.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub id: ClaimId,
    /// What is counted.
    pub measure: Measure,
    /// How many.
    pub quantity: Quantity,
    /// Of whom.
    pub affected: Affected,
    /// Who did it, as written.
    pub actor: Option<Words>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub time: Option<Time>,
    /// One event, or a total over a period.
    pub scope: Scope,
    /// How surely it is said.
    pub modality: Modality,
    /// Nearest to the reader first, origin last; empty where the outlet speaks in its own voice.
    pub sources: Vec<Source>,
    /// Stances of others, found in the same report.
    pub stances: Vec<StanceOn>,
    /// The claim, in the same report, of which this counts a part.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub part_of: Option<ClaimId>,
    /// The shortest stretch that holds the figure and the word that tells what happened.
    pub evidence: Words,
    /// Calibrated, 0 to 1: of claims at 0.9, nine in ten are right.
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub confidence: Confidence,
    /// The rule or model that made it.
    pub method: String,
}

impl Claim {
    /// The claim as it is printed, with offsets in `text`, the text of its document.
    pub fn of(claim: &crate::Claim, text: &Text) -> Claim {
        Claim::with(claim, &Points::new(text, spans_of_claim(claim)))
    }

    /// The same, with offsets converted before.
    pub(super) fn with(claim: &crate::Claim, points: &Points) -> Claim {
        let words = |quote: &Quote| Words::with(quote, points);
        let affected = claim.affected.quote.as_ref().map(|quote| points.of(quote.span));
        Claim {
            id: claim.id,
            measure: claim.measure,
            quantity: Quantity::with(&claim.quantity, points),
            affected: Affected {
                text: claim.affected.quote.as_ref().map(|quote| quote.text.clone()),
                start: affected.map(|[start, _]| start),
                end: affected.map(|[_, end]| end),
                side: claim.affected.side.clone(),
                role: claim.affected.role,
            },
            actor: claim.actor.as_ref().map(words),
            place: claim.place.as_ref().map(|place| Place::with(place, points)),
            time: claim.time.as_ref().map(|time| Time::with(time, points)),
            scope: claim.scope,
            modality: claim.modality,
            sources: claim.chain.iter().map(|source| Source::with(source, points)).collect(),
            stances: claim
                .stances
                .iter()
                .map(|on| {
                    let [start, end] = points.of(on.quote.span);
                    StanceOn { holder: on.holder.clone(), stance: on.stance, start, end }
                })
                .collect(),
            part_of: claim.part_of,
            evidence: words(&claim.evidence),
            confidence: claim.confidence,
            method: claim.method.clone(),
        }
    }
}

impl Words {
    pub(super) fn with(quote: &Quote, points: &Points) -> Words {
        let [start, end] = points.of(quote.span);
        Words { text: quote.text.clone(), start, end }
    }
}

impl Quantity {
    pub(super) fn with(quantity: &crate::Quantity, points: &Points) -> Quantity {
        let crate::Quantity { low, best, high, hedge, unit, ref quote } = *quantity;
        let Words { text, start, end } = Words::with(quote, points);
        Quantity { text, start, end, low, best, high, hedge, unit }
    }
}

impl Place {
    pub(super) fn with(place: &crate::Place, points: &Points) -> Place {
        let Words { text, start, end } = Words::with(&place.quote, points);
        let (name, country) = (place.name.clone(), place.country.clone());
        Place { text, start, end, name, country, lat: place.lat, lon: place.lon, precision: place.precision }
    }
}

impl Time {
    pub(super) fn with(time: &crate::Time, points: &Points) -> Time {
        let Words { text, start, end } = Words::with(&time.quote, points);
        Time { text, start, end, from: time.from, to: time.to }
    }
}

impl Source {
    pub(super) fn with(source: &crate::Source, points: &Points) -> Source {
        let at = source.quote.as_ref().map(|quote| points.of(quote.span));
        let (start, end) = (at.map(|[start, _]| start), at.map(|[_, end]| end));
        Source { name: source.name.clone(), kind: source.kind, start, end }
    }
}
