//! What the second stage sees: how likely the first stage held each block to be main text, here and around.

use super::features::{Measured, Row};
use super::hints::QuickMap;
use super::page::At;

/// Adds the second stage's numbers to the first stage's `rows`.
pub(crate) fn rows(measured: &Measured<'_>, rows: &[f32], likely: &[f32]) -> Vec<f32> {
    let count = likely.len();
    let width = rows.len() / count.max(1);
    let context = Context::new(measured, likely);
    let mut out = Vec::with_capacity(rows.len() + count * EXTRA);
    for at in 0..count {
        out.extend_from_slice(&rows[at * width..(at + 1) * width]);
        context.write(&mut Row(&mut out), at);
    }
    out
}

/// About how many numbers are added.
const EXTRA: usize = 26;

/// Blocks of which less than this share is held likely cost where they stand in the main element.
const LIKELY: f32 = 0.4;

/// Blocks with more characters than this mark where the text is.
const LONG: f32 = 40.0;

#[derive(Clone, Copy, Default)]
struct Part {
    /// Characters, and those of likely blocks.
    chars: f32,
    likely: f32,
}

struct Context<'m> {
    measured: &'m Measured<'m>,
    likely: &'m [f32],
    elements: Vec<Part>,
    paths: QuickMap<u64, Part>,
    /// The element that holds most of what is likely and least of what is not.
    best: At,
    /// Likely characters before each block, and characters before it; one more at the end.
    before: Vec<Part>,
    /// Blocks since the last long likely one, and to the next.
    since: Vec<f32>,
    until: Vec<f32>,
}

impl<'m> Context<'m> {
    fn new(measured: &'m Measured<'m>, likely: &'m [f32]) -> Context<'m> {
        let page = &measured.page;
        let mut elements = vec![Part::default(); page.elements.len()];
        let mut paths: QuickMap<u64, Part> = QuickMap::default();
        let mut before = vec![Part::default()];
        for ((block, m), likely) in page.blocks.iter().zip(&measured.blocks).zip(likely) {
            let part = Part { chars: m.chars, likely: m.chars * likely };
            elements[block.element as usize].add(part);
            paths.entry(page.elements[block.element as usize].path).or_default().add(part);
            let mut sum = before.last().copied().unwrap_or_default();
            sum.add(part);
            before.push(sum);
        }
        for at in (1..elements.len()).rev() {
            let part = elements[at];
            elements[page.elements[at].parent as usize].add(part);
        }
        let worth = |at: usize| elements[at].likely - LIKELY * elements[at].chars;
        let better = |best: usize, at: usize| if worth(at) >= worth(best) { at } else { best };
        let best = (0..elements.len()).reduce(better).unwrap_or(0) as At;
        let long = |at: usize| likely[at] > 0.5 && measured.blocks[at].chars > LONG;
        let since = distances(0..likely.len(), long);
        let mut until = distances((0..likely.len()).rev(), long);
        until.reverse();
        Context { measured, likely, elements, paths, best, before, since, until }
    }

    fn write(&self, row: &mut Row<'_>, at: usize) {
        let page = &self.measured.page;
        let block = &page.blocks[at];
        let whole = self.before.last().map_or(0.0, |part| part.likely) + 1e-6;
        row.put(self.likely[at]);
        for step in [-4isize, -3, -2, -1, 1, 2, 3, 4] {
            row.put(at.checked_add_signed(step).and_then(|at| self.likely.get(at)).copied().unwrap_or(-1.0));
        }
        let mut above = block.element;
        for level in 0..4 {
            let part = self.elements[above as usize];
            row.put(part.likely / part.chars.max(1.0));
            if level < 2 {
                row.put(part.likely / whole);
            }
            above = page.elements[above as usize].parent;
        }
        let levels = self.levels_to_best(block.element);
        row.flag(levels.is_some());
        row.put(levels.unwrap_or(-1.0));
        let path = self.paths.get(&page.elements[block.element as usize].path).copied().unwrap_or_default();
        row.put(path.likely / path.chars.max(1.0));
        row.put(path.likely / whole);
        row.put(self.before[at].likely / whole);
        let window = |from: usize, to: usize| {
            let (from, to) = (self.before[from], self.before[to.min(self.likely.len())]);
            (to.likely - from.likely) / (to.chars - from.chars).max(1.0)
        };
        row.put(window(at.saturating_sub(8), at));
        row.put(window(at + 1, at + 9));
        row.put(self.since[at]);
        row.put(self.until[at]);
    }

    fn levels_to_best(&self, mut at: At) -> Option<f32> {
        let mut levels = 0.0;
        // A parent always stands before its elements.
        while at > self.best {
            at = self.measured.page.elements[at as usize].parent;
            levels += 1.0;
        }
        (at == self.best).then_some(levels)
    }
}

impl Part {
    fn add(&mut self, other: Part) {
        self.chars += other.chars;
        self.likely += other.likely;
    }
}

/// For each place, how many steps ago a marked one was passed.
fn distances(places: impl Iterator<Item = usize>, marked: impl Fn(usize) -> bool) -> Vec<f32> {
    let mut since = 40.0f32;
    places
        .map(|at| {
            let here = since;
            since = if marked(at) { 1.0 } else { (since + 1.0).min(40.0) };
            here
        })
        .collect()
}
