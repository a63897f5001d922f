//! What was sent, taken out of its form within bounds.

use super::UPLOAD;
use crate::desk::Desk;
use crate::problem::Problem;
use crate::session::{Posted, Who, check_word, length_within};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;

/// Files at once.
const FILES: usize = 50;
/// Bytes of a field that is no file and no text.
const LINE: usize = 2_000;
/// Bytes of a pasted text.
const TEXT: usize = 4 << 20;

/// A file that was sent. Its name is only ever shown; it names nothing on this machine.
pub struct File {
    /// Its name, as the sender has it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What was sent, and by whom.
pub struct Taken {
    /// Who.
    pub who: Who,
    /// Fields.
    pub fields: BTreeMap<String, String>,
    /// Files.
    pub files: Vec<File>,
}

impl FromRequest<Desk> for Taken {
    type Rejection = Response;

    async fn from_request(request: Request, desk: &Desk) -> Result<Taken, Response> {
        let (mut parts, body) = request.into_parts();
        // Who may not add is told so before anything of the body is read, and so is who sends too much.
        let who = Who::from_request_parts(&mut parts, desk).await.map_err(IntoResponse::into_response)?;
        length_within(&parts.headers, UPLOAD).map_err(Problem::into_response)?;
        let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let is_multipart = kind.to_ascii_lowercase().starts_with("multipart/form-data");
        let request = Request::from_parts(parts, body);
        if !is_multipart {
            let Posted { who, fields } = Posted::from_request(request, desk).await?;
            return Ok(Taken { who, fields, files: Vec::new() });
        }
        let form = Multipart::from_request(request, desk).await.map_err(|_| unread().into_response())?;
        take(who, form).await.map_err(Problem::into_response)
    }
}

async fn take(who: Who, mut form: Multipart) -> Result<Taken, Problem> {
    let mut fields = BTreeMap::new();
    let mut files = Vec::new();
    // The word comes first, so that nothing is taken from a form of another site.
    let mut checked = who.word.is_none();
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "word" {
            check_word(&who, Some(&text(&mut field, LINE).await?))?;
            checked = true;
            continue;
        }
        if !checked {
            check_word(&who, None)?;
        }
        match field.file_name().map(shown) {
            Some(name) => {
                let bytes = bytes(&mut field, UPLOAD).await?;
                if bytes.is_empty() {
                    continue;
                }
                if files.len() >= FILES {
                    return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, format!("Send {FILES} files at most.")));
                }
                files.push(File { name, bytes });
            }
            None => {
                let most = if name == "text" { TEXT } else { LINE };
                let text = text(&mut field, most).await?;
                if fields.len() >= 32 {
                    return Err(Problem::bad("The form has too many fields."));
                }
                fields.insert(name, text);
            }
        }
    }
    if !checked {
        check_word(&who, None)?;
    }
    Ok(Taken { who, fields, files })
}

/// The name of a file as it is shown: no control characters, no folders, not long.
fn shown(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|letter| !letter.is_control()).take(120).collect();
    if plain.trim().is_empty() { "file".to_owned() } else { plain }
}

async fn bytes(field: &mut Field<'_>, most: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(broken)? {
        if bytes.len() + chunk.len() > most {
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "That is more than this address takes."));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn text(field: &mut Field<'_>, most: usize) -> Result<String, Problem> {
    String::from_utf8(bytes(field, most).await?).map_err(|_| Problem::bad("A field of the form is not in UTF-8."))
}

fn broken(error: MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "That is more than this address takes.")
        }
        _ => unread(),
    }
}

fn unread() -> Problem {
    Problem::bad("The form cannot be read.")
}

#[test]
fn names_of_files_are_only_names() {
    assert_eq!(shown("../../etc/passwd"), "passwd");
    assert_eq!(shown("C:\\reports\\one.html"), "one.html");
    assert_eq!(shown("a\u{0}b\r\nc.txt"), "abc.txt");
    assert_eq!(shown("…/"), "file");
    assert_eq!(shown(&"x".repeat(500)).len(), 120);
}
