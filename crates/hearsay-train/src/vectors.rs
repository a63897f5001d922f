//! Word vectors learned from unlabelled articles: skip-gram with negative samples, a table of contexts for each place.

use crate::conllu;
use crate::parser::tensor::{Lot, exp};
use hearsay_core::Text;
use hearsay_extract::sentences;
use hearsay_extract::syntax::features::{Case, word_keys};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// How to learn vectors.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Values a word.
    pub width: usize,
    /// Words on each side that are foretold.
    pub window: usize,
    /// Words by lot that are told apart from each true one.
    pub negative: usize,
    /// Forms seen less often have no vector.
    pub at_least: u32,
    /// The most forms that have one.
    pub most: usize,
    /// Passes over the texts.
    pub epochs: usize,
}

/// The sentences of the articles of JSON Lines files: the `text` of each object and of its `documents`.
pub fn read_articles(paths: &[&Path]) -> io::Result<Vec<Vec<u64>>> {
    let mut all = Vec::new();
    for path in paths {
        for line in conllu::read_text(path)?.lines() {
            let object: serde_json::Value = serde_json::from_str(line).map_err(io::Error::other)?;
            let inner = object["documents"].as_array().map(Vec::as_slice).unwrap_or_default();
            for text in std::iter::once(&object).chain(inner).filter_map(|object| object["text"].as_str()) {
                add(text, &mut all);
            }
        }
    }
    Ok(all)
}

/// Adds the sentences of a text as hashed forms.
pub fn add(text: &str, all: &mut Vec<Vec<u64>>) {
    let text = Text::from(text);
    let (sentences, tokens) = sentences(&text);
    for sentence in sentences.iter() {
        let forms = tokens.of(sentence.tokens).iter();
        all.push(forms.map(|token| word_keys(text.at(token.span), Case::Mixed, (false, false)).form).collect());
    }
}

/// Learns the vectors of the forms in the sentences: the forms, the commonest first, and their values.
pub fn learn(sentences: &[Vec<u64>], plan: Plan) -> (Vec<u64>, Vec<f32>) {
    let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
    for form in sentences.iter().flatten() {
        *counts.entry(*form).or_default() += 1;
    }
    let mut forms: Vec<(u64, u32)> = counts.into_iter().filter(|&(_, count)| count >= plan.at_least).collect();
    forms.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    forms.truncate(plan.most);
    let rows: BTreeMap<u64, u32> = forms.iter().enumerate().map(|(row, &(form, _))| (form, row as u32)).collect();
    let total: f64 = forms.iter().map(|&(_, count)| f64::from(count)).sum();
    // Common words are passed over by lot.
    let keep: Vec<f32> =
        forms.iter().map(|&(_, count)| (5e-4 / (f64::from(count) / total)).sqrt().min(1.0) as f32).collect();
    let noise: Vec<u32> = forms
        .iter()
        .enumerate()
        .flat_map(|(row, &(_, count))| {
            let share = f64::from(count).powf(0.75) / 8.0;
            std::iter::repeat_n(row as u32, share.ceil() as usize)
        })
        .collect();
    let (width, places) = (plan.width, 2 * plan.window);
    let mut lot = Lot::new(3);
    let mut words: Vec<f32> = (0..forms.len() * width).map(|_| (lot.unit() - 0.5) / width as f32).collect();
    // A context counts by where it stands: one table for each place.
    let mut contexts = vec![0f32; forms.len() * width * 2];
    let steps = (plan.epochs * sentences.len()).max(1) as f32;
    let mut done = 0;
    let mut kept = Vec::new();
    let mut change = vec![0f32; width];
    for _ in 0..plan.epochs {
        for sentence in sentences {
            done += 1;
            let rate = 0.05 * (1.0 - done as f32 / steps).max(0.005);
            kept.clear();
            kept.extend(
                sentence
                    .iter()
                    .filter_map(|form| rows.get(form).copied())
                    .filter(|&row| lot.unit() < keep[row as usize]),
            );
            for at in 0..kept.len() {
                let word = kept[at] as usize * width;
                for place in 0..places {
                    let offset = if place < plan.window {
                        place as isize - plan.window as isize
                    } else {
                        place as isize - plan.window as isize + 1
                    };
                    let Some(&context) = usize::try_from(at as isize + offset).ok().and_then(|other| kept.get(other))
                    else {
                        continue;
                    };
                    let side = usize::from(offset > 0) * forms.len();
                    change.fill(0.0);
                    for sample in 0..=plan.negative {
                        let target = if sample == 0 { context } else { noise[lot.below(noise.len())] };
                        if sample > 0 && target == context {
                            continue;
                        }
                        let context = &mut contexts[(side + target as usize) * width..][..width];
                        let own = &words[word..word + width];
                        let dot: f32 = dot(own, context);
                        let chance = 1.0 / (1.0 + exp(-dot));
                        let pull = rate * (f32::from(u8::from(sample == 0)) - chance);
                        for i in 0..width {
                            change[i] += pull * context[i];
                            context[i] += pull * own[i];
                        }
                    }
                    for (value, change) in words[word..word + width].iter_mut().zip(&change) {
                        *value += change;
                    }
                }
            }
        }
    }
    scale(&mut words, width);
    (forms.into_iter().map(|(form, _)| form).collect(), words)
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0f32; 16];
    for (a, b) in a.chunks_exact(16).zip(b.chunks_exact(16)) {
        for i in 0..16 {
            lanes[i] += a[i] * b[i];
        }
    }
    lanes.iter().sum()
}

/// Brings each value to a mean of zero and a spread of one half, over all words.
fn scale(words: &mut [f32], width: usize) {
    let count = (words.len() / width).max(1) as f64;
    for column in 0..width {
        let values = || words.iter().skip(column).step_by(width).map(|&value| f64::from(value));
        let mean = values().sum::<f64>() / count;
        let spread = (values().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count).sqrt().max(1e-9);
        for value in words.iter_mut().skip(column).step_by(width) {
            *value = ((f64::from(*value) - mean) / spread * 0.5).clamp(-2.0, 2.0) as f32;
        }
    }
}
