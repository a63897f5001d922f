//! Sources: the register of everybody who says something, or prints it, in the ledger.

use crate::answer::{Scene, json};
use crate::asked::{Ask, Asked, Then};
use crate::csv::{Cell, table};
use crate::desk::Desk;
use crate::frame::{Frame, Section, page as framed};
use crate::media::Media;
use crate::openapi::Problems;
use crate::paging::{after, limit, part};
use crate::problem::Problem;
use crate::search::{folded, holds};
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use hearsay::words::{many, number, word};
use hearsay_core::{EntityId, SourceKind};
use hearsay_resolve::VoiceId;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The addresses of this page.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().route("/sources", get(page)).routes(routes!(data)).routes(routes!(rows))
}

/// The query of the register.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Words of the name: all must occur.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only sources of this kind.
    #[param(schema_with = crate::openapi::kind)]
    kind: Option<String>,
    /// No more than these on one page.
    #[param(schema_with = crate::openapi::limit)]
    limit: Option<String>,
    /// The id of the last source of the page before.
    #[param(schema_with = crate::openapi::id)]
    after: Option<String>,
}

/// Sources of one page of the register.
#[derive(Serialize, JsonSchema)]
pub struct SourceList {
    /// The last entry of the ledger that counts.
    pub entry: u64,
    /// Sources on all pages.
    pub total: usize,
    /// The sources of this page, those who say most first.
    pub sources: Vec<SourceCard>,
    /// The address of the next page; null where this is the last.
    pub next: Option<String>,
}

/// A source in short.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceCard {
    /// Its address.
    #[schemars(with = "String")]
    pub id: EntityId,
    /// The register's name, else the first name seen.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// Whose party it is.
    pub side: Option<String>,
    /// Whether the register knows it.
    pub known: bool,
    /// Claims that name it as a source.
    pub said: usize,
    /// Claims that began with it.
    pub began: usize,
    /// Claims of its own reports, if it is an outlet.
    pub published: usize,
    /// How often it gave a new number for an old one.
    pub revised: u32,
}

impl SourceCard {
    /// The source of that voice.
    pub fn of(scene: &Scene<'_>, voice: VoiceId) -> Option<SourceCard> {
        let facts = scene.snapshot.sources.get(voice.index())?;
        let known = scene.snapshot.resolved.resolver().voices().get(voice)?;
        Some(SourceCard {
            id: known.id,
            name: known.name.clone(),
            kind: known.kind,
            side: known.side.clone(),
            known: known.entity.is_some(),
            said: facts.said,
            began: facts.began,
            published: facts.published,
            revised: facts.revised,
        })
    }
}

/// The register of sources.
#[utoipa::path(
    get, path = "/sources/.json", operation_id = "sources", tag = "sources", params(Wanted, Then),
    responses((status = 200, description = "Sources.", body = ref("#/components/schemas/SourceList")),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn data(State(desk): State<Desk>, ask: Ask, Asked(wanted): Asked<Wanted>) -> Response {
    desk.answer(ask, Media::Json, move |scene| json(&list(scene, &wanted)?)).await
}

/// The register of sources, as a table.
#[utoipa::path(
    get, path = "/sources/.csv", operation_id = "sources_table", tag = "sources", params(Wanted, Then),
    responses((status = 200, description = "Sources.", body = String, content_type = "text/csv"),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn rows(State(desk): State<Desk>, ask: Ask, Asked(wanted): Asked<Wanted>) -> Response {
    desk.answer(ask, Media::Csv, move |scene| {
        let headings = ["id", "name", "kind", "side", "known", "said", "began", "published", "revised"];
        Ok(table(&headings, list(scene, &wanted)?.sources.iter().map(cells)))
    })
    .await
}

async fn page(State(desk): State<Desk>, ask: Ask, Asked(wanted): Asked<Wanted>) -> Response {
    desk.answer(ask, Media::Page, move |scene| {
        let list = list(scene, &wanted)?;
        Ok(framed(&Frame::of(scene, Section::Sources, "Sources").with_table(), body(scene, &wanted, &list)))
    })
    .await
}

fn cells(source: &SourceCard) -> Vec<Cell> {
    vec![
        Cell::from(source.id.to_string()),
        Cell::from(source.name.clone()),
        Cell::from(word(&source.kind)),
        Cell::from(source.side.as_ref()),
        Cell::from(source.known.to_string()),
        Cell::from(source.said.to_string()),
        Cell::from(source.began.to_string()),
        Cell::from(source.published.to_string()),
        Cell::from(source.revised.to_string()),
    ]
}

fn list(scene: &Scene<'_>, wanted: &Wanted) -> Result<SourceList, Problem> {
    let words = folded("q", &wanted.q)?;
    let kind = match wanted.kind.as_deref().filter(|kind| !kind.is_empty()) {
        None => None,
        Some(kind) => Some(serde_json::from_value::<SourceKind>(kind.into()).map_err(|_| {
            Problem::bad(format!("kind: give one of {}.", KINDS.map(|kind| word(&kind).replace(' ', "_")).join(", ")))
        })?),
    };
    let voices = scene.snapshot.resolved.resolver().voices();
    let passes = |voice: &VoiceId| {
        let facts = scene.snapshot.sources.get(voice.index());
        words.as_ref().is_none_or(|words| facts.is_some_and(|facts| holds(&facts.folded, words)))
            && kind.is_none_or(|kind| voices.get(*voice).is_some_and(|voice| voice.kind == kind))
            && facts.is_some_and(|facts| facts.said + facts.published > 0)
    };
    let mut all: Vec<VoiceId> = voices.all().map(|(voice, _)| voice).filter(passes).collect();
    let told =
        |voice: &VoiceId| scene.snapshot.sources.get(voice.index()).map_or(0, |facts| facts.said + facts.published);
    all.sort_by_cached_key(|voice| Reverse(told(voice)));
    let (some, more) = part(&all, limit(wanted.limit.as_deref())?, wanted.after.as_deref(), |id: EntityId| {
        let voice = scene.snapshot.source_at.get(&id)?;
        all.iter().position(|one| one == voice)
    })?;
    let sources: Vec<SourceCard> = some.iter().filter_map(|&voice| SourceCard::of(scene, voice)).collect();
    let next = sources.last().filter(|_| more).map(|last| after(scene.address, &last.id.to_string()));
    Ok(SourceList { entry: scene.snapshot.head.entry, total: all.len(), sources, next })
}

/// Every kind of source.
pub const KINDS: [SourceKind; 12] = [
    SourceKind::Person,
    SourceKind::Government,
    SourceKind::Military,
    SourceKind::Intelligence,
    SourceKind::ArmedGroup,
    SourceKind::International,
    SourceKind::Medical,
    SourceKind::Organization,
    SourceKind::Media,
    SourceKind::Witness,
    SourceKind::Document,
    SourceKind::Anonymous,
];

fn body(scene: &Scene<'_>, wanted: &Wanted, list: &SourceList) -> Markup {
    html! {
        div.head {
            h1 { "Sources" }
            p.lead { (many(list.total as u64, "source")) ": who is quoted in the ledger, and who prints it." }
        }
        form.filters method="get" action="/sources" {
            @if let Some(as_of) = scene.as_of { input type="hidden" name="as_of" value=(as_of); }
            div.field {
                label for="q" { "Name" }
                input #q name="q" value=[wanted.q.as_deref()] maxlength="200";
            }
            div.field {
                label for="kind" { "Kind" }
                select #kind name="kind" {
                    option value="" { "any" }
                    @for kind in KINDS {
                        @let name = word(&kind).replace(' ', "_");
                        option value=(name) selected[wanted.kind.as_deref() == Some(name.as_str())] { (word(&kind)) }
                    }
                }
            }
            div.field.act { button type="submit" { "Show" } }
        }
        @if list.sources.is_empty() { p.none { "No source passes." } } @else {
            div.scroll tabindex="0" role="group" aria-label="Table of sources" {
                table.sources {
                    caption.unseen { "Sources" }
                    thead {
                        tr {
                            th scope="col" { "Source" }
                            th scope="col" { "Kind" }
                            th scope="col" { "Side" }
                            th.number scope="col" { "Claims on its word" }
                            th.number scope="col" { "Began with it" }
                            th.number scope="col" { "In its own reports" }
                            th.number scope="col" { "Revised" }
                        }
                    }
                    tbody {
                        @for source in &list.sources {
                            tr {
                                th scope="row" { a.title href=(scene.link(&format!("/sources/{}", source.id))) { (source.name) } }
                                td { (word(&source.kind)) }
                                td { (source.side.as_deref().unwrap_or_default()) }
                                td.number { (count(source.said as u64)) }
                                td.number { (count(source.began as u64)) }
                                td.number { (count(source.published as u64)) }
                                td.number { (count(source.revised.into())) }
                            }
                        }
                    }
                }
            }
            @if let Some(next) = &list.next { nav.pages aria-label="Pages" { a href=(next) rel="next" { "Next page" } } }
        }
    }
}

/// A count; nothing is shown as a dot, so that the eye finds what is there.
fn count(count: u64) -> String {
    if count == 0 { "·".to_owned() } else { number(count) }
}
