//! What kind of thing a mention stands for.

use super::{MentionForm, MentionKind, entity_of};
use crate::layer::{Id, Layer};
use crate::lexicon::rows;
use crate::syntax::Syntax;
use crate::tags::{Entity, Upos};
use crate::tokens::Token;
use hearsay_core::Text;
use std::collections::HashSet;
use std::sync::OnceLock;

/// The kind of the mention headed by this token.
pub fn kind(text: &Text, tokens: &Layer<Token>, syntax: &Syntax, head: Id<Token>, form: MentionForm) -> MentionKind {
    let word = text.at(tokens[head].span).to_lowercase();
    if form == MentionForm::Pronoun {
        return match word.as_str() {
            "it" | "its" | "itself" => MentionKind::Thing,
            "they" | "them" | "their" | "theirs" | "themselves" | "we" | "us" | "our" | "ours" | "ourselves" => {
                MentionKind::Group
            }
            _ => MentionKind::Person,
        };
    }
    match entity_of(syntax, head) {
        Entity::Person if form == MentionForm::Nominal && syntax.has(head, "Number=Plur") => MentionKind::Group,
        Entity::Person => MentionKind::Person,
        Entity::Organization => MentionKind::Organization,
        Entity::Place if is_facility(syntax, head) => MentionKind::Facility,
        Entity::Place => MentionKind::Place,
        Entity::Time => MentionKind::Time,
        Entity::Event => MentionKind::Event,
        _ if syntax.upos(head) == Upos::Num => MentionKind::Quantity,
        _ => MentionKind::Thing,
    }
}

/// Whether the word is one for a building or site ("hall", "cemetery").
pub(super) fn is_facility(syntax: &Syntax, head: Id<Token>) -> bool {
    facilities().contains(syntax.lemma(head).to_lowercase().as_str())
}

fn facilities() -> &'static HashSet<&'static str> {
    static FACILITIES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    FACILITIES.get_or_init(|| {
        rows(include_str!("../../data/mentions/facilities.tsv")).flat_map(|row| row[0].split('|')).collect()
    })
}
