//! JSON Lines: one report a line, its text taken as it is, so that offsets refer to it.

use crate::decode::decode_unicode;
use crate::format::{Flow, Format, Hint, Input, Out, Piece};
use crate::lines::{Line, next_line};
use crate::{Origin, ReadError, dates};
use hearsay_core::{Document, Text};
use jiff::civil::Date;
use serde::Deserialize;
use std::ops::ControlFlow;

pub(crate) struct JsonLines;

impl Format for JsonLines {
    fn name(&self) -> &'static str {
        "JSON Lines"
    }

    fn recognises(&self, hint: &Hint<'_>) -> bool {
        let head = hint.head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(hint.head).trim_ascii_start();
        hint.ends_with(&["jsonl", "ndjson", "json"]) || (head.starts_with(b"{") && hint.ends_with(&[""]))
    }

    fn read(&self, input: Input<'_>, out: Out<'_>) -> Flow {
        let Input { origin, stem, bytes, limits } = input;
        let mut number = 0;
        let mut found = false;
        loop {
            number += 1;
            let here = origin.line(number);
            let line = match next_line(bytes, limits.report_bytes) {
                Ok(Line::Whole(line)) if line.trim_ascii().is_empty() => continue,
                Ok(Line::Whole(line)) => line,
                Ok(Line::TooLong) => {
                    found = true;
                    out(Err(ReadError::TooLarge { origin: here, limit: limits.report_bytes }))?;
                    continue;
                }
                Ok(Line::End) if !found => return out(Err(ReadError::NoText { origin })),
                Ok(Line::End) => return ControlFlow::Continue(()),
                Err(cause) => return out(Err(ReadError::Io { origin: here, cause })),
            };
            found = true;
            let stem = stem.clone();
            out(Ok(Piece::new(here.clone(), line.len(), move || document(&here, &stem, line))))?;
        }
    }
}

/// What we take from a line; anything else in it is left alone.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Report {
    id: Option<Id>,
    text: Option<String>,
    title: Option<String>,
    byline: Option<String>,
    date: Option<String>,
    published: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
    language: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

fn document(origin: &Origin, stem: &str, line: Vec<u8>) -> Result<Document, ReadError> {
    let line = decode_unicode(origin, line)?;
    let wrong = |cause: String| ReadError::Json { origin: origin.clone(), cause };
    let report: Report = serde_json::from_str(&line).map_err(|error| wrong(cause(&error)))?;
    let Some(text) = report.text else { return Err(wrong("it has no \"text\"".to_owned())) };
    let name = match report.id {
        Some(Id::Text(id)) => id,
        Some(Id::Number(id)) => id.to_string(),
        None => format!("{stem}:{}", origin.line.unwrap_or(1)),
    };
    let date = report.date.or(report.published);
    Ok(Document {
        url: report.url,
        outlet: report.outlet,
        title: report.title,
        byline: report.byline,
        published: date.as_deref().and_then(day),
        published_at: date.as_deref().and_then(dates::timed),
        language: report.language,
        ..Document::of_text(&name, Text::new(text))
    }
    .identified())
}

/// What the parser says, with the column; the line is named by the origin.
fn cause(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    let said = whole.split(" at line ").next().unwrap_or(&whole);
    format!("{said} at column {}", error.column())
}

/// The day of "2025-01-13" or of a longer timestamp that begins so; none where it cannot be read.
pub(crate) fn day(date: &str) -> Option<Date> {
    date.trim().get(..10)?.parse().ok()
}
