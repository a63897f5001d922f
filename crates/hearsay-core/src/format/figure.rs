//! A figure as it is printed: its series, what its claims have to do with each other, where they began.

use crate::{ClaimId, DocumentId, FigureId, Hedge, Measure, Modality, Scope, SourceKind, Unit};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The claims about one count. There is no field for a value of the figure itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figure {
    /// Its address, which stays when claims are added.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub id: FigureId,
    /// What is counted, whose and where, in words.
    pub title: String,
    /// What is counted.
    pub measure: Measure,
    /// People or equipment.
    pub unit: Unit,
    /// The counted part of the affected: people, soldiers, children …
    pub group: String,
    /// The state or armed group that they belong to.
    pub side: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// One event, or a total.
    pub scope: Scope,
    /// Days of the event, or of the period counted, as far as some claim tells.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// The claims, in order of publication.
    pub series: Vec<FigurePoint>,
    /// What claims and figures have to do with each other.
    pub relations: Vec<Relation>,
    /// Where the claims began.
    pub origins: Origins,
}

/// A claim in the series of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FigurePoint {
    /// The claim.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub claim: ClaimId,
    /// Its report.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub document: DocumentId,
    /// Day of publication.
    pub published: Option<Date>,
    /// Who published it.
    pub outlet: String,
    /// The figure in words: "about 300".
    pub says: String,
    /// The least that the wording allows.
    pub low: u64,
    /// The most.
    pub high: Option<u64>,
    /// The number that the wording names.
    pub named: Option<u64>,
    /// How it is hedged.
    pub hedge: Hedge,
    /// How surely it is said.
    pub modality: Modality,
    /// The sources, nearest to the reader first, by the names of the register where it knows them.
    pub sources: Vec<String>,
    /// Where the claim began, as far as the reports tell.
    pub origin: String,
    /// The words of the report that hold the figure, where the ledger was asked for them.
    pub evidence: Option<String>,
}

/// What two or more claims, or figures, have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// The same origin, a newer number.
    Revision,
    /// Same scope and window, numbers that cannot both hold.
    Contradiction,
    /// Somebody says that it is not so.
    Denial,
    /// Somebody concerned has not said that it is so.
    NonAcknowledgement,
    /// The same origin, the same number again.
    Repetition,
    /// A part of another count.
    PartOf,
    /// Two counts add up to a third.
    Sum,
    /// Another window, place or group: no contradiction.
    DifferenceOfScope,
}

/// A relation with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Relation {
    /// Which.
    pub kind: RelationKind,
    /// The claims it holds between, the earlier or the smaller first.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub claims: Vec<ClaimId>,
    /// The other figure, where it holds between two.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub figure: Option<FigureId>,
    /// Why, in a sentence.
    pub reason: String,
}

/// Where the claims of a figure began.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Origins {
    /// Outlets that carry the figure.
    pub outlets: u32,
    /// Named origins that do not depend on each other.
    pub independent: u32,
    /// Origins that nobody named.
    pub anonymous: u32,
    /// Origins that are a party to the matter, each as "name (side)".
    pub parties: Vec<String>,
    /// Circles of outlets that cite each other, each in the order of citing.
    pub circular: Vec<Vec<String>>,
    /// From each origin to the outlets.
    pub tree: Vec<OriginNode>,
}

/// A source, and those who have the figure from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OriginNode {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: SourceKind,
    /// Whose party it is.
    pub side: Option<String>,
    /// How it has the figure from the one above.
    pub how: Passing,
    /// Claims that stand in its own reports.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub claims: Vec<ClaimId>,
    /// Those who have it from this one.
    pub passed_to: Vec<OriginNode>,
}

/// How a figure came from one source to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Passing {
    /// It began here.
    Began,
    /// Attributed to it.
    Cites,
    /// Word for word, found in the text.
    Copies,
    /// Printed with its credit.
    Credits,
}
