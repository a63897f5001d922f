//! The words of a document in lower case, addressed by token: what lexicons are looked up with.

use crate::layer::{Id, Ids, Layer};
use crate::tokens::{Sentence, Token};
use hearsay_core::{Span, Text};

/// A text with its sentences and tokens, and the same text in lower case (ASCII letters only, so that offsets agree).
#[derive(Debug)]
pub struct Words<'a> {
    /// The text as written.
    pub text: &'a Text,
    /// Its sentences.
    pub sentences: &'a Layer<Sentence>,
    /// Its tokens.
    pub tokens: &'a Layer<Token>,
    lower: String,
}

impl<'a> Words<'a> {
    /// The words of that text.
    pub fn new(text: &'a Text, sentences: &'a Layer<Sentence>, tokens: &'a Layer<Token>) -> Words<'a> {
        Words { text, sentences, tokens, lower: text.as_str().to_ascii_lowercase() }
    }

    /// The token as written.
    pub fn written(&self, token: Id<Token>) -> &'a str {
        self.text.at(self.tokens[token].span)
    }

    /// The token in lower case.
    pub fn lower(&self, token: Id<Token>) -> &str {
        let span = self.tokens[token].span;
        self.lower.get(span.start() as usize..span.end() as usize).unwrap_or("")
    }

    /// The text in lower case from a byte on; empty where that cuts a character.
    pub fn lower_from(&self, byte: usize) -> &str {
        self.lower.get(byte..).unwrap_or("")
    }

    /// The token in lower case at an index that may lie outside `within`: there it is empty.
    pub fn near(&self, within: Ids<Token>, index: isize) -> &str {
        match usize::try_from(index) {
            Ok(index) if within.range().contains(&index) => self.lower(Id::new(index)),
            _ => "",
        }
    }

    /// The stretch from the first token's start to the last one's end; empty at 0 for no tokens.
    pub fn span(&self, tokens: Ids<Token>) -> Span {
        match self.tokens.of(tokens) {
            [] => Span::new(0, 0),
            [first, .., last] => first.span.cover(last.span),
            [only] => only.span,
        }
    }

    /// Whether no space stands between the token at `index` and the one before it.
    pub fn joined(&self, index: usize) -> bool {
        index > 0
            && index < self.tokens.len()
            && self.tokens[Id::new(index - 1)].span.end() == self.tokens[Id::new(index)].span.start()
    }

    /// The tokens that touch `span`.
    pub fn tokens_of(&self, span: Span) -> Ids<Token> {
        let all = self.tokens.of(self.tokens.ids());
        let start = all.partition_point(|token| token.span.end() <= span.start());
        let end = all.partition_point(|token| token.span.start() < span.end());
        Ids::new(start..end.max(start))
    }

    /// The sentence that holds the token.
    pub fn sentence_of(&self, token: Id<Token>) -> Option<Id<Sentence>> {
        let all = self.sentences.of(self.sentences.ids());
        let at = all.partition_point(|sentence| sentence.tokens.range().end <= token.index());
        (at < all.len()).then(|| Id::new(at))
    }
}
