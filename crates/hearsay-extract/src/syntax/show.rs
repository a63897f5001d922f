//! The layers of a text as lines that a linguist can read: under each sentence its words, their tags and their heads.

use super::Syntax;
use crate::layer::{Id, Layer};
use crate::tags::Entity;
use crate::tokens::{Sentence, Token};
use hearsay_core::Text;

/// The sentences of a text, a word a line: number, word, lemma, word class, relation, head, and what its phrase stands for.
pub fn show(text: &Text, sentences: &Layer<Sentence>, tokens: &Layer<Token>, syntax: &Syntax) -> String {
    let mut out = String::new();
    for id in sentences.ids().iter() {
        if id.index() > 0 {
            out.push('\n');
        }
        show_sentence(text, &sentences[id], tokens, syntax, &mut out);
    }
    out
}

fn show_sentence(text: &Text, sentence: &Sentence, tokens: &Layer<Token>, syntax: &Syntax, out: &mut String) {
    let first = sentence.tokens.range().start;
    let word = |token: Id<Token>| text.at(tokens[token].span);
    let longest = |width: &dyn Fn(Id<Token>) -> usize| sentence.tokens.iter().map(width).max().unwrap_or(0);
    let words = longest(&|token| word(token).chars().count());
    let lemmas = longest(&|token| syntax.lemma(token).chars().count());
    for token in sentence.tokens.iter() {
        let number = token.index() - first + 1;
        let head = match syntax.head(token) {
            Some(head) => format!("{} {}", head.index() - first + 1, word(head)),
            None => "0".to_owned(),
        };
        let entity = match syntax.entity(token) {
            Entity::None => String::new(),
            entity => format!("  ({})", entity.name()),
        };
        let line = format!(
            "{number:>3} {:words$} {:lemmas$} {:5} {:12} {head}{entity}",
            word(token),
            syntax.lemma(token),
            syntax.upos(token).name(),
            syntax.rel(token).name(),
        );
        out.push_str(line.trim_end());
        out.push('\n');
    }
}
