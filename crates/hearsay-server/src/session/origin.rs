//! A post must come from our own pages, or from a program.

use crate::problem::Problem;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses what a page of another site has a browser send. Browsers say where a post comes from; programs say nothing.
pub async fn own_pages_only(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_own(request.headers()) {
        return next.run(request).await;
    }
    Problem::new(StatusCode::FORBIDDEN, "A page of another site may not write here.").into_response()
}

fn is_own(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    if text("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return false;
    }
    let Some(origin) = text(header::ORIGIN.as_str()) else { return true };
    let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    host.zip(text(header::HOST.as_str())).is_some_and(|(origin, host)| origin.eq_ignore_ascii_case(host))
}

#[test]
fn browsers_are_believed_about_where_a_post_comes_from() {
    let own = |pairs: &[(&'static str, &str)]| {
        let pairs = pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        is_own(&pairs.collect::<HeaderMap>())
    };
    let host = ("host", "127.0.0.1:8420");
    assert!(own(&[host]));
    assert!(own(&[host, ("origin", "http://127.0.0.1:8420"), ("sec-fetch-site", "same-origin")]));
    assert!(!own(&[host, ("origin", "http://127.0.0.1:8421")]));
    assert!(!own(&[host, ("origin", "null")]));
    assert!(!own(&[host, ("origin", "http://evil.invalid/127.0.0.1:8420")]));
    assert!(!own(&[host, ("sec-fetch-site", "cross-site")]));
    assert!(!own(&[host, ("sec-fetch-site", "same-site")]));
    assert!(!own(&[("origin", "http://127.0.0.1:8420")]));
}
