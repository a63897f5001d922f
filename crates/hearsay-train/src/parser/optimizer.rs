//! Weights and how they learn: Adam, with rows of tables updated only when they were used.

use super::tensor::Lot;

/// How far one step goes.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The rate of learning.
    pub rate: f32,
    /// The number of this step, from 1.
    pub number: i32,
}

const FIRST: f32 = 0.9;
const SECOND: f32 = 0.98;
const SMALL: f32 = 1e-8;

/// A matrix of weights with its gradient and moments.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Columns; a row is one item of a table or one input of a layer.
    pub columns: usize,
    /// The weights, row by row.
    pub w: Vec<f32>,
    /// The gradient of the batch.
    pub g: Vec<f32>,
    m: Vec<f32>,
    v: Vec<f32>,
    /// Rows used in this batch, for tables.
    touched: Option<(Vec<u32>, Vec<bool>)>,
}

impl Weights {
    /// A dense matrix with values by lot within `range`.
    pub fn dense(rows: usize, columns: usize, range: f32, lot: &mut Lot) -> Weights {
        let n = rows * columns;
        let w = (0..n).map(|_| (lot.unit() * 2.0 - 1.0) * range).collect();
        Weights { columns, w, g: vec![0.0; n], m: vec![0.0; n], v: vec![0.0; n], touched: None }
    }

    /// A table of which each batch uses few rows.
    pub fn table(rows: usize, columns: usize, range: f32, lot: &mut Lot) -> Weights {
        Weights { touched: Some((Vec::new(), vec![false; rows])), ..Weights::dense(rows, columns, range, lot) }
    }

    /// Forgets the course of learning so far, not what was learned.
    pub fn forget(&mut self) {
        self.m.fill(0.0);
        self.v.fill(0.0);
    }

    /// A row of the weights.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.w[row * self.columns..(row + 1) * self.columns]
    }

    /// Adds to the gradient of a row of a table.
    pub fn add_to_row(&mut self, row: usize, gradient: &[f32]) {
        if let Some((rows, marks)) = &mut self.touched
            && !marks[row]
        {
            marks[row] = true;
            rows.push(row as u32);
        }
        let to = &mut self.g[row * self.columns..(row + 1) * self.columns];
        for (to, from) in to.iter_mut().zip(gradient) {
            *to += from;
        }
    }

    /// The sum of squares of the gradient.
    pub fn norm(&self) -> f64 {
        match &self.touched {
            Some((rows, _)) => rows
                .iter()
                .map(|&row| squares(&self.g[row as usize * self.columns..(row as usize + 1) * self.columns]))
                .sum(),
            None => squares(&self.g),
        }
    }

    /// Learns from the gradient, scaled, and clears it.
    pub fn step(&mut self, step: Step, scale: f32) {
        let first = 1.0 - FIRST.powi(step.number.min(1000));
        let second = 1.0 - SECOND.powi(step.number.min(10_000));
        let rate = step.rate * second.sqrt() / first;
        let all = self.w.len();
        let mut range = |from: usize, to: usize| {
            let (w, g) = (&mut self.w[from..to], &mut self.g[from..to]);
            let (m, v) = (&mut self.m[from..to], &mut self.v[from..to]);
            for i in 0..w.len() {
                let gradient = g[i] * scale;
                m[i] = FIRST * m[i] + (1.0 - FIRST) * gradient;
                v[i] = SECOND * v[i] + (1.0 - SECOND) * gradient * gradient;
                w[i] -= rate * m[i] / (v[i].sqrt() + SMALL);
                g[i] = 0.0;
            }
        };
        match &mut self.touched {
            Some((rows, marks)) => {
                for row in rows.drain(..) {
                    marks[row as usize] = false;
                    range(row as usize * self.columns, (row as usize + 1) * self.columns);
                }
            }
            None => range(0, all),
        }
    }
}

fn squares(values: &[f32]) -> f64 {
    let mut lanes = [0f32; 16];
    let mut chunks = values.chunks_exact(16);
    for chunk in &mut chunks {
        for (lane, value) in lanes.iter_mut().zip(chunk) {
            *lane += value * value;
        }
    }
    let rest: f32 = chunks.remainder().iter().map(|value| value * value).sum();
    lanes.iter().map(|&lane| f64::from(lane)).sum::<f64>() + f64::from(rest)
}
