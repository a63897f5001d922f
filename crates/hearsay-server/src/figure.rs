//! A figure: its timeline, its claims with their words, how they relate, where they began, where it happened.

use crate::answer::{Scene, json};
use crate::asked::{Ask, Then, id};
use crate::csv::table;
use crate::desk::Desk;
use crate::draw::map::map;
use crate::draw::timeline::{sources, swatch, timeline};
use crate::draw::tree;
use crate::frame::{Frame, Section, page as framed};
use crate::media::Media;
use crate::openapi::Problems;
use crate::places::{of_claims, places_table};
use crate::problem::Problem;
use crate::statements::{Beside, ClaimRow, rows as claims_table};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use hearsay::words::{many, word};
use hearsay_core::format::{Figure, RelationKind};
use hearsay_core::{ClaimId, FigureId, Scope};
use maud::{Markup, html};
use std::collections::BTreeMap;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The addresses of this page.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().route("/figures/{id}", get(page)).routes(routes!(data)).routes(routes!(rows))
}

/// Claims, relations, and origins in words, that the page shows; the data has all.
const SHOWN: usize = 200;

/// A figure: its claims, how they relate, where they began.
#[utoipa::path(
    get, path = "/figures/{id}/.json", operation_id = "figure", tag = "figures",
    params(("id" = String, Path, description = "The id of a figure.", pattern = "^[0-9a-f]{32}$"), Then),
    responses((status = 200, description = "The figure.", body = ref("#/components/schemas/Figure")),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn data(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask) -> Response {
    desk.answer(ask, Media::Json, move |scene| {
        let (mut figure, _) = shown(scene, &path)?;
        hearsay::evidence(scene.store, &mut figure.series)?;
        json(&figure)
    })
    .await
}

/// The claims of a figure, as a table.
#[utoipa::path(
    get, path = "/figures/{id}/.csv", operation_id = "figure_table", tag = "figures",
    params(("id" = String, Path, description = "The id of a figure.", pattern = "^[0-9a-f]{32}$"), Then),
    responses((status = 200, description = "The claims.", body = String, content_type = "text/csv"),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn rows(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask) -> Response {
    desk.answer(ask, Media::Csv, move |scene| {
        let (_, number) = shown(scene, &path)?;
        let claims = claims(scene, number, usize::MAX)?;
        Ok(table(&ClaimRow::HEADINGS, claims.iter().map(ClaimRow::cells)))
    })
    .await
}

async fn page(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask) -> Response {
    desk.answer(ask, Media::Page, move |scene| {
        let (figure, number) = shown(scene, &path)?;
        let claims = claims(scene, number, SHOWN)?;
        let body = body(scene, &figure, number, &claims);
        Ok(framed(&Frame::of(scene, Section::Figures, &figure.title).with_table(), body))
    })
    .await
}

/// The figure at an address, without the words of its claims, and its number.
fn shown(scene: &Scene<'_>, path: &str) -> Result<(Figure, u32), Problem> {
    let missing = || Problem::missing("figure");
    let number = scene.snapshot.resolved.figure_at(id::<FigureId>(path, "figure")?).ok_or_else(missing)?;
    let own = scene.snapshot.list.get(number as usize).ok_or_else(missing)?.summary.id;
    let figure = scene.snapshot.resolved.figures().show(own).ok_or_else(missing)?;
    Ok((figure, number))
}

/// The claims of a figure in order of publication, the latest if not all.
fn claims(scene: &Scene<'_>, figure: u32, most: usize) -> Result<Vec<ClaimRow>, Problem> {
    let series = scene.snapshot.list.get(figure as usize).map_or(&[][..], |card| &card.series);
    let latest = &series[series.len().saturating_sub(most)..];
    latest.iter().filter_map(|&claim| ClaimRow::of(scene, claim).transpose()).collect()
}

fn body(scene: &Scene<'_>, figure: &Figure, number: u32, claims: &[ClaimRow]) -> Markup {
    let shapes = sources(figure);
    let shape = |origin: &str| shapes.get(origin).copied();
    let origins: BTreeMap<ClaimId, Option<usize>> =
        figure.series.iter().map(|point| (point.claim, shape(&point.origin))).collect();
    let origin = |claim: &ClaimRow| origins.get(&claim.claim).copied().flatten();
    let first = &figure.origins.tree[..figure.origins.tree.len().min(SHOWN)];
    let sign = |claim: &ClaimRow| html! { @if let Some(source) = origin(claim) { (swatch(source)) " " } };
    html! {
        div.head {
            p.kicker { a href=(scene.link("/figures")) { "Figures" } }
            h1 { (figure.title) }
            p.lead { (facts(figure)) }
        }
        (timeline(figure))
        h2 { "What was said" }
        @if claims.len() < figure.series.len() {
            p.about { "The latest " (claims.len()) " of " (figure.series.len()) " claims; the data has all." }
        }
        (claims_table(scene, claims, Beside::Nothing, &sign))
        @if !figure.relations.is_empty() {
            h2 { "How the claims relate" }
            (relations(scene, figure))
            @if figure.relations.len() > SHOWN {
                p.about { "The first " (SHOWN) " of " (figure.relations.len()) " relations; the data has all." }
            }
        }
        h2 { "Where it began" }
        (tree::tree(&figure.origins.tree))
        details {
            summary { "The same in words" }
            (tree::list(first))
            @if first.len() < figure.origins.tree.len() { p.about { "The first " (first.len()) " origins; the data has all." } }
        }
        @for circle in &figure.origins.circular {
            p { "Nobody outside this circle is named: " (circle.join(" → ")) " → " (circle.first().map_or("", String::as_str)) "." }
        }
        (places(scene, number))
    }
}

/// What is known of the figure, in a line.
fn facts(figure: &Figure) -> Markup {
    let origins = &figure.origins;
    html! {
        (many(figure.series.len() as u64, "claim")) " in " (many(origins.outlets.into(), "outlet")) ", "
        (many(origins.independent.into(), "independent origin"))
        @if origins.anonymous > 0 { ", " (many(origins.anonymous.into(), "unnamed origin")) }
        @if !origins.parties.is_empty() { "; a party’s own figure: " (origins.parties.join(", ")) }
        ". "
        @match figure.scope { Scope::Incident => "One event", Scope::Cumulative => "A total over a period" }
        @if let (Some(from), Some(to)) = (figure.from, figure.to) {
            @if from == to { ", " (from) } @else { ", " (from) " to " (to) }
        }
        "."
    }
}

/// The relations in words, the most telling first.
fn relations(scene: &Scene<'_>, figure: &Figure) -> Markup {
    html! {
        dl.relations {
            @for relation in figure.relations.iter().take(SHOWN) {
                div class={ "relation " (class(relation.kind)) } {
                    dt { span aria-hidden="true" { (glyph(relation.kind)) } " " (word(&relation.kind)) }
                    dd {
                        (relation.reason)
                        @if let Some(other) = relation.figure {
                            " " a href=(scene.link(&format!("/figures/{other}"))) { "The other figure" }
                        }
                    }
                }
            }
        }
    }
}

fn glyph(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Revision => "↻",
        RelationKind::Contradiction => "≠",
        RelationKind::Denial => "¬",
        RelationKind::NonAcknowledgement => "∅",
        RelationKind::Repetition => "=",
        RelationKind::PartOf => "⊂",
        RelationKind::Sum => "∑",
        RelationKind::DifferenceOfScope => "≁",
    }
}

fn class(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Contradiction | RelationKind::Denial => "against",
        RelationKind::Revision => "newer",
        _ => "other",
    }
}

/// The places that the claims name.
fn places(scene: &Scene<'_>, number: u32) -> Markup {
    let places = of_claims(scene, scene.snapshot.resolved.figures().claims_of(number));
    let dots: Vec<_> = places.iter().filter_map(|place| place.dot(scene)).collect();
    html! {
        @if !places.is_empty() {
            h2 { "Where it happened, as the claims say" }
            (map(dots, "Map of the places that the claims name; the same stand in the table below."))
            (places_table(scene, &places))
        }
    }
}
