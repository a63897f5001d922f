//! Stances of others towards a claim, found in the same report.

use super::Voices;
use super::links::class_of;
use crate::layer::{Id, Ids};
use crate::stance::negates;
use crate::tokens::Token;
use hearsay_core::{Stance, StanceOn};

/// Sentences after the claim in which the outlet may say that it is not verified.
const REACH: usize = 3;

/// Sentences after the claim in which somebody may answer it: further on he answers something else.
const ANSWERS: usize = 1;

/// Relations with a stance of their own (denies, confirms, questions, …) that hold the claim in their content, or stand
/// close after it and answer it.
pub(crate) fn stances(voices: &Voices, evidence: Ids<Token>, head: Id<Token>) -> Vec<StanceOn> {
    let (sentence, _) = voices.sentence(head);
    let mut found: Vec<StanceOn> = Vec::new();
    for id in voices.relations.ids().iter() {
        let relation = &voices.relations[id];
        if relation.stance == Stance::Asserts || class_of(voices, relation).is_none() {
            continue;
        }
        let (at, _) = voices.sentence(Id::new(relation.cue.range().start));
        let holds = relation.says(head);
        // What is not acknowledged in the very next sentence is what was just told.
        let next = relation.stance == Stance::NotAcknowledged && at == sentence + 1;
        let answers = at >= sentence
            && at <= sentence + ANSWERS
            && !holds
            && relation.cue.range().start >= evidence.range().end
            && (next || answers(voices, relation.cue, relation.content.as_slice(), relation.stance));
        if !(holds || answers) {
            continue;
        }
        let Some(quote) = voices.words.text.quote(voices.words.span(relation.cue)) else { continue };
        // "No one has claimed": nobody holds the stance.
        let nobody = relation.source.first().is_some_and(|tokens| {
            let (first, all) = (tokens.range().start, voices.words.tokens.ids());
            let opens = |at: isize| matches!(voices.words.near(all, at), "no" | "nobody" | "none");
            opens(first as isize) || opens(first as isize - 1)
        });
        if nobody {
            continue;
        }
        for speaker in &voices.speakers[id.index()] {
            let one = StanceOn { holder: speaker.name.clone(), stance: relation.stance, quote: quote.clone() };
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    found.extend(unverified(voices, sentence));
    found
}

/// "The figures could not be independently verified": the outlet itself doubts, in the sentence of the claim or the three
/// after it.
fn unverified(voices: &Voices, sentence: usize) -> Option<StanceOn> {
    let words = voices.words;
    let near = words.sentences.iter().skip(sentence).take(REACH + 1);
    let verb = near.flat_map(|one| one.tokens.iter()).find(|&token| {
        let word = |back: isize| words.near(words.tokens.ids(), token.index() as isize + back);
        let passive = matches!(words.lower(token), "verified" | "confirmed" | "corroborated")
            && (-4..0).any(|back| word(back) == "be");
        let active = matches!(words.lower(token), "verify" | "confirm" | "corroborate");
        let not = (-6..0).any(|back| negates(word(back)) || word(back) == "unable" || word(back) == "cannot");
        (passive || active) && not && (-3..3).any(|back| word(back) == "independently")
    })?;
    let holder = voices.outlet.clone().unwrap_or_else(|| "the outlet".to_owned());
    let span = words.tokens[verb].span;
    Some(StanceOn { holder, stance: Stance::Questions, quote: words.text.quote(span)? })
}

/// Whether what is denied or left uncommented points back to a claim before it ("the report", "this", "the allegations").
fn answers(voices: &Voices, cue: Ids<Token>, content: &[Ids<Token>], stance: Stance) -> bool {
    // "Declined to comment on the report", but not "declined to call it an attack".
    if stance == Stance::DeclinesComment {
        return !cue.iter().chain(content.iter().flat_map(|piece| piece.iter()).take(2)).any(|token| {
            matches!(voices.words.lower(token), "call" | "name" | "identify" | "specify" | "elaborate" | "speculate")
        });
    }
    let mut all = content.iter().flat_map(|piece| piece.iter());
    if all.clone().count() < 3 && all.clone().any(|token| matches!(voices.words.lower(token), "it" | "that" | "this")) {
        return true;
    }
    let all = all.by_ref();
    all.take(8).any(|token| {
        matches!(
            voices.words.lower(token),
            "report"
                | "reports"
                | "claim"
                | "claims"
                | "allegation"
                | "allegations"
                | "accusation"
                | "accusations"
                | "charge"
                | "charges"
                | "figure"
                | "figures"
                | "toll"
                | "deaths"
                | "casualties"
                | "losses"
                | "responsibility"
                | "involvement"
                | "incident"
                | "attack"
        )
    })
}
