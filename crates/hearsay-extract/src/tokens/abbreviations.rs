//! The words whose stop belongs to them.

use crate::lexicon::rows;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What may follow an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// A name: the sentence goes on.
    Title,
    /// A figure; before anything else it is a plain word.
    Number,
    /// Part of a date.
    Month,
    /// Anything, the end of the sentence included.
    Plain,
}

/// The kind of abbreviation that `word` is, written without its last stop.
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    static KNOWN: OnceLock<HashMap<&'static str, Abbreviation>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let mut known = HashMap::new();
        for row in rows(include_str!("../../data/tokens/abbreviations.tsv")) {
            let kind = match row[0] {
                "title" => Abbreviation::Title,
                "number" => Abbreviation::Number,
                "month" => Abbreviation::Month,
                _ => Abbreviation::Plain,
            };
            known.extend(row.get(1).copied().unwrap_or("").split('|').map(|word| (word, kind)));
        }
        known
    });
    if word.len() > 8 {
        return None;
    }
    known.get(word.to_ascii_lowercase().as_str()).copied()
}
