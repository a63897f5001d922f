//! What went wrong with a request: problem details (RFC 9457) for programs, a page for people.

use crate::frame;
use crate::media::{Media, wanted};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use hearsay::ResolveError;
use hearsay_ledger::LedgerError;
use maud::html;
use serde::Serialize;

/// A request that cannot be answered as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The status.
    pub status: StatusCode,
    /// Why, in a sentence.
    pub detail: String,
}

/// Problem details, as RFC 9457 has them.
#[derive(Serialize, schemars::JsonSchema)]
pub struct Details {
    /// A kind of problem; always "about:blank": the status says it.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The status in words.
    pub title: String,
    /// The status.
    pub status: u16,
    /// Why, in a sentence.
    pub detail: String,
}

impl Problem {
    /// A problem of that status.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Problem {
        Problem { status, detail: detail.into() }
    }

    /// The request does not say what it may.
    pub fn bad(detail: impl Into<String>) -> Problem {
        Problem::new(StatusCode::BAD_REQUEST, detail)
    }

    /// There is no such thing.
    pub fn missing(what: &str) -> Problem {
        Problem::new(StatusCode::NOT_FOUND, format!("There is no {what} at this address."))
    }

    /// The ledger is still being read.
    pub fn not_ready() -> Problem {
        let detail = "The ledger is still being read; ask again in a few seconds.";
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, detail)
    }

    /// Our own failure. What is told must not tell of the machine.
    pub fn failed(detail: &str) -> Problem {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Problem {
        match error {
            LedgerError::Busy => {
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, "The ledger is being written to; ask again.")
            }
            // Paths and the database's own words are for whoever runs the desk, not for whoever asks.
            _ => Problem::failed("The ledger cannot be read."),
        }
    }
}

impl From<ResolveError> for Problem {
    fn from(error: ResolveError) -> Problem {
        match error {
            ResolveError::Ledger(error) => error.into(),
            _ => Problem::failed("The ledger cannot be resolved."),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Gives every answer that is a problem its body, in the form that was asked for.
pub async fn spell(request: Request, next: Next) -> Response {
    let media = wanted(request.uri().path(), request.headers());
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || response.headers().contains_key(header::CONTENT_TYPE)
    {
        return response;
    }
    let problem = response.extensions().get::<Problem>().cloned().unwrap_or_else(|| unspoken(status));
    let body = match media {
        Media::Page => page(&problem),
        _ => details(&problem),
    };
    let kind = if media == Media::Page { Media::Page.kind() } else { "application/problem+json" };
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        parts.headers.insert(header::RETRY_AFTER, HeaderValue::from_static("3"));
    }
    Response::from_parts(parts, body.into())
}

/// Problems that the router finds.
fn unspoken(status: StatusCode) -> Problem {
    let detail = match status {
        StatusCode::NOT_FOUND => "There is nothing at this address.",
        StatusCode::METHOD_NOT_ALLOWED => "This address does not take that method.",
        StatusCode::PAYLOAD_TOO_LARGE => "That is more than this address takes.",
        _ => "The request cannot be answered.",
    };
    Problem::new(status, detail)
}

fn title(problem: &Problem) -> String {
    problem.status.canonical_reason().unwrap_or("Problem").to_owned()
}

fn details(problem: &Problem) -> String {
    let details = Details {
        kind: "about:blank",
        title: title(problem),
        status: problem.status.as_u16(),
        detail: problem.detail.clone(),
    };
    serde_json::to_string(&details).unwrap_or_default()
}

fn page(problem: &Problem) -> String {
    let body = html! {
        h1 { (title(problem)) }
        p { (problem.detail) }
        p { a href="/figures" { "To the figures" } }
    };
    frame::page(&frame::Frame::plain(&title(problem)), body)
}

#[test]
fn a_failure_tells_nothing_of_the_machine() {
    let path = std::path::PathBuf::from("/home/somebody/ledger.db");
    for error in [LedgerError::Missing { path }, LedgerError::Damaged { cause: "/home/somebody".to_owned() }] {
        assert!(!details(&Problem::from(error)).contains("somebody"));
    }
}
