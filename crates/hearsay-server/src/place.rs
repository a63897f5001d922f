//! A place: where it lies, and what was claimed of it.

use crate::answer::{Scene, json};
use crate::asked::{Ask, Asked, Then, id};
use crate::csv::table;
use crate::desk::Desk;
use crate::draw::map::map;
use crate::frame::{Frame, Section, page as framed};
use crate::media::Media;
use crate::openapi::Problems;
use crate::paging::{Paging, after};
use crate::places::{PlaceCard, precision};
use crate::problem::Problem;
use crate::source::claim_part;
use crate::statements::{Beside, ClaimRow, rows as claims_table};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use hearsay::words::many;
use hearsay_resolve::PlaceKey;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The addresses of this page.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().route("/places/{id}", get(page)).routes(routes!(data)).routes(routes!(rows))
}

/// A place with its claims, the latest first.
#[derive(Serialize, JsonSchema)]
pub struct PlacePage {
    /// The last entry of the ledger that counts.
    pub entry: u64,
    /// The place in short.
    #[serde(flatten)]
    pub place: PlaceCard,
    /// Claims on all pages.
    pub total: usize,
    /// The claims of this page.
    pub rows: Vec<ClaimRow>,
    /// The address of the next page; null where this is the last.
    pub next: Option<String>,
}

/// A place: what was claimed of it.
#[utoipa::path(
    get, path = "/places/{id}/.json", operation_id = "place", tag = "places",
    params(("id" = String, Path, description = "The id of a place.", pattern = "^[0-9a-f]{12}$"), Paging, Then),
    responses((status = 200, description = "The place.", body = ref("#/components/schemas/PlacePage")),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn data(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask, Asked(paging): Asked<Paging>) -> Response {
    desk.answer(ask, Media::Json, move |scene| json(&seen(scene, &path, &paging)?)).await
}

/// The claims of a place, as a table.
#[utoipa::path(
    get, path = "/places/{id}/.csv", operation_id = "place_table", tag = "places",
    params(("id" = String, Path, description = "The id of a place.", pattern = "^[0-9a-f]{12}$"), Paging, Then),
    responses((status = 200, description = "The claims.", body = String, content_type = "text/csv"),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn rows(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask, Asked(paging): Asked<Paging>) -> Response {
    desk.answer(ask, Media::Csv, move |scene| {
        Ok(table(&ClaimRow::HEADINGS, seen(scene, &path, &paging)?.rows.iter().map(ClaimRow::cells)))
    })
    .await
}

async fn page(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask, Asked(paging): Asked<Paging>) -> Response {
    desk.answer(ask, Media::Page, move |scene| {
        let seen = seen(scene, &path, &paging)?;
        let frame = Frame::of(scene, Section::Places, &seen.place.name).with_table();
        Ok(framed(&frame, body(scene, &seen)))
    })
    .await
}

fn seen(scene: &Scene<'_>, path: &str, paging: &Paging) -> Result<PlacePage, Problem> {
    let missing = || Problem::missing("place");
    let key = id::<PlaceKey>(path, "place")?;
    let mut claims = scene.snapshot.places.get(&key).ok_or_else(missing)?.clone();
    let place = PlaceCard::of(scene, key, &claims).ok_or_else(missing)?;
    let resolver = scene.snapshot.resolved.resolver();
    let day = |claim: &u32| resolver.statement(*claim).and_then(|one| one.published);
    claims.sort_by_cached_key(|claim| Reverse((day(claim), *claim)));
    let (some, more) = claim_part(scene, &claims, paging)?;
    let rows = some.iter().filter_map(|&claim| ClaimRow::of(scene, claim).transpose());
    let rows: Vec<ClaimRow> = rows.collect::<Result<_, _>>()?;
    let next = rows.last().filter(|_| more).map(|last| after(scene.address, &last.claim.to_string()));
    Ok(PlacePage { entry: scene.snapshot.head.entry, place, total: claims.len(), rows, next })
}

fn body(scene: &Scene<'_>, seen: &PlacePage) -> Markup {
    let place = &seen.place;
    html! {
        div.head {
            p.kicker { a href=(scene.link("/places")) { "Places" } }
            h1 { (place.name) }
            p.lead {
                @if let Some(country) = &place.country { "In " (country) ". " }
                "Where it lies is known down to " (precision(place.precision)) ". "
                (many(place.claims as u64, "claim")) " of " (many(place.figures as u64, "figure")) " name it."
            }
        }
        (map(place.dot(scene).into_iter().collect(), &format!("Map: where {} lies.", place.name)))
        h2 { "What was claimed of it, the latest first" }
        (claims_table(scene, &seen.rows, Beside::Figure, &|_| html! {}))
        @if let Some(next) = &seen.next { nav.pages aria-label="Pages" { a href=(next) rel="next" { "Next page" } } }
    }
}
