//! Mentions: the phrases that stand for someone or something, with their heads, kinds and names.

mod agree;
mod kinds;
mod spans;

use crate::layer::{Id, Ids, Layer};
use crate::syntax::Syntax;
use crate::tags::{Entity, Rel, Upos};
use crate::tokens::{Sentence, Token};
use hearsay_core::Text;

/// What a mention stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// One person.
    Person,
    /// An institution, company, party, force or government.
    Organization,
    /// A country, town, region, river or the like.
    Place,
    /// A building or site made for a use.
    Facility,
    /// Several people ("North Korean soldiers").
    Group,
    /// A day, year, period.
    Time,
    /// A bare number or amount.
    Quantity,
    /// Something that happens.
    Event,
    /// Anything else.
    Thing,
}

/// How a mention speaks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// By a name.
    Name,
    /// By a noun.
    Nominal,
    /// By a pronoun, a possessive one included.
    Pronoun,
}

/// A phrase that stands for someone or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The whole phrase: determiners, titles and what follows the name and belongs to it; no apposition.
    pub tokens: Ids<Token>,
    /// The head in the tree.
    pub head: Id<Token>,
    /// The name alone, without article and title ("Volodymyr Zelensky"); the head where there is no name.
    pub name: Ids<Token>,
    /// The title or role before the name ("Ukrainian President").
    pub title: Option<Ids<Token>>,
    /// What it stands for.
    pub kind: MentionKind,
    /// How.
    pub form: MentionForm,
    /// The sentence.
    pub sentence: Id<Sentence>,
}

impl Mention {
    /// Whether it is a name.
    pub fn is_name(&self) -> bool {
        self.form == MentionForm::Name
    }
}

/// The mentions of a text, in order of their heads. Sentences without syntax have none.
pub fn mentions(text: &Text, sentences: &Layer<Sentence>, tokens: &Layer<Token>, syntax: &Syntax) -> Layer<Mention> {
    let mut found = Vec::new();
    for (sentence, id) in sentences.iter().zip(sentences.ids().iter()) {
        for head in sentence.tokens.iter() {
            let Some(form) = form(text, tokens, syntax, head) else { continue };
            let phrase = match form {
                MentionForm::Pronoun => Ids::new(head.index()..head.index() + 1),
                _ => spans::phrase(text, tokens, syntax, sentence.tokens, head),
            };
            let (name, title) = match form {
                MentionForm::Name => spans::name(text, tokens, syntax, phrase, head),
                _ => (Ids::new(head.index()..head.index() + 1), None),
            };
            let kind = match kinds::kind(text, tokens, syntax, head, form) {
                MentionKind::Person if form == MentionForm::Name && cites(text, tokens, phrase, head) => {
                    MentionKind::Thing
                }
                kind => kind,
            };
            found.push(Mention { tokens: phrase, head, name, title, kind, form, sentence: id });
        }
    }
    agree::agree(text, tokens, &mut found);
    Layer::new(found)
}

/// Whether a name is followed by a year and so stands for a writing ("Miller 2014").
fn cites(text: &Text, tokens: &Layer<Token>, phrase: Ids<Token>, head: Id<Token>) -> bool {
    let year = |word: &str| word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|b| b.is_ascii_digit());
    (head.index() + 1..phrase.range().end).any(|at| year(text.at(tokens[Id::new(at)].span)))
}

/// How the phrase headed by this token speaks of something; `None` where it heads none.
fn form(text: &Text, tokens: &Layer<Token>, syntax: &Syntax, head: Id<Token>) -> Option<MentionForm> {
    let upos = syntax.upos(head);
    let rel = syntax.rel(head);
    if upos == Upos::Pron {
        let personal = syntax.has(head, "PronType=Prs") && rel != Rel::Expl;
        return personal.then_some(MentionForm::Pronoun);
    }
    let entity = entity_of(syntax, head);
    // A part of a name is no mention of its own where the whole is one of the same kind.
    let part = matches!(rel, Rel::Compound | Rel::Flat)
        && upos == Upos::Propn
        && syntax
            .head(head)
            .is_some_and(|whole| syntax.upos(whole) == Upos::Propn && entity_of(syntax, whole) == entity);
    if part || entity == Entity::None || matches!(rel, Rel::Flat | Rel::Fixed | Rel::Goeswith | Rel::Punct) {
        return None;
    }
    match upos {
        Upos::Propn => Some(MentionForm::Name),
        Upos::Num if entity == Entity::Time && text.at(tokens[head].span).len() == 4 => Some(MentionForm::Name),
        Upos::Noun | Upos::Num | Upos::Adj | Upos::Sym | Upos::Det | Upos::X => Some(MentionForm::Nominal),
        _ => None,
    }
}

/// What the phrase headed by the token stands for. A name whose head says nothing takes the word of its parts.
pub(crate) fn entity_of(syntax: &Syntax, head: Id<Token>) -> Entity {
    let own = syntax.entity(head);
    if own != Entity::None || syntax.upos(head) != Upos::Propn || matches!(syntax.rel(head), Rel::Compound | Rel::Flat)
    {
        return own;
    }
    let part = |child: &Id<Token>| {
        matches!(syntax.rel(*child), Rel::Compound | Rel::Flat) && syntax.upos(*child) == Upos::Propn
    };
    syntax.children(head).filter(part).map(|child| syntax.entity(child)).find(|&of| of != Entity::None).unwrap_or(own)
}
