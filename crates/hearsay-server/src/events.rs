//! What is new, as it comes: server-sent events, one for each report that was read and one for the ledger.

use crate::desk::Desk;
use crate::openapi::Problems;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt, stream};
use hearsay_core::DocumentId;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::convert::Infallible;
use tokio_stream::wrappers::WatchStream;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The address of the events.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().routes(routes!(events))
}

/// Reports told at once: of more, the latest.
const MOST: usize = 100;

/// A report that is new in the ledger: the data of an event `report`.
#[derive(Serialize, JsonSchema)]
pub struct NewReport {
    /// The report.
    #[schemars(with = "String")]
    pub document: DocumentId,
    /// Who published it.
    pub outlet: String,
    /// Day of publication.
    pub published: Option<Date>,
    /// Its claims.
    pub claims: u32,
}

/// The ledger as it is shown now: the data of an event `ledger`, whose id is the number of the entry.
#[derive(Serialize, JsonSchema)]
pub struct NewLedger {
    /// The last entry that counts.
    pub entry: u64,
    /// Reports with claims.
    pub reports: u32,
    /// Claims.
    pub claims: u32,
    /// Figures.
    pub figures: usize,
}

/// What is new: an event `report` for each report with claims, then an event `ledger`. It begins with the ledger as it is.
#[utoipa::path(
    get, path = "/events", operation_id = "events", tag = "events",
    params(("Last-Event-ID" = Option<String>, Header, description = "The entry up to which the asker knows the ledger.")),
    responses((status = 200, description = "Events.", body = String, content_type = "text/event-stream"), Problems)
)]
async fn events(
    State(desk): State<Desk>,
    headers: HeaderMap,
) -> Result<([(header::HeaderName, &'static str); 1], Sse<impl Stream<Item = Result<Event, Infallible>>>), Problem> {
    let known = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.trim().parse::<u64>().ok());
    let mut seen: Option<u32> = None;
    let told = WatchStream::new(desk.grown()).map(move |_| {
        let Some(snapshot) = desk.now() else { return Vec::new() };
        let reports = snapshot.resolved.resolver().reports();
        // Whoever comes back is told what came since; who comes anew only how the ledger is.
        let since = seen.replace(reports).or_else(|| known.map(|entry| snapshot.reports_at(entry)));
        of(&snapshot, since.unwrap_or(reports))
    });
    let events = told.flat_map(stream::iter).map(Ok);
    Ok(([(header::CACHE_CONTROL, "no-store")], Sse::new(events).keep_alive(KeepAlive::default())))
}

/// The events of all reports from a number on, and of the ledger.
fn of(snapshot: &Snapshot, since: u32) -> Vec<Event> {
    let resolver = snapshot.resolved.resolver();
    let first = since.max(resolver.reports().saturating_sub(MOST as u32));
    let reports = (first..resolver.reports()).filter_map(|number| {
        let report = resolver.report(number)?;
        let new = NewReport {
            document: report.document,
            outlet: resolver.voices().get(report.outlet)?.name.clone(),
            published: report.published,
            claims: report.claims.1 - report.claims.0,
        };
        Event::default().event("report").json_data(new).ok()
    });
    let ledger = NewLedger {
        entry: snapshot.head.entry,
        reports: resolver.reports(),
        claims: resolver.claims(),
        figures: snapshot.list.len(),
    };
    let ledger = Event::default().event("ledger").id(ledger.entry.to_string()).json_data(ledger);
    reports.chain(ledger.ok()).collect()
}
