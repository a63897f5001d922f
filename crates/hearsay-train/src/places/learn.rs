//! Learns the weights of namesakes: a conditional logistic model over the namesakes of each name.

use super::gold::GoldReport;
use super::measure::{given, right};
use hearsay_extract::gazetteer::{FEATURES, Gazetteer, Namesakes, choices};
use hearsay_extract::{Words, sentences};

/// Passes over the reports: the features of a name hang on the best namesakes of the others, so they are made anew.
const ROUNDS: usize = 4;
/// Steps of gradient descent a round, with a rate for each feature (Duchi and others 2011).
const STEPS: usize = 600;
const RATE: f64 = 0.3;
const DECAY: f64 = 1e-3;

/// A name's namesakes, which of them is right, and how often the name stands in its report.
type Lesson = (Vec<[i32; FEATURES]>, usize, f64);

/// The weights learned from the reports, starting from `weights`.
pub fn learn(reports: &[&GoldReport], weights: &Namesakes) -> Namesakes {
    let mut now = Namesakes(weights.0);
    for round in 0..ROUNDS {
        let lessons: Vec<Lesson> = reports.iter().flat_map(|report| lessons(report, &now)).collect();
        let mut table = [0.0; FEATURES];
        let mut squares = [1e-8; FEATURES];
        for _ in 0..STEPS {
            let slope = slope(&table, &lessons);
            for ((weight, square), slope) in table.iter_mut().zip(&mut squares).zip(slope) {
                *square += slope * slope;
                *weight += RATE * slope / f64::sqrt(*square);
            }
        }
        now = Namesakes(table.map(|weight| (weight * 1000.0).round() as i32));
        eprintln!("round {round}: {} names with a choice", lessons.len());
    }
    now
}

/// How the likelihood of the right namesakes rises with each weight.
fn slope(table: &[f64; FEATURES], lessons: &[Lesson]) -> [f64; FEATURES] {
    let mut slope = table.map(|weight| -DECAY * weight);
    let total: f64 = lessons.iter().map(|lesson| lesson.2).sum();
    for (options, right, count) in lessons {
        let score =
            |features: &[i32; FEATURES]| table.iter().zip(features).map(|(w, &f)| w * f64::from(f)).sum::<f64>();
        let scores: Vec<f64> = options.iter().map(score).collect();
        let top = scores.iter().copied().fold(f64::MIN, f64::max);
        let powers: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
        let all: f64 = powers.iter().sum();
        for (i, (features, power)) in options.iter().zip(&powers).enumerate() {
            let push = count / total * (f64::from(u8::from(i == *right)) - power / all);
            for (slope, &feature) in slope.iter_mut().zip(features) {
                *slope += push * f64::from(feature);
            }
        }
    }
    slope
}

fn lessons(report: &GoldReport, weights: &Namesakes) -> Vec<Lesson> {
    let gazetteer = Gazetteer::shipped();
    let (sentences, tokens) = sentences(&report.text);
    let words = Words::new(&report.text, &sentences, &tokens);
    let (places, mentions) = given(&gazetteer, &words, report);
    let mut all = Vec::new();
    for (key, options) in choices(&gazetteer, &words, &mentions, weights) {
        let places: Vec<_> = mentions
            .iter()
            .zip(&places)
            .filter(|(mention, _)| mention.key == key)
            .filter_map(|(_, place)| *place)
            .collect();
        let Some(place) = places.first() else { continue };
        if let Some(right) =
            right(&gazetteer, options.iter().map(|option| option.0), place).filter(|_| options.len() > 1)
        {
            all.push((options.into_iter().map(|option| option.1).collect(), right, (places.len() as f64).sqrt()));
        }
    }
    all
}
