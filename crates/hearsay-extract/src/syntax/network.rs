//! Runs the model over batches of sentences.

use super::features::{Case, DISTANCES, ROWS, WordKeys, case_of, distance, word_keys};
use super::level::{Level, for_levels};
use super::model::{Model, Table};
use super::product::{LANES, Matrix, Rows, multiply};
use super::recurrent::{MAX_HALF, Shape, walk};
use super::tree::best_tree;
use crate::tags::{Entity, Rel, Upos};

/// What the network says of each word of a batch, in order.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Word classes.
    pub upos: Vec<Upos>,
    /// Classes of features.
    pub feats: Vec<u16>,
    /// Heads, counted from 1 in the sentence; 0 at the root.
    pub heads: Vec<u32>,
    /// Relations.
    pub rels: Vec<Rel>,
    /// What the phrase headed by each word stands for.
    pub entities: Vec<Entity>,
    /// How the letters of each sentence are written.
    pub cases: Vec<Case>,
}

impl Answer {
    /// Forgets what was found, keeping the room.
    pub fn clear(&mut self) {
        self.upos.clear();
        self.feats.clear();
        self.heads.clear();
        self.rels.clear();
        self.entities.clear();
        self.cases.clear();
    }
}

/// A batch of sentences and the room in which it is worked on.
#[derive(Debug)]
pub struct Network<'a> {
    model: &'a Model,
    level: Level,
    /// First word and length of each sentence.
    sentences: Vec<(usize, usize)>,
    keys: Vec<WordKeys>,
    states: Vec<f32>,
    rows: Rows,
    z: Vec<f32>,
    projected: Vec<f32>,
    scores: Vec<f32>,
    turned: Vec<f32>,
    hidden: Vec<f32>,
    heads: Rows,
    packed: Vec<u8>,
    line: Vec<f32>,
    /// What was found.
    pub answer: Answer,
}

impl<'a> Network<'a> {
    /// Room for batches.
    pub fn new(model: &'a Model, level: Level) -> Network<'a> {
        Network {
            model,
            level,
            sentences: Vec::new(),
            keys: Vec::new(),
            states: Vec::new(),
            rows: Rows::default(),
            z: Vec::new(),
            projected: Vec::new(),
            scores: Vec::new(),
            turned: Vec::new(),
            hidden: Vec::new(),
            heads: Rows::default(),
            packed: Vec::new(),
            line: Vec::new(),
            answer: Answer::default(),
        }
    }

    /// How many words wait in the batch.
    pub fn waiting(&self) -> usize {
        self.keys.len()
    }

    /// Adds a sentence: its words, and for each whether it touches the one before it.
    pub fn push<'b>(&mut self, words: impl Iterator<Item = (&'b str, bool)> + Clone) {
        let case = case_of(words.clone().map(|(word, _)| word));
        self.answer.cases.push(case);
        let start = self.keys.len();
        let mut words = words.peekable();
        while let Some((word, before)) = words.next() {
            let after = words.peek().is_some_and(|&(_, joined)| joined);
            let before = before && self.keys.len() > start;
            self.keys.push(word_keys(word, case, (before, after)));
        }
        self.sentences.push((start, self.keys.len() - start));
    }

    /// Works on the batch; its answers are appended to `answer`, and the batch is empty.
    pub fn run(&mut self) {
        self.embed();
        for layer in 0..self.model.layers.len() {
            self.layer(layer);
        }
        let width = self.model.width;
        self.rows.round(self.level, &self.states, 0, width, width, self.keys.len());
        multiply(self.level, &self.rows, &self.model.projection, &mut self.projected);
        let columns = self.model.projection.columns;
        positive(self.level, &mut self.projected, columns, self.model.cuts[3]);
        self.tag();
        let first = self.answer.heads.len();
        self.arcs();
        self.relations(first);
        self.keys.clear();
        self.sentences.clear();
    }

    fn embed(&mut self) {
        let model = self.model;
        let width = model.width;
        self.states.resize(self.keys.len() * width, 0.0);
        for (keys, out) in self.keys.iter().zip(self.states.chunks_exact_mut(width)) {
            let (form, vector) = model.rows(keys.form);
            let (learned, frozen) = out.split_at_mut(model.forms.width);
            let mut affixes = [model.affixes.row(0); ROWS];
            for (row, &key) in affixes.iter_mut().zip(&keys.rows) {
                *row = model.affixes.row(usize::from(key));
            }
            sum_rows(self.level, learned, (&model.forms, form), &affixes, model.affixes.scale);
            for (value, &byte) in frozen.iter_mut().zip(model.vectors.row(vector)) {
                *value = f32::from(byte as i8) * model.vectors.scale;
            }
        }
    }

    fn layer(&mut self, layer: usize) {
        let (width, half) = (self.model.width, self.model.width / 2);
        let layer = &self.model.layers[layer];
        self.rows.round(self.level, &self.states, 0, width, width, self.keys.len());
        for direction in 0..2 {
            multiply(self.level, &self.rows, &layer.matrices[direction], &mut self.z);
            let columns = layer.matrices[direction].columns;
            for &(start, length) in &self.sentences {
                let shape = Shape { half, width, from: direction * half, length, backward: direction == 1 };
                let z = &self.z[start * columns..(start + length) * columns];
                let x = &mut self.states[start * width..(start + length) * width];
                walk(self.level, z, x, &layer.gates[direction], shape);
            }
        }
    }

    fn tag(&mut self) {
        let model = self.model;
        let (cuts, columns) = (model.cuts, model.projection.columns);
        self.rows.round(self.level, &self.projected, cuts[0], cuts[1] - cuts[0], columns, self.keys.len());
        multiply(self.level, &self.rows, &model.tags, &mut self.scores);
        let classes = Upos::ALL.len();
        for row in self.scores.chunks_exact(model.tags.columns) {
            self.answer.upos.push(Upos::ALL[best(&row[..classes])]);
            let until = classes + model.feats.len();
            self.answer.feats.push(best(&row[classes..until]) as u16);
            let entities = &row[until..until + model.entities];
            self.answer.entities.push(if entities.is_empty() { Entity::None } else { Entity::ALL[best(entities)] });
        }
    }

    fn arcs(&mut self) {
        let model = self.model;
        let (cuts, columns) = (model.cuts, model.projection.columns);
        let arc = cuts[2] - cuts[1];
        self.rows.round(self.level, &self.projected, cuts[1], arc, columns, self.keys.len());
        multiply(self.level, &self.rows, &model.arcs, &mut self.turned);
        let longest = self.sentences.iter().map(|&(_, length)| length).max().unwrap_or(0);
        // What the distance adds, by head - word, from -longest to longest.
        self.line.clear();
        for offset in 0..=2 * longest {
            self.line.push(model.distances[distance(longest + 1, offset + 1)]);
        }
        let mut tree = Vec::new();
        let mut compact: Vec<f32> = Vec::new();
        for &(start, length) in &self.sentences {
            let padded = (length + 1).div_ceil(LANES) * LANES;
            self.hidden.clear();
            self.hidden.extend_from_slice(&model.root);
            for row in self.projected[start * columns..(start + length) * columns].chunks_exact(columns) {
                self.hidden.extend_from_slice(&row[cuts[2]..cuts[3]]);
            }
            self.heads.round(self.level, &self.hidden, 0, arc, arc, length + 1);
            pack_rows(&self.heads.bytes, arc, length + 1, padded, &mut self.packed);
            let mut scales = std::mem::take(&mut self.heads.scales);
            scales.resize(padded, 0.0);
            let matrix = Matrix::new(arc, &self.packed, scales, vec![0.0; padded]);
            self.rows.round(self.level, &self.turned, start * model.arcs.columns, arc, model.arcs.columns, length);
            multiply(self.level, &self.rows, &matrix, &mut self.scores);
            self.heads.scales = matrix.scales;
            compact.clear();
            for (word, row) in self.scores.chunks_exact(padded).take(length).enumerate() {
                compact.push(row[0] + model.distances[DISTANCES - 1]);
                let line = &self.line[longest - word..];
                compact.extend(row[1..=length].iter().zip(line).map(|(score, far)| score + far));
            }
            best_tree(&compact, length, &mut tree);
            self.answer.heads.extend_from_slice(&tree);
        }
    }

    fn relations(&mut self, first: usize) {
        let model = self.model;
        let (cuts, columns) = (model.cuts, model.projection.columns);
        let (sum, product) = (cuts[4] - cuts[3], cuts[6] - cuts[5]);
        let wide = sum + product;
        self.hidden.resize(self.keys.len() * wide, 0.0);
        let heads = &self.answer.heads[first..];
        for &(start, length) in &self.sentences {
            for word in 0..length {
                let at = start + word;
                let head = heads[at] as usize;
                let own = &self.projected[at * columns..(at + 1) * columns];
                let (far_sum, far_product) = if head == 0 {
                    model.far.split_at(sum)
                } else {
                    let far = &self.projected[(start + head - 1) * columns..(start + head) * columns];
                    (&far[cuts[4]..cuts[5]], &far[cuts[6]..cuts[7]])
                };
                let step = &model.steps[distance(word + 1, head) * sum..][..sum];
                let out = &mut self.hidden[at * wide..(at + 1) * wide];
                let (sums, products) = out.split_at_mut(sum);
                meet(
                    self.level,
                    sums,
                    products,
                    (&own[cuts[3]..cuts[4]], far_sum, step),
                    (&own[cuts[5]..cuts[6]], far_product),
                );
            }
        }
        self.rows.round(self.level, &self.hidden, 0, wide, wide, self.keys.len());
        multiply(self.level, &self.rows, &model.rels, &mut self.scores);
        let root = Rel::Root as usize;
        for (row, &head) in self.scores.chunks_exact_mut(model.rels.columns).zip(heads) {
            self.answer.rels.push(if head == 0 {
                Rel::Root
            } else {
                row[root] = f32::NEG_INFINITY;
                Rel::ALL[best(&row[..Rel::ALL.len()])]
            });
        }
    }
}

for_levels! {
    /// The embedding of a word: its form and its affixes.
    fn sum_rows(out: &mut [f32], form: (&Table, usize), affixes: &[&[u8]; ROWS], scale: f32) {
        let mut sums = [0i16; 2 * MAX_HALF];
        let sums = &mut sums[..out.len()];
        for row in affixes {
            for (sum, &byte) in sums.iter_mut().zip(*row) {
                *sum += i16::from(byte as i8);
            }
        }
        let (table, row) = form;
        for ((value, &sum), &byte) in out.iter_mut().zip(sums.iter()).zip(table.row(row)) {
            *value = f32::from(sum) * scale + f32::from(byte as i8) * table.scale;
        }
    }
}

for_levels! {
    /// The hidden values of a word with its head.
    fn meet(sums: &mut [f32], products: &mut [f32], added: (&[f32], &[f32], &[f32]), multiplied: (&[f32], &[f32])) {
        let (own, far, step) = added;
        for (((value, own), far), step) in sums.iter_mut().zip(own).zip(far).zip(step) {
            let sum = own + far + step;
            *value = if sum > 0.0 { sum } else { 0.0 };
        }
        for ((value, own), far) in products.iter_mut().zip(multiplied.0).zip(multiplied.1) {
            *value = own * far;
        }
    }
}

for_levels! {
    /// Sets what is below zero to zero in the first `until` columns.
    fn positive(values: &mut [f32], columns: usize, until: usize) {
        for row in values.chunks_exact_mut(columns) {
            for value in &mut row[..until] {
                *value = if *value > 0.0 { *value } else { 0.0 };
            }
        }
    }
}

/// Packs rows of activations as the columns of a matrix.
fn pack_rows(bytes: &[u8], width: usize, count: usize, padded: usize, packed: &mut Vec<u8>) {
    packed.clear();
    packed.resize(width * padded, 0);
    for (row, bytes) in bytes.chunks_exact(width).take(count).enumerate() {
        let block = row / LANES * LANES * width + row % LANES * 4;
        for (four, bytes) in bytes.chunks_exact(4).enumerate() {
            let to = &mut packed[block + four * 4 * LANES..][..4];
            for (to, from) in to.iter_mut().zip(bytes) {
                *to = from ^ 0x80;
            }
        }
    }
}

/// The place of the greatest value, the first of equals.
fn best(row: &[f32]) -> usize {
    let mut best = 0;
    for (i, &value) in row.iter().enumerate() {
        if value > row[best] {
            best = i;
        }
    }
    best
}
