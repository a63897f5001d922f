//! Learns the weights of choices: stochastic gradient with a step of its own for each weight (AdaGrad, Duchi et al. 2011)
//! on the marginal likelihood of the right options, with L2 shrinkage. The order is fixed by a seeded generator, so the
//! same lessons give the same bytes.

use super::lessons::Lesson;
use hearsay_extract::study::{SLOT_BITS, WEIGHT_SCALE};

const ROUNDS: usize = 12;
const STEP: f32 = 0.05;
const SHRINK: f32 = 5e-4;

/// The table of weights that the lessons teach.
pub fn learn(lessons: &[Lesson]) -> Vec<i16> {
    let mut weights = vec![0f32; 1 << SLOT_BITS];
    let mut sums = vec![0f32; 1 << SLOT_BITS];
    let mut squares = vec![1e-2f32; 1 << SLOT_BITS];
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut seed = 0x2545_F491_4F6C_DD1Du64;
    let mut counted = 0f32;
    for round in 0..ROUNDS {
        for i in (1..order.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            order.swap(i, (seed % (i as u64 + 1)) as usize);
        }
        for &at in &order {
            step(&lessons[at], &mut weights, &mut squares);
        }
        // The average of the later rounds is steadier than the last one.
        if round >= ROUNDS / 3 {
            counted += 1.0;
            sums.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight);
        }
    }
    sums.iter()
        .map(|sum| (sum / counted * WEIGHT_SCALE).round().clamp(f32::from(i16::MIN), f32::from(i16::MAX)) as i16)
        .collect()
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
