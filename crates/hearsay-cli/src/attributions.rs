//! `hearsay attributions`: who says what in each report.

use crate::args::{AttributionFormat, Attributions};
use crate::finish::Outcome;
use crate::inputs::{Bar, run as each};
use crate::output::output;
use hearsay_core::format::Report;
use hearsay_core::{Attribution, Document, Span};
use std::fmt::Write as _;
use std::io::Write;

pub fn run(args: Attributions) -> anyhow::Result<Outcome> {
    let mut out = output();
    let bar = Bar::beside_data();
    let outcome = match args.format {
        AttributionFormat::Text => each(&args.inputs, bar, text, |text| Ok(out.write_all(text.as_bytes())?))?,
        AttributionFormat::Jsonl => each(&args.inputs, bar, json, |line| Ok(writeln!(out, "{}", line?)?))?,
    };
    out.flush()?;
    Ok(outcome)
}

fn json(document: Document) -> serde_json::Result<String> {
    let mut extraction = hearsay_extract::extract(&document);
    extraction.claims.clear();
    extraction.notes.clear();
    let mut value = serde_json::to_value(Report::of(&document, &extraction))?;
    if let Some(object) = value.as_object_mut() {
        object.remove("claims");
        object.remove("notes");
    }
    serde_json::to_string(&value)
}

/// A heading for the report, then three lines an attribution.
fn text(document: Document) -> String {
    let attributions = hearsay_extract::extract(&document).attributions;
    let mut text = String::new();
    let title = document.title.as_deref().map(|title| format!("  {title}")).unwrap_or_default();
    let _ = writeln!(text, "{}{title}", document.name);
    for (attribution, number) in attributions.iter().zip(0u32..) {
        let Attribution { source, cue, content, stance, within, speaker, .. } = attribution;
        let words = |spans: &[Span]| spans.iter().map(|&span| one_line(document.text.at(span))).collect::<Vec<_>>();
        let named = speaker.as_ref().map(|speaker| format!("{} ({})", speaker.name, name_of(&speaker.kind)));
        let inside = within.map(|within| format!("  within {within}")).unwrap_or_default();
        let _ = writeln!(text, "{number:>4}  {}  {}{inside}", named.unwrap_or("nobody named".into()), name_of(stance));
        let or_none = |words: Vec<String>| if words.is_empty() { "-".to_owned() } else { words.join(" … ") };
        let _ = writeln!(text, "      {} | {}", or_none(words(source)), or_none(words(cue)));
        let _ = writeln!(text, "      “{}”", words(content).join(" … "));
    }
    text.push('\n');
    text
}

/// The word of the public format.
fn name_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
