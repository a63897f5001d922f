//! Sentences that may hold a figure, seen from the words alone, before anything is parsed.

use crate::counted::needs_noun;
use crate::events::{REACH, gap};
use crate::groups::{group_at, sides_in};
use crate::layer::Id;
use crate::measures::measures;
use crate::quantities::quantities;
use crate::words::Words;

/// A noun stands no further from its number than this, in tokens: what counts it ends before.
const NOUN: usize = 16;

/// For each sentence, whether a number and a word of a measure stand in it so near that they could be an event. No
/// event is in any other sentence.
pub(crate) fn candidates(words: &Words) -> Vec<bool> {
    let measures = measures(words);
    let measures = measures.of(measures.ids());
    let mut may = vec![false; words.sentences.len()];
    if measures.is_empty() {
        return may;
    }
    for quantity in quantities(words).iter() {
        let number = quantity.number.range();
        let Some(sentence) = words.sentence_of(Id::new(number.start)) else { continue };
        if may[sentence.index()] {
            continue;
        }
        let within = words.sentences[sentence].tokens.range();
        let from = measures.partition_point(|measure| measure.tokens.range().start < within.start);
        let mut near = measures[from..].iter().take_while(|measure| measure.tokens.range().start < within.end);
        let noun = || {
            let end = within.end.min(quantity.tokens.range().end + NOUN);
            let tokens = words.sentences[sentence].tokens;
            let named = |at| group_at(words, tokens, Id::new(at)).is_some();
            (number.start..end).any(named) || !sides_in(words, tokens).is_empty()
        };
        may[sentence.index()] = near
            .any(|one| gap(quantity.tokens, one.tokens) <= REACH && !number.contains(&one.tokens.range().start))
            && (!needs_noun(quantity.form) || noun());
    }
    may
}
