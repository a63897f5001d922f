//! Learned choices: options with features, and the linear model that weighs them.
//!
//! A choice is a conditional logistic model (McFadden 1974): the probability of an option is the softmax of its weight
//! among the options at hand. Weights are whole numbers and are added as such, so the same text gives the same choice on
//! every machine.

use std::sync::OnceLock;

/// Bits of a feature's slot in the table of weights.
pub const SLOT_BITS: u32 = 20;

/// Weights are stored in units of one 256th.
pub const WEIGHT_SCALE: f32 = 256.0;

/// The features that hold of one option, each as its slot in the table of weights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    slots: Vec<u32>,
    seed: u32,
}

impl Features {
    /// No feature yet, for the decision of that name.
    pub fn of(decision: &str) -> Features {
        Features { slots: Vec::with_capacity(32), seed: fnv(0x811c_9dc5, decision.as_bytes()) }
    }

    /// The feature that all these parts hold together.
    pub fn add(&mut self, parts: &[&str]) -> &mut Features {
        let mut hash = self.seed;
        for part in parts {
            hash = fnv(hash, part.as_bytes());
            hash = fnv(hash, &[0x1f]);
        }
        self.slots.push(slot(hash));
        self
    }

    /// The same features, each together with `class`: those of one option of a choice among classes.
    pub fn under(&self, class: &str) -> Features {
        let seed = fnv(self.seed, class.as_bytes());
        let slots = self.slots.iter().map(|&at| slot(at.wrapping_mul(0x9E37_79B1) ^ seed)).collect();
        Features { slots, seed }
    }

    /// The slots, in the order added.
    pub fn slots(&self) -> &[u32] {
        &self.slots
    }
}

fn fnv(seed: u32, bytes: &[u8]) -> u32 {
    bytes.iter().fold(seed, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn slot(hash: u32) -> u32 {
    let mut mixed = hash;
    mixed ^= mixed >> 16;
    mixed = mixed.wrapping_mul(0x85eb_ca6b);
    mixed ^= mixed >> 13;
    mixed & ((1 << SLOT_BITS) - 1)
}

/// Options of which one is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<T> {
    /// What may be chosen, each with its features.
    pub options: Vec<(T, Features)>,
}

impl<T> Choice<T> {
    /// A choice among classes: every class with the same features, told apart by its name.
    pub fn among(classes: impl IntoIterator<Item = (T, &'static str)>, features: &Features) -> Choice<T> {
        Choice { options: classes.into_iter().map(|(class, name)| (class, features.under(name))).collect() }
    }

    /// The best option and its probability; the first of equals. `None` where there is no option.
    pub fn decide(&self, weights: &Weights) -> Option<(&T, f32)> {
        let scores = self.scores(weights);
        let top = *scores.iter().max()?;
        let at = scores.iter().position(|&score| score == top)?;
        let total: f32 = scores.iter().map(|&score| power(score, top)).sum();
        Some((&self.options[at].0, 1.0 / total))
    }

    /// The best option where several may say the same: options of one `key` add their probabilities, and the best option of
    /// the likeliest key stands for it.
    pub fn decide_among<K: PartialEq>(&self, weights: &Weights, key: impl Fn(&T) -> K) -> Option<(&T, f32)> {
        let scores = self.scores(weights);
        let top = *scores.iter().max()?;
        let mut groups: Vec<(K, f32, usize)> = Vec::new();
        for (at, (option, _)) in self.options.iter().enumerate() {
            let key = key(option);
            let share = power(scores[at], top);
            match groups.iter_mut().find(|(other, ..)| *other == key) {
                Some((_, sum, best)) => {
                    *sum += share;
                    if scores[at] > scores[*best] {
                        *best = at;
                    }
                }
                None => groups.push((key, share, at)),
            }
        }
        let total: f32 = groups.iter().map(|(_, share, _)| share).sum();
        let (_, share, at) = groups.iter().reduce(|best, one| if one.1 > best.1 { one } else { best })?;
        Some((&self.options[*at].0, share / total))
    }

    fn scores(&self, weights: &Weights) -> Vec<i32> {
        self.options.iter().map(|(_, features)| weights.sum(features)).collect()
    }
}

/// The odds of a score against the best one.
fn power(score: i32, top: i32) -> f32 {
    exponential((score - top) as f32 / WEIGHT_SCALE)
}

/// e^x for x <= 0, by plain arithmetic only, so that it gives the same bits on every machine: (1 + x/1024)^1024.
fn exponential(x: f32) -> f32 {
    let mut power = (1.0 + x.max(-20.0) / 1024.0).max(0.0);
    for _ in 0..10 {
        power *= power;
    }
    power
}

/// A table of weights, one for each slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    table: Vec<i16>,
}

impl Weights {
    /// Reads a model file: pairs of slot (4 bytes) and weight (2 bytes), little-endian, slots rising. Bytes that do not
    /// fit are left out.
    pub fn read(bytes: &[u8]) -> Weights {
        let mut table = vec![0; 1 << SLOT_BITS];
        for pair in bytes.chunks_exact(6) {
            let at = u32::from_le_bytes([pair[0], pair[1], pair[2], pair[3]]) as usize;
            if let Some(weight) = table.get_mut(at) {
                *weight = i16::from_le_bytes([pair[4], pair[5]]);
            }
        }
        Weights { table }
    }

    /// Writes the table as a model file.
    pub fn write(table: &[i16]) -> Vec<u8> {
        let held = table.iter().enumerate().filter(|&(_, &weight)| weight != 0);
        held.flat_map(|(at, weight)| [&(at as u32).to_le_bytes()[..], &weight.to_le_bytes()[..]].concat()).collect()
    }

    /// The sum of the weights of the features.
    pub fn sum(&self, features: &Features) -> i32 {
        features.slots().iter().map(|&slot| i32::from(self.table[slot as usize])).sum()
    }
}

/// The shipped model of figures in English.
pub fn figure_weights() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| Weights::read(include_bytes!("../models/figures-en.bin")))
}
