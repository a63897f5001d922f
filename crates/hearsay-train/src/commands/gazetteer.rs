//! `hearsay-train gazetteer` and `hearsay-train places`.

use super::Failure;
use hearsay_train::{gazetteer, places};
use std::path::Path;

/// Builds the gazetteer's file.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let [cities, subdivisions, out] = arguments else {
        return Err("takes cities500.txt, subdivisions.tsv and the file to write".into());
    };
    gazetteer::build(Path::new(cities), Path::new(subdivisions), Path::new(out))
}

/// Measures the resolution of names, or learns its weights.
pub fn places(arguments: &[String]) -> Result<(), Failure> {
    match arguments {
        [] => places::measure(),
        [learn, out] if learn == "--learn" => places::learn(Path::new(out)),
        _ => Err("takes nothing, or --learn and the file to write".into()),
    }
}
