//! Annotated reports, as `claims/GUIDELINE.md` of the bench defines them.

use super::own::{OwnText, own};
use flate2::read::GzDecoder;
use hearsay_core::{Document, Span, Text};
use serde_json::Value;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// An annotated claim; texts as the annotator wrote them.
#[derive(Clone, Debug)]
pub struct GoldClaim {
    /// Where the evidence stands, in bytes.
    pub evidence: Span,
    pub measure: String,
    pub low: Option<u64>,
    pub best: Option<u64>,
    /// The number alone, where its place is known.
    pub number_at: Option<Span>,
    pub who: Option<String>,
    pub side: Option<String>,
    pub role: String,
    pub actor: Option<String>,
    pub place: Option<String>,
    pub when: Option<String>,
    pub scope: String,
    pub modality: String,
}

/// A report with its claims.
#[derive(Clone, Debug)]
pub struct GoldReport {
    pub document: Document,
    pub claims: Vec<GoldClaim>,
    /// Whether side, actor, place, time and the words for the affected are annotated too.
    pub whole: bool,
}

/// Reads a gzip file of annotated reports.
pub fn read(path: &Path) -> Result<Vec<GoldReport>, Box<dyn Error>> {
    let file = std::fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    BufReader::new(GzDecoder::new(file)).lines().map(|line| report(&serde_json::from_str(&line?)?)).collect()
}

fn report(row: &Value) -> Result<GoldReport, Box<dyn Error>> {
    let text_of = |value: &Value| value.as_str().map(str::to_owned);
    let text = text_of(&row["text"]).ok_or("a report without text")?;
    let bytes: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let offset = |value: &Value| {
        value.as_u64().and_then(|at| bytes.get(at as usize).copied()).ok_or("an offset outside the text")
    };
    let mut document = Document::of_text(row["id"].as_str().unwrap_or(""), Text::new(text.clone()));
    document.outlet = text_of(&row["outlet"]);
    document.title = text_of(&row["title"]);
    document.published = row["date"].as_str().and_then(|date| date.parse().ok());
    document.language = Some("en".to_owned());
    let mut claims = Vec::new();
    for claim in row["claims"].as_array().into_iter().flatten() {
        claims.push(GoldClaim {
            evidence: Span::new(offset(&claim["start"])?, offset(&claim["end"])?),
            measure: text_of(&claim["measure"]).unwrap_or_default(),
            low: claim["low"].as_u64(),
            best: claim["best"].as_u64(),
            number_at: None,
            who: text_of(&claim["who"]),
            side: text_of(&claim["side"]),
            role: text_of(&claim["role"]).unwrap_or_default(),
            actor: text_of(&claim["actor"]),
            place: text_of(&claim["place"]),
            when: text_of(&claim["when"]),
            scope: text_of(&claim["scope"]).unwrap_or_default(),
            modality: text_of(&claim["modality"]).unwrap_or_default(),
        });
    }
    Ok(GoldReport { document: document.identified(), claims, whole: true })
}

/// Our own annotated sentences, as small reports: number, measure, scope, modality and role only.
pub fn own_sentences() -> Vec<GoldReport> {
    let name = |value: serde_json::Result<Value>| {
        value.ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let report = |(index, own): (usize, OwnText)| {
        let claims = own.figures.iter().map(|figure| GoldClaim {
            evidence: Span::new(0, own.text.len() as u32),
            measure: figure.measure.name().to_owned(),
            number_at: Some(Span::new(figure.number.start as u32, figure.number.end as u32)),
            low: None,
            best: None,
            who: None,
            side: None,
            role: name(serde_json::to_value(figure.role)),
            actor: None,
            place: None,
            when: None,
            scope: name(serde_json::to_value(figure.scope)),
            modality: name(serde_json::to_value(figure.modality)),
        });
        let document = Document::of_text(&format!("own-{index}"), Text::new(own.text.clone()));
        GoldReport { claims: claims.collect(), document, whole: false }
    };
    own().into_iter().enumerate().map(report).collect()
}

/// The scorer's rule for two texts that name the same: shared words are half of the shorter and a third of the longer.
pub fn same_text(a: &str, b: &str) -> bool {
    let (a, b) = (content_words(a), content_words(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared > 0 && shared * 2 >= a.len().min(b.len()) && shared * 3 >= a.len().max(b.len())
}

/// The scorer's rule for two names: one's words are among the other's, or half of all are shared.
pub fn same_name(a: &str, b: &str) -> bool {
    let (a, b) = (content_words(a), content_words(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared > 0 && (shared == a.len() || shared == b.len() || shared * 2 >= a.len() + b.len() - shared)
}

fn content_words(text: &str) -> Vec<String> {
    const STOP: &str = " the a an of in on at its their his her our for and to by from with s us ";
    let text = text.to_lowercase().replace("'s", "");
    let mut words: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !STOP.contains(&format!(" {word} ")))
        .map(str::to_owned)
        .collect();
    words.sort();
    words.dedup();
    words
}
