//! `annotate`: CoNLL-U with predicted columns.

use super::Failure;
use hearsay_core::Text;
use hearsay_extract::syntax::NetworkParser;
use hearsay_extract::{Id, Ids, Layer, Parser, Sentence, Syntax, Token, english, is_clitic, sentences};
use hearsay_train::conllu::{self, Tree, Word};
use hearsay_train::layout::laid_out;
use std::path::Path;

/// Annotates a treebank's tokens or a raw text, with the shipped model or with `--model FILE`.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let (arguments, parser) = parser(arguments)?;
    let mut out = String::new();
    match arguments {
        [mode, path] if mode == "--raw" => {
            let text = Text::new(conllu::read_text(Path::new(path))?);
            let (sentences, tokens) = sentences(&text);
            let syntax = parser.parse(&text, &sentences, &tokens);
            for mut tree in trees(&text, &sentences, &tokens).into_iter().enumerate() {
                fill(&mut tree.1, &syntax, sentences[Id::new(tree.0)].tokens);
                conllu::write(&tree.1, &mut out);
            }
        }
        [mode, path] if mode == "--gold-tokens" => {
            let mut trees = conllu::read(Path::new(path))?;
            let (text, sentences, tokens) = laid_out(&trees);
            let syntax = parser.parse(&text, &sentences, &tokens);
            for (tree, sentence) in trees.iter_mut().zip(sentences.iter()) {
                fill(tree, &syntax, sentence.tokens);
                conllu::write(tree, &mut out);
            }
        }
        _ => return Err("say --raw FILE or --gold-tokens FILE".into()),
    }
    print!("{out}");
    Ok(())
}

/// Writes the layer into the columns of a tree.
fn fill(tree: &mut Tree, syntax: &Syntax, tokens: Ids<Token>) {
    let first = tokens.range().start;
    for (word, token) in tree.words.iter_mut().zip(tokens.iter()) {
        word.upos = syntax.upos(token).name().to_owned();
        word.feats = syntax.feats(token).to_owned();
        word.lemma = syntax.lemma(token).to_owned();
        word.head = syntax.head(token).map_or(0, |head| head.index() - first + 1);
        word.rel = syntax.rel(token).name().to_owned();
    }
}

/// The parser that the last two arguments name with `--model FILE`, or the shipped one; and the other arguments.
pub fn parser(arguments: &[String]) -> Result<(&[String], &'static dyn Parser), Failure> {
    Ok(match arguments {
        [rest @ .., flag, path] if flag == "--model" => {
            let bytes = Box::leak(std::fs::read(path)?.into_boxed_slice());
            (rest, Box::leak(Box::new(NetworkParser::new(bytes))))
        }
        _ => (arguments, english()),
    })
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
