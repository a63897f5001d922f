//! The way in and out: a token begins a session.

use super::who::{COOKIE, Who, cookie, peer, valid};
use super::{LASTS, Posted, length_within};
use crate::desk::Desk;
use crate::frame::{Frame, page as framed};
use crate::media::Media;
use crate::problem::Problem;
use axum::Router;
use axum::extract::{Form, FromRequest, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use hearsay_ledger::Secret;
use maud::{Markup, html};
use serde::Deserialize;

/// The addresses of the way in and out.
pub fn routes() -> Router<Desk> {
    Router::new().route("/login", get(page).post(login)).route("/logout", post(logout))
}

/// Where to go afterwards.
#[derive(Deserialize)]
struct Next {
    next: Option<String>,
}

/// A form of the way in.
#[derive(Deserialize)]
struct Given {
    token: String,
    next: Option<String>,
}

/// Bytes of the form of the way in.
const FORM: usize = 16 << 10;

async fn page(Query(Next { next }): Query<Next>) -> Html<String> {
    Html(form(&own(next), None))
}

async fn login(State(desk): State<Desk>, request: Request) -> Response {
    if let Err(problem) = length_within(request.headers(), FORM) {
        return problem.into_response();
    }
    let (parts, body) = request.into_parts();
    let from = peer(&parts);
    let request = Request::from_parts(parts, body);
    let Ok(Form(Given { token, next })) = Form::<Given>::from_request(request, &desk).await else {
        return Problem::bad("The form cannot be read.").into_response();
    };
    let next = own(next);
    let who = match valid(&desk, &token, from).await {
        Ok(who) => who,
        Err(problem) => return problem.into_response(),
    };
    let Some(_) = who else {
        let page = Html(form(&next, Some("This is no valid token.")));
        return (StatusCode::UNAUTHORIZED, [(header::CONTENT_TYPE, Media::Page.kind())], page).into_response();
    };
    let name = Secret::read(&token).and_then(|secret| desk.sessions().begin(secret));
    match name {
        Some(name) => {
            let cookie = format!("{COOKIE}={name}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}", LASTS.as_secs());
            ([(header::SET_COOKIE, cookie)], Redirect::to(&next)).into_response()
        }
        None => Problem::failed("A session could not be begun.").into_response(),
    }
}

async fn logout(State(desk): State<Desk>, request: Request) -> Response {
    if let Some(name) = cookie(request.headers()).map(str::to_owned) {
        if let Err(refused) = Posted::from_request(request, &desk).await {
            return refused;
        }
        desk.sessions().end(&name);
    }
    let cookie = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    ([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()
}

/// An address of our own to go to; another site's is none.
fn own(next: Option<String>) -> String {
    let is_own = |next: &String| {
        next.starts_with('/')
            && !next.starts_with("//")
            && !next.contains(['\\', '\r', '\n', '\t'])
            && next.len() < 1000
    };
    next.filter(is_own).unwrap_or_else(|| "/review".to_owned())
}

fn form(next: &str, wrong: Option<&str>) -> String {
    let body = html! {
        h1 { "Log in" }
        p.lead { "To review claims or to add reports, give the token that " code { "hearsay token add" } " printed." }
        form.login method="post" action="/login" {
            input type="hidden" name="next" value=(next);
            div.field {
                label for="token" { "Token" }
                input #token name="token" type="password" autocomplete="current-password" required maxlength="200"
                    aria-describedby=[wrong.map(|_| "wrong")] aria-invalid=[wrong.map(|_| "true")];
            }
            @if let Some(wrong) = wrong { p.wrong #wrong role="alert" { (wrong) } }
            button type="submit" { "Log in" }
        }
    };
    framed(&Frame::plain("Log in"), body)
}

/// Who is at the desk, and the way out.
pub fn badge(who: &Who) -> Markup {
    html! {
        div.badge {
            span { "You are " b { (who.name) } ", " (who.duty.name()) "." }
            @if let Some(word) = &who.word {
                form method="post" action="/logout" {
                    input type="hidden" name="word" value=(word);
                    button.quiet type="submit" { "Log out" }
                }
            }
        }
    }
}

#[test]
fn only_our_own_addresses_are_gone_to() {
    let to = |next: &str| own(Some(next.to_owned()));
    assert_eq!(to("/review/settle?x=1"), "/review/settle?x=1");
    for other in
        ["//evil.invalid", "/\\evil.invalid", "https://evil.invalid", "evil", "", "/\t/evil.invalid", "/a\r\nb"]
    {
        assert_eq!(to(other), "/review", "{other}");
    }
}
