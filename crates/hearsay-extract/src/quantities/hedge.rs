//! Hedges before and after a number.

use crate::layer::Ids;
use crate::lexicon::rows;
use crate::tokens::Token;
use crate::words::Words;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a hedge does to its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    /// "around 300"
    About,
    /// "more than 300"
    Least,
    /// "up to 300"
    Most,
    /// "nearly 300"
    Nearly,
    /// "only 300"
    Exact,
}

struct Phrase {
    words: Vec<&'static str>,
    bound: Bound,
}

/// Hedges by the word that stands next to the number.
struct Hedges {
    before: HashMap<&'static str, Vec<Phrase>>,
    after: HashMap<&'static str, Vec<Phrase>>,
}

fn hedges() -> &'static Hedges {
    static HEDGES: OnceLock<Hedges> = OnceLock::new();
    HEDGES.get_or_init(|| {
        let mut all = Hedges { before: HashMap::new(), after: HashMap::new() };
        for row in rows(include_str!("../../data/quantities/hedges.tsv")) {
            let [side, what, phrase] = row[..] else { continue };
            let bound = match what {
                "about" => Bound::About,
                "least" => Bound::Least,
                "most" => Bound::Most,
                "nearly" => Bound::Nearly,
                _ => Bound::Exact,
            };
            let words: Vec<&'static str> = phrase.split_whitespace().collect();
            let (by, key) = match side {
                "before" => (&mut all.before, words.last()),
                _ => (&mut all.after, words.first()),
            };
            if let Some(&key) = key {
                by.entry(key).or_default().push(Phrase { words, bound });
            }
        }
        for phrases in all.before.values_mut().chain(all.after.values_mut()) {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        all
    })
}

/// The hedge that ends before token `at`: where it starts, and what it does. Hedges may be stacked ("at least another
/// 30"): the one that bounds wins.
pub(super) fn before(words: &Words, within: Ids<Token>, at: usize) -> (usize, Option<Bound>) {
    let (mut start, mut bound) = (at, None);
    while let Some((from, found)) = one_before(words, within, start) {
        // "the", "all" and "other" bound nothing and are no part of the figure, unless a hedge stands before them.
        start = from;
        if bound.is_none() || bound == Some(Bound::Exact) {
            bound = Some(found);
        }
    }
    match bound {
        Some(Bound::Exact) | None => (at, bound),
        _ => (start, bound),
    }
}

fn one_before(words: &Words, within: Ids<Token>, at: usize) -> Option<(usize, Bound)> {
    let last = words.near(within, at as isize - 1);
    hedges().before.get(last)?.iter().find_map(|phrase| {
        let start = at as isize - phrase.words.len() as isize;
        let fits = phrase.words.iter().enumerate().all(|(i, &word)| words.near(within, start + i as isize) == word);
        fits.then_some((start.max(0) as usize, phrase.bound))
    })
}

/// The hedge that starts at token `at`: where it ends, and what it does.
pub(super) fn after(words: &Words, within: Ids<Token>, at: usize) -> (usize, Option<Bound>) {
    let first = words.near(within, at as isize);
    let found = hedges().after.get(first).and_then(|phrases| {
        phrases.iter().find(|phrase| {
            phrase.words.iter().enumerate().all(|(i, &word)| words.near(within, (at + i) as isize) == word)
        })
    });
    match found {
        Some(phrase) => (at + phrase.words.len(), Some(phrase.bound)),
        None => (at, trailing(words, within, at)),
    }
}

/// "20 civilians at least": the hedge after the noun, where no number follows it.
fn trailing(words: &Words, within: Ids<Token>, at: usize) -> Option<Bound> {
    (at + 1..at + 4).find_map(|i| {
        let hedge = words.near(within, i as isize) == "at" && words.near(within, i as isize + 1) == "least";
        let next = words.near(within, i as isize + 2);
        let ends = next.is_empty()
            || next.starts_with(|c: char| c.is_ascii_punctuation())
            || matches!(next, "were" | "have" | "was" | "had");
        (hedge && ends).then_some(Bound::Least)
    })
}
