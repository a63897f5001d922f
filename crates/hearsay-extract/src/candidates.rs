//! Sentences that may hold a figure, seen from the words alone, before anything is parsed.

use crate::counted::needs_noun;
use crate::events::{REACH, gap};
use crate::groups::{group_at, sides_in};
use crate::layer::{Id, Layer};
use crate::measures::{MeasureMention, measures};
use crate::quantities::{QuantityMention, quantities};
use crate::words::Words;

/// A noun stands no further from its number than this, in tokens: what counts it ends before.
const NOUN: usize = 16;

/// What can be seen of figures in the words alone.
pub(crate) struct Candidates {
    /// For each sentence, whether a number and a word of a measure stand in it so near that they could be an event. No
    /// event is in any other sentence.
    pub(crate) may: Vec<bool>,
    pub(crate) quantities: Layer<QuantityMention>,
    pub(crate) measures: Layer<MeasureMention>,
}

/// The candidates of a text; none where no sentence may hold a figure.
pub(crate) fn candidates(words: &Words) -> Option<Candidates> {
    let measures = measures(words);
    if measures.is_empty() {
        return None;
    }
    let quantities = quantities(words);
    let may = near(words, &quantities, measures.of(measures.ids()));
    may.contains(&true).then_some(Candidates { may, quantities, measures })
}

fn near(words: &Words, quantities: &Layer<QuantityMention>, measures: &[MeasureMention]) -> Vec<bool> {
    let mut may = vec![false; words.sentences.len()];
    for quantity in quantities.iter() {
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
