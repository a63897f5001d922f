//! How a source stands to what is said, by the words of its cue.

use crate::cues::cue_word;
use crate::layer::{Id, Ids};
use crate::lexicon::rows;
use crate::tokens::Token;
use crate::words::Words;
use hearsay_core::Stance;
use std::collections::HashMap;
use std::sync::OnceLock;

fn from_name(name: &str) -> Stance {
    match name {
        "denies" => Stance::Denies,
        "confirms" => Stance::Confirms,
        "not_acknowledged" => Stance::NotAcknowledged,
        "accuses" => Stance::Accuses,
        "declines_comment" => Stance::DeclinesComment,
        "questions" => Stance::Questions,
        _ => Stance::Asserts,
    }
}

fn stances() -> &'static HashMap<&'static str, (Stance, Stance)> {
    static STANCES: OnceLock<HashMap<&'static str, (Stance, Stance)>> = OnceLock::new();
    STANCES.get_or_init(|| {
        let mut stances = HashMap::new();
        for row in rows(include_str!("../data/attribution/stances.tsv")) {
            let (Some(plain), Some(words), Some(negated)) = (row.first(), row.get(1), row.get(2)) else { continue };
            for word in words.split('|') {
                stances.entry(word).or_insert((from_name(plain), from_name(negated)));
            }
        }
        stances
    })
}

/// Whether a word turns a cue into its opposite.
pub(crate) fn negates(word: &str) -> bool {
    matches!(word, "not" | "n't" | "n’t" | "never" | "no" | "without" | "neither" | "nor" | "nobody" | "none")
}

/// The stance that a cue takes. `around` are the tokens of its clause: a negation in the cue or up to four words before its
/// verb counts, and "neither" before its source.
pub(crate) fn stance_of(words: &Words, within: Ids<Token>, cue: Ids<Token>, source: Option<Ids<Token>>) -> Stance {
    let mut found = None;
    for token in cue.iter() {
        let word = words.lower(token);
        let base = cue_word(word).map_or(word, |(_, base)| base);
        if let Some(&stance) = stances().get(base).or_else(|| stances().get(word)) {
            // "declined to confirm", "refused to comment": the first word rules; "said it denied" the last of them.
            if found.is_none_or(|(stance, _): ((Stance, Stance), _)| stance.0 == Stance::Asserts) {
                found = Some((stance, token));
            }
        }
    }
    let Some(((plain, negated), token)) = found else { return Stance::Asserts };
    let from = cue.range().start.saturating_sub(2).max(within.range().start);
    let mut not = (from..token.index()).any(|at| negates(words.lower(Id::new(at))));
    if let Some(source) = source {
        let before = source.range().start.saturating_sub(1);
        let opens = |at: usize| matches!(words.lower(Id::new(at)), "neither" | "nobody" | "none" | "no");
        not |= source.iter().any(|token| opens(token.index())) || (before >= within.range().start && opens(before));
    }
    let stance = if not { negated } else { plain };
    if is_something_else(words, within, cue, token, stance) { Stance::Asserts } else { stance }
}

/// Whether what looks like a stance is none: a refusal to do something else than speak, a question that is put, a condition.
fn is_something_else(words: &Words, within: Ids<Token>, cue: Ids<Token>, token: Id<Token>, stance: Stance) -> bool {
    let at = |index: usize| words.near(within, index as isize);
    let next = token.index() + 1;
    match stance {
        // "Declined to pay", "refused to be named".
        Stance::DeclinesComment => {
            let opens = (next..next + 2).find(|&to| at(to) == "to");
            let own = cue_word(at(token.index())).is_some_and(|(_, base)| matches!(base, "decline" | "refuse"));
            own && opens.is_some_and(|to| !(to + 1..to + 4).any(|verb| speaks(at(verb))) || at(to + 1) == "be")
        }
        // "Reject paying ransoms".
        Stance::Denies => {
            at(next).len() > 4
                && at(next).ends_with("ing")
                && matches!(at(token.index()), "reject" | "rejects" | "rejected")
        }
        // "Took a question", "answered questions".
        Stance::Questions if matches!(at(token.index().wrapping_sub(1)), "a" | "the" | "any" | "another") => {
            cue_word(at(token.index())).is_some_and(|(_, base)| base == "question")
        }
        Stance::Questions => cue.iter().any(|one| {
            one != token
                && matches!(
                    words.lower(one),
                    "took"
                        | "take"
                        | "takes"
                        | "ask"
                        | "asked"
                        | "answer"
                        | "answered"
                        | "answering"
                        | "pose"
                        | "posed"
                        | "fielded"
                        | "no"
                        | "beyond"
                        | "without"
                )
        }),
        // "If it is confirmed", "yet to be confirmed".
        Stance::Confirms => (1..5).any(|back| {
            token
                .index()
                .checked_sub(back)
                .is_some_and(|index| matches!(at(index), "if" | "whether" | "unless" | "until" | "once"))
        }),
        _ => false,
    }
}

/// Verbs of telling that one may decline to do.
fn speaks(word: &str) -> bool {
    use crate::cues::CueClass;
    let told = |class| !matches!(class, CueClass::Attitude | CueClass::Think | CueClass::Word | CueClass::Ask);
    matches!(
        word,
        "discuss"
            | "provide"
            | "give"
            | "reveal"
            | "speculate"
            | "identify"
            | "name"
            | "share"
            | "offer"
            | "talk"
            | "address"
    ) || cue_word(word).is_some_and(|(class, _)| told(class))
}
