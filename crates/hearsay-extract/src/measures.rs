//! Words that tell what happened to those counted: "killed", "dead", "the death toll".

use crate::layer::{Id, Ids, Layer};
use crate::lexicon::rows;
use crate::phrases::Phrases;
use crate::tokens::Token;
use crate::words::Words;
use hearsay_core::Measure;
use std::sync::OnceLock;

/// How the affected stand to the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Turn {
    /// They are its object or passive subject.
    Object,
    /// They are its subject.
    Subject,
    /// It is said of them.
    State,
    /// It is a noun that counts them.
    Count,
    /// It tells the measure only beside the right words.
    Weak,
}

impl Turn {
    /// The word of the data file.
    pub const fn name(self) -> &'static str {
        match self {
            Turn::Object => "object",
            Turn::Subject => "subject",
            Turn::State => "state",
            Turn::Count => "count",
            Turn::Weak => "weak",
        }
    }
}

/// A word of a measure in the text. A word of several measures ("left") gives one mention for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasureMention {
    /// The words.
    pub tokens: Ids<Token>,
    /// What they measure.
    pub measure: Measure,
    /// How the affected stand to them.
    pub turn: Turn,
}

fn lexicon() -> &'static Phrases<(Measure, Turn)> {
    static LEXICON: OnceLock<Phrases<(Measure, Turn)>> = OnceLock::new();
    LEXICON.get_or_init(|| {
        Phrases::new(rows(include_str!("../data/events/measures.tsv")).flat_map(|row| {
            let measure = row.first().and_then(|name| Measure::from_name(name));
            let turn = match row.get(1) {
                Some(&"object") => Turn::Object,
                Some(&"subject") => Turn::Subject,
                Some(&"state") => Turn::State,
                Some(&"count") => Turn::Count,
                _ => Turn::Weak,
            };
            let phrases = row.get(2).copied().unwrap_or("").split('|').filter(|phrase| !phrase.is_empty());
            measure.into_iter().flat_map(move |measure| phrases.clone().map(move |phrase| (phrase, (measure, turn))))
        }))
    })
}

/// The words of measures in these sentences, in order of the text.
pub fn measures(words: &Words) -> Layer<MeasureMention> {
    let mut found = Vec::new();
    for sentence in words.sentences.iter() {
        let mut at = sentence.tokens.range().start;
        while at < sentence.tokens.range().end {
            let mut longest = None;
            for (tokens, (measure, turn)) in lexicon().all_at(words, sentence.tokens, Id::new(at)) {
                // Shorter phrases inside a longer one of the same start are part of it.
                if *longest.get_or_insert(tokens.len()) > tokens.len() {
                    break;
                }
                found.push(MeasureMention { tokens, measure, turn });
            }
            at += longest.unwrap_or(1).max(1);
        }
    }
    Layer::new(found)
}
