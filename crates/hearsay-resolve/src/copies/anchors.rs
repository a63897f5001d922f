//! Anchors: the few runs of words by which a shared passage is found, however small a part of the text it is.
//!
//! Winnowing: of every window of shingles the least is kept. Two texts that share a run of [`SURE`] words share an
//! anchor, wherever it stands in each.

use super::hash::mix;
use super::wording::SHINGLE;

/// Shingles in a window.
const WINDOW: usize = 16;

/// A shared run of this many words always leaves a common anchor.
pub const SURE: usize = WINDOW + SHINGLE - 1;

/// The anchors of a text, in order of their places, each once.
pub(super) fn anchors(shingles: &[u64]) -> Vec<u32> {
    // Another order than that of the sketch, so that the two do not fail on the same texts.
    let ranks: Vec<u64> = shingles.iter().map(|&shingle| mix(shingle ^ 0x5bd1_e995)).collect();
    let mut kept = Vec::new();
    let mut last = None;
    let width = WINDOW.min(ranks.len().max(1));
    for (start, window) in ranks.windows(width).enumerate() {
        // The rightmost of the least, so that runs of equal shingles give few anchors.
        let least = (0..window.len()).rev().min_by_key(|&i| window[i]).map(|i| start + i);
        if least != last {
            kept.extend(least.and_then(|i| ranks.get(i)).map(|&rank| rank as u32));
            last = least;
        }
    }
    kept.sort_unstable();
    kept.dedup();
    kept
}

#[test]
fn a_shared_run_leaves_a_common_anchor() {
    let text = |seed: u64, n: u64| (0..n).map(move |i| mix(seed * 1000 + i));
    let shared: Vec<u64> = text(7, WINDOW as u64).collect();
    for seed in 10..40 {
        let a: Vec<u64> = text(seed, 200).chain(shared.iter().copied()).chain(text(seed + 50, 90)).collect();
        let b: Vec<u64> = text(seed + 100, 30).chain(shared.iter().copied()).chain(text(seed + 150, 300)).collect();
        let (a, b) = (anchors(&a), anchors(&b));
        assert!(a.iter().any(|anchor| b.contains(anchor)), "{seed}");
        assert!(a.len() < 60, "{}", a.len());
    }
    assert!(anchors(&[]).is_empty());
    assert_eq!(anchors(&[5]).len(), 1);
}
