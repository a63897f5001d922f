//! Names: the same name again, its short form, its initials, its apposition.

use super::Chains;
use super::features::{Gender, View};
use crate::layer::Id;
use crate::mentions::{Mention, MentionForm, MentionKind};
use crate::tags::Rel;

/// The mention that this name takes up.
pub fn antecedent(view: &View, chains: &Chains, mention: Id<Mention>) -> Option<Id<Mention>> {
    let before = || (0..mention.index()).rev().map(Id::new);
    let named = || before().filter(|&other| view.mentions[other].form == MentionForm::Name);
    named()
        .find(|&other| same(view, mention, other))
        .or_else(|| apposition(view, mention))
        .or_else(|| {
            named().find(|&other| {
                compatible(view, chains, mention, other)
                    && (short_form(view, mention, other) || short_form(view, other, mention))
            })
        })
        .or_else(|| named().find(|&other| initials(view, mention, other) || initials(view, other, mention)))
}

fn same(view: &View, a: Id<Mention>, b: Id<Mention>) -> bool {
    let (kind_a, kind_b) = (view.mentions[a].kind, view.mentions[b].kind);
    let known = |kind| matches!(kind, MentionKind::Person | MentionKind::Place | MentionKind::Organization);
    !view.name(a).is_empty()
        && view.name(a) == view.name(b)
        && (kind_a == kind_b || !known(kind_a) || !known(kind_b) || view.name(a).len() > 1)
}

/// Whether gender and kind allow the two to be one.
fn compatible(view: &View, chains: &Chains, a: Id<Mention>, b: Id<Mention>) -> bool {
    let (kind_a, kind_b) = (view.mentions[a].kind, view.mentions[b].kind);
    if kind_a != kind_b {
        return false;
    }
    let gender = view.gender(a);
    gender == Gender::Open
        || chains.members(b).all(|other| {
            let other = view.gender(other);
            other == Gender::Open || other == gender
        })
}

/// Whether `short` is the last name of the person `full`, or a run of its words for others.
fn short_form(view: &View, short: Id<Mention>, full: Id<Mention>) -> bool {
    let (words, all) = (view.name(short), view.name(full));
    if words.is_empty() || words.len() >= all.len() {
        return false;
    }
    match view.mentions[full].kind {
        MentionKind::Person => {
            let suffix = |all: &[String]| all.ends_with(words);
            let all_but_junior = match all.last().map(String::as_str) {
                Some("jr." | "jr" | "sr." | "ii" | "iii") => &all[..all.len() - 1],
                _ => all,
            };
            suffix(all_but_junior) || words.len() == 1 && all.first() == words.first()
        }
        MentionKind::Organization => {
            let content = |word: &&String| !matches!(word.as_str(), "of" | "and" | "for" | "in" | "the");
            words.iter().filter(content).all(|word| all.contains(word)) && words.iter().any(|word| word.len() > 3)
        }
        MentionKind::Place | MentionKind::Facility => all.starts_with(words) && words[0].len() > 4,
        _ => false,
    }
}

/// Whether `short` is made of the first letters of `full` ("NIS", "National Intelligence Service").
fn initials(view: &View, short: Id<Mention>, full: Id<Mention>) -> bool {
    let [word] = view.name(short) else { return false };
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let written = view.written(view.mentions[short].head);
    let upper = written.chars().filter(|c| c.is_uppercase()).count();
    if letters.len() < 2 || upper < 2 {
        return false;
    }
    let firsts = |skip: bool| -> Vec<char> {
        let small =
            |word: &&String| !(skip && matches!(word.as_str(), "of" | "and" | "for" | "in" | "the" | "on" | "to"));
        view.name(full).iter().filter(small).filter_map(|word| word.chars().next()).collect()
    };
    view.name(full).len() >= 2 && (firsts(true) == letters || firsts(false) == letters)
}

/// The mention beside which this one stands in apposition.
pub fn apposition(view: &View, mention: Id<Mention>) -> Option<Id<Mention>> {
    let head = view.mentions[mention].head;
    if view.syntax.rel(head) != Rel::Appos {
        return None;
    }
    let beside = view.syntax.head(head)?;
    (0..mention.index()).rev().map(Id::new).find(|&other: &Id<Mention>| view.mentions[other].head == beside)
}
