//! How the shipped parser is made: the corpora, the sizes and the course of training. Nothing is drawn by lot but from fixed
//! seeds, so that the same corpora give the same bytes.

use super::corpus::{Example, examples, feature_classes};
use super::network::{Batch, Dropout, Network, Sizes, Vocabulary};
use super::schedule::{Course, train};
use super::tensor::Lot;
use crate::conllu::{self, Tree};
use crate::vectors::{self, Plan};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// The files whose articles teach the word vectors.
pub const ARTICLES: &[&str] = &[
    "raw/conflict.jsonl.gz",
    "copies/articles.jsonl.gz",
    "gva/dev.jsonl.gz",
    "muc34/train.jsonl.gz",
    "polnear/train.jsonl.gz",
    "claims/train.jsonl.gz",
];

/// How the word vectors are learned.
pub const VECTORS: Plan = Plan { width: 64, window: 2, negative: 5, at_least: 6, most: 30_000, epochs: 6 };

/// The rounds of training; each starts anew from the weights of the one before.
pub const ROUNDS: [Course; 2] = [
    Course {
        epochs: 11,
        batch: 450,
        rate: 0.002,
        dropout: Dropout { input: 0.12, layer: 0.12, head: 0.12, word: 0.25 },
        seed: 11,
    },
    Course {
        epochs: 9,
        batch: 450,
        rate: 0.0012,
        dropout: Dropout { input: 0.16, layer: 0.16, head: 0.16, word: 0.3 },
        seed: 12,
    },
];

/// What the parser is taught with and measured on.
pub struct Lessons {
    /// The trees of both training parts.
    pub trees: Vec<Tree>,
    /// Classes of features.
    pub feats: Vec<String>,
    /// Examples to learn from.
    pub train: Vec<Example>,
    /// Examples to measure on, by treebank.
    pub dev: Vec<(&'static str, Vec<Example>)>,
}

impl Lessons {
    /// Reads the treebanks of the folder of corpora.
    pub fn read(bench: &Path) -> io::Result<Lessons> {
        let read = |name: &str| conllu::read(&bench.join(format!("ud/{name}.conllu.gz")));
        let (ewt, gum) = (read("ewt-train")?, read("gum-train")?);
        let trees: Vec<Tree> = ewt.iter().chain(&gum).cloned().collect();
        let feats = feature_classes(&trees, 2);
        let mut train = examples(&ewt, &feats, false);
        train.extend(examples(&gum, &feats, true));
        let dev = vec![
            ("ewt", examples(&read("ewt-dev")?, &feats, false)),
            ("gum", examples(&read("gum-dev")?, &feats, true)),
        ];
        Ok(Lessons { trees, feats, train, dev })
    }
}

/// The word vectors of the articles: forms and values.
pub fn word_vectors(bench: &Path) -> io::Result<(Vec<u64>, Vec<f32>)> {
    let paths: Vec<PathBuf> = ARTICLES.iter().map(|path| bench.join(path)).collect();
    let mut sentences = vectors::read_articles(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>())?;
    for name in ["ewt-train", "gum-train"] {
        let trees = conllu::read(&bench.join(format!("ud/{name}.conllu.gz")))?;
        vectors::add(&conllu::text(&trees), &mut sentences);
    }
    Ok(vectors::learn(&sentences, VECTORS))
}

/// A network that has learned nothing yet but the vectors.
pub fn untrained(lessons: &Lessons, forms: &[u64], values: &[f32]) -> Network {
    let rows = forms.iter().zip(1..).map(|(&form, row)| (form, (row, 1))).collect();
    let mut frozen = vec![0.0; VECTORS.width];
    frozen.extend_from_slice(values);
    let sizes = Sizes {
        learned: 192,
        frozen: VECTORS.width,
        layers: 3,
        tag: 96,
        arc: 96,
        sum: 96,
        product: 64,
        feats: lessons.feats.len(),
    };
    Network::new(sizes, vocabulary(&lessons.train, 2), Vocabulary { rows }, frozen, &mut Lot::new(7))
}

/// Trains the network through all rounds. `report` is told the round, the epoch and the mean loss of a word.
pub fn teach(network: &mut Network, lessons: &Lessons, report: &mut dyn FnMut(usize, usize, f64, &mut Network)) {
    for (round, course) in ROUNDS.into_iter().enumerate() {
        for weights in network.weights() {
            weights.forget();
        }
        train(network, &lessons.train, course, &mut |epoch, loss, network| report(round, epoch, loss, network));
    }
}

fn vocabulary(examples: &[Example], at_least: u32) -> Vocabulary {
    let mut batch = Batch::default();
    for example in examples {
        batch.push(example);
    }
    let mut counts = BTreeMap::new();
    for keys in &batch.keys {
        *counts.entry(keys.form).or_insert(0u32) += 1;
    }
    let kept = counts.into_iter().filter(|&(_, count)| count >= at_least);
    Vocabulary { rows: kept.zip(1..).map(|((form, count), row)| (form, (row, count))).collect() }
}
