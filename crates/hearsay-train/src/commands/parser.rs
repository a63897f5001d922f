//! `parser`: trains the parser of English.

use super::{Failure, bench_folder};
use hearsay_train::conllu;
use hearsay_train::parser::corpus::{Example, examples, feature_classes};
use hearsay_train::parser::network::{Batch, Dropout, Network, Sizes, Vocabulary};
use hearsay_train::parser::schedule::{Course, measure, train};
use hearsay_train::parser::tensor::Lot;
use std::path::Path;

/// Trains and saves.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let number = |name: &str, default: f32| -> f32 {
        arguments
            .iter()
            .find_map(|a| a.strip_prefix(&format!("--{name}=")))
            .and_then(|v| v.parse().ok())
            .unwrap_or(default)
    };
    let read = |name: &str| conllu::read(&bench_folder().join("ud").join(name));
    let trees = trees()?;
    let feats = feature_classes(&trees, 2);
    let mut train_examples = examples(&read("ewt-train.conllu.gz")?, &feats, false);
    train_examples.extend(examples(&read("gum-train.conllu.gz")?, &feats, true));
    let dev: Vec<(&str, Vec<Example>)> = vec![
        ("ewt", examples(&read("ewt-dev.conllu.gz")?, &feats, false)),
        ("gum", examples(&read("gum-dev.conllu.gz")?, &feats, true)),
    ];
    let words = vocabulary(&train_examples, 2);
    let (vectors, frozen, width) = match arguments.iter().find_map(|a| a.strip_prefix("--vectors=")) {
        Some(path) => hearsay_train::vectors::load(Path::new(path))?,
        None => (Vocabulary::default(), vec![0.0; 64], 64),
    };
    let width_all = number("width", 256.0) as usize;
    let sizes = Sizes {
        learned: width_all - width,
        frozen: width,
        layers: number("layers", 3.0) as usize,
        tag: number("tag", 96.0) as usize,
        arc: number("arc", 96.0) as usize,
        sum: number("sum", 96.0) as usize,
        product: number("product", 64.0) as usize,
        feats: feats.len(),
    };
    let mut lot = Lot::new(7);
    eprintln!("{sizes:?} words {} vectors {}", words.rows.len(), vectors.rows.len());
    let mut network = Network::new(sizes, words, vectors, frozen, &mut lot);
    let drop = number("drop", 0.25);
    let course = Course {
        epochs: number("epochs", 6.0) as usize,
        batch: number("batch", 700.0) as usize,
        rate: number("rate", 0.002),
        dropout: Dropout { input: drop, layer: drop, head: drop, word: number("word", 0.5) },
        seed: number("seed", 11.0) as u64,
    };
    let start = std::time::Instant::now();
    train(&mut network, &train_examples, course, &mut |epoch, loss, network| {
        eprint!("epoch {epoch} loss {loss:.4} {:.0}s", start.elapsed().as_secs_f32());
        for (name, examples) in &dev {
            let m = measure(network, examples);
            eprint!(" | {name} upos {:.2} feats {:.2} ent {:.2} uas {:.2} las {:.2}", m.upos, m.feats, m.entities, m.uas, m.las);
        }
        eprintln!();
    });
    if let Some(path) = arguments.iter().find_map(|a| a.strip_prefix("--out=")) {
        hearsay_train::parser::checkpoint::save(&mut network, &feats, Path::new(path))?;
    }
    Ok(())
}

/// Packs a checkpoint into the model that is shipped: `pack CHECKPOINT MODEL`.
pub fn pack(arguments: &[String]) -> Result<(), Failure> {
    let [checkpoint, model] = arguments else { return Err("a checkpoint and a model are needed".into()) };
    let (network, feats) = hearsay_train::parser::checkpoint::load(Path::new(checkpoint))?;
    let bytes = hearsay_train::parser::pack::model(&network, &feats, &trees()?);
    eprintln!("{} bytes", bytes.len());
    std::fs::write(model, bytes)?;
    Ok(())
}

fn trees() -> Result<Vec<conllu::Tree>, Failure> {
    let mut trees = conllu::read(&bench_folder().join("ud/ewt-train.conllu.gz"))?;
    trees.extend(conllu::read(&bench_folder().join("ud/gum-train.conllu.gz"))?);
    Ok(trees)
}

fn vocabulary(examples: &[Example], at_least: u32) -> Vocabulary {
    let mut batch = Batch::default();
    for example in examples {
        batch.push(example);
    }
    let mut counts = std::collections::BTreeMap::new();
    for keys in &batch.keys {
        *counts.entry(keys.form).or_insert(0u32) += 1;
    }
    let kept = counts.into_iter().filter(|&(_, count)| count >= at_least);
    Vocabulary { rows: kept.enumerate().map(|(row, (form, count))| (form, (row as u32 + 1, count))).collect() }
}
