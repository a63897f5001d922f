//! The words of the public format, and what claims look like in linked data.

use hearsay_core::format::{Claim, Recorded};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// The namespace of the terms that no public vocabulary has. It names, it is no address.
pub const TERMS: &str = "urn:hearsay:term:";

/// The word of the public format: `not_acknowledged`.
pub fn term(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Words without line breaks.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `killed: about 300 (North Korean soldiers)`, in the words of the report.
pub fn in_words(claim: &Claim) -> String {
    let group = claim.affected.text.as_deref().map(|words| format!(" ({})", one_line(words))).unwrap_or_default();
    format!("{}: {}{group}", term(&claim.measure), one_line(&claim.quantity.text))
}

/// The name of a claim in linked data.
pub fn claim_name(recorded: &Recorded) -> String {
    format!("urn:hearsay:claim:{}", recorded.claim.id)
}

/// The name of a report in linked data.
pub fn document_name(recorded: &Recorded) -> String {
    format!("urn:hearsay:document:{}", recorded.report.document)
}

/// An address that may stand as a name in linked data: absolute, of the web, and without letters that an IRI forbids.
pub fn address(url: Option<&String>) -> Option<&str> {
    let url = url?.as_str();
    let web = url.starts_with("https://") || url.starts_with("http://");
    let forbidden = |letter: char| letter.is_whitespace() || letter.is_control() || "<>\"{}|\\^`".contains(letter);
    (web && !url.contains(forbidden)).then_some(url)
}

/// What the claim says, by the terms of the public format; what is not said is left out.
pub fn said(claim: &Claim) -> Map<String, Value> {
    let mut map = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            map.insert(format!("hearsay:{name}"), value);
        }
    };
    put("measure", json!(claim.measure));
    put("low", json!(claim.quantity.low));
    put("best", json!(claim.quantity.best));
    put("high", json!(claim.quantity.high));
    put("hedge", json!(claim.quantity.hedge));
    put("unit", json!(claim.quantity.unit));
    put("figure", json!(one_line(&claim.quantity.text)));
    put("group", json!(claim.affected.text.as_deref().map(one_line)));
    put("side", json!(claim.affected.side));
    put("role", json!(claim.affected.role));
    put("actor", json!(claim.actor.as_ref().map(|actor| one_line(&actor.text))));
    if let Some(place) = &claim.place {
        put("place", json!(place.name.clone().unwrap_or_else(|| one_line(&place.text))));
        put("country", json!(place.country));
        put("latitude", json!(place.lat));
        put("longitude", json!(place.lon));
        put("placePrecision", json!(place.precision));
    }
    if let Some(time) = &claim.time {
        put("from", day(time.from));
        put("to", day(time.to));
    }
    put("scope", json!(claim.scope));
    put("modality", json!(claim.modality));
    put("confidence", json!(claim.confidence));
    map
}

/// A day with its type.
pub fn day(day: Option<jiff::civil::Date>) -> Value {
    day.map_or(Value::Null, |day| json!({"@type": "xsd:date", "@value": day}))
}

/// The object without what is not known.
pub fn known(value: Value) -> Value {
    match value {
        Value::Object(map) => map.into_iter().filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>().into(),
        other => other,
    }
}
