//! The page to add reports, and the page of a job.

use super::given::given;
use super::job::{Job, JobState, Told};
use super::taken::Taken;
use super::work::work;
use crate::answer::json;
use crate::desk::Desk;
use crate::frame::{Frame, Section, page as framed};
use crate::media::{Media, wanted};
use crate::openapi::Problems;
use crate::problem::Problem;
use crate::review::{private, style};
use crate::session::{Refusals, Who, badge, random};
use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use hearsay::words::many;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How long a browser waits for the job before it is shown as far as it is: pages work without scripts.
const WAIT: Duration = Duration::from_secs(4);

/// The addresses of adding.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new()
        .route("/add", get(page))
        .routes(routes!(add))
        .route("/add/{job}", get(job_page))
        .routes(routes!(job_data))
}

/// Where a job is found.
#[derive(Serialize, JsonSchema)]
pub struct JobAddress {
    /// The address of the job's page; with `.json`, its data.
    pub address: String,
}

async fn page(State(desk): State<Desk>, who: Who) -> Response {
    private(Media::Page, form(&desk, &who))
}

/// Adds reports: a text with what is known of it, files, an address.
#[utoipa::path(
    post, path = "/add", operation_id = "add", tag = "add", security(("token" = [])),
    request_body(content = ref("#/components/schemas/Fields"), content_type = "application/json"),
    responses((status = 202, description = "It is being read.", body = ref("#/components/schemas/JobAddress")),
              (status = 303, description = "The same, for a browser: to the page of the job."), Problems, Refusals)
)]
async fn add(
    State(desk): State<Desk>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    taken: Taken,
) -> Result<Response, Problem> {
    let owner = taken.who.name.clone();
    let given = given(&desk, taken)?;
    let Ok(place) = desk.jobs().room.clone().try_acquire_owned() else {
        let detail = "Too much is being added at once; send it again in a minute.";
        return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, detail));
    };
    let name = random().ok_or_else(|| Problem::failed("The job could not be begun."))?;
    let job = desk.jobs().begin(name, owner);
    let (worker, working) = (desk.clone(), job.clone());
    tokio::task::spawn_blocking(move || {
        let _place = place;
        let _end = End(&working);
        work(&worker, &working, given);
    });
    let address = address(&job);
    if wanted(uri.path(), &headers) == Media::Page {
        let mut changes = job.changes();
        let done = async { while !job.since(usize::MAX).1.done && changes.changed().await.is_ok() {} };
        let _ = tokio::time::timeout(WAIT, done).await;
        return Ok(Redirect::to(&address).into_response());
    }
    Ok((StatusCode::ACCEPTED, private(Media::Json, json(&JobAddress { address })?)).into_response())
}

/// Ends the job even where our own code fails, so that nobody waits for ever.
struct End<'a>(&'a Job);

impl Drop for End<'_> {
    fn drop(&mut self) {
        if !self.0.since(usize::MAX).1.done {
            self.0.end(Some("A fault in hearsay itself ended it.".to_owned()));
        }
    }
}

fn address(job: &Job) -> String {
    format!("/add/{}", job.name)
}

/// The job of that name, if it belongs to whoever asks.
pub fn find(desk: &Desk, who: &Who, name: &str) -> Result<Arc<Job>, Problem> {
    desk.jobs().find(name, &who.name).ok_or_else(|| Problem::missing("job of yours"))
}

/// How far a job is.
#[utoipa::path(
    get, path = "/add/{job}/.json", operation_id = "job", tag = "add", security(("token" = [])),
    params(("job" = String, Path, description = "The job.")),
    responses((status = 200, description = "The job.", body = ref("#/components/schemas/JobState")), Problems, Refusals)
)]
async fn job_data(State(desk): State<Desk>, who: Who, Path(job): Path<String>) -> Result<Response, Problem> {
    Ok(private(Media::Json, json(&find(&desk, &who, &job)?.state())?))
}

async fn job_page(State(desk): State<Desk>, who: Who, Path(job): Path<String>) -> Result<Response, Problem> {
    let job = find(&desk, &who, &job)?;
    let state = job.state();
    let address = address(&job);
    let events = format!("{address}/events");
    let body = html! {
        (style())
        div.head {
            h1 { "Adding reports" }
            p.lead #state role="status" { (how_far(&state)) }
        }
        (badge(&who))
        ol.found #found data-events=[(!state.done).then_some(events)] { @for told in &state.told { (item(told)) } }
        @if !state.done { noscript { p { a href=(address) { "Look again" } } } }
        p { a href="/add" { "Add more" } " · " a href="/review" { "To the review" } }
    };
    let mut frame = Frame::plain("Adding reports");
    frame.section = Section::Add;
    frame.data = Some((address, false));
    Ok(private(Media::Page, framed(&frame, body)))
}

/// How far a job is, in words.
pub fn how_far(state: &JobState) -> String {
    let so_far = format!("{} in {}", many(state.claims as u64, "claim"), many(state.count as u64, "input"));
    match (&state.failed, state.done) {
        (Some(failed), _) => format!("{so_far}. {failed}"),
        (None, true) => format!("Done: {so_far}."),
        (None, false) => format!("Reading: {so_far} so far."),
    }
}

/// What became of a report.
pub fn item(told: &Told) -> Markup {
    html! {
        li {
            @match told {
                Told::Added { title, claims } => {
                    b { (title) } ", " (many(claims.len() as u64, "claim"))
                    @if !claims.is_empty() {
                        ul { @for claim in claims { li { a href=(format!("/review/{}", claim.claim)) { (claim.says) } ": " (claim.sentence) } } }
                    }
                }
                Told::Known { title } => { b { (title) } ", known already" }
                Told::Refused { cause } => { "Refused: " (cause) }
            }
        }
    }
}

fn form(desk: &Desk, who: &Who) -> String {
    let word = html! { @if let Some(word) = &who.word { input type="hidden" name="word" value=(word); } };
    let line = |name: &str, label: &str, hint: &str| {
        html! {
            div.field {
                label for=(name) { (label) }
                input id=(name) name=(name) placeholder=(hint) maxlength="1000";
            }
        }
    };
    let body = html! {
        (style())
        div.head {
            h1 { "Add reports" }
            p.lead { "They are read, their claims are found, and both go into the ledger. A report that it knows already adds nothing." }
        }
        (badge(who))
        div.add {
            section {
                h2 { "Paste a text" }
                form method="post" action="/add" enctype="multipart/form-data" {
                    (word)
                    div.field {
                        label for="text" { "The text of the report" }
                        textarea #text name="text" required {}
                    }
                    div.row {
                        (line("title", "Headline", ""))
                        (line("outlet", "Outlet", "who published it"))
                        div.field { label for="date" { "Published" } input #date name="date" type="date"; }
                        (line("url", "Address", "where it was published"))
                    }
                    button type="submit" { "Add the text" }
                }
            }
            section {
                h2 { "Send files" }
                form method="post" action="/add" enctype="multipart/form-data" {
                    (word)
                    div.drop {
                        label for="files" { "Text, Markdown, HTML, PDF, Word, e-mail, feeds, WARC, JSON Lines, also packed; up to 50 files of 32 MB together" }
                        p { input #files name="files" type="file" multiple required; }
                    }
                    button type="submit" { "Add the files" }
                }
            }
            @if desk.fetching().is_some() {
                section {
                    h2 { "Give an address" }
                    form method="post" action="/add" enctype="multipart/form-data" {
                        (word)
                        div.field {
                            label for="address" { "A page or feed on the public network" }
                            input #address name="address" type="url" placeholder="https://" required maxlength="1000";
                        }
                        button type="submit" { "Fetch and add" }
                    }
                }
            }
        }
    };
    let mut frame = Frame::plain("Add reports");
    frame.section = Section::Add;
    framed(&frame, body)
}
