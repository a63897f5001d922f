//! Pronouns: the nearest mention that fits, subjects before others.

use super::Chains;
use super::features::{Gender, View};
use crate::layer::Id;
use crate::mentions::{Mention, MentionForm, MentionKind};

/// How many sentences back a pronoun looks.
const REACH: usize = 3;

/// The mention that this pronoun takes up.
pub fn antecedent(view: &View, chains: &Chains, mention: Id<Mention>) -> Option<Id<Mention>> {
    let own = view.mentions[mention].sentence.index();
    let before = (0..mention.index()).rev().map(Id::new);
    let near = before.clone().take_while(|&other: &Id<Mention>| view.mentions[other].sentence.index() + REACH > own);
    match person(view.head(mention)) {
        // Who speaks for himself goes on doing so.
        Person::Speaker(group) => before
            .filter(|&other: &Id<Mention>| view.mentions[other].form == MentionForm::Pronoun)
            .find(|&other| person(view.head(other)) == Person::Speaker(group)),
        Person::Other => {
            let fitting = near.filter(|&other| fits(view, chains, mention, other));
            fitting
                .map(|other| (cost(view, mention, other), other))
                .min_by_key(|&(cost, _)| cost)
                .map(|(_, other)| other)
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Person {
    /// "I", "we", "you": the group of forms.
    Speaker(u8),
    Other,
}

fn person(word: &str) -> Person {
    match word {
        "i" | "me" | "my" | "mine" | "myself" => Person::Speaker(1),
        "we" | "us" | "our" | "ours" | "ourselves" => Person::Speaker(2),
        "you" | "your" | "yours" | "yourself" | "yourselves" => Person::Speaker(3),
        _ => Person::Other,
    }
}

/// Whether the earlier mention may be what the pronoun stands for.
fn fits(view: &View, chains: &Chains, pronoun: Id<Mention>, other: Id<Mention>) -> bool {
    let kind = view.mentions[other].kind;
    let is_pronoun = view.mentions[other].form == MentionForm::Pronoun;
    if is_pronoun && person(view.head(other)) != Person::Other {
        return false;
    }
    if view.mentions[other].tokens.contains(view.mentions[pronoun].head) && !view.head(pronoun).ends_with("self") {
        return false;
    }
    match view.gender(pronoun) {
        Gender::Open => match view.head(pronoun) {
            "it" | "its" | "itself" => {
                !view.is_plural(other)
                    && !matches!(
                        kind,
                        MentionKind::Person | MentionKind::Group | MentionKind::Time | MentionKind::Quantity
                    )
            }
            _ => {
                let several = view.is_plural(other) || matches!(kind, MentionKind::Group | MentionKind::Organization);
                several && !matches!(kind, MentionKind::Time | MentionKind::Quantity)
            }
        },
        gender => {
            let person = kind == MentionKind::Person && !view.is_plural(other);
            person
                && chains.members(other).all(|member| {
                    let known = view.gender(member);
                    known == Gender::Open || known == gender
                })
        }
    }
}

/// How unlikely the earlier mention is: far, not a subject, not a name.
fn cost(view: &View, pronoun: Id<Mention>, other: Id<Mention>) -> usize {
    let sentences = view.mentions[pronoun].sentence.index() - view.mentions[other].sentence.index();
    let mut cost = sentences * 40;
    if sentences > 0 {
        // In an earlier sentence what stands first counts most.
        cost += 10;
    }
    if !view.is_subject(other) {
        cost += 14;
    }
    if view.mentions[other].form == MentionForm::Nominal {
        cost += 6;
    }
    if view.syntax.upos(view.mentions[other].head) == crate::tags::Upos::Pron && view.head(other) == view.head(pronoun)
    {
        cost = cost.saturating_sub(12);
    }
    cost + (pronoun.index() - other.index()).min(30)
}
