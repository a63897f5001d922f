//! Stances of others towards a claim, found in the same report.

use super::Voices;
use super::links::class_of;
use crate::layer::{Id, Ids};
use crate::tokens::Token;
use hearsay_core::{Stance, StanceOn};

/// Sentences after the claim in which somebody may answer it.
const REACH: usize = 3;

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
        let answers = at >= sentence && at <= sentence + REACH && !holds && relation.cue.range().start >= evidence.range().end && answers(voices, relation.content.as_slice(), relation.stance);
        if !(holds || answers) {
            continue;
        }
        let Some(quote) = voices.words.text.quote(voices.words.span(relation.cue)) else { continue };
        for speaker in &voices.speakers[id.index()] {
            let one = StanceOn { holder: speaker.name.clone(), stance: relation.stance, quote: quote.clone() };
            if !found.contains(&one) {
                found.push(one);
            }
        }
    }
    found
}

/// Whether what is denied or left uncommented points back to a claim before it ("the report", "this", "the allegations").
fn answers(voices: &Voices, content: &[Ids<Token>], stance: Stance) -> bool {
    if stance == Stance::DeclinesComment {
        return true;
    }
    content.iter().flat_map(|piece| piece.iter()).take(8).any(|token| {
        matches!(
            voices.words.lower(token),
            "it" | "this" | "that" | "report" | "reports" | "claim" | "claims" | "allegation" | "allegations" | "accusation" | "accusations" | "charge" | "charges" | "figure" | "figures" | "toll" | "deaths" | "casualties" | "losses" | "responsibility" | "involvement" | "incident" | "attack"
        )
    })
}
