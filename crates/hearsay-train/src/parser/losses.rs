//! What the projections are used for: scores of tags, arcs and relations, their losses, and trees.

use super::corpus::UNKNOWN;
use super::network::{Batch, Network, Pass};
use super::tensor::{Sum, mul, mul_transposed, softmax_gradient, transposed_mul};
use hearsay_extract::syntax::features::{DISTANCES, distance};
use hearsay_extract::syntax::tree::best_tree;
use hearsay_extract::{Rel, Upos};

/// The summed losses of a batch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Losses {
    /// Of word classes and features.
    pub tags: f64,
    /// Of arcs.
    pub arcs: f64,
    /// Of relations.
    pub rels: f64,
}

/// What the network says of a batch.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Word classes.
    pub upos: Vec<u8>,
    /// Classes of features.
    pub feats: Vec<u16>,
    /// Heads, counted from 1; 0 at the root.
    pub heads: Vec<u32>,
    /// Relations.
    pub rels: Vec<u8>,
    /// Entities at the heads of their phrases.
    pub entities: Vec<u8>,
}

/// Columns `from..to` of each row.
fn columns(rows: &[f32], width: usize, from: usize, to: usize) -> Vec<f32> {
    rows.chunks_exact(width).flat_map(|row| row[from..to].iter().copied()).collect()
}

fn add_columns(rows: &mut [f32], width: usize, from: usize, to: usize, values: &[f32]) {
    for (row, values) in rows.chunks_exact_mut(width).zip(values.chunks_exact(to - from)) {
        for (to, from) in row[from..to].iter_mut().zip(values) {
            *to += from;
        }
    }
}

/// Repeats the last row of a matrix of weights `n` times: where a product with biases starts.
fn biases(weights: &[f32], width: usize, n: usize) -> Vec<f32> {
    weights[weights.len() - width..].repeat(n)
}

fn add_bias_gradient(gradient: &mut [f32], rows: &[f32], width: usize) {
    let start = gradient.len() - width;
    for row in rows.chunks_exact(width) {
        for (bias, value) in gradient[start..].iter_mut().zip(row) {
            *bias += value;
        }
    }
}

impl Network {
    /// The losses of a batch; their gradients, each word's weighed by `weight`, are left in `pass` and in the weights.
    pub fn losses(&mut self, batch: &Batch, pass: &mut Pass, weight: f32) -> Losses {
        Losses {
            tags: self.tag_loss(batch, pass, weight),
            arcs: self.arc_loss(batch, pass, weight),
            rels: self.rel_loss(batch, pass, weight),
        }
    }

    fn tag_scores(&self, pass: &Pass, n: usize) -> (Vec<f32>, Vec<f32>) {
        let (cuts, width) = (self.sizes.cuts(), self.projection.columns);
        let hidden = columns(&pass.projected, width, cuts[0], cuts[1]);
        let mut scores = biases(&self.tags.w, self.sizes.tags(), n);
        mul(n, self.sizes.tags(), self.sizes.tag, &hidden, &self.tags.w, &mut scores, Sum::Add);
        (hidden, scores)
    }

    fn tag_loss(&mut self, batch: &Batch, pass: &mut Pass, weight: f32) -> f64 {
        let (n, cuts, all, classes) = (batch.keys.len(), self.sizes.cuts(), self.sizes.tags(), Upos::ALL.len());
        let (hidden, mut scores) = self.tag_scores(pass, n);
        let mut loss = 0.0;
        for (i, row) in scores.chunks_exact_mut(all).enumerate() {
            loss -= f64::from(softmax_gradient(&mut row[..classes], batch.upos[i] as usize).max(1e-9).ln());
            let (feats, entities) = row[classes..].split_at_mut(self.sizes.feats);
            loss -= f64::from(softmax_gradient(feats, batch.feats[i] as usize).max(1e-9).ln());
            if batch.entities[i] == UNKNOWN {
                entities.fill(0.0);
            } else {
                loss -= f64::from(softmax_gradient(entities, batch.entities[i] as usize).max(1e-9).ln());
            }
            row.iter_mut().for_each(|value| *value *= weight);
        }
        transposed_mul(self.sizes.tag, all, n, &hidden, &scores, &mut self.tags.g, Sum::Add);
        add_bias_gradient(&mut self.tags.g, &scores, all);
        let mut back = vec![0.0; n * self.sizes.tag];
        mul_transposed(n, self.sizes.tag, all, &scores, &self.tags.w, &mut back, Sum::Set);
        add_columns(&mut pass.gradient, self.projection.columns, cuts[0], cuts[1], &back);
        loss
    }

    /// The two sides of the arcs: dependents after the product, dependents before it, heads.
    fn arc_sides(&self, pass: &Pass, n: usize) -> (Vec<f32>, Vec<f32>, Vec<f32>) {
        let (cuts, width, a) = (self.sizes.cuts(), self.projection.columns, self.sizes.arc);
        let dependents = columns(&pass.projected, width, cuts[1], cuts[2]);
        let heads = columns(&pass.projected, width, cuts[2], cuts[3]);
        let mut turned = biases(&self.arcs.w, a, n);
        mul(n, a, a, &dependents, &self.arcs.w, &mut turned, Sum::Add);
        (turned, dependents, heads)
    }

    /// The scores of the arcs of one sentence: a row of `length + 1` heads for each word.
    fn arc_scores(&self, turned: &[f32], heads: &[f32], start: usize, length: usize) -> (Vec<f32>, Vec<f32>) {
        let a = self.sizes.arc;
        let mut with_root = self.root.w[..a].to_vec();
        with_root.extend_from_slice(&heads[start * a..(start + length) * a]);
        let mut scores = vec![0.0; length * (length + 1)];
        mul_transposed(length, length + 1, a, &turned[start * a..], &with_root, &mut scores, Sum::Set);
        for word in 0..length {
            for head in 0..=length {
                scores[word * (length + 1) + head] += self.root.w[a + distance(word + 1, head)];
            }
            scores[word * (length + 1) + word + 1] = -1e9;
        }
        (with_root, scores)
    }

    fn arc_loss(&mut self, batch: &Batch, pass: &mut Pass, weight: f32) -> f64 {
        let (n, a, cuts, width) = (batch.keys.len(), self.sizes.arc, self.sizes.cuts(), self.projection.columns);
        let (turned, dependents, heads) = self.arc_sides(pass, n);
        let mut dturned = vec![0.0; n * a];
        let mut dheads = vec![0.0; n * a];
        let mut loss = 0.0;
        for &(start, length) in &batch.sentences {
            let (with_root, mut scores) = self.arc_scores(&turned, &heads, start, length);
            for word in 0..length {
                let row = &mut scores[word * (length + 1)..(word + 1) * (length + 1)];
                let gold = batch.heads[start + word] as usize;
                loss -= f64::from(softmax_gradient(row, gold).max(1e-9).ln());
                for (head, value) in row.iter_mut().enumerate() {
                    *value *= weight;
                    self.root.g[a + distance(word + 1, head)] += *value;
                }
            }
            mul(length, a, length + 1, &scores, &with_root, &mut dturned[start * a..], Sum::Set);
            let mut back = vec![0.0; (length + 1) * a];
            transposed_mul(length + 1, a, length, &scores, &turned[start * a..], &mut back, Sum::Set);
            for (to, from) in self.root.g[..a].iter_mut().zip(&back[..a]) {
                *to += from;
            }
            dheads[start * a..(start + length) * a].copy_from_slice(&back[a..]);
        }
        transposed_mul(a, a, n, &dependents, &dturned, &mut self.arcs.g, Sum::Add);
        add_bias_gradient(&mut self.arcs.g, &dturned, a);
        let mut back = vec![0.0; n * a];
        mul_transposed(n, a, a, &dturned, &self.arcs.w, &mut back, Sum::Set);
        add_columns(&mut pass.gradient, width, cuts[1], cuts[2], &back);
        add_columns(&mut pass.gradient, width, cuts[2], cuts[3], &dheads);
        loss
    }

    /// The hidden values of each word with its head, and the scores of the relations.
    fn rel_scores(&self, batch: &Batch, pass: &Pass, heads: &[u32]) -> (Vec<f32>, Vec<f32>) {
        let (n, cuts, width) = (batch.keys.len(), self.sizes.cuts(), self.projection.columns);
        let (s, p) = (self.sizes.sum, self.sizes.product);
        let mut hidden = Vec::with_capacity(n * (s + p));
        for &(start, length) in &batch.sentences {
            for word in 0..length {
                let head = heads[start + word] as usize;
                let own = &pass.projected[(start + word) * width..][..width];
                let far = (head > 0).then(|| &pass.projected[(start + head - 1) * width..][..width]);
                let (far_sum, far_product) = match far {
                    Some(far) => (&far[cuts[4]..cuts[5]], &far[cuts[6]..cuts[7]]),
                    None => (&self.far.w[..s], &self.far.w[s..s + p]),
                };
                let step = &self.far.w[s + p + distance(word + 1, head) * s..][..s];
                hidden.extend((0..s).map(|i| (own[cuts[3] + i] + far_sum[i] + step[i]).max(0.0)));
                hidden.extend((0..p).map(|i| own[cuts[5] + i] * far_product[i]));
            }
        }
        let mut scores = biases(&self.rels.w, Rel::ALL.len(), n);
        mul(n, Rel::ALL.len(), s + p, &hidden, &self.rels.w, &mut scores, Sum::Add);
        (hidden, scores)
    }

    fn rel_loss(&mut self, batch: &Batch, pass: &mut Pass, weight: f32) -> f64 {
        let (n, cuts, width) = (batch.keys.len(), self.sizes.cuts(), self.projection.columns);
        let (s, p, all) = (self.sizes.sum, self.sizes.product, Rel::ALL.len());
        let (hidden, mut scores) = self.rel_scores(batch, pass, &batch.heads);
        let mut loss = 0.0;
        for (i, row) in scores.chunks_exact_mut(all).enumerate() {
            loss -= f64::from(softmax_gradient(row, batch.rels[i] as usize).max(1e-9).ln());
            row.iter_mut().for_each(|value| *value *= weight);
        }
        transposed_mul(s + p, all, n, &hidden, &scores, &mut self.rels.g, Sum::Add);
        add_bias_gradient(&mut self.rels.g, &scores, all);
        let mut back = vec![0.0; n * (s + p)];
        mul_transposed(n, s + p, all, &scores, &self.rels.w, &mut back, Sum::Set);
        for &(start, length) in &batch.sentences {
            for word in 0..length {
                let at = start + word;
                let head = batch.heads[at] as usize;
                let step = s + p + distance(word + 1, head) * s;
                for i in 0..s {
                    if hidden[at * (s + p) + i] <= 0.0 {
                        continue;
                    }
                    let value = back[at * (s + p) + i];
                    pass.gradient[at * width + cuts[3] + i] += value;
                    self.far.g[step + i] += value;
                    match head {
                        0 => self.far.g[i] += value,
                        head => pass.gradient[(start + head - 1) * width + cuts[4] + i] += value,
                    }
                }
                for i in 0..p {
                    let value = back[at * (s + p) + s + i];
                    let own = pass.projected[at * width + cuts[5] + i];
                    match head {
                        0 => {
                            pass.gradient[at * width + cuts[5] + i] += value * self.far.w[s + i];
                            self.far.g[s + i] += value * own;
                        }
                        head => {
                            let far = (start + head - 1) * width + cuts[6] + i;
                            pass.gradient[at * width + cuts[5] + i] += value * pass.projected[far];
                            pass.gradient[far] += value * own;
                        }
                    }
                }
            }
        }
        loss
    }

    /// What the network says of a batch whose projections are in `pass`.
    pub fn answer(&self, batch: &Batch, pass: &Pass) -> Answer {
        let n = batch.keys.len();
        let mut answer = Answer::default();
        let (_, scores) = self.tag_scores(pass, n);
        for row in scores.chunks_exact(self.sizes.tags()) {
            let (upos, rest) = row.split_at(Upos::ALL.len());
            let (feats, entities) = rest.split_at(self.sizes.feats);
            answer.upos.push(best(upos) as u8);
            answer.feats.push(best(feats) as u16);
            answer.entities.push(best(entities) as u8);
        }
        let (turned, _, heads) = self.arc_sides(pass, n);
        let mut tree = Vec::new();
        for &(start, length) in &batch.sentences {
            let (_, scores) = self.arc_scores(&turned, &heads, start, length);
            best_tree(&scores, length, &mut tree);
            answer.heads.extend_from_slice(&tree);
        }
        let (_, mut scores) = self.rel_scores(batch, pass, &answer.heads);
        for (i, row) in scores.chunks_exact_mut(Rel::ALL.len()).enumerate() {
            let root = Rel::Root as usize;
            if answer.heads[i] == 0 {
                answer.rels.push(root as u8);
            } else {
                row[root] = f32::NEG_INFINITY;
                answer.rels.push(best(row) as u8);
            }
        }
        answer
    }
}

/// The place of the greatest value, the first of equals.
pub fn best(row: &[f32]) -> usize {
    let mut best = 0;
    for (i, &value) in row.iter().enumerate() {
        if value > row[best] {
            best = i;
        }
    }
    best
}

const _: () = assert!(DISTANCES == 19);
