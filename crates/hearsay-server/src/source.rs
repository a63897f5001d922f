//! A source: what it said and when, how often it revised it, whom it cites and who cites it.

use crate::answer::{Scene, json};
use crate::asked::{Ask, Asked, Then, id};
use crate::csv::table;
use crate::desk::Desk;
use crate::frame::{Frame, Section, page as framed};
use crate::media::Media;
use crate::openapi::Problems;
use crate::paging::{Paging, after, limit, part};
use crate::problem::Problem;
use crate::sources::SourceCard;
use crate::statements::{Beside, ClaimRow, Named, link, named, rows as claims_table};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use hearsay::words::{many, word};
use hearsay_core::{ClaimId, EntityId};
use hearsay_resolve::VoiceId;
use jiff::civil::Date;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The addresses of this page.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().route("/sources/{id}", get(page)).routes(routes!(data)).routes(routes!(rows))
}

/// A source with its claims, the latest first.
#[derive(Serialize, JsonSchema)]
pub struct SourcePage {
    /// The last entry of the ledger that counts.
    pub entry: u64,
    /// The source in short.
    #[serde(flatten)]
    pub source: SourceCard,
    /// Day of the first claim on its word or in its reports.
    pub first: Option<Date>,
    /// Day of the latest.
    pub last: Option<Date>,
    /// Who has claims from it, next in the chain, with how many.
    pub cited_by: Vec<Citing>,
    /// From whom it has claims, next in the chain, with how many.
    pub cites: Vec<Citing>,
    /// Claims on its word or in its reports, on all pages.
    pub total: usize,
    /// The claims of this page.
    pub claims: Vec<ClaimRow>,
    /// The address of the next page; null where this is the last.
    pub next: Option<String>,
}

/// Another source, and how many claims passed between the two.
#[derive(Serialize, JsonSchema)]
pub struct Citing {
    /// The other.
    #[serde(flatten)]
    pub source: Named,
    /// Claims.
    pub claims: u32,
}

/// A source: what it said, who cites it.
#[utoipa::path(
    get, path = "/sources/{id}/.json", operation_id = "source", tag = "sources",
    params(("id" = String, Path, description = "The id of a source.", pattern = "^[0-9a-f]{32}$"), Paging, Then),
    responses((status = 200, description = "The source.", body = ref("#/components/schemas/SourcePage")),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn data(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask, Asked(paging): Asked<Paging>) -> Response {
    desk.answer(ask, Media::Json, move |scene| json(&seen(scene, &path, &paging)?)).await
}

/// The claims of a source, as a table.
#[utoipa::path(
    get, path = "/sources/{id}/.csv", operation_id = "source_table", tag = "sources",
    params(("id" = String, Path, description = "The id of a source.", pattern = "^[0-9a-f]{32}$"), Paging, Then),
    responses((status = 200, description = "The claims.", body = String, content_type = "text/csv"),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn rows(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask, Asked(paging): Asked<Paging>) -> Response {
    desk.answer(ask, Media::Csv, move |scene| {
        let seen = seen(scene, &path, &paging)?;
        Ok(table(&ClaimRow::HEADINGS, seen.claims.iter().map(ClaimRow::cells)))
    })
    .await
}

async fn page(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask, Asked(paging): Asked<Paging>) -> Response {
    desk.answer(ask, Media::Page, move |scene| {
        let seen = seen(scene, &path, &paging)?;
        let frame = Frame::of(scene, Section::Sources, &seen.source.name).with_table();
        Ok(framed(&frame, body(scene, &seen)))
    })
    .await
}

fn seen(scene: &Scene<'_>, path: &str, paging: &Paging) -> Result<SourcePage, Problem> {
    let missing = || Problem::missing("source");
    let voice = *scene.snapshot.source_at.get(&id::<EntityId>(path, "source")?).ok_or_else(missing)?;
    let source = SourceCard::of(scene, voice).ok_or_else(missing)?;
    let facts = scene.snapshot.sources.get(voice.index()).ok_or_else(missing)?;
    let claims = &facts.claims;
    let citing = |others: &[(VoiceId, u32)]| -> Vec<Citing> {
        others.iter().map(|&(voice, claims)| Citing { source: named(scene, voice), claims }).collect()
    };
    let (cited_by, cites) = (citing(&facts.cited_by), citing(&facts.cites));
    let resolver = scene.snapshot.resolved.resolver();
    let day = |claim: &u32| resolver.statement(*claim).and_then(|one| one.published);
    // Those without a day come last.
    let dated = &claims[..claims.partition_point(|claim| day(claim).is_some())];
    let (first, last) = (dated.last().and_then(day), dated.first().and_then(day));
    let (some, more) = claim_part(scene, claims, paging)?;
    let rows = some.iter().filter_map(|&claim| ClaimRow::of(scene, claim).transpose());
    let rows: Vec<ClaimRow> = rows.collect::<Result<_, _>>()?;
    let next = rows.last().filter(|_| more).map(|last| after(scene.address, &last.claim.to_string()));
    let entry = scene.snapshot.head.entry;
    Ok(SourcePage { entry, source, first, last, cited_by, cites, total: claims.len(), claims: rows, next })
}

/// The claims of one page.
pub fn claim_part<'a>(scene: &Scene<'_>, claims: &'a [u32], paging: &Paging) -> Result<(&'a [u32], bool), Problem> {
    part(claims, limit(paging.limit.as_deref())?, paging.after.as_deref(), |id: ClaimId| {
        let claim = scene.snapshot.resolved.claim_at(id)?;
        claims.iter().position(|one| *one == claim)
    })
}

fn body(scene: &Scene<'_>, seen: &SourcePage) -> Markup {
    let source = &seen.source;
    html! {
        div.head {
            p.kicker { a href=(scene.link("/sources")) { "Sources" } }
            h1 { (source.name) }
            p.lead {
                span.word { (word(&source.kind)) }
                @if let Some(side) = &source.side { ", a party: " (side) }
                @if !source.known { "; not in the register" }
                ". "
                @let parts = [(source.said, "on its word"), (source.published, "in its own reports"), (source.began, "that began with it")];
                @for (at, (count, what)) in parts.iter().filter(|(count, _)| *count > 0).enumerate() {
                    @if at > 0 { ", " } (many(*count as u64, "claim")) " " (what)
                }
                @if source.revised > 0 { "; it revised its numbers " (source.revised) "×" }
                "."
                @if let (Some(first), Some(last)) = (seen.first, seen.last) { " From " (first) " to " (last) "." }
            }
        }
        h2 { @if source.published > 0 { "What it said and printed" } @else { "What it said" } ", the latest first" }
        (claims_table(scene, &seen.claims, Beside::Figure, &|_| html! {}))
        @if let Some(next) = &seen.next { nav.pages aria-label="Pages" { a href=(next) rel="next" { "Next page" } } }
        div.pair {
            @if !seen.cited_by.is_empty() { section { h2 { "Who cites it" } (citing(scene, &seen.cited_by)) } }
            @if !seen.cites.is_empty() { section { h2 { "Whom it cites" } (citing(scene, &seen.cites)) } }
        }
    }
}

fn citing(scene: &Scene<'_>, others: &[Citing]) -> Markup {
    let most = others.iter().map(|other| other.claims).max().unwrap_or(1).max(1);
    html! {
        ol.bars {
            @for other in others {
                li {
                    span.name { (link(scene, &other.source)) }
                    svg.bar viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
                        rect width=(100 * other.claims / most) height="8" {}
                    }
                    span.number { (other.claims) }
                }
            }
        }
    }
}
