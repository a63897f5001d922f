//! `annotate`: CoNLL-U with predicted columns.

use super::Failure;
use hearsay_core::Text;
use hearsay_extract::{Layer, Sentence, Token, is_clitic, sentences};
use hearsay_train::conllu::{self, Tree, Word};
use std::path::Path;

/// Annotates a treebank's tokens or a raw text.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    match arguments {
        [mode, path] if mode == "--raw" => {
            let text = Text::new(conllu::read_text(Path::new(path))?);
            let (sentences, tokens) = sentences(&text);
            let mut out = String::new();
            for tree in trees(&text, &sentences, &tokens) {
                conllu::write(&tree, &mut out);
            }
            print!("{out}");
            Ok(())
        }
        _ => Err("say --raw FILE or --gold-tokens FILE".into()),
    }
}

/// The layers of a text as trees without annotation.
fn trees(text: &Text, sentences: &Layer<Sentence>, tokens: &Layer<Token>) -> Vec<Tree> {
    let mut trees = Vec::new();
    for sentence in sentences.iter() {
        let mut tree = Tree { opens_paragraph: sentence.opens_paragraph, ..Tree::default() };
        if sentence.opens_paragraph {
            tree.comments.push("# newpar".to_owned());
        }
        let spans: Vec<_> = tokens.of(sentence.tokens).iter().map(|token| token.span).collect();
        for (index, &span) in spans.iter().enumerate() {
            let next = spans.get(index + 1);
            let joined = next.is_some_and(|&next| is_clitic(text, span, next));
            let after = index > 0 && is_clitic(text, spans[index - 1], span);
            let mut run = 1;
            while joined
                && !after
                && spans.get(index + run).is_some_and(|&next| is_clitic(text, spans[index + run - 1], next))
            {
                run += 1;
            }
            let surface = text.at(span.cover(spans[index + run - 1]));
            tree.words.push(Word {
                form: text.at(span).to_owned(),
                joined: (run > 1).then(|| (surface.to_owned(), run)),
                space_after: next.is_none_or(|next| next.start() > span.end()),
                head: index,
                ..Word::default()
            });
        }
        trees.push(tree);
    }
    trees
}
