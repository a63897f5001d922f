//! Descriptions: "the lawmaker", "the ministry", "the group".

use super::Chains;
use super::features::View;
use super::names::apposition;
use crate::layer::Id;
use crate::lexicon::rows;
use crate::mentions::{Mention, MentionForm, MentionKind};
use crate::tags::Rel;
use std::collections::HashMap;
use std::sync::OnceLock;

/// How many sentences back a description looks for a name of its kind.
const REACH: usize = 3;

/// The mention that this description takes up.
pub fn antecedent(view: &View, chains: &Chains, mention: Id<Mention>) -> Option<Id<Mention>> {
    if let Some(beside) = apposition(view, mention) {
        return Some(beside);
    }
    if let Some(subject) = predicate_of(view, mention) {
        return Some(subject);
    }
    if !view.is_definite(mention) {
        return None;
    }
    let head = view.head(mention);
    let own_sentence = view.mentions[mention].sentence.index();
    let before = || (0..mention.index()).rev().map(Id::new);
    let plural = view.is_plural(mention);
    // The same noun again, or a name whose title or apposition is that noun.
    let same_noun = before().find(|&other: &Id<Mention>| {
        let known = &view.mentions[other];
        match known.form {
            MentionForm::Nominal => {
                view.head(other) == head && view.is_plural(other) == plural && modifiers_agree(view, mention, other)
            }
            MentionForm::Name => {
                !plural
                    && (view.describes(other).iter().any(|word| word == head)
                        || known.kind == MentionKind::Organization && view.name(other).iter().any(|word| word == head))
            }
            MentionForm::Pronoun => false,
        }
    });
    if same_noun.is_some() || plural || view.is_modified(mention) {
        return same_noun;
    }
    // A name of the kind that the noun speaks of, near by.
    let kind = nouns().get(head).copied()?;
    before()
        .take_while(|&other| view.mentions[other].sentence.index() + REACH > own_sentence)
        .filter(|&other| view.mentions[other].form == MentionForm::Name && view.mentions[other].kind == kind)
        .find(|&other| {
            kind != MentionKind::Person || chains.members(other).all(|member| view.describes(member).is_empty())
        })
}

/// The subject of which this description is said ("Kim is the leader").
fn predicate_of(view: &View, mention: Id<Mention>) -> Option<Id<Mention>> {
    let head = view.mentions[mention].head;
    view.syntax.child(head, Rel::Cop)?;
    let subject = view.syntax.child(head, Rel::Nsubj)?;
    if !view.is_definite(mention) {
        return None;
    }
    (0..mention.index()).rev().map(Id::new).find(|&other: &Id<Mention>| {
        view.mentions[other].head == subject && view.mentions[other].form == MentionForm::Name
    })
}

/// Whether no modifier of the later mention is missing from the earlier one, where both have some.
fn modifiers_agree(view: &View, later: Id<Mention>, earlier: Id<Mention>) -> bool {
    let of = |mention: Id<Mention>| -> Vec<&str> {
        let head = view.mentions[mention].head;
        let own = view.syntax.children(head);
        own.filter(|&child| {
            matches!(view.syntax.rel(child), Rel::Amod | Rel::Compound | Rel::Nummod | Rel::NmodPoss | Rel::Nmod)
        })
        .map(|child| view.syntax.lemma(child))
        .collect()
    };
    let (later, earlier) = (of(later), of(earlier));
    later.iter().all(|word| earlier.contains(word))
}

fn nouns() -> &'static HashMap<&'static str, MentionKind> {
    static NOUNS: OnceLock<HashMap<&'static str, MentionKind>> = OnceLock::new();
    NOUNS.get_or_init(|| {
        let mut nouns = HashMap::new();
        for row in rows(include_str!("../../data/mentions/groups.tsv")) {
            let kind = match row[0] {
                "organization" => MentionKind::Organization,
                "place" => MentionKind::Place,
                _ => MentionKind::Person,
            };
            nouns.extend(row.get(1).copied().unwrap_or("").split('|').map(|word| (word, kind)));
        }
        nouns
    })
}
