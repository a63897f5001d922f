//! The course of training: epochs over shuffled sentences, a falling rate, a measure after each epoch.

use super::corpus::{Example, UNKNOWN, dress};
use super::network::{Batch, Dropout, Network, Pass};
use super::optimizer::Step;
use super::tensor::Lot;
use hearsay_extract::Rel;

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Course {
    /// Passes over the examples.
    pub epochs: usize,
    /// Words in a batch.
    pub batch: usize,
    /// The highest rate of learning.
    pub rate: f32,
    /// What is dropped.
    pub dropout: Dropout,
    /// The seed of all lots.
    pub seed: u64,
}

/// The measures of a parser on given tokens, in percent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measures {
    /// Word classes.
    pub upos: f64,
    /// Features.
    pub feats: f64,
    /// Entities at heads of phrases, by F1 over those that are not "none".
    pub entities: f64,
    /// Heads.
    pub uas: f64,
    /// Heads and relations, subtypes aside.
    pub las: f64,
}

/// Batches of about `size` words.
pub fn batches(examples: &[Example], order: &[usize], size: usize) -> Vec<Vec<usize>> {
    let mut batches = Vec::new();
    let mut batch = Vec::new();
    let mut words = 0;
    for &index in order {
        batch.push(index);
        words += examples[index].forms.len();
        if words >= size {
            batches.push(std::mem::take(&mut batch));
            words = 0;
        }
    }
    if !batch.is_empty() {
        batches.push(batch);
    }
    batches
}

/// Trains the network. `report` is told the epoch and the mean losses a word.
pub fn train(
    network: &mut Network,
    examples: &[Example],
    course: Course,
    report: &mut dyn FnMut(usize, f64, &mut Network),
) {
    let mut lot = Lot::new(course.seed);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let words: usize = examples.iter().map(|example| example.forms.len()).sum();
    let total = (course.epochs * words / course.batch).max(1) as f32;
    let mut pass = Pass::default();
    let mut number = 0;
    for epoch in 0..course.epochs {
        lot.shuffle(&mut order);
        let mut loss = 0.0;
        let mut seen = 0;
        for indices in batches(examples, &order, course.batch) {
            let mut batch = Batch::default();
            for index in indices {
                batch.push(&dress(&examples[index], &mut lot));
            }
            number += 1;
            let done = (number as f32 / total).min(1.0);
            let warm = (number as f32 / 200.0).min(1.0);
            let rate = course.rate * warm * (0.02 + 0.98 * 0.5 * (1.0 + (done * std::f32::consts::PI).cos()));
            network.forward(&batch, course.dropout, &mut lot, &mut pass);
            let losses = network.losses(&batch, &mut pass, 1.0 / batch.keys.len() as f32);
            network.backward(&batch, &mut pass);
            network.step(Step { rate, number }, 5.0);
            loss += losses.tags + losses.arcs + losses.rels;
            seen += batch.keys.len();
        }
        report(epoch, loss / seen.max(1) as f64, network);
    }
}

/// Measures a network on given tokens.
pub fn measure(network: &Network, examples: &[Example]) -> Measures {
    let order: Vec<usize> = (0..examples.len()).collect();
    let mut lot = Lot::new(1);
    let mut pass = Pass::default();
    let (mut upos, mut feats, mut uas, mut las, mut all) = (0, 0, 0, 0, 0);
    let (mut right, mut marked) = (0, 0);
    let universal = |rel: u8| Rel::ALL[rel as usize].name().split(':').next();
    for indices in batches(examples, &order, 2000) {
        let mut batch = Batch::default();
        for index in indices {
            batch.push(&examples[index]);
        }
        network.forward(&batch, Dropout::NONE, &mut lot, &mut pass);
        let answer = network.answer(&batch, &pass);
        for i in 0..batch.keys.len() {
            all += 1;
            upos += usize::from(answer.upos[i] == batch.upos[i]);
            feats += usize::from(answer.feats[i] == batch.feats[i]);
            if batch.entities[i] != UNKNOWN {
                right += usize::from(batch.entities[i] != 0 && answer.entities[i] == batch.entities[i]);
                marked += usize::from(batch.entities[i] != 0) + usize::from(answer.entities[i] != 0);
            }
            let head = answer.heads[i] == batch.heads[i];
            uas += usize::from(head);
            las += usize::from(head && universal(answer.rels[i]) == universal(batch.rels[i]));
        }
    }
    let percent = |count: usize| 100.0 * count as f64 / all.max(1) as f64;
    let entities = 200.0 * right as f64 / marked.max(1) as f64;
    Measures { entities, upos: percent(upos), feats: percent(feats), uas: percent(uas), las: percent(las) }
}
