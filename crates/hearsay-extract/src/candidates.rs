//! Sentences that may hold a figure, seen from the words alone, before anything is parsed.

use crate::counted::needs_noun;
use crate::events::{REACH, gap};
use crate::groups::{group_at, sides_in};
use crate::layer::{Id, Ids, Layer};
use crate::measures::{MeasureMention, Turn, measures};
use crate::quantities::{QuantityMention, quantities};
use crate::tokens::Token;
use crate::words::Words;
use hearsay_core::Measure;

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
        let within = words.sentences[sentence].tokens;
        let noun = || named(words, within, quantity) || !sides_in(words, within).is_empty();
        may[sentence.index()] =
            near.any(|one| may_tell(words, within, quantity, one)) && (!needs_noun(quantity.form) || noun());
    }
    may
}

/// Whether a number may be counted by a word of a measure, by the words alone. "Has", "led" and the other weak words of
/// deployment stand in every text: they tell it only of a number behind which people, weapons or a side are named.
pub(crate) fn may_tell(
    words: &Words,
    within: Ids<Token>,
    quantity: &QuantityMention,
    measure: &MeasureMention,
) -> bool {
    let everyday = measure.measure == Measure::Deployed && measure.turn == Turn::Weak;
    gap(quantity.tokens, measure.tokens) <= REACH
        && !quantity.number.contains(Id::new(measure.tokens.range().start))
        && (!everyday || named(words, within, quantity) || !sides_in(words, behind(within, quantity)).is_empty())
}

/// The stretch that holds the noun that a number counts, if it has one.
fn behind(within: Ids<Token>, quantity: &QuantityMention) -> Ids<Token> {
    let end = within.range().end.min(quantity.tokens.range().end + NOUN);
    Ids::new(quantity.number.range().start..end)
}

/// Whether people or things of the lexicon are named there.
fn named(words: &Words, within: Ids<Token>, quantity: &QuantityMention) -> bool {
    behind(within, quantity).iter().any(|token| group_at(words, within, token).is_some())
}
