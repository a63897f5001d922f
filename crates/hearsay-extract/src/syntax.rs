//! The syntax layer: tags, lemmas and a labelled dependency tree for each sentence.
//!
//! This is the model-backed seam of the pipeline: [`Parser`] makes the layer, everything later reads it.

mod english;
pub mod features;
pub mod lemmas;
pub mod level;
pub mod model;
pub mod network;
pub mod product;
mod recurrent;
mod show;
pub mod tree;

pub use english::{NetworkParser, english};
pub use show::show;

use crate::layer::{Id, Ids, Layer};
use crate::tags::{Entity, Rel, Upos};
use crate::tokens::{Sentence, Token};
use hearsay_core::Text;

/// Makes the syntax layer of a text. A language brings one.
pub trait Parser {
    /// The syntax of the sentences that are `wanted`; in the others every word hangs on the first as `dep` and is tagged `X`.
    /// Never fails; the same input gives the same output on every machine.
    fn parse_some(
        &self,
        text: &Text,
        sentences: &Layer<Sentence>,
        tokens: &Layer<Token>,
        wanted: &dyn Fn(Id<Sentence>) -> bool,
    ) -> Syntax;

    /// The syntax of every sentence.
    fn parse(&self, text: &Text, sentences: &Layer<Sentence>, tokens: &Layer<Token>) -> Syntax {
        self.parse_some(text, sentences, tokens, &|_| true)
    }
}

/// Tags, lemmas and trees, in parallel columns over the tokens of the document.
///
/// Invariant: every column has one item a token; heads stay inside the sentence, and each sentence is one tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Syntax {
    upos: Vec<Upos>,
    rel: Vec<Rel>,
    entity: Vec<Entity>,
    /// The token's own index at the root.
    head: Vec<u32>,
    feats: Vec<&'static str>,
    lemmas: String,
    lemma_end: Vec<u32>,
    /// Children of each token in order of the text, one run a token.
    child: Vec<u32>,
    child_end: Vec<u32>,
}

/// What a parser says of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parsed<'a> {
    /// Word class.
    pub upos: Upos,
    /// Features in the notation of CoNLL-U ("Number=Plur|Tense=Past"), "_" for none.
    pub feats: &'static str,
    /// Dictionary form.
    pub lemma: &'a str,
    /// The head; the token itself at the root.
    pub head: Id<Token>,
    /// Relation to the head.
    pub rel: Rel,
}

impl Syntax {
    /// The layer of these tokens, in order. Heads that leave the document are brought to the token itself.
    pub fn new<'a>(parsed: impl IntoIterator<Item = Parsed<'a>>) -> Syntax {
        let mut syntax = Syntax::default();
        for token in parsed {
            syntax.push(token, Entity::None);
        }
        syntax.finish()
    }

    /// An empty layer with room for that many tokens.
    pub(crate) fn with_room(tokens: usize) -> Syntax {
        Syntax {
            upos: Vec::with_capacity(tokens),
            rel: Vec::with_capacity(tokens),
            entity: Vec::with_capacity(tokens),
            head: Vec::with_capacity(tokens),
            feats: Vec::with_capacity(tokens),
            lemmas: String::with_capacity(tokens * 6),
            lemma_end: Vec::with_capacity(tokens),
            ..Syntax::default()
        }
    }

    /// Appends a token.
    pub(crate) fn push(&mut self, token: Parsed, entity: Entity) {
        self.lemmas.push_str(token.lemma);
        self.push_with_lemma_in_place(token, entity);
    }

    /// The lemmas so far: the next token's is appended here before [`Syntax::push_with_lemma_in_place`].
    pub(crate) fn lemma_room(&mut self) -> &mut String {
        &mut self.lemmas
    }

    /// Appends a token whose lemma was just appended.
    pub(crate) fn push_with_lemma_in_place(&mut self, token: Parsed, entity: Entity) {
        self.upos.push(token.upos);
        self.rel.push(token.rel);
        self.entity.push(entity);
        self.head.push(token.head.index() as u32);
        self.feats.push(token.feats);
        self.lemma_end.push(self.lemmas.len() as u32);
    }

    /// Brings stray heads home and finds the children.
    pub(crate) fn finish(mut self) -> Syntax {
        let n = self.head.len();
        let mut counts = vec![0u32; n + 1];
        for i in 0..n {
            if self.head[i] as usize >= n {
                self.head[i] = i as u32;
            }
            if self.head[i] as usize != i {
                counts[self.head[i] as usize + 1] += 1;
            }
        }
        for i in 0..n {
            counts[i + 1] += counts[i];
        }
        self.child_end = counts[1..].to_vec();
        self.child = vec![0; counts[n] as usize];
        let mut next = counts;
        for i in 0..n {
            let head = self.head[i] as usize;
            if head != i {
                self.child[next[head] as usize] = i as u32;
                next[head] += 1;
            }
        }
        self
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.head.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.head.is_empty()
    }

    /// Word class.
    pub fn upos(&self, token: Id<Token>) -> Upos {
        self.upos[token.index()]
    }

    /// Relation to the head.
    pub fn rel(&self, token: Id<Token>) -> Rel {
        self.rel[token.index()]
    }

    /// What the phrase headed by the token stands for; `Entity::None` where it heads none.
    pub fn entity(&self, token: Id<Token>) -> Entity {
        self.entity[token.index()]
    }

    /// The head; `None` at the root of a sentence.
    pub fn head(&self, token: Id<Token>) -> Option<Id<Token>> {
        let head = self.head[token.index()] as usize;
        (head != token.index()).then(|| Id::new(head))
    }

    /// Features in the notation of CoNLL-U, "_" for none.
    pub fn feats(&self, token: Id<Token>) -> &'static str {
        self.feats[token.index()]
    }

    /// Whether the token has the feature, as in `has("Number=Plur")`.
    pub fn has(&self, token: Id<Token>, feature: &str) -> bool {
        self.feats(token).split('|').any(|one| one == feature)
    }

    /// Dictionary form.
    pub fn lemma(&self, token: Id<Token>) -> &str {
        let i = token.index();
        let start = if i == 0 { 0 } else { self.lemma_end[i - 1] as usize };
        &self.lemmas[start..self.lemma_end[i] as usize]
    }

    /// Children in order of the text.
    pub fn children(&self, token: Id<Token>) -> impl DoubleEndedIterator<Item = Id<Token>> + '_ {
        let i = token.index();
        let start = if i == 0 { 0 } else { self.child_end[i - 1] as usize };
        self.child[start..self.child_end[i] as usize].iter().map(|&child| Id::new(child as usize))
    }

    /// The first child with that relation.
    pub fn child(&self, token: Id<Token>, rel: Rel) -> Option<Id<Token>> {
        self.children(token).find(|&child| self.rel(child) == rel)
    }

    /// The token, then its head, and so on to the root.
    pub fn ancestors(&self, token: Id<Token>) -> impl Iterator<Item = Id<Token>> + '_ {
        std::iter::successors(Some(token), |&at| self.head(at)).take(self.len())
    }

    /// Whether `above` is `token` or one of its ancestors.
    pub fn dominates(&self, above: Id<Token>, token: Id<Token>) -> bool {
        self.ancestors(token).any(|at| at == above)
    }

    /// The tokens of the subtree of `token`, in order of the text (not always without gaps).
    pub fn subtree(&self, token: Id<Token>) -> Vec<Id<Token>> {
        let mut all = vec![token];
        let mut next = 0;
        while next < all.len() && all.len() <= self.len() {
            all.extend(self.children(all[next]));
            next += 1;
        }
        all.sort_unstable();
        all
    }

    /// First and last token of the subtree.
    pub fn extent(&self, token: Id<Token>) -> Ids<Token> {
        let all = self.subtree(token);
        Ids::new(all[0].index()..all[all.len() - 1].index() + 1)
    }
}
