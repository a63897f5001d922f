//! Trains the model of figures: which measure each number counts, and every argument of its event.
//!
//! The annotated reports of `claims/train.jsonl.gz` mark the right option of each choice that the pipeline makes; the
//! weights are learned by [`learn::learn`]. With folds, every report is read by a model that has not seen it.

mod confidence;
mod gold;
pub(crate) mod learn;
mod lessons;
mod own;

use crate::attributions::chains;
use crate::bench;
use gold::GoldReport;
use hearsay_extract::Models;
use hearsay_extract::study::{Curve, Weights, shipped_curve};
use learn::learn_in_orders;
use lessons::Lesson;
use std::error::Error;
use std::io::Write;
use std::path::Path;

/// In how many parts the reports are read by models that have not seen them, to learn from their mistakes.
const CROSSED: usize = 4;

/// In how many orders the lessons are learned; the weights are their mean.
const ORDERS: u64 = 10;

/// In how many parts the reports are read to learn how sure a claim may be.
const JUDGED: usize = 5;

/// Trains on all annotated reports and writes the model file and, beside it, how sure its claims may be.
pub fn train(model: &Path) -> Result<(), Box<dyn Error>> {
    let (reports, more) = (gold::read(&bench::train())?, gold::read(&bench::dev())?);
    let ours = gold::own_sentences();
    let all: Vec<Taught> = [&reports, &more, &ours].into_iter().flat_map(|part| taught(part)).collect();
    let table = fit(&all.iter().collect::<Vec<_>>());
    std::fs::write(model, Weights::write(&table))?;
    let judged: Vec<_> = readers(&reports, &ours, JUDGED)
        .iter()
        .enumerate()
        .flat_map(|(fold, reader)| judged(held(&reports, JUDGED, fold), reader))
        .collect();
    std::fs::write(model.with_file_name("figures-confidence.tsv"), confidence::table(&confidence::points(&judged)))?;
    eprintln!("{} weights", table.iter().filter(|weight| **weight != 0).count());
    Ok(())
}

/// An annotated report with what it teaches by its annotation alone.
struct Taught<'a> {
    report: &'a GoldReport,
    plain: Vec<Lesson>,
}

fn taught(reports: &[GoldReport]) -> Vec<Taught<'_>> {
    let lessons = |report| lessons::lessons(report, None).lessons;
    reports.iter().map(|report| Taught { report, plain: lessons(report) }).collect()
}

/// Learns from reports: once from the annotation alone; then again, with what was told before as a model that has not seen
/// the report would have read it.
fn fit(reports: &[&Taught]) -> Vec<i16> {
    let mut crossed: Vec<Option<Vec<Lesson>>> = reports.iter().map(|_| None).collect();
    for part in 0..CROSSED {
        let others = reports.iter().enumerate().filter(|(i, _)| i % CROSSED != part).flat_map(|(_, one)| &one.plain);
        let reader = Weights::read(&Weights::write(&learn_in_orders(&others.collect::<Vec<_>>(), 1)));
        for (at, one) in reports.iter().enumerate().filter(|(i, one)| i % CROSSED == part && one.report.whole) {
            crossed[at] = Some(lessons::lessons(one.report, Some(&reader)).lessons);
        }
    }
    let all = reports.iter().zip(&crossed).flat_map(|(one, crossed)| crossed.as_ref().unwrap_or(&one.plain));
    learn_in_orders(&all.collect::<Vec<_>>(), ORDERS)
}

/// For each fold a model that has learned from the others; the folds learn beside each other.
fn readers(reports: &[GoldReport], ours: &[GoldReport], folds: usize) -> Vec<Weights> {
    let (reports, ours) = (taught(reports), taught(ours));
    let reader = |fold: usize| {
        let seen = reports.iter().enumerate().filter(|(i, _)| i % folds != fold).map(|(_, one)| one);
        Weights::read(&Weights::write(&fit(&seen.chain(&ours).collect::<Vec<_>>())))
    };
    std::thread::scope(|scope| {
        let learning: Vec<_> = (0..folds)
            .map(|fold| {
                scope.spawn({
                    let reader = &reader;
                    move || reader(fold)
                })
            })
            .collect();
        learning.into_iter().map(|one| one.join().expect("no fold panics")).collect()
    })
}

/// What a reader claims in these reports: each probability, and whether the claim is right.
fn judged<'a>(reports: impl Iterator<Item = &'a GoldReport>, reader: &Weights) -> Vec<(f32, bool)> {
    reports.flat_map(|report| confidence::judged(report, reader)).collect()
}

/// Reads every annotated report with a model trained on the other folds and writes what it finds, for the scorer. How sure
/// the claims of one fold may be is learned from those of the others.
pub fn cross_validate(folds: usize, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let reports = gold::read(&bench::train())?;
    let ours = gold::own_sentences();
    let readers = readers(&reports, &ours, folds);
    let chains = chains::readers(folds)?;
    let judged: Vec<_> =
        readers.iter().enumerate().map(|(fold, reader)| judged(held(&reports, folds, fold), reader)).collect();
    for (fold, reader) in readers.iter().enumerate() {
        let others = judged.iter().enumerate().filter(|(other, _)| *other != fold).flat_map(|(_, all)| all);
        let curve = Curve::through(confidence::points(&others.copied().collect::<Vec<_>>()));
        let models = Models { figures: reader, chains: &chains[fold], curve: &curve };
        held(&reports, folds, fold).try_for_each(|report| write_read(report, models, out))?;
    }
    Ok(())
}

/// Trains on the training part alone and writes what the models find in the reports of another file.
pub fn test(gold: &Path, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let (reports, ours) = (gold::read(&bench::train())?, gold::own_sentences());
    let all: Vec<Taught> = [&reports, &ours].into_iter().flat_map(|part| taught(part)).collect();
    let figures = Weights::read(&Weights::write(&fit(&all.iter().collect::<Vec<_>>())));
    let models = Models { figures: &figures, chains: &chains::of_train()?, curve: shipped_curve() };
    gold::read(gold)?.iter().try_for_each(|report| write_read(report, models, out))
}

fn held(reports: &[GoldReport], folds: usize, fold: usize) -> impl Iterator<Item = &GoldReport> {
    reports.iter().enumerate().filter(move |(i, _)| i % folds == fold).map(|(_, report)| report)
}

fn write_read(report: &GoldReport, models: Models, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let extraction = hearsay_extract::extract_with(&report.document, models);
    let read = hearsay_core::format::Report::of(&report.document, &extraction);
    Ok(writeln!(out, "{}", serde_json::to_string(&read)?)?)
}
