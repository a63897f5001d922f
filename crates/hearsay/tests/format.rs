//! The public format is a promise: its JSON Schema in `docs/format/` is the one that the types give, and every offset
//! finds its words.
//!
//! `UPDATE_FORMAT=1 cargo test -p hearsay --test format` rewrites the schemas; a change of them is a change of the
//! promise and needs a decision record.

use hearsay_core::format::{Recorded, Report, Review, ReviewNumbers};
use hearsay_core::{Document, Text};
use proptest::prelude::*;
use std::path::Path;

#[test]
fn the_schemas_are_those_of_the_types() {
    compare("document.schema.json", &schemars::schema_for!(Report));
    compare("claim.schema.json", &schemars::schema_for!(Recorded));
    compare("review.schema.json", &schemars::schema_for!(Review));
    compare("numbers.schema.json", &schemars::schema_for!(ReviewNumbers));
}

fn compare(name: &str, schema: &schemars::Schema) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/format").join(name);
    let made = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if std::env::var_os("UPDATE_FORMAT").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "{} differs from the types; UPDATE_FORMAT=1 rewrites it", path.display());
}

/// What is printed of a text.
fn report(text: &str) -> Report {
    let mut document = Document::of_text("x", Text::from(text));
    document.published = "2025-01-13".parse().ok();
    let document = document.identified();
    Report::of(&document, &hearsay_extract::extract(&document))
}

/// Every pair of offsets of the JSON lies in the text, and `text[start:end]` is the text beside it.
fn check_offsets(value: &serde_json::Value, letters: &[char]) {
    match value {
        serde_json::Value::Object(object) => {
            let number = |key: &str| object.get(key).and_then(serde_json::Value::as_u64).map(|n| n as usize);
            if let (Some(start), Some(end)) = (number("start"), number("end")) {
                assert!(start <= end && end <= letters.len(), "{object:?}");
                if let Some(text) = object.get("text").and_then(|text| text.as_str()) {
                    assert_eq!(String::from_iter(&letters[start..end]), text);
                }
            }
            object.values().for_each(|value| check_offsets(value, letters));
        }
        serde_json::Value::Array(array) => array.iter().for_each(|value| check_offsets(value, letters)),
        _ => {}
    }
}

fn check(text: &str) -> Report {
    let report = report(text);
    let letters: Vec<char> = text.chars().collect();
    check_offsets(&serde_json::to_value(&report).unwrap(), &letters);
    for attribution in &report.attributions {
        let pieces = attribution.source.iter().chain(&attribution.cue).chain(&attribution.content);
        pieces.for_each(|&[start, end]| assert!(start <= end && end as usize <= letters.len()));
        assert!(attribution.within.is_none_or(|within| (within as usize) < report.attributions.len()));
    }
    report
}

/// Pieces that make sentences with figures, hedges, sources and marks of all widths.
const PIECES: &[&str] = &[
    "Around 300 ",
    "soldiers ",
    "were killed ",
    "and 2,700 wounded",
    ", the ministry said",
    ". ",
    "\n\n",
    "“",
    "”",
    "—",
    "Élodie Ünal ",
    "told reporters ",
    "that ",
    "at least a dozen ",
    "in Łódź ",
    "on Monday ",
    "😀",
    "200 to 300 ",
    "people ",
    "according to ",
    "the army",
    ", citing ",
    "he said",
    "No one ",
    "was hurt",
    "\u{301}",
    "\u{200B}",
    "北京 ",
    "three of them children",
    "(",
    ")",
    "1,5",
    "2.5 million ",
    "…",
    "'",
    "deaths ",
    "toll rose to ",
    "tanks ",
    "\t",
    "\r\n",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn every_offset_finds_its_words(picks in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = picks.into_iter().map(|pick| PIECES[pick]).collect();
        check(&text);
    }

    #[test]
    fn any_text_gives_a_result(text in "\\PC{0,300}") {
        check(&text);
    }

    #[test]
    fn the_same_bytes_give_the_same_result(picks in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = picks.into_iter().map(|pick| PIECES[pick]).collect();
        prop_assert_eq!(report(&text), report(&text));
    }

    #[test]
    fn a_report_comes_back_from_its_json(picks in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = picks.into_iter().map(|pick| PIECES[pick]).collect();
        let report = report(&text);
        let json = serde_json::to_string(&report).unwrap();
        prop_assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
    }
}

#[test]
fn every_beginning_of_a_report_gives_a_result() {
    let text = include_str!("article.txt");
    for (at, _) in text.char_indices() {
        check(&text[..at]);
    }
    check(text);
}
