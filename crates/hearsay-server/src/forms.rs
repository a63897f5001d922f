//! Addresses of data: `/figures/ID.json` is routed as `/figures/ID/.json`, because the router knows whole segments only.

use axum::http::{Request, Uri};

/// The endings that make data of a page.
const ENDINGS: [&str; 2] = [".json", ".csv"];

/// Paths that end so and are no page's data.
const WHOLE: [&str; 1] = ["/openapi.json"];

/// Gives the ending of a path a segment of its own.
pub fn part_ending<B>(mut request: Request<B>) -> Request<B> {
    if let Some(parted) = parted(request.uri()) {
        *request.uri_mut() = parted;
    }
    request
}

fn parted(uri: &Uri) -> Option<Uri> {
    let path = uri.path();
    let nowhere = |path: &str| path.rsplit('/').next().is_some_and(|last| last.starts_with('.'));
    if WHOLE.contains(&path) {
        return None;
    }
    // The inner form is no address that anybody may use.
    let parted = match ENDINGS.iter().find_map(|ending| Some((path.strip_suffix(ending)?, ending))) {
        Some((before, ending)) if !before.ends_with('/') => format!("{before}/{ending}"),
        _ if nowhere(path) => "/.nowhere".to_owned(),
        _ => return None,
    };
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{parted}{query}").parse().ok()
}

#[test]
fn endings_are_parted() {
    let of = |path: &str| parted(&path.parse().unwrap()).map(|uri| uri.to_string());
    assert_eq!(of("/figures.json?a=b").as_deref(), Some("/figures/.json?a=b"));
    assert_eq!(of("/figures/0a.csv").as_deref(), Some("/figures/0a/.csv"));
    assert_eq!(of("/figures/.json").as_deref(), Some("/.nowhere"));
    assert_eq!(of("/figures/.."), Some("/.nowhere".to_owned()));
    assert_eq!(of("/openapi.json"), None);
    assert_eq!(of("/figures/0a"), None);
}
