//! A layer of simple recurrent units in both directions: all products at once, then a walk over the words.

use super::optimizer::{Step, Weights};
use super::tensor::{Lot, Sum, mul, mul_transposed, transposed_mul};

/// A layer from `2 * half` to `2 * half` values a word.
#[derive(Clone, Debug)]
pub struct Recurrent {
    /// Units of one direction.
    pub half: usize,
    /// `2 half x 6 half`: for each direction the candidate, the forget gate and the output gate.
    pub w: Weights,
    /// For each direction: biases of the two gates, then their weights on the state. `2 x 4 half`.
    pub v: Weights,
}

/// What the walk over one batch made, kept for the way back.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    z: Vec<f32>,
    c: Vec<f32>,
}

/// The gate: a sigmoid made of sums and one quotient, so that every machine agrees on it.
fn gate(x: f32) -> f32 {
    0.5 + 0.5 * (x / (1.0 + x.abs()))
}

/// The slope of the gate where its value is `y`.
fn slope(y: f32) -> f32 {
    let rest = 1.0 - (2.0 * y - 1.0).abs();
    0.5 * rest * rest
}

impl Recurrent {
    /// A layer with weights by lot.
    pub fn new(half: usize, lot: &mut Lot) -> Recurrent {
        let range = (3.0 / (2 * half) as f32).sqrt();
        let w = Weights::dense(2 * half, 6 * half, range, lot);
        let mut v = Weights::dense(2, 4 * half, 0.3, lot);
        for direction in 0..2 {
            let row = &mut v.w[direction * 4 * half..(direction + 1) * 4 * half];
            row[..half].fill(0.5);
            row[half..2 * half].fill(-0.5);
        }
        Recurrent { half, w, v }
    }

    /// The states of the words of the sentences `(start, length)`.
    pub fn forward(&self, x: &[f32], sentences: &[(usize, usize)], trace: &mut Trace, out: &mut Vec<f32>) {
        let h = self.half;
        let n = x.len() / (2 * h);
        trace.z.resize(n * 6 * h, 0.0);
        trace.c.resize(n * 2 * h, 0.0);
        out.resize(n * 2 * h, 0.0);
        mul(n, 6 * h, 2 * h, x, &self.w.w, &mut trace.z, Sum::Set);
        let zero = vec![0.0; h];
        let mut previous = vec![0.0; h];
        for &(start, length) in sentences {
            for direction in 0..2 {
                previous.copy_from_slice(&zero);
                let (bf, rest) = self.v.row(direction).split_at(h);
                let (br, rest) = rest.split_at(h);
                let (vf, vr) = rest.split_at(h);
                for step in 0..length {
                    let t = if direction == 0 { start + step } else { start + length - 1 - step };
                    let z = &mut trace.z[t * 6 * h + direction * 3 * h..][..3 * h];
                    let (candidate, gates) = z.split_at_mut(h);
                    let (f, r) = gates.split_at_mut(h);
                    let c = &mut trace.c[t * 2 * h + direction * h..][..h];
                    let input = &x[t * 2 * h + direction * h..][..h];
                    let output = &mut out[t * 2 * h + direction * h..][..h];
                    for i in 0..h {
                        let forget = gate(f[i] + vf[i] * previous[i] + bf[i]);
                        let open = gate(r[i] + vr[i] * previous[i] + br[i]);
                        let state = forget * previous[i] + (1.0 - forget) * candidate[i];
                        f[i] = forget;
                        r[i] = open;
                        c[i] = state;
                        output[i] = open * state + (1.0 - open) * input[i];
                    }
                    previous.copy_from_slice(c);
                }
            }
        }
    }

    /// From the gradient of the states to that of the input, which replaces `dx`. `trace` is used up.
    pub fn backward(
        &mut self,
        x: &[f32],
        sentences: &[(usize, usize)],
        trace: &mut Trace,
        dout: &[f32],
        dx: &mut Vec<f32>,
    ) {
        let h = self.half;
        let n = x.len() / (2 * h);
        dx.resize(n * 2 * h, 0.0);
        let zero = vec![0.0; h];
        let mut carry = vec![0.0; h];
        for &(start, length) in sentences {
            for direction in 0..2 {
                carry.copy_from_slice(&zero);
                let weights = &self.v.w[direction * 4 * h..(direction + 1) * 4 * h];
                let (vf, vr) = weights[2 * h..].split_at(h);
                let gradient = &mut self.v.g[direction * 4 * h..(direction + 1) * 4 * h];
                let (gbf, rest) = gradient.split_at_mut(h);
                let (gbr, rest) = rest.split_at_mut(h);
                let (gvf, gvr) = rest.split_at_mut(h);
                for step in (0..length).rev() {
                    let t = if direction == 0 { start + step } else { start + length - 1 - step };
                    let z = &mut trace.z[t * 6 * h + direction * 3 * h..][..3 * h];
                    let (candidate, gates) = z.split_at_mut(h);
                    let (f, r) = gates.split_at_mut(h);
                    let c = &trace.c[t * 2 * h + direction * h..][..h];
                    let previous = if step == 0 {
                        &zero[..]
                    } else {
                        let before = if direction == 0 { t - 1 } else { t + 1 };
                        &trace.c[before * 2 * h + direction * h..][..h]
                    };
                    let input = &x[t * 2 * h + direction * h..][..h];
                    let dh = &dout[t * 2 * h + direction * h..][..h];
                    let di = &mut dx[t * 2 * h + direction * h..][..h];
                    for i in 0..h {
                        let dr = dh[i] * (c[i] - input[i]) * slope(r[i]);
                        di[i] = dh[i] * (1.0 - r[i]);
                        let dc = dh[i] * r[i] + carry[i];
                        let df = dc * (previous[i] - candidate[i]) * slope(f[i]);
                        let dcandidate = dc * (1.0 - f[i]);
                        carry[i] = dc * f[i] + df * vf[i] + dr * vr[i];
                        gvf[i] += df * previous[i];
                        gvr[i] += dr * previous[i];
                        gbf[i] += df;
                        gbr[i] += dr;
                        candidate[i] = dcandidate;
                        f[i] = df;
                        r[i] = dr;
                    }
                }
            }
        }
        mul_transposed(n, 2 * h, 6 * h, &trace.z, &self.w.w, dx, Sum::Add);
        transposed_mul(2 * h, 6 * h, n, x, &trace.z, &mut self.w.g, Sum::Add);
    }

    /// The matrices of the layer, for learning and saving.
    pub fn weights(&mut self) -> [&mut Weights; 2] {
        [&mut self.w, &mut self.v]
    }

    /// Learns from the gradients.
    pub fn step(&mut self, step: Step, scale: f32) {
        for weights in self.weights() {
            weights.step(step, scale);
        }
    }
}
