//! The files of the pages, inside the program: style sheets, scripts, icon and fonts. Their addresses change with their bytes.

use crate::desk::Desk;
use crate::problem::Problem;
use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use hearsay_core::Digest;
use std::sync::LazyLock;

/// A file of the pages.
pub struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

/// Every file of the pages.
static ASSETS: [Asset; 9] = [
    Asset { name: "desk.css", kind: "text/css; charset=utf-8", bytes: include_bytes!("assets/desk.css") },
    Asset { name: "desk.js", kind: "text/javascript; charset=utf-8", bytes: include_bytes!("assets/desk.js") },
    Asset { name: "review.css", kind: "text/css; charset=utf-8", bytes: include_bytes!("assets/review.css") },
    Asset { name: "review.js", kind: "text/javascript; charset=utf-8", bytes: include_bytes!("assets/review.js") },
    Asset { name: "icon.svg", kind: "image/svg+xml", bytes: include_bytes!("assets/icon.svg") },
    font("serif.woff2", include_bytes!("assets/fonts/serif.woff2")),
    font("serif-ext.woff2", include_bytes!("assets/fonts/serif-ext.woff2")),
    font("sans.woff2", include_bytes!("assets/fonts/sans.woff2")),
    font("sans-ext.woff2", include_bytes!("assets/fonts/sans-ext.woff2")),
];

const fn font(name: &'static str, bytes: &'static [u8]) -> Asset {
    Asset { name, kind: "font/woff2", bytes }
}

/// Of all files together: one changed byte gives all of them new addresses.
static EDITION: LazyLock<String> = LazyLock::new(|| {
    let parts: Vec<&[u8]> = ASSETS.iter().map(|asset| asset.bytes).collect();
    Digest::of("assets", &parts).to_string().chars().take(12).collect()
});

/// The address of a file.
pub fn address(name: &str) -> String {
    format!("/assets/{}/{name}", *EDITION)
}

/// The addresses of the files.
pub fn routes() -> Router<Desk> {
    Router::new().route("/assets/{edition}/{name}", get(asset))
}

/// Gives the file of that name, of whatever edition: the name is looked up in a list and never reaches a file system.
async fn asset(Path((_, name)): Path<(String, String)>) -> Response {
    match ASSETS.iter().find(|asset| asset.name == name) {
        Some(asset) => {
            let headers =
                [(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
            (headers, asset.bytes).into_response()
        }
        None => Problem::missing("file").into_response(),
    }
}
