//! The desk's numbers, open to every reader.

use super::claim::{private, style};
use crate::answer::json;
use crate::desk::Desk;
use crate::frame::{Frame, Section, page as framed};
use crate::media::Media;
use crate::openapi::Problems;
use crate::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use hearsay::review::numbers;
use hearsay::words::number;
use hearsay_core::format::ReviewNumbers;
use maud::{Markup, html};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The address of the numbers.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().route("/review/numbers", get(page)).routes(routes!(data))
}

async fn tally(desk: &Desk) -> Result<ReviewNumbers, Problem> {
    desk.review(|seen| Ok(numbers(seen.store, seen.queue, seen.decisions, seen.plan)?)).await
}

/// The numbers of the review desk.
#[utoipa::path(
    get, path = "/review/numbers/.json", operation_id = "review_numbers", tag = "review",
    responses((status = 200, description = "The numbers.", body = ref("#/components/schemas/ReviewNumbers")), Problems)
)]
async fn data(State(desk): State<Desk>) -> Result<Response, Problem> {
    Ok(private(Media::Json, json(&tally(&desk).await?)?))
}

async fn page(State(desk): State<Desk>) -> Result<Response, Problem> {
    let numbers = tally(&desk).await?;
    let mut frame = Frame::plain("Numbers of the review");
    frame.section = Section::Review;
    frame.data = Some(("/review/numbers".to_owned(), false));
    Ok(private(Media::Page, framed(&frame, show(&numbers))))
}

fn show(numbers: &ReviewNumbers) -> Markup {
    let stages = [
        ("open", numbers.open, "nobody decided yet"),
        ("second", numbers.second, "one coder decided, another one should"),
        ("differ", numbers.differ, "coders differ; an editor settles it"),
        ("done", numbers.done, "decided"),
        ("settled", numbers.settled, "settled by an editor"),
    ];
    html! {
        (style())
        div.head {
            h1 { "Numbers of the review" }
            p.lead { (number(numbers.claims)) " claims in the ledger" }
        }
        nav.desk aria-label="Review" { a href="/review" { "Queue" } }
        h2 { "How far it is" }
        dl.stages { @for (name, count, words) in stages { dt { b { (number(count)) } " " (name) } dd { (words) } } }
        h2 { "Decisions that stand" }
        dl.stages {
            @for (name, count) in kinds(&numbers.standing) { dt { (name) } dd { b { (number(count)) } } }
        }
        h2 #reviewers { "Reviewers" }
        table aria-labelledby="reviewers" {
            thead { tr {
                th scope="col" { "Name" }
                @for name in ["accepted", "corrected", "rejected", "unsure", "settled"] { th.number scope="col" { (name) } }
            } }
            tbody { @for one in &numbers.reviewers { tr {
                th scope="row" { (one.reviewer) }
                @for (_, count) in kinds(&one.own) { td.number { (number(count)) } }
                td.number { (number(one.settled)) }
            } } }
        }
        h2 #agreement { "Agreement of two coders" }
        p.about {
            "Krippendorff's alpha for nominal data: 1 is perfect, 0 is what chance gives, – is where values do not vary. Coders begin "
            "from the reading of the program, so a high alpha on a field that is seldom changed tells little."
        }
        table aria-labelledby="agreement" {
            thead { tr {
                th scope="col" { "Field" }
                @for name in ["claims", "alike", "alpha"] { th.number scope="col" { (name) } }
            } }
            tbody { @for one in &numbers.agreement { tr {
                th scope="row" { (one.field) }
                td.number { (number(one.claims)) }
                td.number { (number(one.alike)) }
                td.number { (one.alpha.map_or("–".to_owned(), |alpha| format!("{alpha:.3}"))) }
            } } }
        }
    }
}

fn kinds(numbers: &hearsay_core::format::VerdictNumbers) -> [(&'static str, u64); 4] {
    [
        ("accepted", numbers.accepted),
        ("corrected", numbers.corrected),
        ("rejected", numbers.rejected),
        ("unsure", numbers.unsure),
    ]
}
