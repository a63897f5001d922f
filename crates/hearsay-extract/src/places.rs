//! Places: every phrase that may say where something happened, as coders take it ("the town of Bucha", "eastern Ghouta",
//! "a market in a rebel-held town").
//!
//! The layer is made for recall: phrases may lie inside one another, and the choice among them is learned elsewhere.

mod lexicon;
mod phrase;
mod runs;
#[cfg(test)]
mod tests;

use crate::gazetteer::{Gazetteer, names};
use crate::layer::{Id, Ids, Layer};
use crate::syntax::Syntax;
use crate::tokens::Token;
use crate::words::Words;

/// What sort of place it is, as far as the words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// "Syria", "the country"
    Country,
    /// "Idlib province", "the Kursk region"
    Region,
    /// "Kabul", "the town of Bucha", "the capital"
    City,
    /// "the airport", "Camp Speicher"
    Facility,
    /// "the border", "Salah Eddin neighborhood", "northern Syria"
    Area,
    /// A name that no word and no gazetteer explains.
    Name,
    /// "a town", "two villages": told, not named.
    Description,
}

impl PlaceKind {
    /// A short name, for features of a model.
    pub fn name(self) -> &'static str {
        match self {
            PlaceKind::Country => "country",
            PlaceKind::Region => "region",
            PlaceKind::City => "city",
            PlaceKind::Facility => "facility",
            PlaceKind::Area => "area",
            PlaceKind::Name => "name",
            PlaceKind::Description => "description",
        }
    }
}

/// A phrase that may say where something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceMention {
    /// The words that a coder takes, without the preposition before them.
    pub tokens: Ids<Token>,
    /// Its head: "town" in "the town of Bucha", "Kabul" in "eastern Kabul".
    pub head: Id<Token>,
    /// The proper name that it holds nearest to its head, if any.
    pub name: Option<Ids<Token>>,
    /// The preposition straight before it.
    pub preposition: Option<Id<Token>>,
    /// Its sort.
    pub kind: PlaceKind,
    /// Whether the gazetteer has the name.
    pub known: bool,
}

/// The place phrases of the sentences, in order of where they start; of two that start together the shorter first.
pub fn places(words: &Words, syntax: &Syntax) -> Layer<PlaceMention> {
    let names = names(&Gazetteer::shipped(), words);
    let mut names = names.of(names.ids());
    let mut found = Vec::new();
    for sentence in words.sentences.iter() {
        let here = names.partition_point(|name| name.tokens.range().start < sentence.tokens.range().end);
        phrase::read(words, syntax, sentence.tokens, &names[..here], &mut found);
        names = &names[here..];
    }
    Layer::new(found)
}

/// Whether the word, in lower case, is an article that names begin with: "al" in "al-Bab".
pub(crate) fn article(word: &str) -> bool {
    matches!(
        word,
        "al" | "el" | "ash" | "an" | "az" | "ad" | "ar" | "at" | "as" | "es" | "er" | "ed" | "ez" | "ul" | "ath"
    )
}

/// Whether the word, in lower case, picks a part of a place: "northern".
pub(crate) fn is_direction(word: &str) -> bool {
    lexicon::roles(word).direction
}

/// Whether the word, in lower case, names a sort of place: "province".
pub(crate) fn is_place_noun(word: &str) -> bool {
    lexicon::roles(word).noun.is_some()
}
