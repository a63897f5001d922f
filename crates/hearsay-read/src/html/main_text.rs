//! Which blocks are the article, by two learned stages, and their words as a text.

use super::context;
use super::features::Measured;
use super::forest::Forest;
use super::page::{At, Page};
use super::tag::Tag;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The stages: each block by itself and its surroundings, then again with what the first thought of them.
static STAGES: LazyLock<[Forest; 2]> = LazyLock::new(|| {
    let bytes = include_bytes!("../../models/main-text.bin");
    let both = Forest::from_bytes(bytes).and_then(|(first, rest)| Ok([first, Forest::from_bytes(rest)?.0]));
    both.unwrap_or_default()
});

/// Blocks less likely than this are never main text.
const LEAST: f32 = 0.1;

/// A block of as many words that stood before is a copy.
const COPY: f32 = 8.0;

/// For each block, whether it is main text.
pub(crate) fn chosen(measured: &Measured<'_>) -> Vec<bool> {
    let rows = measured.rows();
    let [first, second] = &*STAGES;
    let likely = judged(first, &rows, measured.blocks.len());
    let rows = context::rows(measured, &rows, &likely);
    choose(measured, &judged(second, &rows, measured.blocks.len()))
}

/// What `stage` holds of each of `count` rows.
fn judged(stage: &Forest, rows: &[f32], count: usize) -> Vec<f32> {
    rows.chunks_exact((rows.len() / count.max(1)).max(1)).map(|row| stage.likely(row)).collect()
}

/// Chooses the blocks that are expected to agree best with the true text, by the harmonic mean of precision and
/// recall over words; of copies, only the likeliest.
pub(crate) fn choose(measured: &Measured<'_>, likely: &[f32]) -> Vec<bool> {
    let mut likely = likely.to_vec();
    let mut copies: HashMap<&str, usize> = HashMap::new();
    for at in 0..likely.len() {
        if measured.blocks[at].words < COPY {
            continue;
        }
        let other = copies.entry(measured.page.words(&measured.page.blocks[at])).or_insert(at);
        if *other != at {
            let lesser = if likely[at] > likely[*other] { std::mem::replace(other, at) } else { at };
            likely[lesser] = 0.0;
        }
    }
    let threshold = threshold(&likely, |at| measured.blocks[at].words.max(0.01));
    likely.iter().map(|likely| *likely >= threshold).collect()
}

/// The likelihood from which on to choose.
fn threshold(likely: &[f32], words: impl Fn(usize) -> f32) -> f32 {
    let mut order: Vec<usize> = (0..likely.len()).collect();
    order.sort_by(|a, b| likely[*b].total_cmp(&likely[*a]));
    let expected: f32 = order.iter().map(|at| likely[*at] * words(*at)).sum();
    let (mut right, mut chosen, mut best) = (0.0, 0.0, (0.0, 1.0));
    for at in order {
        right += likely[at] * words(at);
        chosen += words(at);
        let mean = 2.0 * right / (chosen + expected).max(1e-6);
        if mean > best.0 {
            best = (mean, likely[at]);
        }
    }
    best.1.max(LEAST)
}

/// The words of the chosen blocks: paragraphs apart by a blank line, items of a list by a line, cells by a tab.
pub(crate) fn text(page: &Page<'_>, chosen: &[bool]) -> String {
    let mut text = String::new();
    let mut last: Option<usize> = None;
    for at in (0..chosen.len()).filter(|at| chosen[*at]) {
        if let Some(last) = last {
            text.push_str(between(page, last, at));
        }
        text.push_str(page.words(&page.blocks[at]));
        last = Some(at);
    }
    text
}

fn between(page: &Page<'_>, last: usize, at: usize) -> &'static str {
    let [a, b] = [last, at].map(|at| page.blocks[at].element);
    let same = |tag: Tag| nearest(page, a, tag).is_some_and(|found| Some(found) == nearest(page, b, tag));
    if a != b && same(Tag::Tr) {
        "\t"
    } else if same(Tag::Tbody)
        || same(Tag::Table)
        || (page.elements[a as usize].tag == Tag::Li && (same(Tag::Ul) || same(Tag::Ol)))
    {
        "\n"
    } else {
        "\n\n"
    }
}

/// The nearest element of that name around, no further than a cell's or item's surroundings.
fn nearest(page: &Page<'_>, mut at: At, tag: Tag) -> Option<At> {
    for _ in 0..4 {
        let element = &page.elements[at as usize];
        if element.tag == tag {
            return Some(at);
        }
        at = element.parent;
    }
    None
}
