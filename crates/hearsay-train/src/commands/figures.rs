//! `figures`: trains the model of figures, or tests it by cross-validation.

use super::Failure;
use hearsay_train::figures;
use std::path::Path;

/// `figures MODEL` writes the model; `figures --folds N` prints what models that have not seen a report find in it; `figures
/// --test GOLD` what a model trained on the whole finds in other annotated reports.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    match arguments {
        [flag, folds] if flag == "--folds" => figures::cross_validate(folds.parse()?, &mut std::io::stdout().lock()),
        [flag, gold] if flag == "--test" => figures::test(Path::new(gold), &mut std::io::stdout().lock()),
        [model] => figures::train(Path::new(model)),
        _ => Err("give a model file to write, --folds N or --test GOLD".into()),
    }
}
