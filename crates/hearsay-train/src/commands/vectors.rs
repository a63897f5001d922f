//! `vectors`: learns word vectors from unlabelled articles.

use super::{Failure, bench_folder};
use hearsay_train::conllu;
use hearsay_train::vectors::{Plan, add, learn, read_articles, save};
use std::path::{Path, PathBuf};

/// The files whose articles are read.
pub const ARTICLES: &[&str] = &[
    "raw/conflict.jsonl.gz",
    "copies/articles.jsonl.gz",
    "gva/dev.jsonl.gz",
    "muc34/train.jsonl.gz",
    "polnear/train.jsonl.gz",
    "claims/train.jsonl.gz",
];

/// Learns and saves.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let [out] = arguments else { return Err("a file to write is needed".into()) };
    let bench = bench_folder();
    let paths: Vec<PathBuf> = ARTICLES.iter().map(|path| bench.join(path)).collect();
    let mut sentences = read_articles(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
    for name in ["ewt-train", "gum-train"] {
        add(&conllu::text(&conllu::read(&bench.join(format!("ud/{name}.conllu.gz")))?), &mut sentences);
    }
    let words: usize = sentences.iter().map(Vec::len).sum();
    let plan = Plan { width: 64, window: 2, negative: 5, at_least: 6, most: 30_000, epochs: 6 };
    let (forms, values) = learn(&sentences, plan);
    eprintln!("{words} words, {} forms", forms.len());
    save(Path::new(out), &forms, &values)?;
    Ok(())
}
