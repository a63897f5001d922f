//! A claim: as data with its place in the ledger; as a page it is its report, at the sentence.

use crate::answer::{Scene, json};
use crate::asked::{Ask, Then, id};
use crate::desk::Desk;
use crate::media::Media;
use crate::openapi::Problems;
use crate::problem::Problem;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use hearsay_core::ClaimId;
use hearsay_core::format::{Claim, Heading, Recorded};
use hearsay_ledger::{AsOf, Filter, Store};
use std::ops::ControlFlow;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The addresses of this page.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().route("/claims/{id}", get(page)).routes(routes!(data))
}

/// A claim with its report and its place in the ledger.
#[utoipa::path(
    get, path = "/claims/{id}/.json", operation_id = "claim", tag = "claims",
    params(("id" = String, Path, description = "The id of a claim.", pattern = "^[0-9a-f]{32}$"), Then),
    responses((status = 200, description = "The claim.", body = ref("#/components/schemas/Recorded")),
              (status = 304, description = "The asker has this answer."), Problems)
)]
async fn data(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask) -> Response {
    desk.answer(ask, Media::Json, move |scene| json(&recorded(scene, id(&path, "claim")?)?)).await
}

async fn page(State(desk): State<Desk>, Path(path): Path<String>, ask: Ask) -> Response {
    match report_of(&desk, &path, &ask).await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(problem) => problem.into_response(),
    }
}

async fn report_of(desk: &Desk, path: &str, ask: &Ask) -> Result<String, Problem> {
    let claim = id::<ClaimId>(path, "claim")?;
    let snapshot = desk.at(ask.as_of).await?;
    let resolved = &snapshot.resolved;
    let number = resolved.claim_at(claim).ok_or_else(|| Problem::missing("claim"))?;
    let one = resolved.resolver().statement(number).ok_or_else(|| Problem::missing("claim"))?;
    let query = ask.as_of_text.as_deref().map(|text| format!("?as_of={}", crate::answer::escaped(text)));
    Ok(format!("/reports/{}{}#c-{claim}", one.document, query.unwrap_or_default()))
}

fn recorded(scene: &Scene<'_>, claim: ClaimId) -> Result<Recorded, Problem> {
    let as_of = Some(AsOf::Entry(scene.snapshot.head.entry));
    let filter = Filter { id: Some(claim.to_string()), as_of, ..Filter::default() };
    let mut recorded = None;
    scene.store.claims(&filter, &mut |found| {
        recorded = Some(Recorded {
            entry: found.seq,
            recorded: found.recorded,
            report: Heading::of(&found.document, found.document_seq),
            claim: Claim::of(&found.claim, &found.document.text),
        });
        ControlFlow::Break(())
    })?;
    recorded.ok_or_else(|| Problem::missing("claim"))
}
