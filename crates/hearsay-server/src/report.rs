//! A report: its text with what it claims and who says so marked where it stands, and its copies.

use crate::answer::{Scene, json};
use crate::asked::{Ask, Then, id};
use crate::copies::{CopyOf, copies};
use crate::csv::table;
use crate::desk::Desk;
use crate::frame::{Frame, Section, page as framed};
use crate::media::Media;
use crate::openapi::Problems;
use crate::problem::Problem;
use crate::reading::{Marked, reading};
use crate::statements::{ClaimRow, chain, link, named};
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use hearsay::words::{group, many, place, quantity, time, word};
use hearsay_core::{Document, DocumentId, Extraction, format};
use hearsay_ledger::{AsOf, Filter, Store};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::ControlFlow;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The addresses of this page.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().route("/reports/{id}", get(page)).routes(routes!(data)).routes(routes!(rows))
}

/// A report of the ledger, with its copies.
#[derive(Serialize, JsonSchema)]
pub struct ReportOfLedger {
    /// The number of the entry that read it.
    pub entry: u64,
    /// Its text, the claims that the ledger holds of it, and who says what in it.
    pub report: format::Report,
    /// Reports with which it shares passages.
    pub copies: Vec<CopyOf>,
}

/// A report with all that is known of it.
struct Seen {
    entry: u64,
    document: Document,
    found: Extraction,
    copies: Vec<CopyOf>,
}

/// A report: its text, its claims, who says what in it, its copies.
#[utoipa::path(
    get, path = "/reports/{id}/.json", operation_id = "report", tag = "reports",
    params(("id" = String, Path, description = "The id of a document.", pattern = "^[0-9a-f]{32}$"), Then),
    responses((status = 200, description = "The report.", body = ref("#/components/schemas/ReportOfLedger")),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn data(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask) -> Response {
    desk.answer(ask, Media::Json, move |scene| {
        let Seen { entry, document, found, copies } = seen(scene, &path)?;
        json(&ReportOfLedger { entry, report: format::Report::of(&document, &found), copies })
    })
    .await
}

/// The claims of a report, as a table.
#[utoipa::path(
    get, path = "/reports/{id}/.csv", operation_id = "report_table", tag = "reports",
    params(("id" = String, Path, description = "The id of a document.", pattern = "^[0-9a-f]{32}$"), Then),
    responses((status = 200, description = "The claims.", body = String, content_type = "text/csv"),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn rows(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask) -> Response {
    desk.answer(ask, Media::Csv, move |scene| {
        let seen = seen(scene, &path)?;
        let number = |claim: &hearsay_core::Claim| scene.snapshot.resolved.claim_at(claim.id);
        let claims = seen.found.claims.iter().filter_map(number);
        let rows: Result<Vec<_>, _> = claims.filter_map(|claim| ClaimRow::of(scene, claim).transpose()).collect();
        Ok(table(&ClaimRow::HEADINGS, rows?.iter().map(ClaimRow::cells)))
    })
    .await
}

async fn page(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask) -> Response {
    desk.answer(ask, Media::Page, move |scene| {
        let seen = seen(scene, &path)?;
        let title = title(&seen.document);
        let body = body(scene, &seen, &title);
        Ok(framed(&Frame::of(scene, Section::Elsewhere, &title).with_table(), body))
    })
    .await
}

/// The report at an address, if it is in the ledger as it stood.
fn seen(scene: &Scene<'_>, path: &str) -> Result<Seen, Problem> {
    let missing = || Problem::missing("report");
    let (entry, document) = scene.store.document(id::<DocumentId>(path, "report")?)?.ok_or_else(missing)?;
    if entry > scene.snapshot.head.entry {
        return Err(missing());
    }
    // Who says what is found anew: the same text gives the same. The claims are those of the ledger.
    let mut found = hearsay_extract::extract(&document);
    found.claims.clear();
    let as_of = Some(AsOf::Entry(scene.snapshot.head.entry));
    let filter = Filter { document: Some(document.id), as_of, ..Filter::default() };
    scene.store.claims(&filter, &mut |one| {
        found.claims.push(one.claim);
        ControlFlow::Continue(())
    })?;
    let copies = copies(scene, &document)?;
    Ok(Seen { entry, document, found, copies })
}

/// Its headline, else the first line of its text, else its name.
fn title(document: &Document) -> String {
    let first = document.text.as_str().lines().map(str::trim).find(|line| !line.is_empty());
    let line = document.title.as_deref().or(first).unwrap_or(&document.name);
    match line.char_indices().nth(120) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line.to_owned(),
    }
}

fn body(scene: &Scene<'_>, seen: &Seen, title: &str) -> Markup {
    let Seen { entry, document, found, copies } = seen;
    let outlet = scene
        .snapshot
        .resolved
        .report_at(document.id)
        .and_then(|number| scene.snapshot.resolved.resolver().report(number));
    html! {
        div.head {
            p.kicker { "Report" }
            h1 { (title) }
            p.lead {
                @match outlet {
                    Some(report) => (link(scene, &named(scene, report.outlet))),
                    None => (document.outlet.as_deref().unwrap_or("an unnamed outlet")),
                }
                @if let Some(day) = document.published { ", " time datetime=(day) { (day) } }
                @if let Some(byline) = &document.byline { ", by " (byline) }
                ". " (many(found.claims.len() as u64, "claim")) ", "
                (many(found.attributions.len() as u64, "attribution")) "; read as entry " (entry) "."
            }
            @if let Some(url) = document.url.as_deref().filter(|url| web(url)) {
                p.about { "Published at " a href=(url) rel="noreferrer nofollow" { (url) } }
            }
        }
        div.beside {
            article.reading lang=[document.language.as_deref()] {
                (reading(document, found, &|marked| note(scene, marked)))
            }
            aside.notes aria-label="What the report claims" {
                h2 { "Claims" }
                @if found.claims.is_empty() { p.none { "None was found." } }
                ol {
                    @for claim in &found.claims { (entry_of(scene, &format::Claim::of(claim, &document.text))) }
                }
                p.key {
                    span.claim-key { "claim" } " " span.source { "who says" } " " span.cue { "says" } " "
                    span.content { "what is said" }
                }
            }
        }
        @if !copies.is_empty() {
            h2 { "The same story elsewhere" }
            @for copy in copies { (crate::copies::shown(scene, copy)) }
        }
    }
}

/// Only addresses of the web become links.
fn web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// The chain of each claim in a marked stretch, shown while the stretch is looked at.
fn note(scene: &Scene<'_>, marked: &[Marked<'_>]) -> Markup {
    html! {
        @for one in marked {
            span.line { b { (one.number) } " " (one.claim.measure.name()) " " (quantity_of(one)) ": " (sources(scene, one.claim.id)) }
        }
    }
}

fn quantity_of(one: &Marked<'_>) -> String {
    one.claim.quantity.quote.text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The chain of a claim by the names of the register.
fn sources(scene: &Scene<'_>, claim: hearsay_core::ClaimId) -> Markup {
    let resolved = &scene.snapshot.resolved;
    let one = resolved.claim_at(claim).and_then(|number| resolved.resolver().statement(number));
    let sources: Vec<_> = one.iter().flat_map(|one| one.chain).map(|&voice| named(scene, voice)).collect();
    chain(scene, &sources)
}

/// A claim in the list beside the text.
fn entry_of(scene: &Scene<'_>, claim: &format::Claim) -> Markup {
    let resolved = &scene.snapshot.resolved;
    let number = resolved.claim_at(claim.id);
    let figure = number.and_then(|number| resolved.figures().figure_of(number));
    let figure = figure.and_then(|figure| scene.snapshot.list.get(figure as usize));
    let facts = [("of", group(claim)), ("where", place(claim)), ("when", time(claim))];
    html! {
        li id={ "n-" (claim.id) } {
            p.says {
                a href={ "#c-" (claim.id) } { b { (word(&claim.measure)) " " (quantity(&claim.quantity)) } }
                @if claim.modality != hearsay_core::Modality::Asserted { " " em { (word(&claim.modality)) } }
            }
            p { (sources(scene, claim.id)) }
            dl.facts {
                @for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
                    dt { (name) } dd { (value) }
                }
                @for on in &claim.stances { dt { (word(&on.stance)) } dd { (on.holder) } }
                dt { "sure" } dd { (claim.confidence.percent()) " %" }
            }
            @if let Some(card) = figure {
                p.about { a href=(scene.link(&format!("/figures/{}", card.summary.id))) { (card.summary.title) } }
            }
        }
    }
}
