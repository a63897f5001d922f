//! `hearsay-train gazetteer`.

use super::Failure;
use hearsay_train::gazetteer;
use std::path::Path;

/// Builds the gazetteer's file.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let [cities, subdivisions, out] = arguments else {
        return Err("takes cities500.txt, subdivisions.tsv and the file to write".into());
    };
    gazetteer::build(Path::new(cities), Path::new(subdivisions), Path::new(out))
}
