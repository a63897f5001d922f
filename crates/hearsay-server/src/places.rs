//! Places: where the claims of the ledger say that it happened.

use crate::answer::{Scene, json};
use crate::asked::{Ask, Asked, Then};
use crate::csv::{Cell, table};
use crate::desk::Desk;
use crate::draw::map::{Dot, map};
use crate::frame::{Frame, Section, page as framed};
use crate::media::Media;
use crate::openapi::Problems;
use crate::paging::{after, limit, part};
use crate::problem::Problem;
use crate::search::{folded, holds};
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use hearsay::words::{many, number};
use hearsay_ledger::words;
use hearsay_resolve::PlaceKey;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The addresses of this page.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().route("/places", get(page)).routes(routes!(data)).routes(routes!(rows))
}

/// Places on one map.
const DOTS: usize = 300;

/// The query of the places.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Words of the name: all must occur.
    #[param(max_length = 200)]
    q: Option<String>,
    /// ISO 3166-1 alpha-2 code of a state.
    #[param(max_length = 200)]
    country: Option<String>,
    /// No more than these on one page.
    #[param(schema_with = crate::openapi::limit)]
    limit: Option<String>,
    /// The id of the last place of the page before.
    #[param(schema_with = crate::openapi::place)]
    after: Option<String>,
}

/// Places of one page.
#[derive(Serialize, JsonSchema)]
pub struct PlaceList {
    /// The last entry of the ledger that counts.
    pub entry: u64,
    /// Places on all pages.
    pub total: usize,
    /// The places of this page, those most claims name first.
    pub places: Vec<PlaceCard>,
    /// The address of the next page; null where this is the last.
    pub next: Option<String>,
}

/// A place in short. Places of one name in one state are one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlaceCard {
    /// Its address.
    #[schemars(with = "String")]
    #[serde(serialize_with = "as_text")]
    pub id: PlaceKey,
    /// Its name in the gazetteer, else as written.
    pub name: String,
    /// ISO 3166-1 alpha-2 code, where known.
    pub country: Option<String>,
    /// Degrees north, where known.
    pub lat: Option<f32>,
    /// Degrees east, where known.
    pub lon: Option<f32>,
    /// As in UCDP GED's `where_prec`: 1 exact place to 7 unknown.
    pub precision: u8,
    /// Claims that name it.
    pub claims: usize,
    /// Figures of these claims.
    pub figures: usize,
}

fn as_text<S: serde::Serializer>(key: &PlaceKey, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(key)
}

impl PlaceCard {
    /// The place of that key, as some claims name it.
    pub fn of(scene: &Scene<'_>, key: PlaceKey, claims: &[u32]) -> Option<PlaceCard> {
        let (resolver, figures) = (scene.snapshot.resolved.resolver(), scene.snapshot.resolved.figures());
        let spots = claims.iter().filter_map(|&claim| resolver.statement(claim)?.place);
        let best = spots.clone().find(|spot| spot.at.is_some()).or(spots.clone().next())?;
        let mut of: Vec<u32> = claims.iter().filter_map(|&claim| figures.figure_of(claim)).collect();
        of.sort_unstable();
        of.dedup();
        Some(PlaceCard {
            id: key,
            name: resolver.place_name(key).unwrap_or_default().to_owned(),
            country: key.country().map(str::to_owned),
            lat: best.at.map(|(lat, _)| lat),
            lon: best.at.map(|(_, lon)| lon),
            precision: best.precision,
            claims: claims.len(),
            figures: of.len(),
        })
    }

    /// Its dot on a map, where it is known where it lies.
    pub fn dot(&self, scene: &Scene<'_>) -> Option<Dot> {
        Some(Dot {
            name: self.name.clone(),
            lat: self.lat?.into(),
            lon: self.lon?.into(),
            claims: self.claims as u64,
            precision: self.precision,
            link: scene.link(&format!("/places/{}", self.id)),
        })
    }
}

/// The places that some claims name, those most named first.
pub fn of_claims(scene: &Scene<'_>, claims: &[u32]) -> Vec<PlaceCard> {
    let mut named: BTreeMap<PlaceKey, Vec<u32>> = BTreeMap::new();
    for &claim in claims {
        if let Some(place) = scene.snapshot.resolved.resolver().statement(claim).and_then(|one| one.place) {
            named.entry(place.key).or_default().push(claim);
        }
    }
    let mut cards: Vec<PlaceCard> =
        named.iter().filter_map(|(key, claims)| PlaceCard::of(scene, *key, claims)).collect();
    cards.sort_by_key(|card| Reverse(card.claims));
    cards
}

/// The places of the ledger.
#[utoipa::path(
    get, path = "/places/.json", operation_id = "places", tag = "places", params(Wanted, Then),
    responses((status = 200, description = "Places.", body = ref("#/components/schemas/PlaceList")),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn data(State(desk): State<Desk>, ask: Ask, Asked(wanted): Asked<Wanted>) -> Response {
    desk.answer(ask, Media::Json, move |scene| json(&list(scene, &wanted)?)).await
}

/// The places of the ledger, as a table.
#[utoipa::path(
    get, path = "/places/.csv", operation_id = "places_table", tag = "places", params(Wanted, Then),
    responses((status = 200, description = "Places.", body = String, content_type = "text/csv"),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn rows(State(desk): State<Desk>, ask: Ask, Asked(wanted): Asked<Wanted>) -> Response {
    desk.answer(ask, Media::Csv, move |scene| {
        let headings = ["id", "name", "country", "lat", "lon", "precision", "claims", "figures"];
        Ok(table(&headings, list(scene, &wanted)?.places.iter().map(cells)))
    })
    .await
}

async fn page(State(desk): State<Desk>, ask: Ask, Asked(wanted): Asked<Wanted>) -> Response {
    desk.answer(ask, Media::Page, move |scene| {
        let list = list(scene, &wanted)?;
        Ok(framed(&Frame::of(scene, Section::Places, "Places").with_table(), body(scene, &wanted, &list)))
    })
    .await
}

fn cells(place: &PlaceCard) -> Vec<Cell> {
    vec![
        Cell::from(place.id.to_string()),
        Cell::from(place.name.clone()),
        Cell::from(place.country.as_ref()),
        Cell::from(place.lat),
        Cell::from(place.lon),
        Cell::from(place.precision.to_string()),
        Cell::from(place.claims.to_string()),
        Cell::from(place.figures.to_string()),
    ]
}

fn list(scene: &Scene<'_>, wanted: &Wanted) -> Result<PlaceList, Problem> {
    let asked = folded("q", &wanted.q)?;
    let country = folded("country", &wanted.country)?.map(|code| code.join(" ").to_uppercase());
    let resolver = scene.snapshot.resolved.resolver();
    let passes = |key: &PlaceKey| {
        let name = || words(resolver.place_name(*key).unwrap_or_default()).join(" ");
        country.as_deref().is_none_or(|code| key.country() == Some(code))
            && asked.as_ref().is_none_or(|asked| holds(&name(), asked))
    };
    let mut all: Vec<(&PlaceKey, &Vec<u32>)> = scene.snapshot.places.iter().filter(|(key, _)| passes(key)).collect();
    all.sort_by_key(|(_, claims)| Reverse(claims.len()));
    let (some, more) = part(&all, limit(wanted.limit.as_deref())?, wanted.after.as_deref(), |id: PlaceKey| {
        all.iter().position(|(key, _)| **key == id)
    })?;
    let places: Vec<PlaceCard> = some.iter().filter_map(|(key, claims)| PlaceCard::of(scene, **key, claims)).collect();
    let next = places.last().filter(|_| more).map(|last| after(scene.address, &last.id.to_string()));
    Ok(PlaceList { entry: scene.snapshot.head.entry, total: all.len(), places, next })
}

fn body(scene: &Scene<'_>, wanted: &Wanted, list: &PlaceList) -> Markup {
    let dots = list.places.iter().filter_map(|place| place.dot(scene)).take(DOTS).collect();
    html! {
        div.head {
            h1 { "Places" }
            p.lead { (many(list.total as u64, "place")) " named by claims." }
        }
        form.filters method="get" action="/places" {
            @if let Some(as_of) = scene.as_of { input type="hidden" name="as_of" value=(as_of); }
            div.field {
                label for="q" { "Name" }
                input #q name="q" value=[wanted.q.as_deref()] maxlength="200";
            }
            div.field {
                label for="country" { "State (two letters)" }
                input #country name="country" value=[wanted.country.as_deref()] maxlength="2";
            }
            div.field.act { button type="submit" { "Show" } }
        }
        @if list.places.is_empty() { p.none { "No place passes." } } @else {
            (map(dots, "Map of the places of this page; the same stand in the table below."))
            (places_table(scene, &list.places))
            @if let Some(next) = &list.next { nav.pages aria-label="Pages" { a href=(next) rel="next" { "Next page" } } }
        }
    }
}

/// Places as a table.
pub fn places_table(scene: &Scene<'_>, places: &[PlaceCard]) -> Markup {
    html! {
        div.scroll tabindex="0" role="group" aria-label="Table of places" {
            table.places {
                caption.unseen { "Places" }
                thead {
                    tr {
                        th scope="col" { "Place" }
                        th scope="col" { "State" }
                        th scope="col" { "Known down to" }
                        th.number scope="col" { "Claims" }
                        th.number scope="col" { "Figures" }
                    }
                }
                tbody {
                    @for place in places {
                        tr {
                            th scope="row" { a.title href=(scene.link(&format!("/places/{}", place.id))) { (place.name) } }
                            td { (place.country.as_deref().unwrap_or("unknown")) }
                            td { (precision(place.precision)) }
                            td.number { (number(place.claims as u64)) }
                            td.number { (number(place.figures as u64)) }
                        }
                    }
                }
            }
        }
    }
}

/// The precision in words.
pub fn precision(precision: u8) -> &'static str {
    match precision {
        1 => "the exact place",
        2 => "a place near it",
        3 => "the district",
        4 => "the region",
        5 => "a stretch between places",
        6 => "the state",
        _ => "nothing",
    }
}
