//! `links`: measures mentions and coreference on a treebank with entities.

use super::Failure;
use super::annotate::parser;
use hearsay_train::conllu;
use hearsay_train::links::{KINDS, Links, documents, measure};
use hearsay_train::score::Count;
use std::path::Path;

/// Prints the measures, and with `--errors` what went wrong.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let (arguments, parser) = parser(arguments)?;
    let (path, errors) = match arguments {
        [path] => (path, false),
        [path, flag] if flag == "--errors" => (path, true),
        _ => return Err("one treebank is needed".into()),
    };
    let trees = conllu::read(Path::new(path))?;
    let mut links = Links::default();
    for document in documents(&trees) {
        measure(document, parser, &mut links, &mut |line| {
            if errors {
                println!("{line}");
            }
        });
    }
    let line = |name: &str, count: Count| {
        let share = |of: usize| 100.0 * count.correct as f64 / of.max(1) as f64;
        println!(
            "{name:<24} P {:6.2} R {:6.2} F1 {:6.2}  ({} gold)",
            share(count.predicted),
            share(count.gold),
            count.f1(),
            count.gold
        );
    };
    line("names, words and type", links.names);
    for (kind, count) in KINDS.iter().zip(links.by_kind) {
        line(kind.name(), count);
    }
    line("names, words", links.spans);
    line("he, she, it, they", links.third);
    line("I, you, we", links.speakers);
    line("descriptions", links.descriptions);
    let all = [links.third, links.speakers, links.descriptions].into_iter().fold(Count::default(), |a, b| Count {
        correct: a.correct + b.correct,
        gold: a.gold + b.gold,
        predicted: a.predicted + b.predicted,
    });
    line("all links", all);
    Ok(())
}
