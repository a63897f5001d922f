//! Matrix products and the few numbers that training draws by lot.

use gemm_common::Parallelism;

/// `c (m x n) = a (m x k) * b (k x n)`, added to `c` if `add`.
pub fn mul(m: usize, n: usize, k: usize, a: &[f32], b: &[f32], c: &mut [f32], add: Sum) {
    product(m, n, k, (a, k, 1), (b, n, 1), c, add);
}

/// `c (m x n) = a (m x k) * b^T`, with `b` stored `n x k`.
pub fn mul_transposed(m: usize, n: usize, k: usize, a: &[f32], b: &[f32], c: &mut [f32], add: Sum) {
    product(m, n, k, (a, k, 1), (b, 1, k), c, add);
}

/// `c (m x n) = a^T * b`, with `a` stored `k x m` and `b` stored `k x n`.
pub fn transposed_mul(m: usize, n: usize, k: usize, a: &[f32], b: &[f32], c: &mut [f32], add: Sum) {
    product(m, n, k, (a, 1, m), (b, n, 1), c, add);
}

/// Whether a product replaces or adds to what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// Replaces.
    Set,
    /// Adds.
    Add,
}

/// Matrices are given with the steps between their rows and between their columns.
fn product(
    m: usize,
    n: usize,
    k: usize,
    a: (&[f32], usize, usize),
    b: (&[f32], usize, usize),
    c: &mut [f32],
    add: Sum,
) {
    assert!(a.0.len() >= m * k && b.0.len() >= k * n && c.len() >= m * n);
    if m == 0 || n == 0 {
        return;
    }
    // The kernels want the destination by columns: the transposed product is asked for.
    // SAFETY: the three slices hold the matrices whole, as just asserted, and `c` overlaps neither (it is borrowed mutably).
    unsafe {
        let kernel = gemm_f32::gemm::f32::get_gemm_fn();
        #[rustfmt::skip]
        kernel(
            n, m, k,
            c.as_mut_ptr(), n as isize, 1, add == Sum::Add,
            b.0.as_ptr(), b.1 as isize, b.2 as isize,
            a.0.as_ptr(), a.1 as isize, a.2 as isize,
            1.0, 1.0, false, false, false, Parallelism::None,
        );
    }
}

/// Numbers by lot, the same on every machine.
#[derive(Clone, Debug)]
pub struct Lot(u64);

impl Lot {
    /// A sequence of numbers of its own for each seed.
    pub fn new(seed: u64) -> Lot {
        Lot(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// From 0 to below 1.
    pub fn unit(&mut self) -> f32 {
        (self.draw() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.draw()) * n as u128) >> 64) as usize
    }

    /// Puts the items in an order by lot.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// e to the power x, with an error below one part in a million, the same on every machine.
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    let n = (x * std::f32::consts::LOG2_E + 12_582_912.0) - 12_582_912.0;
    let r = x - n * 0.693_145_75 - n * 1.428_606_8e-6;
    let p =
        1.0 + r * (1.0 + r * (0.5 + r * (0.166_666_67 + r * (0.041_666_67 + r * (0.008_333_33 + r * 0.001_388_9)))));
    f32::from_bits(((n as i32 + 127) as u32) << 23) * p
}

/// Turns scores into chances in place; gives the chance of `gold` before the change of gradient is taken: the row becomes
/// `softmax - onehot(gold)`.
pub fn softmax_gradient(row: &mut [f32], gold: usize) -> f32 {
    let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for value in row.iter_mut() {
        *value = exp(*value - top);
        sum += *value;
    }
    let scale = 1.0 / sum;
    for value in row.iter_mut() {
        *value *= scale;
    }
    let chance = row[gold];
    row[gold] -= 1.0;
    chance
}
