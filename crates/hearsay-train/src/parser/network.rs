//! The network of the parser: embeddings, recurrent layers, projections.

use super::corpus::Example;
use super::optimizer::{Step, Weights};
use super::recurrent::{Recurrent, Trace};
use super::tensor::{Lot, Sum, mul, mul_transposed, transposed_mul};
use hearsay_extract::Rel;
use hearsay_extract::syntax::features::{BUCKETS, DISTANCES, WordKeys, case_of, word_keys};
use hearsay_extract::{Entity, Upos};
use std::collections::HashMap;

/// The sizes of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Values a word from the learned tables.
    pub learned: usize,
    /// Values a word from the frozen vectors.
    pub frozen: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Hidden values for tags.
    pub tag: usize,
    /// Hidden values for arcs, on each side.
    pub arc: usize,
    /// Hidden values for relations, added.
    pub sum: usize,
    /// Hidden values for relations, multiplied.
    pub product: usize,
    /// Classes of features.
    pub feats: usize,
}

impl Sizes {
    /// Values a word between the layers.
    pub fn width(&self) -> usize {
        self.learned + self.frozen
    }

    /// Where each projection begins: tag, word as dependent and as head of an arc, the same for sums, the same for products,
    /// and the end.
    pub fn cuts(&self) -> [usize; 8] {
        let mut cuts = [0; 8];
        let widths = [self.tag, self.arc, self.arc, self.sum, self.sum, self.product, self.product];
        for (i, width) in widths.into_iter().enumerate() {
            cuts[i + 1] = cuts[i] + width;
        }
        cuts
    }

    /// Scores of the tagger.
    pub fn tags(&self) -> usize {
        Upos::ALL.len() + self.feats + Entity::ALL.len()
    }
}

/// Words by the hash of their form.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The row of each form and how often it was seen.
    pub rows: HashMap<u64, (u32, u32)>,
}

impl Vocabulary {
    /// The row of a form; 0 is the unknown word.
    pub fn row(&self, form: u64) -> usize {
        self.rows.get(&form).map_or(0, |&(row, _)| row as usize)
    }
}

/// All that is learned.
pub struct Network {
    /// Its sizes.
    pub sizes: Sizes,
    /// The forms that have a row.
    pub words: Vocabulary,
    /// The forms that have a frozen vector.
    pub vectors: Vocabulary,
    /// Frozen vectors; row 0 is that of unknown words.
    pub frozen: Vec<f32>,
    /// Embeddings of forms.
    pub forms: Weights,
    /// Embeddings of affixes and shapes.
    pub affixes: Weights,
    /// The recurrent layers.
    pub layers: Vec<Recurrent>,
    /// The projections of the last states and their biases (the last row).
    pub projection: Weights,
    /// Scores of tags, biases in the last row.
    pub tags: Weights,
    /// The product of the two sides of an arc, the bias of the dependent in the last row.
    pub arcs: Weights,
    /// The root as a head, in the space of arcs; then biases of the distances.
    pub root: Weights,
    /// The root as a head for relations (sum, product), then the distances (sum).
    pub far: Weights,
    /// Scores of relations, biases in the last row.
    pub rels: Weights,
}

/// A batch of sentences, laid end to end.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// First word and length of each sentence.
    pub sentences: Vec<(usize, usize)>,
    /// What the network sees of each word.
    pub keys: Vec<WordKeys>,
    /// Gold word classes.
    pub upos: Vec<u8>,
    /// Gold classes of features.
    pub feats: Vec<u16>,
    /// Gold heads, counted from 1 in the sentence; 0 at the root.
    pub heads: Vec<u32>,
    /// Gold relations.
    pub rels: Vec<u8>,
    /// Gold entities at the heads of their phrases.
    pub entities: Vec<u8>,
}

impl Batch {
    /// Adds a sentence.
    pub fn push(&mut self, example: &Example) {
        let case = case_of(example.forms.iter().map(String::as_str));
        let n = example.forms.len();
        self.sentences.push((self.keys.len(), n));
        for (i, form) in example.forms.iter().enumerate() {
            let before = i > 0 && !example.spaces[i - 1];
            let after = i + 1 < n && !example.spaces[i];
            self.keys.push(word_keys(form, case, (before, after)));
        }
        self.upos.extend(&example.upos);
        self.feats.extend(&example.feats);
        self.heads.extend(&example.heads);
        self.rels.extend(&example.rels);
        self.entities.extend(&example.entities);
    }
}

/// How much is dropped by lot while learning; nothing while measuring.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dropout {
    /// Of the embeddings.
    pub input: f32,
    /// Between the layers.
    pub layer: f32,
    /// Of the projections.
    pub head: f32,
    /// Whole words, by rarity.
    pub word: f32,
}

impl Dropout {
    /// Nothing is dropped.
    pub const NONE: Dropout = Dropout { input: 0.0, layer: 0.0, head: 0.0, word: 0.0 };
}

/// What the way forward made, kept for the way back.
#[derive(Clone, Debug, Default)]
pub struct Pass {
    rows: Vec<(u32, u32)>,
    masks: Vec<Vec<f32>>,
    inputs: Vec<Vec<f32>>,
    traces: Vec<Trace>,
    /// The projections of each word.
    pub projected: Vec<f32>,
    /// The gradient of the projections, filled by the losses.
    pub gradient: Vec<f32>,
}

impl Network {
    /// A network with weights by lot.
    pub fn new(sizes: Sizes, words: Vocabulary, vectors: Vocabulary, frozen: Vec<f32>, lot: &mut Lot) -> Network {
        let (d, cuts) = (sizes.width(), sizes.cuts());
        let range = |inputs: usize| (3.0 / inputs as f32).sqrt();
        let mut zero_last = |rows: usize, columns: usize| {
            let mut weights = Weights::dense(rows + 1, columns, range(rows), lot);
            weights.w[rows * columns..].fill(0.0);
            weights
        };
        let projection = zero_last(d, cuts[7]);
        let tags = zero_last(sizes.tag, sizes.tags());
        let arcs = zero_last(sizes.arc, sizes.arc);
        let rels = zero_last(sizes.sum + sizes.product, Rel::ALL.len());
        Network {
            forms: Weights::table(words.rows.len() + 1, sizes.learned, 0.3, lot),
            affixes: Weights::table(BUCKETS, sizes.learned, 0.3, lot),
            layers: (0..sizes.layers).map(|_| Recurrent::new(d / 2, lot)).collect(),
            root: Weights::dense(1, sizes.arc + DISTANCES, 0.05, lot),
            far: Weights::dense(1, sizes.sum + sizes.product + DISTANCES * sizes.sum, 0.05, lot),
            projection,
            tags,
            arcs,
            rels,
            sizes,
            words,
            vectors,
            frozen,
        }
    }

    /// The projections of the words of a batch.
    pub fn forward(&self, batch: &Batch, dropout: Dropout, lot: &mut Lot, pass: &mut Pass) {
        let (d, learned, frozen) = (self.sizes.width(), self.sizes.learned, self.sizes.frozen);
        let n = batch.keys.len();
        let layers = self.layers.len();
        pass.masks.resize(layers + 2, Vec::new());
        pass.inputs.resize(layers + 1, Vec::new());
        pass.traces.resize(layers, Trace::default());
        pass.rows.clear();
        let mut x = std::mem::take(&mut pass.inputs[0]);
        x.clear();
        x.resize(n * d, 0.0);
        for (i, keys) in batch.keys.iter().enumerate() {
            let (mut row, count) = self.words.rows.get(&keys.form).copied().unwrap_or((0, 0));
            let mut vector = self.vectors.row(keys.form);
            if dropout.word > 0.0 {
                let rare = 2.0 * dropout.word / (2.0 * dropout.word + count as f32);
                if lot.unit() < rare.max(dropout.word * 0.15) {
                    row = 0;
                }
                if lot.unit() < dropout.word * 0.3 {
                    vector = 0;
                }
            }
            pass.rows.push((row, vector as u32));
            let to = &mut x[i * d..(i + 1) * d];
            to[..learned].copy_from_slice(self.forms.row(row as usize));
            for &row in &keys.rows {
                for (to, from) in to[..learned].iter_mut().zip(self.affixes.row(row as usize)) {
                    *to += from;
                }
            }
            to[learned..].copy_from_slice(&self.frozen[vector * frozen..(vector + 1) * frozen]);
        }
        mask(&mut x, dropout.input, lot, &mut pass.masks[0]);
        pass.inputs[0] = x;
        for layer in 0..layers {
            let (before, after) = pass.inputs.split_at_mut(layer + 1);
            self.layers[layer].forward(&before[layer], &batch.sentences, &mut pass.traces[layer], &mut after[0]);
            mask(&mut after[0], dropout.layer, lot, &mut pass.masks[layer + 1]);
        }
        let width = self.projection.columns;
        let projected = &mut pass.projected;
        projected.clear();
        projected.reserve(n * width);
        for _ in 0..n {
            projected.extend_from_slice(&self.projection.w[d * width..]);
        }
        mul(n, width, d, &pass.inputs[layers], &self.projection.w, projected, Sum::Add);
        let linear = self.sizes.cuts()[3];
        for row in projected.chunks_exact_mut(width) {
            for value in &mut row[..linear] {
                *value = value.max(0.0);
            }
        }
        mask(projected, dropout.head, lot, &mut pass.masks[layers + 1]);
        pass.gradient.clear();
        pass.gradient.resize(n * width, 0.0);
    }

    /// From the gradient of the projections back to the tables.
    pub fn backward(&mut self, batch: &Batch, pass: &mut Pass) {
        let (d, learned) = (self.sizes.width(), self.sizes.learned);
        let (n, layers, width) = (batch.keys.len(), self.layers.len(), self.projection.columns);
        unmask(&mut pass.gradient, &pass.masks[layers + 1]);
        let linear = self.sizes.cuts()[3];
        for (gradient, row) in pass.gradient.chunks_exact_mut(width).zip(pass.projected.chunks_exact(width)) {
            for (gradient, &value) in gradient[..linear].iter_mut().zip(&row[..linear]) {
                if value <= 0.0 {
                    *gradient = 0.0;
                }
            }
            for (bias, gradient) in self.projection.g[d * width..].iter_mut().zip(gradient.iter()) {
                *bias += gradient;
            }
        }
        transposed_mul(d, width, n, &pass.inputs[layers], &pass.gradient, &mut self.projection.g, Sum::Add);
        let mut dout = vec![0.0; n * d];
        let mut dx = Vec::new();
        mul_transposed(n, d, width, &pass.gradient, &self.projection.w, &mut dout, Sum::Set);
        for layer in (0..layers).rev() {
            unmask(&mut dout, &pass.masks[layer + 1]);
            self.layers[layer].backward(&pass.inputs[layer], &batch.sentences, &mut pass.traces[layer], &dout, &mut dx);
            std::mem::swap(&mut dout, &mut dx);
        }
        unmask(&mut dout, &pass.masks[0]);
        for (i, keys) in batch.keys.iter().enumerate() {
            let gradient = &dout[i * d..i * d + learned];
            self.forms.add_to_row(pass.rows[i].0 as usize, gradient);
            for &row in &keys.rows {
                self.affixes.add_to_row(row as usize, gradient);
            }
        }
    }

    /// Every matrix, in the order in which they are saved.
    pub fn weights(&mut self) -> Vec<&mut Weights> {
        let mut all = vec![&mut self.forms, &mut self.affixes];
        all.extend(self.layers.iter_mut().flat_map(Recurrent::weights));
        all.extend([
            &mut self.projection,
            &mut self.tags,
            &mut self.arcs,
            &mut self.root,
            &mut self.far,
            &mut self.rels,
        ]);
        all
    }

    /// Learns from the gradients, whose length is held below `longest`.
    pub fn step(&mut self, step: Step, longest: f64) {
        let mut all = self.weights();
        let length = all.iter().map(|weights| weights.norm()).sum::<f64>().sqrt();
        let scale = if length > longest { (longest / length) as f32 } else { 1.0 };
        for weights in &mut all {
            weights.step(step, scale);
        }
    }
}

/// Drops values by lot and scales the others up, keeping the mask.
fn mask(values: &mut [f32], rate: f32, lot: &mut Lot, mask: &mut Vec<f32>) {
    mask.clear();
    if rate == 0.0 {
        return;
    }
    let keep = 1.0 / (1.0 - rate);
    let limit = (rate * 65536.0) as u64;
    mask.reserve(values.len() + 4);
    while mask.len() < values.len() {
        let draw = lot.draw();
        for shift in [0, 16, 32, 48] {
            mask.push(if (draw >> shift) & 0xffff < limit { 0.0 } else { keep });
        }
    }
    mask.truncate(values.len());
    for (value, mask) in values.iter_mut().zip(mask.iter()) {
        *value *= mask;
    }
}

fn unmask(gradient: &mut [f32], mask: &[f32]) {
    for (gradient, mask) in gradient.iter_mut().zip(mask) {
        *gradient *= mask;
    }
}
