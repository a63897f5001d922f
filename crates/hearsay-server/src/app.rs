//! The router: every page registers its own addresses; here they meet what all requests pass.

use crate::asked::Known;
use crate::desk::Desk;
use crate::{
    add, assets, claim, events, figure, figures, forms, guard, openapi, place, places, problem, report, review,
    session, source, sources,
};
use axum::extract::DefaultBodyLimit;
use axum::http::header;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Redirect;
use axum::routing::get;
use axum::{Extension, Router};
use tower::Layer;
use tower::util::MapRequestLayer;
use utoipa_axum::router::OpenApiRouter;

/// Bytes of a request's body, where its page does not say otherwise.
const BODY: usize = 1 << 20;

/// Every page with its data, one line each.
fn pages() -> OpenApiRouter<Desk> {
    OpenApiRouter::new()
        .merge(figures::routes())
        .merge(figure::routes())
        .merge(report::routes())
        .merge(sources::routes())
        .merge(source::routes())
        .merge(places::routes())
        .merge(place::routes())
        .merge(claim::routes())
        .merge(events::routes())
        .merge(review::routes())
        .merge(add::routes())
}

/// The desk as a service.
pub fn app(desk: Desk) -> Router {
    let (pages, paths) = pages().split_for_parts();
    let description = openapi::document(paths);
    let known = Known::of(&description);
    let description = description.to_string();
    let inner: Router = pages
        .route("/openapi.json", get(|| async { ([(header::CONTENT_TYPE, "application/json")], description) }))
        .route("/", get(|| async { Redirect::to("/figures") }))
        .merge(assets::routes())
        .merge(session::routes())
        .layer(Extension(known))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn(guard::in_time))
        .layer(from_fn(session::own_pages_only))
        .layer(from_fn_with_state(desk.clone(), guard::know_host))
        .layer(from_fn(problem::spell))
        .layer(from_fn(guard::mark))
        .with_state(desk);
    // The router must see the address that `forms` makes, so that comes before it.
    Router::new().fallback_service(MapRequestLayer::new(forms::part_ending).layer(inner))
}
