//! What coreference looks at in a mention: its words, number, gender and standing in the sentence.

use crate::layer::{Id, Layer};
use crate::lexicon::rows;
use crate::mentions::{Mention, MentionForm, MentionKind};
use crate::syntax::Syntax;
use crate::tags::Rel;
use crate::tokens::Token;
use hearsay_core::Text;
use std::collections::HashMap;
use std::sync::OnceLock;

/// He, she or not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Spoken of as he.
    He,
    /// Spoken of as she.
    She,
    /// Not told by any word.
    Open,
}

/// The layers of a document as coreference reads them, with each mention's words in lower case.
#[derive(Debug)]
pub struct View<'a> {
    text: &'a Text,
    tokens: &'a Layer<Token>,
    /// The trees.
    pub syntax: &'a Syntax,
    /// The mentions.
    pub mentions: &'a Layer<Mention>,
    names: Vec<Vec<String>>,
    heads: Vec<String>,
}

impl<'a> View<'a> {
    /// Reads the words of all mentions.
    pub fn new(text: &'a Text, tokens: &'a Layer<Token>, syntax: &'a Syntax, mentions: &'a Layer<Mention>) -> View<'a> {
        let lower = |token: Id<Token>| text.at(tokens[token].span).to_lowercase();
        let plain = |word: &String| {
            word.chars().any(char::is_alphanumeric) && !matches!(word.as_str(), "the" | "'s" | "\u{2019}s")
        };
        let names = mentions.iter().map(|mention| mention.name.iter().map(lower).filter(plain).collect()).collect();
        let heads = mentions
            .iter()
            .map(|mention| match mention.form {
                MentionForm::Nominal => syntax.lemma(mention.head).to_lowercase(),
                _ => lower(mention.head),
            })
            .collect();
        View { text, tokens, syntax, mentions, names, heads }
    }

    /// The words of the name, articles and clitics aside.
    pub fn name(&self, mention: Id<Mention>) -> &[String] {
        &self.names[mention.index()]
    }

    /// The head: its lemma for a noun, the word itself for names and pronouns.
    pub fn head(&self, mention: Id<Mention>) -> &str {
        &self.heads[mention.index()]
    }

    /// The word as written.
    pub fn written(&self, token: Id<Token>) -> &'a str {
        self.text.at(self.tokens[token].span)
    }

    /// How long the name is, in letters.
    pub fn name_length(&self, mention: u32) -> usize {
        self.names[mention as usize].iter().map(String::len).sum()
    }

    /// Whether the mention stands for several.
    pub fn is_plural(&self, mention: Id<Mention>) -> bool {
        let head = self.mentions[mention].head;
        match self.mentions[mention].form {
            MentionForm::Pronoun => self.mentions[mention].kind == MentionKind::Group,
            _ => self.syntax.has(head, "Number=Plur") || self.syntax.child(head, Rel::Conj).is_some(),
        }
    }

    /// He or she, as the words of the mention tell.
    pub fn gender(&self, mention: Id<Mention>) -> Gender {
        let of = |word: &str| genders().get(word).copied();
        match self.mentions[mention].form {
            MentionForm::Pronoun => match self.head(mention) {
                "he" | "him" | "his" | "himself" => Gender::He,
                "she" | "her" | "hers" | "herself" => Gender::She,
                _ => Gender::Open,
            },
            MentionForm::Nominal => of(self.head(mention)).unwrap_or(Gender::Open),
            MentionForm::Name => {
                let title = self.mentions[mention].title.into_iter().flat_map(|title| title.iter());
                let title = title.map(|token| self.written(token).trim_end_matches('.').to_lowercase());
                let mut words =
                    title.chain(self.name(mention).iter().map(|word| word.trim_end_matches('.').to_owned()));
                words.find_map(|word| of(&word)).unwrap_or(Gender::Open)
            }
        }
    }

    /// Whether the mention has the article, demonstrative or possessive that points back.
    pub fn is_definite(&self, mention: Id<Mention>) -> bool {
        self.syntax.children(self.mentions[mention].head).any(|child| {
            self.syntax.rel(child) == Rel::Det
                && matches!(self.written(child).to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those")
        })
    }

    /// Whether anything but a determiner stands with the head.
    pub fn is_modified(&self, mention: Id<Mention>) -> bool {
        self.syntax.children(self.mentions[mention].head).any(|child| {
            matches!(
                self.syntax.rel(child),
                Rel::Amod | Rel::Compound | Rel::Nmod | Rel::NmodPoss | Rel::Acl | Rel::AclRelcl | Rel::Nummod
            )
        })
    }

    /// Whether the mention is a subject.
    pub fn is_subject(&self, mention: Id<Mention>) -> bool {
        matches!(self.syntax.rel(self.mentions[mention].head), Rel::Nsubj | Rel::NsubjPass | Rel::NsubjOuter)
    }

    /// The words of title and adjectives before the head that name an office ("president", "ukrainian").
    pub fn describes(&self, mention: Id<Mention>) -> Vec<String> {
        let mention = &self.mentions[mention];
        let title = mention.title.into_iter().flat_map(|title| title.iter());
        title.map(|token| self.syntax.lemma(token).to_lowercase()).collect()
    }
}

fn genders() -> &'static HashMap<&'static str, Gender> {
    static GENDERS: OnceLock<HashMap<&'static str, Gender>> = OnceLock::new();
    GENDERS.get_or_init(|| {
        let mut genders = HashMap::new();
        for row in rows(include_str!("../../data/mentions/gender.tsv")) {
            let gender = if row[0] == "he" { Gender::He } else { Gender::She };
            genders.extend(row.get(1).copied().unwrap_or("").split('|').map(|word| (word, gender)));
        }
        genders
    })
}
