//! The walk of a recurrent layer over the words of a sentence.

use super::level::for_levels;

for_levels! {
    /// One sentence in one direction. `z` holds, a row a word, candidates, forget gates and output gates; `x` holds rows of
    /// `width` values of which `half` from `from` on belong to this direction and are replaced by the new states.
    pub fn walk(z: &[f32], x: &mut [f32], gates: &[f32], shape: Shape) {
        let Shape { half, width, from, length, backward } = shape;
        let mut state = [0f32; MAX_HALF];
        let state = &mut state[..half];
        let (bias_forget, rest) = gates.split_at(half);
        let (bias_open, rest) = rest.split_at(half);
        let (own_forget, own_open) = rest.split_at(half);
        let own_open = &own_open[..half];
        for step in 0..length {
            let t = if backward { length - 1 - step } else { step };
            let row = &z[t * 3 * half..(t + 1) * 3 * half];
            let (candidate, rest) = row.split_at(half);
            let (forget, open) = rest.split_at(half);
            let values = &mut x[t * width + from..][..half];
            for i in 0..half {
                let f = forget[i] + own_forget[i] * state[i] + bias_forget[i];
                let f = 0.5 + 0.5 * (f / (1.0 + f.abs()));
                let r = open[i] + own_open[i] * state[i] + bias_open[i];
                let r = 0.5 + 0.5 * (r / (1.0 + r.abs()));
                let c = f * state[i] + (1.0 - f) * candidate[i];
                state[i] = c;
                values[i] = r * c + (1.0 - r) * values[i];
            }
        }
    }
}

/// The greatest number of units in one direction.
pub const MAX_HALF: usize = 256;

/// The shape of one walk.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Units of the direction.
    pub half: usize,
    /// Values a word.
    pub width: usize,
    /// The first value of this direction.
    pub from: usize,
    /// Words of the sentence.
    pub length: usize,
    /// Whether the walk goes from the last word to the first.
    pub backward: bool,
}
