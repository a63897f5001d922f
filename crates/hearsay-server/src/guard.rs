//! What every request and answer passes: whom it names, how long it may take, and what a browser may do with it.

use crate::add::UPLOAD;
use crate::desk::Desk;
use crate::problem::Problem;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Duration;

/// How long an answer may be in the making.
const LONGEST: Duration = Duration::from_secs(30);
/// Bytes a second of the slowest line over which files may come in; what is larger than an upload may be is refused by its length.
const SLOWEST: u64 = 64 << 10;

/// No script, style, image or frame but our own files; nobody may frame us.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Marks every answer.
pub async fn mark(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Refuses a request that names another host: a page of another site could have had its name point here.
pub async fn know_host(State(desk): State<Desk>, request: Request, next: Next) -> Response {
    let named = host(request.headers(), request.uri().host());
    match named {
        Some(name) if is_own(&name) || desk.hosts().contains(&name) => next.run(request).await,
        _ => Problem::new(StatusCode::MISDIRECTED_REQUEST, "The desk is not known by the name that was asked for.")
            .into_response(),
    }
}

fn host(headers: &HeaderMap, of_uri: Option<&str>) -> Option<String> {
    let named = of_uri.or_else(|| headers.get(header::HOST)?.to_str().ok())?;
    let bare = match named.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !port.is_empty() => name,
        _ => named,
    };
    Some(bare.trim_end_matches('.').to_ascii_lowercase())
}

fn is_own(name: &str) -> bool {
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// Ends what takes too long, but for the stream of events.
pub async fn in_time(request: Request, next: Next) -> Response {
    if request.uri().path() == "/events" {
        return next.run(request).await;
    }
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let uploads = request.method() == Method::POST && request.uri().path() == "/add";
    let bytes = length.filter(|_| uploads).unwrap_or(0u64).min(UPLOAD as u64);
    let longest = LONGEST + Duration::from_secs(bytes / SLOWEST);
    match tokio::time::timeout(longest, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(StatusCode::SERVICE_UNAVAILABLE, "The answer took too long; ask again.").into_response(),
    }
}

#[test]
fn hosts_are_read_without_their_ports() {
    let host = |name: &str| {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_str(name).unwrap());
        super::guard::host(&headers, None).unwrap()
    };
    assert!(is_own(&host("localhost:8420")) && is_own(&host("[::1]:8420")) && is_own(&host("[::1]")));
    assert!(is_own(&host("127.0.0.1.:80")));
    assert!(!is_own(&host("127.0.0.1.evil.invalid:8420")) && !is_own(&host("evil.invalid")));
    assert!(!is_own(&host("localhost:8420@evil.invalid")));
}
