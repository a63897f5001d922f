//! A job as it goes on: server-sent events, one for each report.

use super::page::{find, how_far, item};
use crate::asked::Asked;
use crate::desk::Desk;
use crate::problem::Problem;
use crate::session::Who;
use axum::extract::{Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use utoipa_axum::router::OpenApiRouter;

/// The address of a job's events.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().route("/add/{job}/events", get(events))
}

/// How long a stream goes on; the browser asks again.
const LONGEST: Duration = Duration::from_secs(600);

/// What was seen before.
#[derive(Deserialize)]
struct Seen {
    after: Option<usize>,
}

async fn events(
    State(desk): State<Desk>,
    who: Who,
    Path(job): Path<String>,
    Asked(Seen { after }): Asked<Seen>,
) -> Result<Response, Problem> {
    let job = find(&desk, &who, &job)?;
    let (send, receive) = mpsc::channel::<Result<Event, Infallible>>(16);
    tokio::spawn(tokio::time::timeout(LONGEST, async move {
        let mut changes = job.changes();
        let mut seen = after.unwrap_or(0);
        loop {
            let (new, state) = job.since(seen);
            for told in new {
                seen += 1;
                let html = item(&told).into_string().replace(['\r', '\n'], " ");
                if send.send(Ok(Event::default().event("report").id(seen.to_string()).data(html))).await.is_err() {
                    return;
                }
            }
            let state_now = Event::default().event("state").data(how_far(&state));
            if send.send(Ok(state_now)).await.is_err() {
                return;
            }
            if state.done {
                let _ = send.send(Ok(Event::default().event("end").data("done"))).await;
                return;
            }
            if changes.changed().await.is_err() {
                return;
            }
        }
    }));
    Ok(Sse::new(ReceiverStream::new(receive)).keep_alive(KeepAlive::default()).into_response())
}
