//! A treebank's own sentences and tokens as layers, so that later stages can be measured without the first.

use crate::conllu::Tree;
use hearsay_core::{Span, Text};
use hearsay_extract::{Ids, Layer, Sentence, Token};

/// The text of trees, with sentences and tokens where the treebank has them.
pub fn laid_out(trees: &[Tree]) -> (Text, Layer<Sentence>, Layer<Token>) {
    let (mut text, mut sentences, mut tokens) = (String::new(), Vec::new(), Vec::new());
    for tree in trees {
        let first = tokens.len();
        let start = text.len() as u32;
        let mut end = start;
        let mut inside = 0usize;
        for word in &tree.words {
            let from = text.len() as u32;
            text.push_str(&word.form);
            end = text.len() as u32;
            tokens.push(Token { span: Span::new(from, end) });
            inside = word.joined.as_ref().map_or(inside, |(_, words)| *words).saturating_sub(1);
            if word.space_after && inside == 0 {
                text.push(' ');
            }
        }
        text.push('\n');
        sentences.push(Sentence {
            span: Span::new(start, end),
            tokens: Ids::new(first..tokens.len()),
            opens_paragraph: tree.opens_paragraph,
        });
    }
    (Text::new(text), Layer::new(sentences), Layer::new(tokens))
}
