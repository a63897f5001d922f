//! `syntax` and `pack`: make the model of the parser.

use super::{Failure, bench_folder};
use hearsay_train::parser::recipe::{Lessons, teach, untrained, word_vectors};
use hearsay_train::parser::schedule::measure;
use hearsay_train::parser::{checkpoint, pack as packing};
use std::fs::OpenOptions;
use std::path::Path;
use std::time::Instant;

/// Makes the model from the corpora, and keeps the network at full precision beside it if a second path is given.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let (model, kept) = match arguments {
        [model] => (model, None),
        [model, kept] => (model, Some(kept)),
        _ => return Err("a path for the model is needed".into()),
    };
    // What can't be written is told before half an hour of work, not after it.
    for path in [Some(model), kept].into_iter().flatten() {
        OpenOptions::new().append(true).create(true).open(path).map_err(|error| format!("{path}: {error}"))?;
    }
    let start = Instant::now();
    let lessons = Lessons::read(&bench_folder())?;
    let (forms, values) = word_vectors(&bench_folder())?;
    eprintln!("{} forms have a vector, {:.0} s", forms.len(), start.elapsed().as_secs_f32());
    let mut network = untrained(&lessons, &forms, &values);
    teach(&mut network, &lessons, &mut |round, epoch, loss, network| {
        eprint!("round {round} epoch {epoch} loss {loss:.4} {:.0} s", start.elapsed().as_secs_f32());
        for (name, examples) in &lessons.dev {
            let m = measure(network, examples);
            eprint!(" | {name} upos {:.2} feats {:.2} uas {:.2} las {:.2}", m.upos, m.feats, m.uas, m.las);
        }
        eprintln!();
    });
    if let Some(path) = kept {
        checkpoint::save(&mut network, &lessons.feats, Path::new(path))?;
    }
    std::fs::write(model, packing::model(&network, &lessons.feats, &lessons.trees))?;
    Ok(())
}

/// Packs a network kept at full precision.
pub fn pack(arguments: &[String]) -> Result<(), Failure> {
    let [kept, model] = arguments else { return Err("a kept network and a path for the model are needed".into()) };
    let (network, feats) = checkpoint::load(Path::new(kept))?;
    let lessons = Lessons::read(&bench_folder())?;
    std::fs::write(model, packing::model(&network, &feats, &lessons.trees))?;
    Ok(())
}
