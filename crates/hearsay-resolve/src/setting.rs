//! Where in its report a claim stands, and what the words around it say of it.

use crate::reach::sentence;
use hearsay_core::{Span, Text};
use std::sync::LazyLock;

/// The setting of a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Where its sentence begins.
    pub sentence: u32,
    /// Whether it stands where a report tells what it is about.
    pub lead: bool,
    /// Whether it is counted among others ("including", "among them").
    pub included: bool,
    /// Whether its sentence says that the number has changed.
    pub changed: bool,
    /// Whether the words before the number say that it takes another's place, whatever its size ("corrected to 12").
    pub mended: bool,
    /// Whether the words before the number say that it held once ("had earlier said that 12", "up from 12").
    pub earlier: bool,
    /// Whether the number is the mark of a note: "[117]".
    pub note: bool,
}

/// Bytes of a text in which it tells what it is about.
const LEAD: u32 = 700;
/// Bytes before a number in which a word makes it a part.
const BEFORE: usize = 60;
/// Words that make the number after them a part of one before.
const INCLUDED: [&str; 6] = ["includ", "among them", "among whom", "among the dead", "of them", "of whom"];
/// Words by which a number is known to have changed, in rows of `changes.tsv`.
static CHANGES: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let lines = include_str!("../data/figures/changes.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(row, words)| (row, words.split('|').collect())).collect()
});

/// Whether a text holds a word of a row of changes.
fn tells(row: &str, text: &str) -> bool {
    CHANGES.iter().any(|(name, words)| *name == row && words.iter().any(|word| text.contains(word)))
}

impl Setting {
    /// The setting of a claim by its evidence and its number.
    pub fn of(text: &Text, evidence: Span, number_span: Span) -> Setting {
        let whole = sentence(text, evidence);
        let around = text.at(whole);
        let number = (number_span.start().saturating_sub(whole.start()) as usize).min(around.len());
        let from = (number.saturating_sub(BEFORE)..=number).find(|&at| around.is_char_boundary(at)).unwrap_or(number);
        let ahead = around.get(..number).unwrap_or("").to_lowercase();
        let before = around.get(from..number).unwrap_or("").to_lowercase();
        let words = around.to_lowercase();
        let note = text.as_str().get(..number_span.start() as usize).is_some_and(|before| before.ends_with('['))
            && text.as_str().get(number_span.end() as usize..).is_some_and(|after| after.starts_with(']'));
        Setting {
            sentence: whole.start(),
            lead: evidence.start() < LEAD,
            included: INCLUDED.iter().any(|word| before.contains(word)),
            changed: ["rises", "mended", "earlier", "told"].iter().any(|row| tells(row, &words)),
            mended: tells("mended", &ahead),
            earlier: tells("earlier", &ahead),
            note,
        }
    }
}

#[test]
fn the_words_around_a_number_are_seen() {
    let text = Text::from("Calm. The toll rose to 12 people killed, including three women.[14]");
    let at = |words: &str| {
        let start = text.as_str().find(words).unwrap() as u32;
        Span::new(start, start + words.len() as u32)
    };
    let toll = Setting::of(&text, at("12 people killed"), at("12"));
    assert!(toll.changed && toll.lead && !toll.included);
    let part = Setting::of(&text, at("killed, including three women"), at("three"));
    assert!(part.included && part.sentence == toll.sentence && !part.note);
    assert!(Setting::of(&text, at("women.[14"), at("14")).note);
    let text = Text::from("It had earlier said that 9 died. The toll rose to 12 dead, up from 9.");
    let found = |words: &str| {
        let start = text.as_str().find(words).unwrap() as u32;
        let span = Span::new(start, start + words.len() as u32);
        Setting::of(&text, span, span).earlier
    };
    assert_eq!([found("9 died"), found("12 dead"), found("9.")], [true, false, true]);
}
