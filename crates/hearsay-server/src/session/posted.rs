//! What was posted, after it was seen who did.

use super::who::{Nobody, Who};
use crate::desk::Desk;
use crate::openapi;
use crate::problem::Problem;
use axum::Json;
use axum::extract::{Form, FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;

/// The fields of a form, or of an object of the same fields in JSON, and who sent them.
pub struct Posted {
    /// Who.
    pub who: Who,
    /// The fields, the word of the session left out.
    pub fields: BTreeMap<String, String>,
}

/// The field, and the header, that carry the word of a session.
const WORD: &str = "word";
const WORD_HEADER: &str = "x-hearsay-word";
/// Fields of a form.
const FIELDS: usize = 64;

impl FromRequest<Desk> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, desk: &Desk) -> Result<Posted, Response> {
        let (mut parts, body) = request.into_parts();
        let who = Who::from_request_parts(&mut parts, desk).await.map_err(Nobody::into_response)?;
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let is_json = kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
        let header = parts.headers.get(WORD_HEADER).and_then(|word| word.to_str().ok()).map(str::to_owned);
        let request = Request::from_parts(parts, body);
        let read = if is_json {
            Json::<BTreeMap<String, String>>::from_request(request, desk)
                .await
                .map(|Json(fields)| fields)
                .map_err(|error| error.into_response().status())
        } else {
            Form::<BTreeMap<String, String>>::from_request(request, desk)
                .await
                .map(|Form(fields)| fields)
                .map_err(|error| error.into_response().status())
        };
        let mut fields = read.map_err(|status| unread(status).into_response())?;
        if fields.len() > FIELDS {
            return Err(Problem::bad("The form has too many fields.").into_response());
        }
        let word = fields.remove(WORD).or(header);
        check_word(&who, word.as_deref()).map_err(Problem::into_response)?;
        Ok(Posted { who, fields })
    }
}

/// What could not be read, without the words that the library has for it.
fn unread(status: StatusCode) -> Problem {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(status, "That is more than this address takes."),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            Problem::new(status, "Send a form (application/x-www-form-urlencoded) or a JSON object of text.")
        }
        _ => Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "The fields cannot be read."),
    }
}

/// Refuses a form of a session that does not carry its word.
pub fn check_word(who: &Who, word: Option<&str>) -> Result<(), Problem> {
    let same = |expected: &String| {
        // In constant time, so that the word cannot be felt out letter by letter.
        let given = word.unwrap_or_default().as_bytes();
        let differing = expected.bytes().zip(given).fold(0, |sum, (one, other)| sum | (one ^ other));
        given.len() == expected.len() && differing == 0
    };
    match &who.word {
        Some(expected) if !same(expected) => {
            let detail = "The form is not of your session. Go back, load the page again and send it once more.";
            Err(Problem::new(StatusCode::FORBIDDEN, detail))
        }
        _ => Ok(()),
    }
}

/// Refuses a body that says itself to be longer than `most`, before anything of it is read.
pub fn length_within(headers: &HeaderMap, most: usize) -> Result<(), Problem> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    match length {
        Some(length) if length > most as u64 => {
            Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "That is more than this address takes."))
        }
        _ => Ok(()),
    }
}

/// Refusals of what needs a token, beside the problems that any address may answer with.
pub struct Refusals;

impl utoipa::IntoResponses for Refusals {
    fn responses() -> BTreeMap<String, utoipa::openapi::RefOr<utoipa::openapi::response::Response>> {
        let all = [
            ("401", "There is no valid token."),
            ("403", "The token is not good for this, or the request comes from another site."),
            ("405", "The address does not take that method."),
            ("413", "The body is larger than the address takes."),
            ("415", "The body is no form and no JSON."),
            ("422", "The fields do not say what they may; nothing was written."),
            ("429", "Too many wrong tokens, or too much work at once."),
        ];
        all.iter().map(|(status, text)| ((*status).to_owned(), openapi::problem(text))).collect()
    }
}
