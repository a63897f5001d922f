//! `hearsay read`: each report as cleaned, without extraction.

use crate::args::Read;
use crate::finish::Outcome;
use crate::inputs::{Bar, run as each};
use crate::output::output;
use hearsay_core::{Digest, Document, Moment};
use jiff::civil::Date;
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Cleaned<'a> {
    id: &'a str,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<Digest>,
    language: Option<&'a str>,
    text: &'a str,
}

pub fn run(args: Read) -> anyhow::Result<Outcome> {
    let mut out = output();
    let outcome = each(&args.inputs, Bar::beside_data(), line, |line| Ok(writeln!(out, "{}", line?)?))?;
    out.flush()?;
    Ok(outcome)
}

fn line(document: Document) -> serde_json::Result<String> {
    serde_json::to_string(&Cleaned {
        id: &document.name,
        title: document.title.as_deref(),
        byline: document.byline.as_deref(),
        outlet: document.outlet.as_deref(),
        url: document.url.as_deref(),
        published: document.published,
        published_at: document.published_at,
        updated_at: document.updated_at,
        bytes: document.bytes,
        language: document.language.as_deref(),
        text: document.text.as_str(),
    })
}
