//! `text` and `score`: the measures of trees.

use super::Failure;
use hearsay_train::conllu;
use hearsay_train::score::{Count, score as score_trees};
use std::path::Path;

/// Writes the raw text of a treebank.
pub fn text(arguments: &[String]) -> Result<(), Failure> {
    let [path] = arguments else { return Err("one treebank is needed".into()) };
    print!("{}", conllu::text(&conllu::read(Path::new(path))?));
    Ok(())
}

/// Prints the scores of predicted trees.
pub fn score(arguments: &[String]) -> Result<(), Failure> {
    let [gold, predicted] = arguments else { return Err("two treebanks are needed".into()) };
    let scores = score_trees(&conllu::read(Path::new(gold))?, &conllu::read(Path::new(predicted))?)?;
    let rows: [(&str, Count); 9] = [
        ("Tokens", scores.tokens),
        ("Sentences", scores.sentences),
        ("Words", scores.words),
        ("UPOS", scores.upos),
        ("UFeats", scores.feats),
        ("Lemmas", scores.lemmas),
        ("UAS", scores.uas),
        ("LAS", scores.las),
        ("LAS+sub", scores.las_full),
    ];
    for (name, count) in rows {
        println!("{name:<10}{:6.2}", count.f1());
    }
    Ok(())
}
