//! Whether a sentence ends between two tokens of a paragraph.

use crate::lexicon::rows;
use crate::tokens::{Abbreviation, abbreviation};
use std::collections::HashSet;
use std::sync::OnceLock;

/// Whether a sentence that began at token `first` ends before token `next`.
pub fn ends_before(text: &str, tokens: &[(u32, u32)], first: usize, next: usize) -> bool {
    let word = |index: usize| &text[tokens[index].0 as usize..tokens[index].1 as usize];
    // Step back over what closes after the stop.
    let mut stop = next - 1;
    while stop > first && is_closing(word(stop)) && touches(tokens, stop) {
        stop -= 1;
    }
    let last = word(stop);
    let following = word(next);
    if is_closing(following) && touches(tokens, next) {
        return false;
    }
    let opener = (next..tokens.len()).take(3).map(word).find(|word| word.chars().any(char::is_alphanumeric));
    let capital = opener.is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
    let bullet = matches!(following, "\u{2022}" | "*" | "-");
    if is_face(following) || stop == first + 1 && is_number(word(first)) {
        return false;
    }
    if is_face(last) {
        return stop > first && word(stop - 1).starts_with(['.', '!', '?']) || capital;
    }
    let spaced = !touches(tokens, next) && stop + 1 == next;
    // A small letter after a stop that follows a plain word opens a sentence that was typed in haste.
    let plain = stop > first && word(stop - 1).len() > 2 && word(stop - 1).chars().all(char::is_lowercase);
    match last {
        "." => capital || bullet || spaced && (plain || opener.is_none()),
        _ if last.starts_with(['!', '?']) => capital || bullet || spaced,
        _ if last.starts_with(['.', '\u{2026}']) => capital && !touches(tokens, next),
        _ => last.len() > 1 && last.ends_with('.') && after_abbreviation(last, opener, capital),
    }
}

/// Whether no space stands before the token.
fn touches(tokens: &[(u32, u32)], index: usize) -> bool {
    index > 0 && tokens[index - 1].1 == tokens[index].0
}

/// A smile or another face made of marks.
fn is_face(word: &str) -> bool {
    matches!(word, ":)" | ":-)" | ";)" | ";-)" | ":(" | ":-(" | ":D" | ":P" | "=)" | "<3")
}

/// The number of an item of a list.
fn is_number(word: &str) -> bool {
    word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_closing(word: &str) -> bool {
    matches!(word, "\"" | "'" | "''" | "\u{2019}" | "\u{201d}" | ")" | "]" | "}" | "\u{bb}" | "\u{2019}\u{2019}")
}

/// Whether a sentence ends at an abbreviation that keeps its stop.
fn after_abbreviation(last: &str, opener: Option<&str>, capital: bool) -> bool {
    static OPENERS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let openers = OPENERS.get_or_init(|| {
        rows(include_str!("../../data/tokens/openers.tsv")).flat_map(|row| row[0].split('|')).collect()
    });
    if !capital || last.chars().count() == 2 {
        return false;
    }
    let kind = abbreviation(last.trim_end_matches('.'));
    !matches!(kind, Some(Abbreviation::Title | Abbreviation::Number))
        && opener.is_some_and(|word| openers.contains(word.to_lowercase().as_str()))
}
