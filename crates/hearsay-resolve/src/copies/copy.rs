//! How far one text is a copy of another, passage by passage and paragraph by paragraph.

use super::passages::{Shared, shared};
use super::wording::Wording;
use hearsay_core::Span;
use serde::Serialize;

/// Fewer shared words outside quotation marks than this make no copy.
const FEWEST: usize = 30;
/// A passage shorter than this, outside quotation marks, is a set phrase when nothing else is shared.
const PASSAGE: usize = 20;
/// A shared part of a text in hundredths from which it is a copy and not a report that reuses a passage.
const MOSTLY: u8 = 60;
/// The same for a copy with nothing but small changes.
const WHOLLY: u8 = 97;

/// How two texts share what they share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CopyKind {
    /// The same words from end to end.
    Identical,
    /// Most of each is in the other.
    Near,
    /// Most of this text stands in the longer other.
    Shortened,
    /// Most of the other stands in this longer text.
    Extended,
    /// Some passages are shared.
    Passages,
}

/// A passage in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Where it stands in this text.
    pub here: Span,
    /// Where in the other.
    pub there: Span,
    /// Words that are the same.
    pub words: u32,
}

/// A paragraph of this text of which at least half stands in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ReusedParagraph {
    /// Its number, from 0.
    pub paragraph: u32,
    /// Where it stands.
    pub span: Span,
    /// How much of it is shared, in hundredths of its words.
    pub share: u8,
}

/// What two texts share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Copy {
    /// How.
    pub kind: CopyKind,
    /// The passages, in order of this text.
    pub passages: Vec<Passage>,
    /// The reused paragraphs of this text.
    pub paragraphs: Vec<ReusedParagraph>,
    /// Hundredths of this text's words that stand in the other.
    pub share_here: u8,
    /// Hundredths of the other's words that stand in this.
    pub share_there: u8,
}

/// Compares two texts; `None` where neither is a copy of a part of the other.
pub fn compare(here: &Wording, there: &Wording) -> Option<Copy> {
    let found = shared(here, there);
    let own = |one: &Shared| one.matching.min(here.own_words(one.here.clone()));
    let words: usize = found.iter().map(own).sum();
    let longest = found.iter().map(own).max().unwrap_or(0);
    let matching: usize = found.iter().map(|one| one.matching).sum();
    let share_here = share(matching, here.len());
    let covered_there = union(found.iter().map(|one| one.there.clone()).collect());
    let share_there = share(covered_there.min(matching), there.len());
    let kind = match (share_here, share_there) {
        (WHOLLY.., WHOLLY..) => CopyKind::Identical,
        (MOSTLY.., MOSTLY..) => CopyKind::Near,
        (MOSTLY.., _) => CopyKind::Shortened,
        (_, MOSTLY..) => CopyKind::Extended,
        _ => CopyKind::Passages,
    };
    // Of a text that stands in the other as a whole, the quotations are copied too.
    let words = if kind == CopyKind::Passages { words } else { matching };
    let small = here.len().min(there.len()) < 2 * FEWEST && kind != CopyKind::Passages && words >= PASSAGE;
    if !small && (words < FEWEST || (kind == CopyKind::Passages && longest < PASSAGE)) {
        return None;
    }
    let passages = found.iter().map(|one| Passage {
        here: here.span(one.here.clone()),
        there: there.span(one.there.clone()),
        words: one.matching as u32,
    });
    Some(Copy { kind, passages: passages.collect(), paragraphs: paragraphs(here, &found), share_here, share_there })
}

fn paragraphs(here: &Wording, found: &[Shared]) -> Vec<ReusedParagraph> {
    let reused = here.paragraphs().zip(0..).filter_map(|(words, paragraph)| {
        let inside = |one: &Shared| {
            let overlap = one.here.end.min(words.end).saturating_sub(one.here.start.max(words.start));
            // Only the same share of an overlap as of the whole passage is letter for letter the same.
            overlap * one.matching / one.here.len().max(1)
        };
        let share = share(found.iter().map(inside).sum(), words.len());
        (share >= 50).then(|| ReusedParagraph { paragraph, span: here.span(words), share })
    });
    reused.collect()
}

/// Hundredths, of which a hundred only for the whole.
fn share(part: usize, whole: usize) -> u8 {
    (100 * part.min(whole) / whole.max(1)) as u8
}

/// How many words some ranges cover.
fn union(mut ranges: Vec<std::ops::Range<usize>>) -> usize {
    ranges.sort_by_key(|range| range.start);
    let mut end = 0;
    let mut covered = 0;
    for range in ranges {
        covered += range.end.saturating_sub(range.start.max(end));
        end = end.max(range.end);
    }
    covered
}
