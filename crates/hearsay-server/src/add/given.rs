//! From what was sent to what the engine reads.

use super::taken::{File, Taken};
use crate::desk::Desk;
use crate::problem::Problem;
use axum::http::StatusCode;
use hearsay::Given;
use jiff::civil::Date;
use serde_json::json;
use std::io::Cursor;

/// Everything that was sent, as inputs; a problem where there is nothing or it cannot be meant so.
pub fn given(desk: &Desk, taken: Taken) -> Result<Vec<Given>, Problem> {
    let Taken { fields, files, .. } = taken;
    let field = |name: &str| fields.get(name).map(|value| value.trim()).filter(|value| !value.is_empty());
    let mut given = Vec::new();
    if let Some(text) = field("text") {
        let date =
            field("date").map(|date| date.parse::<Date>().map_err(|_| unfit("date: give a day such as 2025-01-13.")));
        // As a line of JSON, so that the text is taken as it is.
        let line = json!({
            "id": "pasted",
            "text": text.replace("\r\n", "\n"),
            "title": field("title"),
            "outlet": field("outlet"),
            "url": field("url"),
            "date": date.transpose()?.map(|date| date.to_string()),
        });
        given.push(Given::Stream("pasted text".to_owned(), Box::new(Cursor::new(line.to_string().into_bytes()))));
    }
    if let Some(address) = field("address") {
        let fetch = desk.fetching().ok_or_else(|| unfit("This desk does not fetch from addresses."))?;
        let begins = |scheme: &str| address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
        let is_plain = !address.contains(|letter: char| letter.is_whitespace() || letter.is_control());
        if !(begins("http://") || begins("https://")) || !is_plain {
            return Err(unfit("address: give one that begins with http:// or https://."));
        }
        given.push(fetch(address));
    }
    for File { name, bytes } in files {
        given.push(Given::Stream(name, Box::new(Cursor::new(bytes))));
    }
    if given.is_empty() { Err(unfit("There is nothing to add: give a text, files or an address.")) } else { Ok(given) }
}

fn unfit(detail: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
}
