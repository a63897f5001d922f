//! Web archives (WARC 1.0 and 1.1): each page in them a report. Compressed members are opened before.

use crate::format::{Flow, Format, Hint, Input, Out, Piece};
use crate::html::{Address, page_document};
use crate::http::{Response, media_type};
use crate::lines::{Line, next_line};
use crate::{Limits, Origin, ReadError};
use hearsay_core::{Document, Text};
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

pub(crate) struct Warc;

impl Format for Warc {
    fn name(&self) -> &'static str {
        "WARC"
    }

    fn recognises(&self, hint: &Hint<'_>) -> bool {
        hint.head.starts_with(b"WARC/")
    }

    fn read(&self, input: Input<'_>, out: Out<'_>) -> Flow {
        let Input { origin, stem, bytes, limits } = input;
        let mut number = 0;
        let mut pages = 0u64;
        loop {
            number += 1;
            let here = origin.line(number);
            match record(&here, bytes, &limits) {
                Ok(None) => break,
                Ok(Some(Found::Skipped)) => {}
                Ok(Some(Found::Record(record))) => {
                    pages += 1;
                    // What was fetched from one address is called by it.
                    let name = if stem.contains("://") { stem.clone() } else { format!("{stem}:{number}") };
                    let size = record.body.len();
                    let at = here.clone();
                    out(Ok(Piece::new(at.clone(), size, move || record.document(&at, &name, &limits))))?;
                }
                Ok(Some(Found::TooLarge)) => {
                    pages += 1;
                    out(Err(ReadError::TooLarge { origin: here, limit: limits.page_bytes }))?;
                }
                Err(error) => return out(Err(error)),
            }
        }
        if pages == 0 { out(Err(ReadError::NoText { origin })) } else { ControlFlow::Continue(()) }
    }
}

enum Found {
    /// A page, or a text made of one.
    Record(Record),
    /// Something else.
    Skipped,
    /// A page larger than we take.
    TooLarge,
}

struct Record {
    url: Option<String>,
    media: String,
    body: Vec<u8>,
    /// How many bytes were promised and did not come.
    missing: u64,
}

/// Lines of a record's head longer than this, and more of them, are not those of a web archive.
const HEAD_LINE: usize = 64 << 10;
const HEAD_LINES: usize = 500;

/// Reads the next record; none at the end.
fn record(origin: &Origin, bytes: &mut dyn BufRead, limits: &Limits) -> Result<Option<Found>, ReadError> {
    let wrong = |cause: &str| ReadError::Malformed { origin: origin.clone(), format: "WARC", cause: cause.to_owned() };
    let mut line = || match next_line(bytes, HEAD_LINE) {
        Ok(Line::Whole(line)) => Ok(Some(String::from_utf8_lossy(&line).into_owned())),
        Ok(Line::End) => Ok(None),
        Ok(Line::TooLong) => Err(wrong("a line of a record's head is too long")),
        Err(cause) => Err(ReadError::Io { origin: origin.clone(), cause }),
    };
    let mut blank = 0;
    let first = loop {
        match line()? {
            None => return Ok(None),
            Some(line) if line.is_empty() && blank < HEAD_LINES => blank += 1,
            Some(line) => break line,
        }
    };
    if !first.starts_with("WARC/") {
        return Err(wrong("a record does not begin where the one before ends"));
    }
    let (mut length, mut kind, mut url, mut media) = (None, String::new(), None, String::new());
    for count in 0.. {
        let Some(line) = line()?.filter(|line| !line.is_empty()) else { break };
        if count == HEAD_LINES {
            return Err(wrong("a record's head never ends"));
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse::<u64>().ok(),
            "warc-type" => kind = value.to_ascii_lowercase(),
            "warc-target-uri" => url = Some(value.trim_matches(['<', '>']).to_owned()),
            "content-type" => media = media_type(value),
            _ => {}
        }
    }
    let length = length.ok_or_else(|| wrong("a record does not tell its length"))?;
    let text = matches!(media.as_str(), "text/html" | "application/xhtml+xml" | "text/plain");
    let wanted = match kind.as_str() {
        "response" => media == "application/http" || text,
        "resource" | "conversion" => text,
        _ => false,
    };
    if !wanted || length > limits.page_bytes as u64 {
        pass(bytes, length).map_err(|cause| ReadError::Io { origin: origin.clone(), cause })?;
        return Ok(Some(if wanted { Found::TooLarge } else { Found::Skipped }));
    }
    let mut body = Vec::new();
    let read = bytes.take(length).read_to_end(&mut body);
    if let Err(cause) = read {
        // A member cut off: what came is read, the next record tells the cause.
        if body.is_empty() {
            return Err(ReadError::Io { origin: origin.clone(), cause });
        }
    }
    let missing = length - body.len() as u64;
    let record = Record { url, media, body, missing };
    Ok(Some(if record.is_page() { Found::Record(record) } else { Found::Skipped }))
}

/// Leaves out `length` bytes.
fn pass(bytes: &mut dyn BufRead, length: u64) -> io::Result<()> {
    io::copy(&mut bytes.take(length), &mut io::sink()).map(drop)
}

impl Record {
    /// Whether it holds a page that was found, or a text.
    fn is_page(&self) -> bool {
        match Response::parse(&self.body) {
            Some(response) => response.status == 200 && is_html(&response.media_type()),
            None => self.media != "application/http",
        }
    }

    fn document(self, origin: &Origin, name: &str, limits: &Limits) -> Result<Document, ReadError> {
        let (body, charset, media) = match Response::parse(&self.body) {
            Some(response) => {
                let body = response.body(origin, limits.page_bytes)?;
                (body, response.charset().map(str::to_owned), response.media_type())
            }
            None => (self.body, None, self.media),
        };
        let cut = || ReadError::Truncated { origin: origin.clone(), missing: self.missing };
        if body.is_empty() && self.missing > 0 {
            return Err(cut());
        }
        if media == "text/plain" {
            let mut document = Document::of_text(name, Text::new(crate::decode::decode(origin, body)?));
            document.url = self.url;
            document.language = crate::language::language(document.text.as_str());
            return Ok(document.identified());
        }
        page_document(origin, name, &body, Address { url: self.url, charset }, limits).map_err(|error| match error {
            ReadError::NoText { .. } if self.missing > 0 => cut(),
            error => error,
        })
    }
}

fn is_html(media: &str) -> bool {
    matches!(media, "text/html" | "application/xhtml+xml" | "")
}
