//! The forms of an answer: a page, its data, its table.

use axum::http::{HeaderMap, header};

/// The content type of tables.
pub const CSV: &str = "text/csv; charset=utf-8; header=present";

/// A form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// HTML.
    Page,
    /// JSON.
    Json,
    /// Comma-separated values.
    Csv,
}

impl Media {
    /// Its content type.
    pub fn kind(self) -> &'static str {
        match self {
            Media::Page => "text/html; charset=utf-8",
            Media::Json => "application/json",
            Media::Csv => CSV,
        }
    }
}

/// The form that a request wants, by the ending of its path; where that says nothing, by what it accepts.
pub fn wanted(path: &str, headers: &HeaderMap) -> Media {
    if path.ends_with("json") {
        return Media::Json;
    }
    if path.ends_with(".csv") {
        return Media::Csv;
    }
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepts.contains("text/html") { Media::Page } else { Media::Json }
}
