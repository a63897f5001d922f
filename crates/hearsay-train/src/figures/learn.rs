//! Learns the weights of choices: stochastic gradient with a step of its own for each weight (AdaGrad, Duchi et al. 2011)
//! on the marginal likelihood of the right options, with L2 shrinkage. The order is fixed by a seeded generator, so the
//! same lessons give the same bytes.

use super::lessons::Lesson;
use hearsay_extract::study::{SLOT_BITS, WEIGHT_SCALE};

const ROUNDS: usize = 12;
const STEP: f32 = 0.05;
const SHRINK: f32 = 5e-4;

/// The mean of the weights that the lessons teach in that many orders: one order against another moves many close choices.
pub fn learn_in_orders(lessons: &[&Lesson], orders: u64) -> Vec<i16> {
    let mut sums = vec![0f32; 1 << SLOT_BITS];
    for order in 1..=orders {
        learn_once(lessons, order, &mut sums);
    }
    let scale = WEIGHT_SCALE / (orders as f32 * (ROUNDS - ROUNDS / 3) as f32);
    sums.iter().map(|sum| (sum * scale).round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16).collect()
}

/// Adds the weights of the later rounds, whose mean is steadier than the last one.
fn learn_once(lessons: &[&Lesson], order: u64, sums: &mut [f32]) {
    let mut weights = vec![0f32; 1 << SLOT_BITS];
    let mut squares = vec![1e-2f32; 1 << SLOT_BITS];
    let mut at: Vec<usize> = (0..lessons.len()).collect();
    let mut seed = order.wrapping_mul(0x2545_F491_4F6C_DD1D);
    for round in 0..ROUNDS {
        for i in (1..at.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            at.swap(i, (seed % (i as u64 + 1)) as usize);
        }
        for &at in &at {
            step(lessons[at], &mut weights, &mut squares);
        }
        if round >= ROUNDS / 3 {
            sums.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight);
        }
    }
}

fn step(lesson: &Lesson, weights: &mut [f32], squares: &mut [f32]) {
    let scores: Vec<f32> =
        lesson.iter().map(|(features, _)| features.slots().iter().map(|&slot| weights[slot as usize]).sum()).collect();
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
    let all: f32 = powers.iter().sum();
    let right: f32 = powers.iter().zip(lesson).filter(|(_, (_, right))| *right).map(|(power, _)| power).sum();
    for ((features, is_right), power) in lesson.iter().zip(&powers) {
        let wanted = if *is_right { power / right.max(1e-12) } else { 0.0 };
        let gradient = power / all - wanted;
        if gradient.abs() < 1e-5 {
            continue;
        }
        for &slot in features.slots() {
            let slot = slot as usize;
            let slope = gradient + SHRINK * weights[slot];
            squares[slot] += slope * slope;
            weights[slot] -= STEP * slope / squares[slot].sqrt();
        }
    }
}
