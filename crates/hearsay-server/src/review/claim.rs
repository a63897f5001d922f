//! One claim, its text beside it, to be decided.

use super::decide::{DecisionTaken, decision, draft};
use super::form::{Filling, decided, ways};
use super::passage::{legend, passage};
use super::seen::Seen;
use super::subject::Subject;
use crate::answer::json;
use crate::asked::id;
use crate::assets;
use crate::desk::Desk;
use crate::frame::{Frame, Section, page as framed};
use crate::media::{Media, wanted};
use crate::openapi::Problems;
use crate::problem::Problem;
use crate::session::{Posted, Refusals, Who, badge};
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use hearsay::review::{Draft, Item};
use hearsay::words::{chain, group, quantity, word};
use hearsay_core::format::{self, Recorded};
use hearsay_core::{ClaimId, Review};
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The addresses of a claim in review.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().route("/review/{claim}", get(page)).routes(routes!(data)).routes(routes!(decide))
}

/// A claim to be decided. What others decided about it is not told.
#[derive(Serialize, JsonSchema)]
pub struct ClaimToReview {
    /// The claim, as the program read it.
    pub claim: Recorded,
    /// The sentence it stands in.
    pub sentence: String,
    /// Why it comes where it comes.
    pub why: Option<String>,
    /// Every part of the form, as it stands.
    pub parts: BTreeMap<String, String>,
    /// What you decided before.
    pub decided: Option<format::Review>,
    /// The address of the claim that is left for you next.
    pub next: Option<String>,
    /// The address of the one before.
    pub previous: Option<String>,
}

/// A claim with what a coder may know of it.
struct Turn {
    subject: Subject,
    item: Option<Item>,
    mine: Option<(u64, jiff::Timestamp, Review)>,
    next: Option<ClaimId>,
    previous: Option<ClaimId>,
    left: usize,
}

impl Turn {
    fn of(seen: &Seen<'_>, coder: &str, claim: ClaimId) -> Result<Turn, Problem> {
        let subject = Subject::find(seen.store, claim)?;
        let place = seen.queue.place(claim);
        let after = place.map_or(0, |place| place + 1);
        let mut next = seen.queue.open(seen.decisions, seen.plan, coder, after).map(|item| item.claim);
        let mine = seen.decisions.of(claim).and_then(|decided| decided.own.get(coder));
        let previous = place.and_then(|place| seen.queue.before(seen.decisions, seen.plan, coder, place));
        Ok(Turn {
            item: seen.queue.item(claim).map(|(_, item)| *item),
            mine: mine.map(|one| (one.seq, one.recorded, one.review.clone())),
            next: next.find(|&next| next != claim),
            previous: previous.map(|item| item.claim),
            left: seen.queue.left(seen.decisions, seen.plan, coder),
            subject,
        })
    }
}

/// The address of a claim in review.
pub fn address(claim: ClaimId) -> String {
    format!("/review/{claim}")
}

/// Every part of a form by its name.
pub fn parts(draft: &Draft) -> BTreeMap<String, String> {
    Draft::PARTS.iter().map(|part| (part.name.to_owned(), draft.get(part.name).to_owned())).collect()
}

/// One claim of the review desk.
#[utoipa::path(
    get, path = "/review/{claim}/.json", operation_id = "claim_to_review", tag = "review",
    params(("claim" = String, Path, description = "The claim.")), security(("token" = [])),
    responses((status = 200, description = "The claim.", body = ref("#/components/schemas/ClaimToReview")), Problems, Refusals)
)]
async fn data(State(desk): State<Desk>, who: Who, Path(claim): Path<String>) -> Result<Response, Problem> {
    let claim = id(&claim, "claim")?;
    let turn = desk.review(move |seen| Turn::of(seen, &who.name, claim)).await?;
    let subject = &turn.subject;
    let text = &subject.document.text;
    let body = json(&ClaimToReview {
        claim: subject.recorded(),
        sentence: subject.sentence(),
        why: turn.item.map(|item| item.why()),
        parts: parts(&Draft::of(&subject.claim)),
        decided: turn.mine.as_ref().map(|(seq, recorded, review)| format::Review::of(review, *seq, *recorded, text)),
        next: turn.next.map(address),
        previous: turn.previous.map(address),
    })?;
    Ok(private(Media::Json, body))
}

async fn page(State(desk): State<Desk>, who: Who, Path(claim): Path<String>) -> Result<Response, Problem> {
    let claim = id(&claim, "claim")?;
    let shown = desk.review(move |seen| Turn::of(seen, &who.name, claim).map(|turn| show(&turn, &who, None))).await?;
    Ok(private(Media::Page, shown))
}

/// Decides about a claim, as a coder.
#[utoipa::path(
    post, path = "/review/{claim}", operation_id = "decide", tag = "review",
    params(("claim" = String, Path, description = "The claim.")), security(("token" = [])),
    request_body(content = ref("#/components/schemas/Fields"), content_type = "application/json"),
    responses((status = 201, description = "The decision stands in the ledger.", body = ref("#/components/schemas/DecisionTaken")),
              (status = 303, description = "The same, for a browser: to the next claim."), Problems, Refusals)
)]
async fn decide(
    State(desk): State<Desk>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Path(claim): Path<String>,
    Posted { who, fields }: Posted,
) -> Result<Response, Problem> {
    let claim: ClaimId = id(&claim, "claim")?;
    let media = wanted(uri.path(), &headers);
    let name = who.name.clone();
    let turn = desk.review(move |seen| Turn::of(seen, &name, claim)).await?;
    let (decision, reason) = match decision(&fields, &turn.subject) {
        Ok(decided) => decided,
        Err(wrong) if media == Media::Page => {
            let again = Again { wrong: &wrong, draft: &draft(&fields, &turn.subject), fields: &fields };
            let body = show(&turn, &who, Some(again));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, private(Media::Page, body)).into_response());
        }
        Err(wrong) => return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, format!("{wrong}."))),
    };
    let taken = decision.name().to_owned();
    desk.post(Review { claim, reviewer: who.name.clone(), decision, reason, settles: Vec::new() }).await?;
    let next = turn.next.map(address);
    if media == Media::Page {
        return Ok(Redirect::to(next.as_deref().unwrap_or("/review")).into_response());
    }
    let left = turn.left.saturating_sub(usize::from(turn.mine.is_none()));
    let taken = DecisionTaken { decision: taken, reviewer: who.name, left, next };
    Ok((StatusCode::CREATED, private(Media::Json, json(&taken)?)).into_response())
}

/// An answer for one person, which nobody keeps.
pub fn private(media: Media, body: String) -> Response {
    ([(header::CONTENT_TYPE, media.kind()), (header::CACHE_CONTROL, "no-store")], body).into_response()
}

/// A form that was sent and could not be taken.
struct Again<'a> {
    wrong: &'a str,
    draft: &'a Draft,
    fields: &'a BTreeMap<String, String>,
}

fn show(turn: &Turn, who: &Who, again: Option<Again<'_>>) -> String {
    let subject = &turn.subject;
    let fresh = Draft::of(&subject.claim);
    let address = address(subject.claim.id);
    let filling = Filling {
        action: &address,
        word: who.word.as_deref(),
        draft: again.as_ref().map_or(&fresh, |again| again.draft),
        wrong: again.as_ref().map(|again| again.wrong),
        reason: again.as_ref().and_then(|again| again.fields.get("reason")).map_or("", String::as_str),
    };
    let body = html! {
        (style())
        div.review {
            (heading(subject, turn.item.as_ref()))
            (badge(who))
            nav.turns aria-label="Claims" {
                @if let Some(previous) = turn.previous { a #previous rel="prev" href=(self::address(previous)) { "Previous " kbd aria-hidden="true" { "k" } } }
                span { (turn.left) " left for you" }
                @if let Some(next) = turn.next { a #next rel="next" href=(self::address(next)) { "Next " kbd aria-hidden="true" { "j" } } }
            }
            @if let Some((_, _, mine)) = &turn.mine {
                div.mine { p { "You decided about this claim before; a new decision replaces it." } (decided(subject, mine)) }
            }
            div.beside {
                section.text aria-label="The report" { (passage(&subject.document, &subject.claim)) (legend()) }
                section.decide aria-label="Your decision" { (ways(&filling)) }
            }
            (help())
        }
    };
    let mut frame = Frame::plain("Review a claim");
    frame.section = Section::Review;
    frame.data = Some((address, false));
    framed(&frame, body)
}

/// What the claim says, in a line, and where it comes from.
pub fn heading(subject: &Subject, item: Option<&Item>) -> Markup {
    let claim = subject.printed();
    let document = &subject.document;
    let day = document.published.map(|day| day.to_string());
    let about = [document.title.as_deref(), document.outlet.as_deref(), day.as_deref()];
    html! {
        div.head {
            h1 { (word(&claim.measure)) " " (quantity(&claim.quantity)) " " (group(&claim)) }
            p.lead {
                (chain(&claim.sources, "in the report's own voice"))
                @if let Some(item) = item { ". " (upper(&item.why())) }
                "."
            }
            p.about { (about.into_iter().flatten().collect::<Vec<_>>().join(", ")) }
        }
    }
}

fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// The style and the script of the review desk.
pub fn style() -> Markup {
    html! {
        link rel="stylesheet" href=(assets::address("review.css"));
        script src=(assets::address("review.js")) defer {}
    }
}

fn help() -> Markup {
    let keys = [
        ("a", "accept"),
        ("c", "correct: to the first field"),
        ("r", "reject: to the reasons"),
        ("u", "unsure"),
        ("j", "next claim"),
        ("k", "previous claim"),
        ("?", "show or hide these keys"),
    ];
    html! {
        details.keys #keys {
            summary { "Keys" }
            dl { @for (key, words) in keys { dt { kbd { (key) } } dd { (words) } } }
        }
    }
}
