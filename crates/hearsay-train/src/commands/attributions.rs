//! `attributions` and `chains`: train and measure who says what.

use super::Failure;
use hearsay_train::attributions::{Held, chains, learn, read};
use std::path::Path;

/// `attributions MODEL` trains on all pages; `attributions --held MODEL` on seven of eight; `attributions --read GOLD [MODEL]`
/// writes what a model finds in a file, `--read-held GOLD MODEL` in the pages that were kept out.
pub fn relations(arguments: &[String]) -> Result<(), Failure> {
    let out = &mut std::io::stdout().lock();
    match arguments {
        [flag, gold] if flag == "--read" => read(Path::new(gold), Held::None, None, out),
        [flag, gold, model] if flag == "--read" => read(Path::new(gold), Held::None, Some(&std::fs::read(model)?), out),
        [flag, gold, model] if flag == "--read-held" => {
            read(Path::new(gold), Held::Eighth, Some(&std::fs::read(model)?), out)
        }
        [flag, model] if flag == "--held" => Ok(std::fs::write(model, learn(Held::Eighth)?)?),
        [model] => Ok(std::fs::write(model, learn(Held::None)?)?),
        _ => Err("give a model file to write, --held MODEL, --read GOLD [MODEL] or --read-held GOLD MODEL".into()),
    }
}

/// `chains MODEL` trains the choice of voice; `chains --folds N` reads every report by a model that has not seen it; `chains
/// --test GOLD` another file by a model of the training part alone. What is wrong goes to standard output, the tally to standard error.
pub fn voices(arguments: &[String]) -> Result<(), Failure> {
    let out = &mut std::io::stdout().lock();
    let tally = match arguments {
        [flag, folds] if flag == "--folds" => chains::cross_validate(folds.parse()?, out)?,
        [flag, gold] if flag == "--test" => chains::test(Path::new(gold), out)?,
        [model] => return Ok(std::fs::write(model, chains::train()?)?),
        _ => return Err("give a model file to write, --folds N or --test GOLD".into()),
    };
    eprintln!("{tally}");
    Ok(())
}
