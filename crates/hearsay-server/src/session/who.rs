//! Who asks, as their token tells.

use super::Session;
use crate::desk::Desk;
use crate::media::{Media, wanted};
use crate::problem::Problem;
use crate::serve::Peer;
use axum::extract::{FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use hearsay_ledger::{Duty, Secret};
use std::net::IpAddr;

/// The name of the cookie.
pub(super) const COOKIE: &str = "hearsay_session";

/// Somebody with a valid token.
#[derive(Clone, Debug)]
pub struct Who {
    /// Their name, under which they decide.
    pub name: String,
    /// What they may do.
    pub duty: Duty,
    /// The word that forms of their session must carry; none where the token came with the request itself, which no
    /// other site can bring about.
    pub word: Option<String>,
}

impl Who {
    /// A problem unless they are an editor.
    pub fn editor(&self) -> Result<(), Problem> {
        match self.duty {
            Duty::Editor => Ok(()),
            Duty::Coder => Err(Problem::new(StatusCode::FORBIDDEN, "Only an editor may do this.")),
        }
    }
}

/// Nobody: a page leads to the way in, data is refused.
pub struct Nobody(Problem, Option<String>);

impl IntoResponse for Nobody {
    fn into_response(self) -> Response {
        let Nobody(problem, next) = self;
        match next {
            Some(next) => Redirect::to(&format!("/login?next={}", crate::answer::escaped(&next))).into_response(),
            None if problem.status == StatusCode::UNAUTHORIZED => {
                ([(header::WWW_AUTHENTICATE, "Bearer realm=\"hearsay\"")], problem).into_response()
            }
            None => problem.into_response(),
        }
    }
}

impl FromRequestParts<Desk> for Who {
    type Rejection = Nobody;

    async fn from_request_parts(parts: &mut Parts, desk: &Desk) -> Result<Who, Nobody> {
        match find(parts, desk).await {
            Ok(Some(who)) => Ok(who),
            Err(problem) => Err(Nobody(problem, None)),
            Ok(None) => {
                let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
                let page = parts.method == Method::GET && wanted(uri.path(), &parts.headers) == Media::Page;
                let next = page.then(|| uri.path_and_query().map_or("/", |address| address.as_str()).to_owned());
                let detail = "This needs a token: log in, or send it as a bearer token.";
                Err(Nobody(Problem::new(StatusCode::UNAUTHORIZED, detail), next))
            }
        }
    }
}

/// Who sent a request; nobody where it brings neither a token nor a session, or such as are not valid.
pub(super) async fn find(parts: &Parts, desk: &Desk) -> Result<Option<Who>, Problem> {
    if let Some(written) = parts.headers.get(header::AUTHORIZATION) {
        let bearer = written.to_str().ok().and_then(|written| {
            let (scheme, token) = written.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| token.to_owned())
        });
        return valid(desk, bearer.as_deref().unwrap_or_default(), peer(parts)).await;
    }
    let session = cookie(&parts.headers).and_then(|name| desk.sessions().find(name));
    let Some(Session { secret, word, .. }) = session else { return Ok(None) };
    let who = known(desk, secret).await?;
    Ok(who.map(|who| Who { word: Some(word), ..who }))
}

/// Whose token was written; guesses are counted.
pub(super) async fn valid(desk: &Desk, written: &str, from: Option<IpAddr>) -> Result<Option<Who>, Problem> {
    let guesses = &desk.sessions().guesses;
    if !guesses.may(from) {
        let detail = "Too many tokens that are not valid came from your address; wait a minute.";
        return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, detail));
    }
    let who = match Secret::read(written) {
        Some(secret) => known(desk, secret).await?,
        None => None,
    };
    if who.is_none() {
        guesses.wrong(from);
    }
    Ok(who)
}

async fn known(desk: &Desk, secret: Secret) -> Result<Option<Who>, Problem> {
    let token = desk.ask(move |store| store.token(&secret)).await??;
    Ok(token.map(|token| Who { name: token.name, duty: token.duty, word: None }))
}

/// The value of our cookie.
pub(super) fn cookie(headers: &HeaderMap) -> Option<&str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';')).find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == COOKIE).then_some(value)
    })
}

/// The address that a request came from.
pub(super) fn peer(parts: &Parts) -> Option<IpAddr> {
    parts.extensions.get::<Peer>().map(|peer| peer.0)
}
