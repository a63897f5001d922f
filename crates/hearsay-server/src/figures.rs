//! Figures: the list, most telling first, narrowed by filters.

use crate::answer::{Scene, json};
use crate::asked::{Ask, Asked, Then};
use crate::csv::{Cell, table};
use crate::desk::Desk;
use crate::frame::{Frame, Section, page as framed};
use crate::marks::{marks, origins};
use crate::media::Media;
use crate::openapi::Problems;
use crate::paging::after;
use crate::problem::Problem;
use crate::search::{Found, Search};
use crate::snapshot::{Card, Sort};
use crate::spark::{DRAWN, spark};
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use hearsay::words::{many, number};
use hearsay_core::{FigureId, Measure, Modality};
use hearsay_resolve::Statement;
use jiff::civil::Date;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The addresses of this page.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().route("/figures", get(page)).routes(routes!(data)).routes(routes!(rows))
}

/// Figures of one page of the list.
#[derive(Serialize, JsonSchema)]
pub struct FigureList {
    /// The last entry of the ledger that counts.
    pub entry: u64,
    /// Figures on all pages.
    pub total: usize,
    /// The figures of this page.
    pub figures: Vec<FigureCard>,
    /// The address of the next page; null where this is the last.
    pub next: Option<String>,
}

/// A figure in short. There is no field for a value of the figure itself.
#[derive(Serialize, JsonSchema)]
pub struct FigureCard {
    /// Its address, which stays when claims are added.
    #[schemars(with = "String")]
    pub id: FigureId,
    /// What is counted, whose and where, in words.
    pub title: String,
    /// What is counted.
    pub measure: Option<Measure>,
    /// The state or armed group that they belong to.
    pub side: Option<String>,
    /// The claim published last that its report does not take back, and what its wording allows.
    pub latest: Option<Said>,
    /// The least and the most that claims name.
    pub said: Option<(u64, u64)>,
    /// Claims.
    pub claims: u32,
    /// Outlets that carry it.
    pub outlets: u32,
    /// Named origins that do not depend on each other.
    pub independent: u32,
    /// Origins that nobody named.
    pub anonymous: u32,
    /// Contradictions.
    pub contradictions: u32,
    /// Revisions.
    pub revisions: u32,
    /// Denials.
    pub denials: u32,
    /// Day of the first claim.
    pub first: Option<Date>,
    /// Day of the latest claim.
    pub last: Option<Date>,
}

/// What one claim says.
#[derive(Serialize, JsonSchema)]
pub struct Said {
    /// Day of publication.
    pub published: Option<Date>,
    /// The number as it is worded: "about 300".
    pub says: String,
    /// The least that the wording allows.
    pub low: u64,
    /// The most; null where the wording sets no upper end.
    pub high: Option<u64>,
}

impl FigureCard {
    /// The figure of a card of the snapshot.
    pub fn of(scene: &Scene<'_>, card: &Card) -> FigureCard {
        let resolver = scene.snapshot.resolved.resolver();
        let mut claims = card.series.iter().filter_map(|&claim| resolver.statement(claim));
        let stated =
            |one: &Statement<'_>| !matches!(one.modality, Modality::Denied | Modality::Hypothetical) && !one.earlier;
        let latest = claims.clone().rev().find(stated).or(claims.clone().next_back());
        let summary = &card.summary;
        FigureCard {
            id: summary.id,
            title: summary.title.clone(),
            measure: claims.clone().next().map(|one| one.measure),
            side: claims.find_map(|one| one.side).and_then(|side| resolver.side_name(side)).map(str::to_owned),
            latest: latest.map(|one| Said {
                published: one.published,
                says: one.says(),
                low: one.bounds.low,
                high: one.bounds.high,
            }),
            said: summary.said,
            claims: summary.claims,
            outlets: summary.outlets,
            independent: summary.independent,
            anonymous: summary.anonymous,
            contradictions: summary.contradictions,
            revisions: summary.revisions,
            denials: card.denials,
            first: summary.first,
            last: summary.latest,
        }
    }
}

/// The figures of the ledger in short.
#[utoipa::path(
    get, path = "/figures/.json", operation_id = "figures", tag = "figures", params(Search, Then),
    responses((status = 200, description = "Figures.", body = ref("#/components/schemas/FigureList")),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn data(State(desk): State<Desk>, ask: Ask, Asked(search): Asked<Search>) -> Response {
    desk.answer(ask, Media::Json, move |scene| json(&list(scene, &search)?.0)).await
}

/// The figures of the ledger in short, as a table.
#[utoipa::path(
    get, path = "/figures/.csv", operation_id = "figures_table", tag = "figures", params(Search, Then),
    responses((status = 200, description = "Figures.", body = String, content_type = "text/csv"),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn rows(State(desk): State<Desk>, ask: Ask, Asked(search): Asked<Search>) -> Response {
    desk.answer(ask, Media::Csv, move |scene| Ok(table(&HEADINGS, list(scene, &search)?.0.figures.iter().map(row))))
        .await
}

async fn page(State(desk): State<Desk>, ask: Ask, Asked(search): Asked<Search>) -> Response {
    desk.answer(ask, Media::Page, move |scene| {
        let (list, found) = list(scene, &search)?;
        Ok(framed(&Frame::of(scene, Section::Figures, "Figures").with_table(), body(scene, &search, &list, &found)))
    })
    .await
}

fn list(scene: &Scene<'_>, search: &Search) -> Result<(FigureList, Found), Problem> {
    let found = search.find(scene.snapshot)?;
    let cards = found.figures.iter().filter_map(|&figure| scene.snapshot.list.get(figure as usize));
    let list = FigureList {
        entry: scene.snapshot.head.entry,
        total: found.total,
        figures: cards.map(|card| FigureCard::of(scene, card)).collect(),
        next: found.next.map(|last| after(scene.address, &last.to_string())),
    };
    Ok((list, found))
}

const HEADINGS: [&str; 19] = [
    "id",
    "title",
    "measure",
    "side",
    "latest_published",
    "latest_says",
    "latest_low",
    "latest_high",
    "said_least",
    "said_most",
    "claims",
    "outlets",
    "independent",
    "anonymous",
    "contradictions",
    "revisions",
    "denials",
    "first",
    "last",
];

fn row(card: &FigureCard) -> Vec<Cell> {
    let latest = card.latest.as_ref();
    vec![
        Cell::from(card.id.to_string()),
        Cell::from(card.title.clone()),
        Cell::from(card.measure.map_or(String::new(), |measure| measure.name().to_owned())),
        Cell::from(card.side.as_ref()),
        Cell::from(latest.and_then(|said| said.published)),
        Cell::from(latest.map(|said| &said.says)),
        Cell::from(latest.map(|said| said.low)),
        Cell::from(latest.and_then(|said| said.high)),
        Cell::from(card.said.map(|(least, _)| least)),
        Cell::from(card.said.map(|(_, most)| most)),
        Cell::from(card.claims.to_string()),
        Cell::from(card.outlets.to_string()),
        Cell::from(card.independent.to_string()),
        Cell::from(card.anonymous.to_string()),
        Cell::from(card.contradictions.to_string()),
        Cell::from(card.revisions.to_string()),
        Cell::from(card.denials.to_string()),
        Cell::from(card.first),
        Cell::from(card.last),
    ]
}

fn body(scene: &Scene<'_>, search: &Search, list: &FigureList, found: &Found) -> Markup {
    html! {
        div.head {
            h1 { "Figures" }
            p.lead { (many(list.total as u64, "figure")) @if search.narrows() { " pass the filters" } }
        }
        (filters(scene, search))
        @if list.figures.is_empty() {
            p.none {
                @if search.narrows() { "No figure passes these filters. " a href=(scene.link("/figures")) { "Show all" } }
                @else { "The ledger holds no figure yet." }
            }
        } @else {
            (rows_of(scene, list, found))
            @if let Some(next) = &list.next { nav.pages aria-label="Pages" { a href=(next) rel="next" { "Next page" } } }
        }
    }
}

/// The table of figures in short.
fn rows_of(scene: &Scene<'_>, list: &FigureList, found: &Found) -> Markup {
    let resolver = scene.snapshot.resolved.resolver();
    let claims = |figure: &u32| -> Vec<Statement<'_>> {
        let card = scene.snapshot.list.get(*figure as usize);
        let latest = card.map_or(&[][..], |card| &card.series[card.series.len().saturating_sub(DRAWN)..]);
        latest.iter().filter_map(|&claim| resolver.statement(claim)).collect()
    };
    html! {
        table.figures role="table" {
            caption.unseen { "Figures" }
            thead role="rowgroup" {
                tr role="row" {
                    th scope="col" role="columnheader" { "What is counted" }
                    th scope="col" role="columnheader" { "Said over time" }
                    th.number scope="col" role="columnheader" { "Latest" }
                    th.number scope="col" role="columnheader" { "Origins" }
                }
            }
            tbody role="rowgroup" {
                @for (card, figure) in list.figures.iter().zip(&found.figures) {
                    tr role="row" {
                        th.what scope="row" role="rowheader" {
                            a href=(scene.link(&format!("/figures/{}", card.id))) { (card.title) }
                            p.about {
                                (many(card.claims.into(), "claim")) " in " (many(card.outlets.into(), "outlet"))
                                @if let Some(days) = days(card) { ", " (days) }
                                " " (marks(card.contradictions, card.revisions, card.denials))
                            }
                        }
                        td.chart role="cell" { (spark(&claims(figure), &range(card))) }
                        td.number.latest role="cell" {
                            @if let Some(said) = &card.latest { b { (said.says) } }
                            @if let Some((least, most)) = card.said.filter(|(least, most)| least != most) {
                                p.about { "said " (number(least)) " to " (number(most)) }
                            }
                        }
                        td.number role="cell" {
                            span.unseen-wide { "independent origins: " }
                            (origins(card.independent, card.anonymous))
                        }
                    }
                }
            }
        }
    }
}

/// The chart in words.
fn range(card: &FigureCard) -> String {
    let said = match card.said {
        Some((least, most)) if least != most => format!("from {} to {}", number(least), number(most)),
        Some((one, _)) => number(one),
        None => "no number".to_owned(),
    };
    format!("{} over time: {said}", many(card.claims.into(), "claim"))
}

fn days(card: &FigureCard) -> Option<String> {
    match (card.first, card.last) {
        (Some(first), Some(last)) if first == last => Some(first.to_string()),
        (Some(first), Some(last)) => Some(format!("{first} to {last}")),
        _ => None,
    }
}

/// The form that narrows the list.
fn filters(scene: &Scene<'_>, search: &Search) -> Markup {
    let text = |name: &str, label: &str, value: &Option<String>, hint: &str| {
        html! {
            div.field {
                label for=(name) { (label) }
                input id=(name) name=(name) value=[value.as_deref()] placeholder=(hint) maxlength="200";
            }
        }
    };
    let day = |name: &str, label: &str, value: &Option<String>| {
        html! {
            div.field {
                label for=(name) { (label) }
                input id=(name) name=(name) type="date" value=[value.as_deref()];
            }
        }
    };
    let chosen = |asked: &Option<String>, name: &str| asked.as_deref() == Some(name);
    html! {
        form.filters method="get" action="/figures" {
            @if let Some(as_of) = scene.as_of { input type="hidden" name="as_of" value=(as_of); }
            (text("q", "Words of a claim", &search.q, "all must occur"))
            div.field {
                label for="measure" { "What is counted" }
                select #measure name="measure" {
                    option value="" { "anything" }
                    @for name in Measure::ALL.map(Measure::name) {
                        option value=(name) selected[chosen(&search.measure, name)] { (name) }
                    }
                }
            }
            (text("side", "Whose", &search.side, "a state or group"))
            (text("place", "Where", &search.place, "a place"))
            (text("source", "On whose word", &search.source, "a source or outlet"))
            (day("published_from", "Published from", &search.published_from))
            (day("published_to", "Published to", &search.published_to))
            div.field {
                label for="sort" { "First" }
                select #sort name="sort" {
                    @for (_, name, words) in Sort::ALL {
                        option value=(name) selected[chosen(&search.sort, name)] { (words) }
                    }
                }
            }
            div.field.act {
                button type="submit" { "Show" }
                @if search.narrows() { a href=(scene.link("/figures")) { "Clear" } }
            }
        }
    }
}
