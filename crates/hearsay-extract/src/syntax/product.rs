//! Products of matrices in bytes: rows of activations, each with its scale, by packed weights, each column with its scale.

use super::level::{Level, for_levels};

/// Columns that are packed together.
pub const LANES: usize = 16;

/// Weights packed for byte products: for each 16 columns, for each 4 inputs, 16 x 4 weights.
#[derive(Clone, Debug)]
pub struct Matrix<'a> {
    /// Inputs, a multiple of 4.
    pub inputs: usize,
    /// Columns, a multiple of 16.
    pub columns: usize,
    /// The weights.
    pub packed: &'a [u8],
    /// The value of one unit in each column.
    pub scales: Vec<f32>,
    /// What is added to each column.
    pub biases: Vec<f32>,
    /// 128 times the sum of each column: what is too much because activations are stored with 128 added.
    pub excess: Vec<i32>,
}

impl<'a> Matrix<'a> {
    /// The matrix of these packed weights.
    pub fn new(inputs: usize, packed: &'a [u8], scales: Vec<f32>, biases: Vec<f32>) -> Matrix<'a> {
        let columns = scales.len();
        let mut excess = vec![0i32; columns];
        for (block, weights) in packed.chunks_exact(inputs * LANES).enumerate().take(columns / LANES) {
            for four in weights.chunks_exact(LANES * 4) {
                for (lane, four) in four.chunks_exact(4).enumerate() {
                    excess[block * LANES + lane] += four.iter().map(|&w| 128 * i32::from(w as i8)).sum::<i32>();
                }
            }
        }
        Matrix { inputs, columns, packed, scales, biases, excess }
    }
}

/// Rows of activations in bytes, 128 added to each.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// For each four bytes the first and third, then the second and fourth, as pairs of 16-bit numbers; only kept for the
    /// products of 256 bits, which have none of bytes.
    #[cfg(target_arch = "x86_64")]
    halves: Vec<u32>,
    /// The value of one unit in each row.
    pub scales: Vec<f32>,
}

impl Rows {
    /// Rounds `count` rows of `width` values, found each `step` values from `from` on. `width` is a multiple of 4.
    pub fn round(&mut self, level: Level, values: &[f32], from: usize, width: usize, step: usize, count: usize) {
        self.bytes.resize(count * width, 0);
        self.scales.resize(count, 0.0);
        for row in 0..count {
            let bytes = &mut self.bytes[row * width..(row + 1) * width];
            round_row(level, &values[row * step + from..][..width], bytes, &mut self.scales[row]);
        }
        #[cfg(target_arch = "x86_64")]
        if level == Level::Avx2 {
            self.halves.resize(count * width / 2, 0);
            for (halves, four) in self.halves.chunks_exact_mut(2).zip(self.bytes.chunks_exact(4)) {
                let four = u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
                halves.copy_from_slice(&[four & 0x00FF_00FF, (four >> 8) & 0x00FF_00FF]);
            }
        }
    }
}

for_levels! {
    /// Rounds a row to bytes by its greatest value.
    fn round_row(values: &[f32], bytes: &mut [u8], scale: &mut f32) {
        let mut lanes = [0f32; 16];
        let mut chunks = values.chunks_exact(16);
        for chunk in &mut chunks {
            for (lane, &value) in lanes.iter_mut().zip(chunk) {
                let size = value.abs();
                *lane = if size > *lane { size } else { *lane };
            }
        }
        let mut top = 1e-12f32;
        for &value in lanes.iter().chain(chunks.remainder()) {
            let size = value.abs();
            top = if size > top { size } else { top };
        }
        *scale = top / 127.0;
        let up = 127.0 / top;
        for (byte, &value) in bytes.iter_mut().zip(values) {
            // Adding this number leaves the nearest whole number in the last bits of the fraction; 128 is added with it.
            let shifted = value * up + (12_582_912.0 + 128.0);
            *byte = shifted.to_bits() as u8;
        }
    }
}

/// `out (rows x columns) = rows * matrix + biases`.
pub fn multiply(level: Level, rows: &Rows, matrix: &Matrix, out: &mut Vec<f32>) {
    let count = rows.scales.len();
    out.resize(count * matrix.columns, 0.0);
    match level {
        Level::Portable => portable(rows, matrix, out),
        // SAFETY: a level is only made where the machine has its instructions.
        #[cfg(target_arch = "x86_64")]
        Level::Avx2 => unsafe { x86::avx2(rows, matrix, out) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Level::Avx512 => unsafe { x86::avx512(rows, matrix, out) },
    }
}

fn portable(rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
    let k = matrix.inputs;
    for (row, activations) in rows.bytes.chunks_exact(k).enumerate() {
        for (block, weights) in matrix.packed.chunks_exact(k * LANES).enumerate().take(matrix.columns / LANES) {
            let mut sums = [0i32; LANES];
            for (a, w) in activations.chunks_exact(4).zip(weights.chunks_exact(4 * LANES)) {
                for (sum, w) in sums.iter_mut().zip(w.chunks_exact(4)) {
                    for i in 0..4 {
                        *sum += i32::from(a[i]) * i32::from(w[i] as i8);
                    }
                }
            }
            for (lane, sum) in sums.into_iter().enumerate() {
                let column = block * LANES + lane;
                let value = (sum - matrix.excess[column]) as f32 * rows.scales[row] * matrix.scales[column];
                out[row * matrix.columns + column] = value + matrix.biases[column];
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
// The tiles are indexed by row and column, as the products are written on paper.
#[allow(clippy::needless_range_loop)]
mod x86 {
    use super::{LANES, Matrix, Rows};
    use std::arch::x86_64::*;

    /// Rows by 32 or 16 columns at a time with 512-bit dot products.
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
    pub fn avx512(rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
        let count = rows.scales.len();
        check(rows, matrix, out);
        let blocks = matrix.columns / LANES;
        let mut block = 0;
        while block < blocks {
            let wide = block + 1 < blocks;
            let mut row = 0;
            while row < count {
                let left = count - row;
                // SAFETY: `check` holds, and each call stays within `count` rows and `blocks` blocks.
                unsafe {
                    match (wide, left) {
                        (true, 12..) => tile512::<12, 2>(rows, matrix, out, row, block),
                        (true, 4..) => tile512::<4, 2>(rows, matrix, out, row, block),
                        (true, _) => tile512::<1, 2>(rows, matrix, out, row, block),
                        (false, 12..) => tile512::<12, 1>(rows, matrix, out, row, block),
                        (false, 4..) => tile512::<4, 1>(rows, matrix, out, row, block),
                        (false, _) => tile512::<1, 1>(rows, matrix, out, row, block),
                    }
                }
                row += match left {
                    12.. => 12,
                    4.. => 4,
                    _ => 1,
                };
            }
            block += if wide { 2 } else { 1 };
        }
    }

    fn check(rows: &Rows, matrix: &Matrix, out: &[f32]) {
        let count = rows.scales.len();
        assert!(matrix.inputs.is_multiple_of(4) && matrix.columns.is_multiple_of(LANES));
        assert!(rows.bytes.len() >= count * matrix.inputs && out.len() >= count * matrix.columns);
        assert!(matrix.packed.len() >= matrix.inputs * matrix.columns);
        assert!([matrix.scales.len(), matrix.biases.len(), matrix.excess.len()].iter().all(|&n| n >= matrix.columns));
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
    #[inline]
    unsafe fn tile512<const R: usize, const B: usize>(
        rows: &Rows,
        matrix: &Matrix,
        out: &mut [f32],
        row: usize,
        block: usize,
    ) {
        let k = matrix.inputs;
        // SAFETY: the caller keeps `row + R` and `block + B` within the matrices, whose sizes `check` has compared.
        unsafe {
            let a = rows.bytes.as_ptr().add(row * k);
            let w = matrix.packed.as_ptr().add(block * LANES * k);
            let mut sums = [[_mm512_setzero_si512(); B]; R];
            for four in 0..k / 4 {
                let mut weights = [_mm512_setzero_si512(); B];
                for b in 0..B {
                    weights[b] = _mm512_loadu_si512(w.add(b * LANES * k + four * 64).cast());
                }
                for r in 0..R {
                    let four = a.add(r * k + four * 4).cast::<i32>().read_unaligned();
                    let activation = _mm512_set1_epi32(four);
                    for b in 0..B {
                        sums[r][b] = _mm512_dpbusd_epi32(sums[r][b], activation, weights[b]);
                    }
                }
            }
            for b in 0..B {
                let column = (block + b) * LANES;
                let excess = _mm512_loadu_si512(matrix.excess.as_ptr().add(column).cast());
                let scale = _mm512_loadu_ps(matrix.scales.as_ptr().add(column));
                let bias = _mm512_loadu_ps(matrix.biases.as_ptr().add(column));
                for r in 0..R {
                    let value = _mm512_cvtepi32_ps(_mm512_sub_epi32(sums[r][b], excess));
                    let value = _mm512_mul_ps(value, _mm512_set1_ps(*rows.scales.get_unchecked(row + r)));
                    let value = _mm512_add_ps(_mm512_mul_ps(value, scale), bias);
                    _mm512_storeu_ps(out.as_mut_ptr().add((row + r) * matrix.columns + column), value);
                }
            }
        }
    }

    /// Rows that go by all columns together: few enough to stay in the nearest cache.
    const PANEL: usize = 32;

    /// Rows by 16 columns at a time with 256-bit products of 16-bit numbers.
    #[target_feature(enable = "avx2")]
    pub fn avx2(rows: &Rows, matrix: &Matrix, out: &mut [f32]) {
        check(rows, matrix, out);
        let count = rows.scales.len();
        assert!(rows.halves.len() >= count * matrix.inputs / 2);
        for from in (0..count).step_by(PANEL) {
            let until = count.min(from + PANEL);
            for block in 0..matrix.columns / LANES {
                let mut row = from;
                while row < until {
                    // SAFETY: `check` holds, and the tile stays within `count` rows.
                    unsafe {
                        if row + 4 <= until {
                            tile256::<4>(rows, matrix, out, row, block);
                            row += 4;
                        } else {
                            tile256::<1>(rows, matrix, out, row, block);
                            row += 1;
                        }
                    }
                }
            }
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    unsafe fn tile256<const R: usize>(rows: &Rows, matrix: &Matrix, out: &mut [f32], row: usize, block: usize) {
        let k = matrix.inputs;
        // SAFETY: as in `tile512`; `avx2` has compared the size of the halves.
        unsafe {
            let a = rows.halves.as_ptr().add(row * k / 2).cast::<i32>();
            let w = matrix.packed.as_ptr().add(block * LANES * k);
            let mut sums = [[_mm256_setzero_si256(); 2]; R];
            for four in 0..k / 4 {
                let (mut even, mut odd) = ([_mm256_setzero_si256(); 2], [_mm256_setzero_si256(); 2]);
                for half in 0..2 {
                    let bytes = _mm256_loadu_si256(w.add(four * 64 + half * 32).cast());
                    even[half] = _mm256_srai_epi16(_mm256_slli_epi16(bytes, 8), 8);
                    odd[half] = _mm256_srai_epi16(bytes, 8);
                }
                for r in 0..R {
                    let halves = a.add(r * k / 2 + four * 2);
                    let evens = _mm256_set1_epi32(*halves);
                    let odds = _mm256_set1_epi32(*halves.add(1));
                    for half in 0..2 {
                        sums[r][half] = _mm256_add_epi32(sums[r][half], _mm256_madd_epi16(evens, even[half]));
                        sums[r][half] = _mm256_add_epi32(sums[r][half], _mm256_madd_epi16(odds, odd[half]));
                    }
                }
            }
            for half in 0..2 {
                let column = block * LANES + half * 8;
                let excess = _mm256_loadu_si256(matrix.excess.as_ptr().add(column).cast());
                let scale = _mm256_loadu_ps(matrix.scales.as_ptr().add(column));
                let bias = _mm256_loadu_ps(matrix.biases.as_ptr().add(column));
                for r in 0..R {
                    let value = _mm256_cvtepi32_ps(_mm256_sub_epi32(sums[r][half], excess));
                    let value = _mm256_mul_ps(value, _mm256_set1_ps(*rows.scales.get_unchecked(row + r)));
                    let value = _mm256_add_ps(_mm256_mul_ps(value, scale), bias);
                    _mm256_storeu_ps(out.as_mut_ptr().add((row + r) * matrix.columns + column), value);
                }
            }
        }
    }
}

/// Packs weights for [`Matrix`]: `weight(input, column)` for each place.
pub fn pack(inputs: usize, columns: usize, weight: impl Fn(usize, usize) -> i8) -> Vec<u8> {
    let mut packed = Vec::with_capacity(inputs * columns);
    for block in 0..columns / LANES {
        for four in 0..inputs / 4 {
            for lane in 0..LANES {
                for i in 0..4 {
                    packed.push(weight(four * 4 + i, block * LANES + lane) as u8);
                }
            }
        }
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_level_gives_the_same_bits() {
        let (inputs, columns, count) = (64, 48, 77);
        let mut seed = 7u32;
        let mut draw = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as f32 / 32768.0 - 1.0
        };
        let weights: Vec<i8> = (0..inputs * columns).map(|_| (draw() * 127.0) as i8).collect();
        let packed = pack(inputs, columns, |input, column| weights[input * columns + column]);
        let scales = (0..columns).map(|_| draw().abs() * 0.01).collect();
        let matrix = Matrix::new(inputs, &packed, scales, (0..columns).map(|_| draw()).collect());
        let values: Vec<f32> = (0..count * inputs).map(|_| draw() * 3.0).collect();
        let mut expected: Option<(Rows, Vec<u32>)> = None;
        for level in Level::all() {
            let mut rows = Rows::default();
            rows.round(level, &values, 0, inputs, inputs, count);
            let mut out = Vec::new();
            multiply(level, &rows, &matrix, &mut out);
            let bits: Vec<u32> = out.iter().map(|value| value.to_bits()).collect();
            match &expected {
                None => expected = Some((rows, bits)),
                Some((first, expected)) => {
                    assert_eq!(first.bytes, rows.bytes, "{level:?}");
                    assert_eq!(*expected, bits, "{level:?}");
                }
            }
        }
        let (rows, bits) = expected.expect("one level always exists");
        let exact: i32 =
            (0..inputs).map(|i| (i32::from(rows.bytes[i]) - 128) * i32::from(weights[i * columns + 5])).sum();
        let near = exact as f32 * rows.scales[0] * matrix.scales[5] + matrix.biases[5];
        assert_eq!(bits[5], near.to_bits());
    }
}
