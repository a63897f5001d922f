//! One-permutation MinHash: how alike two whole texts are, from 128 small numbers each.
//!
//! Every shingle falls into one of 128 bins, each bin keeps its least hash, and an empty bin borrows from the next full
//! one (densified one-permutation hashing). The share of equal bins estimates the Jaccard similarity of the shingles.

use super::hash::mix;

/// Bins of a sketch.
const BINS: usize = 128;
/// Bands, and the rows of each: texts that share 0.8 of their shingles meet in some band with probability 0.9999.
const BANDS: usize = 16;
const ROWS: usize = 4;

/// What is kept of a text to know its likes again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch(Box<[u32; BINS]>);

impl Sketch {
    /// The sketch of a text with these shingles; none where it has none.
    pub(super) fn of(shingles: &[u64]) -> Option<Sketch> {
        let mut bins = Box::new([u32::MAX; BINS]);
        let mut full = [false; BINS];
        for &shingle in shingles {
            let bin = (shingle >> 57) as usize;
            full[bin] = true;
            bins[bin] = bins[bin].min(shingle as u32);
        }
        if !full.contains(&true) {
            return None;
        }
        let found = *bins;
        for empty in (0..BINS).filter(|&bin| !full[bin]) {
            let step = (1..BINS).find(|step| full[(empty + step) % BINS]).unwrap_or(0);
            bins[empty] = mix(u64::from(found[(empty + step) % BINS]) << 8 | step as u64) as u32;
        }
        Some(Sketch(bins))
    }

    /// The estimated Jaccard similarity, 0 to 1.
    pub fn likeness(&self, other: &Sketch) -> f32 {
        let equal = self.0.iter().zip(other.0.iter()).filter(|(a, b)| a == b).count();
        equal as f32 / BINS as f32
    }

    /// A key for each band; two alike texts share one.
    pub(super) fn bands(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.chunks_exact(ROWS).step_by(BINS / (ROWS * BANDS)).enumerate().map(|(band, rows)| {
            let seed = mix(band as u64 + 1);
            rows.iter().fold(seed, |hash, &row| mix(hash ^ u64::from(row))) as u32
        })
    }
}

#[test]
fn likeness_follows_the_share_of_shingles() {
    let shingles = |from: u64, to: u64| (from..to).map(mix).collect::<Vec<_>>();
    let a = Sketch::of(&shingles(0, 1000)).unwrap();
    assert_eq!(a.likeness(&Sketch::of(&shingles(0, 1000)).unwrap()), 1.0);
    let half = a.likeness(&Sketch::of(&shingles(333, 1333)).unwrap());
    assert!((0.38..0.62).contains(&half), "{half}");
    assert!(a.likeness(&Sketch::of(&shingles(5000, 6000)).unwrap()) < 0.1);
    let near = Sketch::of(&shingles(50, 1050)).unwrap();
    assert!(a.bands().zip(near.bands()).any(|(a, b)| a == b));
    let few = Sketch::of(&shingles(0, 20)).unwrap();
    assert_eq!(few.likeness(&Sketch::of(&shingles(0, 20)).unwrap()), 1.0);
    assert!(Sketch::of(&[]).is_none());
}
