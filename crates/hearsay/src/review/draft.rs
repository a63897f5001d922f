//! A claim as a form: every field in words that a person can change, and back to corrections.

use super::places::quote;
use super::values::word;
use hearsay_core::{
    Claim, Correction, Document, Hedge, Place, Quantity, Quote, Role, Source, SourceKind, Span, Time, Unit,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt;

/// How a part of the form is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of some words.
    OneOf(&'static [&'static str]),
    /// Words of the report.
    Words,
    /// Any text of one line.
    Text,
    /// A whole number, or nothing.
    Number,
    /// Degrees, or nothing.
    Degrees,
    /// A day, or nothing.
    Day,
    /// A source a line: name, kind and words of the report, parted by bars.
    Lines,
}

/// A part of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name in forms and on the command line.
    pub name: &'static str,
    /// The field of the claim that it belongs to.
    pub field: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// How it is filled in.
    pub kind: Kind,
}

const MEASURES: &[&str] = &[
    "killed",
    "wounded",
    "casualties",
    "missing",
    "captured",
    "detained",
    "abducted",
    "released",
    "surrendered",
    "displaced",
    "deployed",
    "destroyed",
];
const HEDGES: &[&str] = &["exact", "about", "at_least", "at_most", "between", "vague"];
const UNITS: &[&str] =
    &["people", "vehicles", "aircraft", "drones", "missiles", "artillery", "ships", "buildings", "other"];
const ROLES: &[&str] = &["military", "militant", "police", "civilian", "mixed", "unknown"];
const SCOPES: &[&str] = &["incident", "cumulative"];
const MODALITIES: &[&str] = &["asserted", "reported", "estimated", "denied", "hypothetical"];
const PRECISIONS: &[&str] = &["1", "2", "3", "4", "5", "6", "7"];

const fn part(name: &'static str, field: &'static str, label: &'static str, kind: Kind) -> Part {
    Part { name, field, label, kind }
}

/// What was filled in for each part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft(BTreeMap<&'static str, String>);

/// Why a draft is no correction.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DraftError {
    /// Nothing differs from the claim.
    Unchanged,
    /// The words do not stand in the report.
    NotThere {
        /// The part.
        part: &'static str,
        /// The words.
        words: String,
    },
    /// What was filled in is of no use there.
    NotSo {
        /// The part.
        part: &'static str,
        /// What it takes.
        takes: &'static str,
    },
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DraftError::Unchanged => f.write_str("nothing was changed; a claim that is read right is accepted"),
            DraftError::NotThere { part, words } => {
                write!(f, "{part}: the words “{words}” do not stand in the report")
            }
            DraftError::NotSo { part, takes } => write!(f, "{part}: give {takes}"),
        }
    }
}

impl std::error::Error for DraftError {}

impl Draft {
    /// Every part, in the order of the form.
    pub const PARTS: [Part; 23] = [
        part("measure", "measure", "what is counted", Kind::OneOf(MEASURES)),
        part("figure", "quantity", "the number, as written", Kind::Words),
        part("low", "quantity", "least", Kind::Number),
        part("best", "quantity", "named", Kind::Number),
        part("high", "quantity", "most", Kind::Number),
        part("hedge", "quantity", "hedge", Kind::OneOf(HEDGES)),
        part("unit", "quantity", "unit", Kind::OneOf(UNITS)),
        part("group", "group", "of whom, as written", Kind::Words),
        part("side", "side", "whose", Kind::Text),
        part("role", "role", "who they are", Kind::OneOf(ROLES)),
        part("actor", "actor", "by whom, as written", Kind::Words),
        part("place", "place", "where, as written", Kind::Words),
        part("place_name", "place", "name of the place", Kind::Text),
        part("country", "place", "country code", Kind::Text),
        part("lat", "place", "degrees north", Kind::Degrees),
        part("lon", "place", "degrees east", Kind::Degrees),
        part("precision", "place", "precision", Kind::OneOf(PRECISIONS)),
        part("time", "time", "when, as written", Kind::Words),
        part("from", "time", "first day", Kind::Day),
        part("to", "time", "last day", Kind::Day),
        part("scope", "scope", "one event or a total", Kind::OneOf(SCOPES)),
        part("modality", "modality", "how surely it is said", Kind::OneOf(MODALITIES)),
        part("chain", "chain", "who says it, nearest first", Kind::Lines),
    ];

    /// The claim as it is.
    pub fn of(claim: &Claim) -> Draft {
        let words = |quote: Option<&Quote>| quote.map(|quote| one_line(&quote.text)).unwrap_or_default();
        let (quantity, place, time) = (&claim.quantity, claim.place.as_ref(), claim.time.as_ref());
        let chain = claim.chain.iter().map(|source| {
            let words = words(source.quote.as_ref());
            format!("{} | {} | {words}", one_line(&source.name), word(&source.kind))
                .trim_end_matches([' ', '|'])
                .to_owned()
        });
        Draft(BTreeMap::from([
            ("measure", word(&claim.measure)),
            ("figure", words(Some(&quantity.quote))),
            ("low", text(quantity.low)),
            ("best", text(quantity.best)),
            ("high", text(quantity.high)),
            ("hedge", word(&quantity.hedge)),
            ("unit", word(&quantity.unit)),
            ("group", words(claim.affected.quote.as_ref())),
            ("side", text(claim.affected.side.as_deref())),
            ("role", word(&claim.affected.role)),
            ("actor", words(claim.actor.as_ref())),
            ("place", words(place.map(|place| &place.quote))),
            ("place_name", text(place.and_then(|place| place.name.as_deref()))),
            ("country", text(place.and_then(|place| place.country.as_deref()))),
            ("lat", text(place.and_then(|place| place.lat))),
            ("lon", text(place.and_then(|place| place.lon))),
            ("precision", text(place.map(|place| place.precision))),
            ("time", words(time.map(|time| &time.quote))),
            ("from", text(time.and_then(|time| time.from))),
            ("to", text(time.and_then(|time| time.to))),
            ("scope", word(&claim.scope)),
            ("modality", word(&claim.modality)),
            ("chain", chain.collect::<Vec<_>>().join("\n")),
        ]))
    }

    /// What stands in a part.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Fills in a part; tells whether there is one of that name.
    pub fn set(&mut self, name: &str, value: &str) -> bool {
        let part = Draft::PARTS.iter().find(|part| part.name == name);
        part.is_some_and(|part| {
            let value = if part.kind == Kind::Lines { value.trim().replace("\r\n", "\n") } else { one_line(value) };
            self.0.insert(part.name, value);
            true
        })
    }

    /// What differs from the claim, as corrections. Only parts that were changed are looked at, so that what stands in the
    /// claim stays letter for letter.
    pub fn corrections(&self, claim: &Claim, document: &Document) -> Result<Vec<Correction>, DraftError> {
        let before = Draft::of(claim);
        let filled = Filled { draft: self, document, near: claim.evidence.span };
        let mut corrections = Vec::new();
        for field in Correction::FIELDS {
            let mut parts = Draft::PARTS.iter().filter(|part| part.field == field);
            if parts.any(|part| self.get(part.name) != before.get(part.name)) {
                corrections.push(filled.correction(field, claim, &before)?);
            }
        }
        if corrections.is_empty() { Err(DraftError::Unchanged) } else { Ok(corrections) }
    }
}

/// A draft on its way back to values.
struct Filled<'a> {
    draft: &'a Draft,
    document: &'a Document,
    near: Span,
}

impl Filled<'_> {
    fn correction(&self, field: &'static str, claim: &Claim, before: &Draft) -> Result<Correction, DraftError> {
        let kept = |name: &'static str, quote: Option<&Quote>| {
            if self.draft.get(name) == before.get(name) { Ok(quote.cloned()) } else { self.words(name) }
        };
        Ok(match field {
            "measure" => Correction::Measure(self.one_of("measure")?),
            "quantity" => Correction::Quantity(Quantity {
                low: self.parsed("low", "a whole number or nothing")?,
                best: self.parsed("best", "a whole number or nothing")?,
                high: self.parsed("high", "a whole number or nothing")?,
                hedge: self.one_of::<Hedge>("hedge")?,
                unit: self.one_of::<Unit>("unit")?,
                quote: kept("figure", Some(&claim.quantity.quote))?
                    .ok_or(DraftError::NotSo { part: "figure", takes: "the words of the number" })?,
            }),
            "group" => Correction::Group(self.words("group")?),
            "side" => Correction::Side(self.line("side")),
            "role" => Correction::Role(self.one_of::<Role>("role")?),
            "actor" => Correction::Actor(self.words("actor")?),
            "place" => Correction::Place(match kept("place", claim.place.as_ref().map(|place| &place.quote))? {
                None => None,
                Some(quote) => Some(Place {
                    quote,
                    name: self.line("place_name"),
                    country: self.line("country"),
                    lat: self.parsed("lat", "degrees such as 51.7, or nothing")?,
                    lon: self.parsed("lon", "degrees such as 36.2, or nothing")?,
                    precision: self.parsed("precision", "1 to 7")?.unwrap_or(7),
                }),
            }),
            "time" => Correction::Time(match kept("time", claim.time.as_ref().map(|time| &time.quote))? {
                None => None,
                Some(quote) => Some(Time {
                    quote,
                    from: self.parsed("from", "a day such as 2025-01-13, or nothing")?,
                    to: self.parsed("to", "a day such as 2025-01-13, or nothing")?,
                }),
            }),
            "scope" => Correction::Scope(self.one_of("scope")?),
            "modality" => Correction::Modality(self.one_of("modality")?),
            _ => Correction::Chain(self.chain(&claim.chain)?),
        })
    }

    /// Words of the report; none where the part is empty.
    fn words(&self, part: &'static str) -> Result<Option<Quote>, DraftError> {
        self.find(part, self.draft.get(part))
    }

    fn find(&self, part: &'static str, words: &str) -> Result<Option<Quote>, DraftError> {
        if words.trim().is_empty() {
            return Ok(None);
        }
        let found = quote(&self.document.text, words, self.near);
        found.map(Some).ok_or_else(|| DraftError::NotThere { part, words: words.chars().take(200).collect() })
    }

    fn line(&self, part: &str) -> Option<String> {
        let text = self.draft.get(part);
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn parsed<T: std::str::FromStr>(&self, part: &'static str, takes: &'static str) -> Result<Option<T>, DraftError> {
        let text = self.draft.get(part);
        let bare: String = text.chars().filter(|&letter| letter != ',').collect();
        if bare.is_empty() {
            return Ok(None);
        }
        bare.parse().map(Some).map_err(|_| DraftError::NotSo { part, takes })
    }

    fn one_of<T: DeserializeOwned>(&self, part: &'static str) -> Result<T, DraftError> {
        let not_so = DraftError::NotSo { part, takes: "one of the words of the form" };
        known(self.draft.get(part)).ok_or(not_so)
    }

    /// The chain, a source a line. A source that is named as before keeps its words where none are given anew.
    fn chain(&self, before: &[Source]) -> Result<Vec<Source>, DraftError> {
        let takes = "a source a line: name | kind | words of the report";
        let lines = self.draft.get("chain").lines().map(str::trim).filter(|line| !line.is_empty());
        lines
            .map(|line| {
                let mut parts = line.splitn(3, '|').map(str::trim);
                let name = parts.next().filter(|name| !name.is_empty());
                let name = name.ok_or(DraftError::NotSo { part: "chain", takes })?.to_owned();
                let kept = before.iter().find(|source| one_line(&source.name) == name);
                let kind = match parts.next().filter(|kind| !kind.is_empty()) {
                    Some(kind) => known::<SourceKind>(kind).ok_or(DraftError::NotSo { part: "chain", takes })?,
                    None => kept.map_or(SourceKind::Anonymous, |source| source.kind),
                };
                let kept = kept.and_then(|source| source.quote.as_ref());
                let quote = match parts.next().filter(|words| !words.is_empty()) {
                    Some(words) => match kept.filter(|quote| one_line(&quote.text) == one_line(words)) {
                        Some(kept) => Some(kept.clone()),
                        None => self.find("chain", words)?,
                    },
                    None => None,
                };
                Ok(Source { name, kind, quote })
            })
            .collect()
    }
}

/// A word of the public format, as people may type it.
fn known<T: DeserializeOwned>(typed: &str) -> Option<T> {
    let word = typed.trim().to_lowercase().replace([' ', '-'], "_");
    serde_json::from_value(serde_json::Value::String(word)).ok()
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| one_line(&value.to_string())).unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "draft_tests.rs"]
mod tests;
