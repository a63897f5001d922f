//! Copies: one wire story printed ten times is one voice.
//!
//! A new text meets its likes in two ways: whole texts by bands of a MinHash [`Sketch`], single passages by anchors.
//! Whoever it meets is compared word by word ([`compare`]). Both ways cost the same however many texts are known.

mod anchors;
mod copy;
mod credits;
mod hash;
mod passages;
mod postings;
mod sketch;
mod wording;

pub use anchors::SURE;
pub use copy::{Copy, CopyKind, Passage, ReusedParagraph, compare};
pub use credits::{Credit, CreditKind, credits};
pub(crate) use hash::{HashedMap, of_bytes};
pub use sketch::Sketch;
pub use wording::Wording;

use anchors::anchors;
use hearsay_core::Text;
use postings::Postings;

/// The most texts that a new one is compared with.
const COMPARED: usize = 40;

/// A text made ready to be compared: its words, sketch and anchors.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The words.
    pub wording: Wording,
    /// The whole in 128 numbers; none where there is no word.
    pub sketch: Option<Sketch>,
    anchors: Vec<u32>,
}

impl Prepared {
    /// Reads a text once.
    pub fn of(text: &Text) -> Prepared {
        let wording = Wording::of(text);
        let shingles = wording.shingles();
        Prepared { sketch: Sketch::of(&shingles), anchors: anchors(&shingles), wording }
    }
}

/// The texts known so far, by number in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct CopyIndex {
    bands: Postings,
    anchors: Postings,
    texts: u32,
}

impl CopyIndex {
    /// The known texts that may share a passage with this one, likeliest first.
    pub fn candidates(&self, text: &Prepared) -> Vec<u32> {
        let banded = text.sketch.iter().flat_map(Sketch::bands).flat_map(|band| self.bands.of(band));
        let anchored = text.anchors.iter().flat_map(|&anchor| self.anchors.of(anchor));
        let mut met: Vec<u32> = banded.chain(anchored).collect();
        met.sort_unstable();
        let mut ranked: Vec<(usize, u32)> = met.chunk_by(|a, b| a == b).map(|same| (same.len(), same[0])).collect();
        ranked.sort_unstable_by_key(|&(hits, text)| (std::cmp::Reverse(hits), text));
        ranked.truncate(COMPARED);
        ranked.into_iter().map(|(_, text)| text).collect()
    }

    /// Adds a text and gives its number.
    pub fn insert(&mut self, text: &Prepared) -> u32 {
        let number = self.texts;
        self.texts += 1;
        text.sketch.iter().flat_map(Sketch::bands).for_each(|band| self.bands.add(band, number));
        text.anchors.iter().for_each(|&anchor| self.anchors.add(anchor, number));
        number
    }

    /// How many texts are known.
    pub fn len(&self) -> usize {
        self.texts as usize
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.texts == 0
    }
}

#[cfg(test)]
mod tests;
