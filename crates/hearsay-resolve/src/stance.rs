//! Whether a stance that a report gives to somebody is towards the number of a claim, and not towards something else told
//! beside it.

use crate::reach::sentence;
use hearsay_core::{Span, StanceOn, Text};

/// What is denied where a number is denied: the number, the dead and wounded, the deployment. To deny an attack, a ransom
/// or a part in it is to say nothing about the number.
const OF_NUMBERS: [&str; 16] = [
    "figure",
    "number",
    "toll",
    "tally",
    "count ",
    "the claim",
    "the report",
    "losses",
    "casualt",
    "death",
    "dead",
    "killed",
    "killing",
    "died",
    "deploy",
    "wounded",
];

/// Whether the stance bears on the claim with that evidence: it stands in the claim's sentence or one close after it, and
/// speaks of numbers, or of those who are counted, or only of "it".
pub(crate) fn bears(on: &StanceOn, evidence: Span, text: &Text) -> bool {
    let own = sentence(text, evidence);
    let stance = sentence(text, on.quote.span);
    let close = stance == own || (stance.start() >= own.end() && stance.start() - own.end() <= CLOSE);
    let words = text.at(stance).trim_end_matches(['.', '"', '”', ' ']).to_lowercase();
    let it = [" it", " this", " that"].iter().any(|word| words.ends_with(word));
    close && (it || OF_NUMBERS.iter().any(|word| words.contains(word)))
}

/// Bytes between the sentence of a claim and that of the stance: a sentence may stand between.
const CLOSE: u32 = 200;

#[test]
fn a_denial_of_something_else_is_not_one_of_the_number() {
    use hearsay_core::{Quote, Stance};
    let bears_on = |text: &str, cue: &str| {
        let text = Text::from(text);
        let at = |words: &str| {
            let start = text.as_str().find(words).unwrap() as u32;
            Span::new(start, start + words.len() as u32)
        };
        let quote = Quote::new(at(cue), cue);
        let on = StanceOn { holder: "Norland".to_owned(), stance: Stance::Denies, quote };
        bears(&on, at("12 sailors were killed"), &text)
    };
    assert!(bears_on("Vardia said 12 sailors were killed. Norland denied the figure.", "denied"));
    assert!(bears_on("Vardia said 12 sailors were killed. Norland denied it.", "denied"));
    assert!(!bears_on("Vardia said 12 sailors were killed. Norland denied paying a ransom.", "denied"));
}
