//! Resolves the annotated place names of `bench/places`, measures it, and learns the weights of namesakes.
//!
//! Half of the reports, those whose digest is even, are learned from; the other half is measured on.

mod gold;
mod learn;
mod measure;

use crate::bench;
use gold::GoldReport;
use hearsay_extract::gazetteer::{Namesakes, weights};
use std::error::Error;
use std::path::Path;

/// The sets, as files of the bench.
const SETS: [&str; 2] = ["tr_news", "lgl"];

/// Measures the shipped weights on the half kept for it, and on all reports.
pub fn measure() -> Result<(), Box<dyn Error>> {
    for set in SETS {
        let reports = read(set)?;
        println!(
            "{set}, half not learned from: {}",
            measure::measure(reports.iter().filter(|report| !report.seen), weights())
        );
        println!("{set}, all: {}", measure::measure(reports.iter(), weights()));
    }
    Ok(())
}

/// Learns the weights on one half, measures them on the other and writes them.
pub fn learn(out: &Path) -> Result<(), Box<dyn Error>> {
    let mut all = Vec::new();
    for set in SETS {
        all.push(read(set)?);
    }
    let seen: Vec<&GoldReport> = all.iter().flatten().filter(|report| report.seen).collect();
    let learned = learn::learn(&seen, weights());
    for (set, reports) in SETS.iter().zip(&all) {
        println!("{set}: {}", measure::measure(reports.iter().filter(|report| !report.seen), &learned));
    }
    let heading = "# Weights of what speaks for one namesake against another, in thousandths of a logit; learned by `hearsay-train\n\
                   # places --learn` on half of TR-News and LGL.\n";
    std::fs::write(out, format!("{heading}{}", Namesakes::lines(&learned)))?;
    Ok(())
}

fn read(set: &str) -> Result<Vec<GoldReport>, Box<dyn Error>> {
    gold::read(&bench::folder().join(format!("places/{set}.jsonl.gz")))
}
