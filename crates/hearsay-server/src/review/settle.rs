//! Where coders differ: an editor sees both decisions and settles it.

use super::claim::{heading, parts, private, style};
use super::decide::{DecisionTaken, decision, draft};
use super::form::{Filling, decided, ways};
use super::passage::{legend, passage};
use super::queue::ways as pages;
use super::seen::Seen;
use super::subject::Subject;
use crate::answer::json;
use crate::asked::id;
use crate::desk::Desk;
use crate::frame::{Frame, Section, page as framed};
use crate::media::{Media, wanted};
use crate::openapi::Problems;
use crate::problem::Problem;
use crate::session::{Posted, Refusals, Who, badge};
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use hearsay::review::{Draft, Item};
use hearsay::words::many;
use hearsay_core::format::{self, Recorded};
use hearsay_core::{ClaimId, Review};
use hearsay_ledger::FoundReview;
use maud::html;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Claims on the page.
const SHOWN: usize = 50;

/// The addresses of settlement.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new()
        .route("/review/settle", get(list_page))
        .routes(routes!(list_data))
        .route("/review/settle/{claim}", get(page))
        .routes(routes!(data))
        .routes(routes!(settle))
}

/// Where coders differ.
#[derive(Serialize, JsonSchema)]
pub struct ToSettle {
    /// How many claims.
    pub total: usize,
    /// The first of them.
    pub claims: Vec<ClaimToSettle>,
}

/// A claim about which coders differ, with what each decided.
#[derive(Serialize, JsonSchema)]
pub struct ClaimToSettle {
    /// The claim, as the program read it.
    pub claim: Recorded,
    /// The sentence it stands in.
    pub sentence: String,
    /// Every part of the form, as it stands.
    pub parts: BTreeMap<String, String>,
    /// The coders' decisions.
    pub decisions: Vec<format::Review>,
    /// Its address.
    pub address: String,
}

/// A claim with everything that was decided about it.
struct Case {
    subject: Subject,
    item: Option<Item>,
    own: Vec<FoundReview>,
    settled: Option<FoundReview>,
    next: Option<ClaimId>,
    left: usize,
}

impl Case {
    fn of(seen: &Seen<'_>, claim: ClaimId) -> Result<Case, Problem> {
        let subject = Subject::find(seen.store, claim)?;
        let decided = seen.decisions.of(claim);
        let differing = seen.queue.differing(seen.decisions, seen.plan);
        Ok(Case {
            item: seen.queue.item(claim).map(|(_, item)| *item),
            own: decided.map(|decided| decided.own.values().cloned().collect()).unwrap_or_default(),
            settled: decided.and_then(|decided| decided.settled.clone()),
            next: differing.iter().map(|item| item.claim).find(|&next| next != claim),
            left: differing.len(),
            subject,
        })
    }

    fn told(&self) -> ClaimToSettle {
        let text = &self.subject.document.text;
        ClaimToSettle {
            claim: self.subject.recorded(),
            sentence: self.subject.sentence(),
            parts: parts(&Draft::of(&self.subject.claim)),
            decisions: self
                .own
                .iter()
                .map(|one| format::Review::of(&one.review, one.seq, one.recorded, text))
                .collect(),
            address: address(self.subject.claim.id),
        }
    }
}

fn address(claim: ClaimId) -> String {
    format!("/review/settle/{claim}")
}

fn list(seen: &Seen<'_>) -> Result<ToSettle, Problem> {
    let differing = seen.queue.differing(seen.decisions, seen.plan);
    let claims = differing.iter().take(SHOWN).map(|item| Case::of(seen, item.claim).map(|case| case.told()));
    Ok(ToSettle { total: differing.len(), claims: claims.collect::<Result<_, Problem>>()? })
}

/// Where coders differ, for an editor.
#[utoipa::path(
    get, path = "/review/settle/.json", operation_id = "to_settle", tag = "review", security(("token" = [])),
    responses((status = 200, description = "Claims.", body = ref("#/components/schemas/ToSettle")), Problems, Refusals)
)]
async fn list_data(State(desk): State<Desk>, who: Who) -> Result<Response, Problem> {
    who.editor()?;
    Ok(private(Media::Json, json(&desk.review(list).await?)?))
}

async fn list_page(State(desk): State<Desk>, who: Who) -> Result<Response, Problem> {
    who.editor()?;
    let list = desk.review(list).await?;
    let body = html! {
        (style())
        div.head {
            h1 { "Where coders differ" }
            p.lead { (many(list.total as u64, "claim")) " to settle" }
        }
        (badge(&who))
        (pages(who.duty))
        @if let Some(first) = list.claims.first() {
            p { a.begin #next rel="next" href=(first.address) { "Begin " kbd aria-hidden="true" { "j" } } }
            ol.waiting {
                @for case in &list.claims {
                    li {
                        a href=(case.address) { (case.sentence) }
                        p.about {
                            @for (at, one) in case.decisions.iter().enumerate() {
                                @if at > 0 { "; " }
                                (one.reviewer) ": " (hearsay::words::word(&one.decision))
                            }
                        }
                    }
                }
            }
        } @else {
            p.none { "Coders differ nowhere." }
        }
    };
    Ok(private(Media::Page, framed(&frame("Where coders differ", "/review/settle".to_owned()), body)))
}

/// One claim about which coders differ, for an editor.
#[utoipa::path(
    get, path = "/review/settle/{claim}/.json", operation_id = "claim_to_settle", tag = "review",
    params(("claim" = String, Path, description = "The claim.")), security(("token" = [])),
    responses((status = 200, description = "The claim.", body = ref("#/components/schemas/ClaimToSettle")), Problems, Refusals)
)]
async fn data(State(desk): State<Desk>, who: Who, Path(claim): Path<String>) -> Result<Response, Problem> {
    who.editor()?;
    let claim = id(&claim, "claim")?;
    Ok(private(Media::Json, json(&desk.review(move |seen| Case::of(seen, claim)).await?.told())?))
}

async fn page(State(desk): State<Desk>, who: Who, Path(claim): Path<String>) -> Result<Response, Problem> {
    who.editor()?;
    let claim = id(&claim, "claim")?;
    let case = desk.review(move |seen| Case::of(seen, claim)).await?;
    Ok(private(Media::Page, show(&case, &who, None, &Draft::of(&case.subject.claim))))
}

/// Settles what coders decided about a claim, as an editor.
#[utoipa::path(
    post, path = "/review/settle/{claim}", operation_id = "settle", tag = "review",
    params(("claim" = String, Path, description = "The claim.")), security(("token" = [])),
    request_body(content = ref("#/components/schemas/Fields"), content_type = "application/json"),
    responses((status = 201, description = "The settlement stands in the ledger.", body = ref("#/components/schemas/DecisionTaken")),
              (status = 303, description = "The same, for a browser: to the next claim."), Problems, Refusals)
)]
async fn settle(
    State(desk): State<Desk>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Path(claim): Path<String>,
    Posted { who, fields }: Posted,
) -> Result<Response, Problem> {
    who.editor()?;
    let claim: ClaimId = id(&claim, "claim")?;
    let media = wanted(uri.path(), &headers);
    let case = desk.review(move |seen| Case::of(seen, claim)).await?;
    if case.own.is_empty() {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "No coder has decided about this claim yet."));
    }
    let (decision, reason) = match decision(&fields, &case.subject) {
        Ok(decided) => decided,
        Err(wrong) if media == Media::Page => {
            let body = show(&case, &who, Some(&wrong), &draft(&fields, &case.subject));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, private(Media::Page, body)).into_response());
        }
        Err(wrong) => return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, format!("{wrong}."))),
    };
    let taken = decision.name().to_owned();
    let settles = case.own.iter().map(|one| one.review.reviewer.clone()).collect();
    desk.post(Review { claim, reviewer: who.name.clone(), decision, reason, settles }).await?;
    let next = case.next.map(address);
    if media == Media::Page {
        return Ok(Redirect::to(next.as_deref().unwrap_or("/review/settle")).into_response());
    }
    let taken = DecisionTaken { decision: taken, reviewer: who.name, left: case.left.saturating_sub(1), next };
    Ok((StatusCode::CREATED, private(Media::Json, json(&taken)?)).into_response())
}

fn frame(title: &str, address: String) -> Frame<'_> {
    let mut frame = Frame::plain(title);
    frame.section = Section::Review;
    frame.data = Some((address, false));
    frame
}

fn show(case: &Case, who: &Who, wrong: Option<&str>, draft: &Draft) -> String {
    let subject = &case.subject;
    let address = address(subject.claim.id);
    let filling = Filling { action: &address, word: who.word.as_deref(), draft, wrong, reason: "" };
    let body = html! {
        (style())
        div.review {
            (heading(subject, case.item.as_ref()))
            (badge(who))
            nav.turns aria-label="Claims" {
                a href="/review/settle" { "All" }
                span { (case.left) " to settle" }
                @if let Some(next) = case.next { a #next rel="next" href=(self::address(next)) { "Next " kbd aria-hidden="true" { "j" } } }
            }
            div.coders {
                @for one in &case.own { section { h2 { (one.review.reviewer) } (decided(subject, &one.review)) } }
                @if let Some(one) = &case.settled {
                    section { h2 { "Settled by " (one.review.reviewer) } (decided(subject, &one.review)) }
                }
            }
            div.beside {
                section.text aria-label="The report" { (passage(&subject.document, &subject.claim)) (legend()) }
                section.decide aria-label="Your settlement" { (ways(&filling)) }
            }
        }
    };
    framed(&frame("Settle a claim", address.clone()), body)
}
