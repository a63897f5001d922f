//! HTML as a format: one page a file.

use super::said::said;
use crate::decode::{Declared, decode_declared};
use crate::format::{Flow, Format, Hint, Input, Out, Piece};
use crate::open::whole;
use crate::{Limits, Origin, ReadError};
use hearsay_core::{Digest, Document, Text};

pub(crate) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn recognises(&self, hint: &Hint<'_>) -> bool {
        hint.ends_with(&["html", "htm", "xhtml", "shtml"]) || begins(hint.head)
    }

    fn read(&self, input: Input<'_>, out: Out<'_>) -> Flow {
        let Input { origin, stem, bytes, limits } = input;
        let bytes = match whole(&origin, bytes, limits) {
            Ok(bytes) => bytes,
            Err(error) => return out(Err(error)),
        };
        let size = bytes.len();
        out(Ok(Piece::new(origin.clone(), size, move || {
            page_document(&origin, &stem, &bytes, Address { url: None, charset: None }, &limits)
        })))
    }
}

/// Whether bytes begin as a page does.
pub(crate) fn begins(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let head: Vec<u8> = head.iter().take(1024).map(u8::to_ascii_lowercase).collect();
    let opens = [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<!--"].iter().any(|tag| head.starts_with(tag));
    opens && (!head.starts_with(b"<!--") || memchr::memmem::find(&head, b"<html").is_some())
        || (head.starts_with(b"<?xml") && memchr::memmem::find(&head, b"<html").is_some())
}

/// What is known of a page from where it was found.
#[derive(Clone, Debug, Default)]
pub(crate) struct Address {
    /// Its address.
    pub(crate) url: Option<String>,
    /// The encoding that its sender names.
    pub(crate) charset: Option<String>,
}

/// The page `bytes` as a report.
pub(crate) fn page_document(
    origin: &Origin,
    name: &str,
    bytes: &[u8],
    address: Address,
    limits: &Limits,
) -> Result<Document, ReadError> {
    if bytes.len() > limits.page_bytes {
        return Err(ReadError::TooLarge { origin: origin.clone(), limit: limits.page_bytes });
    }
    let source = decode_declared(origin, bytes, Declared { header: address.charset.as_deref(), markup: true })?;
    let (measured, linked) = super::measured(&source);
    let chosen = super::main_text::chosen(&measured);
    let text = super::main_text::text(&measured.page, &chosen);
    if text.trim().is_empty() {
        return Err(ReadError::NoText { origin: origin.clone() });
    }
    let said = said(&measured.page, &linked, &chosen, address.url.as_deref());
    let mut document = Document::of_text(name, Text::new(text));
    document.url = said.url.or(address.url);
    document.outlet = said.outlet;
    document.title = said.title;
    document.byline = said.byline;
    document.published = said.published;
    document.published_at = said.published_at;
    document.updated_at = said.updated_at;
    document.bytes = Some(Digest::of_bytes(bytes));
    document.language = said.language;
    Ok(document.identified())
}
