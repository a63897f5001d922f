//! How sure a claim may be: the share of right claims among those of about the same probability.
//!
//! A claim is right where the scorer matches it: its evidence overlaps that of an annotated claim of the same measure and
//! value, each annotated claim taken once, the longest overlap first. The share is a logistic function of the
//! probability's log odds (Platt 1999), two numbers in all, written down at a few points.

use super::gold::{GoldClaim, GoldReport};
use hearsay_core::Span;
use hearsay_extract::study::{Vicinity, Weights, events, evidence, with_report};
use std::fmt::Write;

/// Where the curve is written down.
const KNOTS: [f32; 15] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1.0];

/// The probability of every claim that the model finds in a report, and whether it is right.
pub fn judged(gold: &GoldReport, weights: &Weights) -> Vec<(f32, bool)> {
    with_report(&gold.document, |report, _, _, _| {
        let found = events(report, weights);
        let mut pairs = Vec::new();
        for (at, event) in found.iter().enumerate() {
            let quantity = &report.quantities[event.quantity];
            let measure = report.measures[event.measure].measure.name();
            let place = evidence(&Vicinity::new(report, event, &[]));
            for (index, claim) in gold.claims.iter().enumerate() {
                let value = if claim.best.is_some() { claim.best == quantity.best } else { claim.low == quantity.low };
                let shared = shared(claim, place);
                if shared > 0 && value && claim.measure == measure {
                    pairs.push((std::cmp::Reverse(shared), index, at));
                }
            }
        }
        pairs.sort_unstable();
        let mut right = vec![false; found.len()];
        let mut taken = vec![false; gold.claims.len()];
        for (_, index, at) in pairs {
            if !right[at] && !taken[index] {
                right[at] = true;
                taken[index] = true;
            }
        }
        found.iter().map(|event| event.probability).zip(right).collect()
    })
}

fn shared(claim: &GoldClaim, place: Span) -> u32 {
    claim.evidence.end().min(place.end()).saturating_sub(claim.evidence.start().max(place.start()))
}

/// The fitted curve at its knots, to four digits.
pub fn points(judged: &[(f32, bool)]) -> Vec<(f32, f32)> {
    let (slope, rise) = fit(judged);
    let share = |knot: f32| 1.0 / (1.0 + (-(slope * odds(knot) + rise)).exp());
    KNOTS.iter().map(|&knot| (knot, (share(knot) * 1e4).round() as f32 / 1e4)).collect()
}

/// The lines of the data file.
pub fn table(points: &[(f32, f32)]) -> String {
    let mut lines = String::from(
        "# The probability of an event, and the share of right claims among those; made by `hearsay-train figures`.\n",
    );
    for (probability, share) in points {
        let _ = writeln!(lines, "{probability}\t{share}");
    }
    lines
}

fn odds(probability: f32) -> f64 {
    let p = f64::from(probability).clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}

/// Slope and rise that make the judgements likeliest, by Newton's method; a claim more of each kind keeps them finite.
fn fit(judged: &[(f32, bool)]) -> (f64, f64) {
    let right = judged.iter().filter(|(_, right)| *right).count() as f64;
    let wrong = judged.len() as f64 - right;
    let (high, low) = ((right + 1.0) / (right + 2.0), 1.0 / (wrong + 2.0));
    let (mut slope, mut rise) = (1.0, 0.0);
    for _ in 0..50 {
        let (mut ga, mut gb, mut haa, mut hab, mut hbb) = (0.0, 0.0, 1e-6, 0.0, 1e-6);
        for &(probability, right) in judged {
            let x = odds(probability);
            let share = 1.0 / (1.0 + (-(slope * x + rise)).exp());
            let miss = share - if right { high } else { low };
            let weight = share * (1.0 - share);
            ga += miss * x;
            gb += miss;
            haa += weight * x * x;
            hab += weight * x;
            hbb += weight;
        }
        let determinant = haa * hbb - hab * hab;
        slope -= (ga * hbb - gb * hab) / determinant;
        rise -= (gb * haa - ga * hab) / determinant;
    }
    // The curve must not fall, whatever the judgements.
    (slope.max(0.0), rise)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_found_again() {
        let group = |p: f32, right: usize, all: usize| (0..all).map(move |i| (p, i < right));
        let judged: Vec<_> = group(0.3, 50, 100).chain(group(0.9, 190, 200)).collect();
        let points = points(&judged);
        let near = |p: f32, share: f32| {
            let found = points.iter().find(|point| point.0 == p).unwrap().1;
            assert!((found - share).abs() < 0.02, "{found} at {p}");
        };
        near(0.3, 0.5);
        near(0.9, 0.95);
        assert!(points.windows(2).all(|pair| pair[0].1 <= pair[1].1));
    }
}
