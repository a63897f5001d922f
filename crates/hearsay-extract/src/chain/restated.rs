//! Verbs by which a source gives a number or changes it: "the ministry raised the toll to 14".

use super::Voices;
use crate::attributions::AttributionMention;
use crate::layer::{Id, Ids};
use crate::lexicon::rows;
use crate::speakers::{is_title, kind_of};
use crate::syntax::Syntax;
use crate::tags::{Rel, Upos};
use crate::tokens::Token;
use crate::words::Words;
use std::sync::OnceLock;

/// Whether a token is such a verb, with somebody who may speak before it and a count as its object: rockets too may raise
/// a toll.
pub(super) fn restates(words: &Words, syntax: &Syntax, token: Id<Token>) -> bool {
    let speaks = |subject: Id<Token>| {
        let alone = Ids::new(subject.index()..subject.index() + 1);
        match syntax.upos(subject) {
            Upos::Propn => true,
            Upos::Pron => matches!(words.lower(subject), "he" | "she" | "it" | "they" | "we" | "i"),
            _ => kind_of(words, alone, "").is_some() || is_title(words.lower(subject)),
        }
    };
    syntax.upos(token) == Upos::Verb
        && holds("verbs", syntax.lemma(token))
        && syntax.child(token, Rel::Obj).is_some_and(|object| holds("nouns", syntax.lemma(object)))
        && syntax.child(token, Rel::Nsubj).is_some_and(|subject| subject.index() < token.index() && speaks(subject))
}

/// The relation whose verb gives the number that `head` belongs to.
pub(super) fn restating(voices: &Voices, head: Id<Token>) -> Option<Id<AttributionMention>> {
    let verb = voices.syntax.ancestors(head).find(|&at| restates(voices.words, voices.syntax, at))?;
    let gives = |id: &Id<AttributionMention>| {
        voices.relations[*id].cue.contains(verb) && !voices.chains.get(id.index()).is_none_or(Vec::is_empty)
    };
    voices.relations.ids().iter().find(gives)
}

fn holds(row: &str, word: &str) -> bool {
    static ROWS: OnceLock<Vec<(&str, Vec<&str>)>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| {
        let rows = rows(include_str!("../../data/attribution/restating.tsv"));
        rows.filter_map(|row| Some((*row.first()?, row.get(1)?.split('|').collect()))).collect()
    });
    rows.iter().any(|(name, words)| *name == row && words.contains(&word))
}
