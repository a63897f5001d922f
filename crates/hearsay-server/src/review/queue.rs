//! The queue of a coder: what is left for them, the most telling first.

use super::claim::{address, private, style};
use super::seen::Seen;
use super::subject::Subject;
use crate::answer::json;
use crate::desk::Desk;
use crate::frame::{Frame, Section, page as framed};
use crate::media::Media;
use crate::openapi::Problems;
use crate::problem::Problem;
use crate::session::{Refusals, Who, badge};
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use hearsay::review::ORDER;
use hearsay::words::{many, quantity, word};
use hearsay_core::ClaimId;
use hearsay_ledger::Duty;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Claims on the page.
const SHOWN: usize = 25;

/// The address of the queue.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().route("/review", get(page)).routes(routes!(data))
}

/// What is left for a coder. What others decided is not told.
#[derive(Serialize, JsonSchema)]
pub struct ReviewQueue {
    /// Whose queue it is.
    pub reviewer: String,
    /// Claims that are left for them.
    pub left: usize,
    /// The order in words.
    pub order: &'static str,
    /// The first of them.
    pub claims: Vec<Waiting>,
}

/// A claim that waits for a coder.
#[derive(Serialize, JsonSchema)]
pub struct Waiting {
    /// The claim.
    #[schemars(with = "String")]
    pub claim: ClaimId,
    /// What it says, in words.
    pub says: String,
    /// The sentence it stands in.
    pub sentence: String,
    /// Why it comes where it comes.
    pub why: String,
    /// Its address.
    pub address: String,
}

fn queue(seen: &Seen<'_>, coder: &str) -> Result<ReviewQueue, Problem> {
    let mut claims = Vec::new();
    for item in seen.queue.open(seen.decisions, seen.plan, coder, 0).take(SHOWN) {
        let subject = Subject::find(seen.store, item.claim)?;
        let claim = subject.printed();
        claims.push(Waiting {
            claim: item.claim,
            says: format!("{} {}", word(&claim.measure), quantity(&claim.quantity)),
            sentence: subject.sentence(),
            why: item.why(),
            address: address(item.claim),
        });
    }
    let left = seen.queue.left(seen.decisions, seen.plan, coder);
    Ok(ReviewQueue { reviewer: coder.to_owned(), left, order: ORDER, claims })
}

/// The queue of whoever asks.
#[utoipa::path(
    get, path = "/review/.json", operation_id = "review_queue", tag = "review", security(("token" = [])),
    responses((status = 200, description = "What is left.", body = ref("#/components/schemas/ReviewQueue")), Problems, Refusals)
)]
async fn data(State(desk): State<Desk>, who: Who) -> Result<Response, Problem> {
    let queue = desk.review(move |seen| queue(seen, &who.name)).await?;
    Ok(private(Media::Json, json(&queue)?))
}

async fn page(State(desk): State<Desk>, who: Who) -> Result<Response, Problem> {
    let shown = desk.review(move |seen| Ok(show(&queue(seen, &who.name)?, &who))).await?;
    Ok(private(Media::Page, shown))
}

fn show(queue: &ReviewQueue, who: &Who) -> String {
    let body = html! {
        (style())
        div.head {
            h1 { "Review" }
            p.lead { (many(queue.left as u64, "claim")) " left for you. " (queue.order) }
        }
        (badge(who))
        (ways(who.duty))
        @if let Some(first) = queue.claims.first() {
            p { a.begin #next rel="next" href=(first.address) { "Begin " kbd aria-hidden="true" { "j" } } }
            ol.waiting { @for claim in &queue.claims { (row(claim)) } }
        } @else {
            p.none { "Nothing is left for you." }
        }
    };
    let mut frame = Frame::plain("Review");
    frame.section = Section::Review;
    frame.data = Some(("/review".to_owned(), false));
    framed(&frame, body)
}

fn row(claim: &Waiting) -> Markup {
    html! {
        li {
            a href=(claim.address) { (claim.says) }
            p { (claim.sentence) }
            p.about { (claim.why) }
        }
    }
}

/// The other pages of the review desk.
pub fn ways(duty: Duty) -> Markup {
    html! {
        nav.desk aria-label="Review" {
            a href="/review" { "Queue" }
            @if duty == Duty::Editor { a href="/review/settle" { "Where coders differ" } }
            a href="/review/numbers" { "Numbers" }
        }
    }
}
