//! Claims in a row each: who says how many, in which report, as part of which figure.

use crate::answer::Scene;
use crate::csv::Cell;
use crate::problem::Problem;
use hearsay::words::{one_line, word};
use hearsay_core::{ClaimId, DocumentId, EntityId, FigureId, Measure, Modality};
use hearsay_ledger::{Filter, Store};
use hearsay_resolve::{Statement, VoiceId};
use jiff::civil::Date;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::ControlFlow;

/// A source by name and address.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Named {
    /// Its address.
    #[schemars(with = "String")]
    pub id: EntityId,
    /// Its name in the register, else the first name seen.
    pub name: String,
}

/// A claim in short.
#[derive(Serialize, JsonSchema)]
pub struct ClaimRow {
    /// The claim.
    #[schemars(with = "String")]
    pub claim: ClaimId,
    /// Its report.
    #[schemars(with = "String")]
    pub document: DocumentId,
    /// The figure it is about.
    #[schemars(with = "Option<String>")]
    pub figure: Option<FigureId>,
    /// What that figure counts, in words.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Who published it.
    pub outlet: Named,
    /// The sources, nearest to the reader first; empty where the outlet speaks in its own voice.
    pub sources: Vec<Named>,
    /// What is counted.
    pub measure: Measure,
    /// The number as it is worded: "about 300".
    pub says: String,
    /// The least that the wording allows.
    pub low: u64,
    /// The most; null where the wording sets no upper end.
    pub high: Option<u64>,
    /// How surely it is said.
    pub modality: Modality,
    /// The words of the report that hold the figure.
    pub evidence: Option<String>,
}

impl ClaimRow {
    /// The claim of that number, with its words from the ledger.
    pub fn of(scene: &Scene<'_>, number: u32) -> Result<Option<ClaimRow>, Problem> {
        let resolved = &scene.snapshot.resolved;
        let Some(one) = resolved.resolver().statement(number) else { return Ok(None) };
        let figure = resolved.figures().figure_of(number).and_then(|figure| scene.snapshot.list.get(figure as usize));
        Ok(Some(ClaimRow {
            claim: one.claim,
            document: one.document,
            figure: figure.map(|card| card.summary.id),
            title: figure.map(|card| card.summary.title.clone()),
            published: one.published,
            outlet: named(scene, one.outlet),
            sources: one.chain.iter().map(|&voice| named(scene, voice)).collect(),
            measure: one.measure,
            says: one.says(),
            low: one.bounds.low,
            high: one.bounds.high,
            modality: one.modality,
            evidence: evidence(scene, &one)?,
        }))
    }

    /// The headings of the table.
    pub const HEADINGS: [&'static str; 13] = [
        "claim",
        "document",
        "figure",
        "title",
        "published",
        "outlet",
        "sources",
        "measure",
        "says",
        "low",
        "high",
        "modality",
        "evidence",
    ];

    /// Its line in the table.
    pub fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::from(self.claim.to_string()),
            Cell::from(self.document.to_string()),
            Cell::from(self.figure.map(|figure| figure.to_string())),
            Cell::from(self.title.as_ref()),
            Cell::from(self.published),
            Cell::from(self.outlet.name.clone()),
            Cell::from(self.sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>().join(" < ")),
            Cell::from(self.measure.name().to_owned()),
            Cell::from(self.says.clone()),
            Cell::from(self.low.to_string()),
            Cell::from(self.high),
            Cell::from(word(&self.modality)),
            Cell::from(self.evidence.as_deref().map(one_line)),
        ]
    }
}

/// A source by name and address.
pub fn named(scene: &Scene<'_>, voice: VoiceId) -> Named {
    match scene.snapshot.resolved.resolver().voices().get(voice) {
        Some(voice) => Named { id: voice.id, name: voice.name.clone() },
        None => Named { id: EntityId(hearsay_core::Digest::of("nobody", &[])), name: String::new() },
    }
}

fn evidence(scene: &Scene<'_>, one: &Statement<'_>) -> Result<Option<String>, Problem> {
    let filter = Filter { id: Some(one.claim.to_string()), document: Some(one.document), ..Filter::default() };
    let mut words = None;
    scene.store.claims(&filter, &mut |found| {
        words = Some(found.claim.evidence.text);
        ControlFlow::Break(())
    })?;
    Ok(words)
}

/// A source as a link.
pub fn link(scene: &Scene<'_>, source: &Named) -> Markup {
    html! { a href=(scene.link(&format!("/sources/{}", source.id))) { (source.name) } }
}

/// The chain of sources, nearest to the reader first.
pub fn chain(scene: &Scene<'_>, sources: &[Named]) -> Markup {
    html! {
        @if sources.is_empty() { span.soft { "(its own voice)" } }
        @for (at, source) in sources.iter().enumerate() {
            @if at > 0 { " " span.arrow aria-label="citing" role="img" { "←" } " " }
            (link(scene, source))
        }
    }
}

/// What a table of claims shows beside the claims themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Nothing: all are of one figure.
    Nothing,
    /// The figure of each.
    Figure,
}

/// Claims as a table. Each has its id as an anchor.
pub fn rows(scene: &Scene<'_>, claims: &[ClaimRow], beside: Beside, sign: &dyn Fn(&ClaimRow) -> Markup) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label="Table of claims" {
            table.claims {
                caption.unseen { "Claims" }
                thead {
                    tr {
                        th scope="col" { "Published" }
                        th.number scope="col" { "How many" }
                        th scope="col" { "Who says" }
                        th scope="col" { "In the words of the report" }
                        @if beside == Beside::Figure { th scope="col" { "Figure" } }
                    }
                }
                tbody {
                    @for claim in claims {
                        tr id={ "c-" (claim.claim) } {
                            td.day {
                                @match claim.published { Some(day) => time datetime=(day) { (day) }, None => span.soft { "no day" } }
                                p.about { (link(scene, &claim.outlet)) }
                            }
                            th.number scope="row" {
                                (sign(claim)) b { (claim.says) }
                                p.about {
                                    @if beside == Beside::Figure { (claim.measure.name()) " " }
                                    @if claim.modality != Modality::Asserted { em { (word(&claim.modality)) } }
                                }
                            }
                            td { (chain(scene, &claim.sources)) }
                            td.words {
                                a href=(scene.link(&format!("/reports/{}", claim.document)).to_owned() + "#c-" + &claim.claim.to_string()) {
                                    "“" (claim.evidence.as_deref().map(one_line).unwrap_or_default()) "”"
                                }
                            }
                            @if beside == Beside::Figure {
                                td {
                                    @if let (Some(id), Some(title)) = (claim.figure, &claim.title) {
                                        a.title href=(scene.link(&format!("/figures/{id}"))) { (title) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
