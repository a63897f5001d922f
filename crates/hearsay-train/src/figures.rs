//! Trains the model of figures: which measure each number counts, and every argument of its event.
//!
//! The annotated reports of `claims/train.jsonl.gz` mark the right option of each choice that the pipeline makes; the
//! weights are learned by [`learn::learn`]. With folds, every report is read by a model that has not seen it.

mod gold;
pub(crate) mod learn;
mod lessons;
mod own;

use crate::bench;
use gold::GoldReport;
use hearsay_extract::study::Weights;
use std::error::Error;
use std::io::Write;
use std::path::Path;

/// Trains on all annotated reports and writes the model file.
pub fn train(model: &Path) -> Result<(), Box<dyn Error>> {
    let reports = annotated()?;
    let lessons: Vec<_> = reports.iter().flat_map(|report| lessons::lessons(report).lessons).collect();
    let table = learn::learn(&lessons);
    std::fs::write(model, Weights::write(&table))?;
    eprintln!("{} lessons from {} reports, {} weights", lessons.len(), reports.len(), table.iter().filter(|w| **w != 0).count());
    Ok(())
}

/// Reads every annotated report with a model trained on the other folds and writes what it finds, for the scorer.
pub fn cross_validate(folds: usize, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let reports = gold::read(&bench::folder().join("claims/train.jsonl.gz"))?;
    let studied: Vec<_> = reports.iter().map(lessons::lessons).collect();
    let ours: Vec<_> = gold::own_sentences().iter().flat_map(|report| lessons::lessons(report).lessons).collect();
    let (aligned, all) = studied.iter().fold((0, 0), |(a, n), one| (a + one.aligned, n + one.claims));
    eprintln!("{aligned} of {all} annotated claims stand among the options");
    for fold in 0..folds {
        let seen = (0..reports.len()).filter(|i| i % folds != fold).flat_map(|i| studied[i].lessons.iter());
        let seen: Vec<_> = seen.chain(&ours).cloned().collect();
        let weights = Weights::read(&Weights::write(&learn::learn(&seen)));
        for report in held(&reports, folds, fold) {
            write_read(report, &weights, out)?;
        }
    }
    Ok(())
}

/// Trains on all annotated reports and writes what the model finds in those of another file.
pub fn test(gold: &Path, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let reports = annotated()?;
    let lessons: Vec<_> = reports.iter().flat_map(|report| lessons::lessons(report).lessons).collect();
    let weights = Weights::read(&Weights::write(&learn::learn(&lessons)));
    gold::read(gold)?.iter().try_for_each(|report| write_read(report, &weights, out))
}

/// The annotated reports and our own sentences.
fn annotated() -> Result<Vec<GoldReport>, Box<dyn Error>> {
    let mut reports = gold::read(&bench::folder().join("claims/train.jsonl.gz"))?;
    reports.extend(gold::own_sentences());
    Ok(reports)
}

fn write_read(report: &GoldReport, weights: &Weights, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let extraction = hearsay_extract::extract_with(&report.document, weights);
    let read = hearsay_core::format::Report::of(&report.document, &extraction);
    Ok(writeln!(out, "{}", serde_json::to_string(&read)?)?)
}

fn held(reports: &[GoldReport], folds: usize, fold: usize) -> impl Iterator<Item = &GoldReport> {
    reports.iter().enumerate().filter(move |(i, _)| i % folds == fold).map(|(_, report)| report)
}
