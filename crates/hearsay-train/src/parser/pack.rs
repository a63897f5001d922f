//! Packs a trained network into the model that is shipped: bytes for weights, tables without strings.

use super::lemmas;
use super::network::Network;
use super::optimizer::Weights;
use crate::conllu::Tree;
use hearsay_extract::syntax::model::{MAGIC, SLOT};
use hearsay_extract::syntax::product::{LANES, pack};
use std::collections::BTreeMap;

/// The bytes of the model. The trees teach the lemmas.
pub fn model(network: &Network, feats: &[String], trees: &[Tree]) -> Vec<u8> {
    let sizes = network.sizes;
    let mut out = MAGIC.to_vec();
    for size in [sizes.learned, sizes.frozen, sizes.layers, sizes.tag, sizes.arc, sizes.sum, sizes.product, sizes.feats]
    {
        number(&mut out, size);
    }
    for feats in feats {
        number(&mut out, feats.len());
        out.extend_from_slice(feats.as_bytes());
    }
    slots(network, &mut out);
    table(&network.forms.w, sizes.learned, &mut out);
    table(&network.affixes.w, sizes.learned, &mut out);
    table(&network.frozen, sizes.frozen, &mut out);
    for layer in &network.layers {
        let half = layer.half;
        for direction in 0..2 {
            let from = direction * 3 * half;
            matrix(&layer.w.w, 6 * half, from..from + 3 * half, 2 * half, &[], &mut out);
        }
        fractions(&mut out, &layer.v.w);
    }
    biased(&network.projection, &mut out);
    biased(&network.tags, &mut out);
    biased(&network.arcs, &mut out);
    biased(&network.rels, &mut out);
    fractions(&mut out, &network.root.w);
    fractions(&mut out, &network.far.w);
    lemmas::learn(trees, feats, &mut out);
    out
}

fn number(out: &mut Vec<u8>, number: usize) {
    out.extend_from_slice(&(number as u32).to_le_bytes());
}

fn fractions(out: &mut Vec<u8>, values: &[f32]) {
    out.extend(values.iter().flat_map(|value| value.to_le_bytes()));
}

/// The table of forms: a place for each that has an embedding or a vector.
fn slots(network: &Network, out: &mut Vec<u8>) {
    let mut forms: BTreeMap<u64, (u32, u32)> = BTreeMap::new();
    for (&form, &(row, _)) in &network.words.rows {
        forms.entry(form).or_default().0 = row;
    }
    for (&form, &(row, _)) in &network.vectors.rows {
        forms.entry(form).or_default().1 = row;
    }
    let count = (forms.len() * 4 / 3).next_power_of_two().max(2);
    let mut slots = vec![0u8; count * SLOT];
    for (form, (row, vector)) in forms {
        let mut at = form as usize & (count - 1);
        while slots[at * SLOT + 4..(at + 1) * SLOT].iter().any(|&byte| byte != 0) {
            at = (at + 1) & (count - 1);
        }
        let slot = &mut slots[at * SLOT..(at + 1) * SLOT];
        slot[..4].copy_from_slice(&((form >> 32) as u32).to_le_bytes());
        slot[4..8].copy_from_slice(&row.to_le_bytes());
        slot[8..].copy_from_slice(&vector.to_le_bytes());
    }
    number(out, count);
    out.extend_from_slice(&slots);
}

fn byte(value: f32, scale: f32) -> i8 {
    (value / scale).round().clamp(-127.0, 127.0) as i8
}

/// A table with one scale, at which one value in ten thousand is cut.
fn table(values: &[f32], width: usize, out: &mut Vec<u8>) {
    let mut sizes: Vec<f32> = values.iter().map(|value| value.abs()).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let top = sizes.get(sizes.len() - 1 - sizes.len() / 10_000).copied().unwrap_or(1.0).max(1e-6);
    let scale = top / 127.0;
    number(out, values.len() / width);
    fractions(out, &[scale]);
    out.extend(values.iter().map(|&value| byte(value, scale) as u8));
}

/// A dense matrix with its biases in the last row.
fn biased(weights: &Weights, out: &mut Vec<u8>) {
    let columns = weights.columns;
    let inputs = weights.w.len() / columns - 1;
    matrix(&weights.w, columns, 0..columns, inputs, &weights.w[inputs * columns..], out);
}

/// The columns `range` of the first `inputs` rows of `step` values.
fn matrix(w: &[f32], step: usize, range: std::ops::Range<usize>, inputs: usize, biases: &[f32], out: &mut Vec<u8>) {
    let columns = range.len().div_ceil(LANES) * LANES;
    let at = |input: usize, column: usize| {
        if column < range.len() { w[input * step + range.start + column] } else { 0.0 }
    };
    let scales: Vec<f32> = (0..columns)
        .map(|column| (0..inputs).map(|input| at(input, column).abs()).fold(1e-9, f32::max) / 127.0)
        .collect();
    fractions(out, &scales);
    let mut padded = biases.to_vec();
    padded.resize(columns, 0.0);
    fractions(out, &padded);
    out.extend(pack(inputs, columns, |input, column| byte(at(input, column), scales[column])));
}
