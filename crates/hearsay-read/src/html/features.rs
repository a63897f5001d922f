//! What the model of main text sees of each block: its words, where it stands, and what stands around it.

use super::hints::{self, QuickMap};
use super::measure::{Measures, OPENINGS, measure};
use super::overlap::Overlap;
use super::page::{At, Block, Page};
use super::tag::Tag;

/// Distances to elements around are counted up to here, which stands for "none".
const FAR: f32 = 14.0;

/// Elements whose distance above a block is told.
const AROUND: [Tag; 14] = [
    Tag::Article,
    Tag::Main,
    Tag::Aside,
    Tag::Nav,
    Tag::Footer,
    Tag::Header,
    Tag::Figure,
    Tag::Li,
    Tag::Td,
    Tag::Blockquote,
    Tag::Form,
    Tag::Section,
    Tag::A,
    Tag::P,
];

/// What is summed up over an element, or over all blocks of one path.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums {
    pub(crate) blocks: f32,
    pub(crate) chars: f32,
    pub(crate) linked: f32,
    pub(crate) prose: f32,
}

impl Sums {
    fn add(&mut self, other: Sums) {
        self.blocks += other.blocks;
        self.chars += other.chars;
        self.linked += other.linked;
        self.prose += other.prose;
    }
}

/// Everything measured of a page.
pub(crate) struct Measured<'a> {
    pub(crate) page: Page<'a>,
    pub(crate) blocks: Vec<Measures>,
    /// For each element, over all blocks within it.
    pub(crate) sums: Vec<Sums>,
    pub(crate) by_path: QuickMap<u64, Sums>,
    /// The innermost element that holds most of the page's prose.
    pub(crate) core: At,
    /// Whether each block stands in the core.
    in_core: Vec<bool>,
    overlap: Overlap,
    /// Whether the same words stood in an earlier block.
    pub(crate) repeated: Vec<bool>,
}

/// The share of a block's bytes that is links.
fn linked(block: &Block) -> f32 {
    block.linked as f32 / (block.to - block.from).max(1) as f32
}

impl<'a> Measured<'a> {
    /// Measures `page`; `overlap` knows what the page's own data says that its text is.
    pub(crate) fn new(page: Page<'a>, overlap: Overlap) -> Measured<'a> {
        let blocks: Vec<_> = page.blocks.iter().map(|block| measure(page.words(block))).collect();
        let mut sums = vec![Sums::default(); page.elements.len()];
        let mut by_path: QuickMap<u64, Sums> = QuickMap::default();
        let mut seen: QuickMap<&str, ()> = QuickMap::default();
        let mut repeated = Vec::with_capacity(blocks.len());
        for (block, m) in page.blocks.iter().zip(&blocks) {
            let share = linked(block);
            let prose = if m.is_prose(share) { m.chars } else { 0.0 };
            let own = Sums { blocks: 1.0, chars: m.chars, linked: m.chars * share, prose };
            sums[block.element as usize].add(own);
            by_path.entry(page.elements[block.element as usize].path).or_default().add(own);
            repeated.push(seen.insert(page.words(block), ()).is_some());
        }
        for at in (1..sums.len()).rev() {
            let own = sums[at];
            sums[page.elements[at].parent as usize].add(own);
        }
        let core = core(&page, &sums);
        let mut within = vec![false; page.elements.len()];
        for (at, element) in page.elements.iter().enumerate() {
            within[at] = at as At == core || (at > 0 && within[element.parent as usize]);
        }
        let in_core = page.blocks.iter().map(|block| within[block.element as usize]).collect();
        drop(seen);
        Measured { page, blocks, sums, by_path, core, in_core, overlap, repeated }
    }
}

/// Goes inwards as long as one element holds most of the prose.
fn core(page: &Page<'_>, sums: &[Sums]) -> At {
    let mut core = 0;
    for (at, element) in page.elements.iter().enumerate().skip(1) {
        if element.parent == core && !element.hidden && sums[at].prose > 0.6 * sums[core as usize].prose {
            core = at as At;
        }
    }
    core
}

/// Writes numbers one after the other.
pub(crate) struct Row<'r>(pub(crate) &'r mut Vec<f32>);

impl Row<'_> {
    pub(crate) fn put(&mut self, value: f32) {
        self.0.push(value);
    }
    pub(crate) fn flag(&mut self, value: bool) {
        self.put(f32::from(u8::from(value)));
    }
    pub(crate) fn log(&mut self, value: f32) {
        self.put((1.0 + value).log2());
    }
    pub(crate) fn share(&mut self, part: f32, whole: f32) {
        self.put(if whole > 0.0 { part / whole } else { -1.0 });
    }
}

impl Measured<'_> {
    /// The numbers of every block, all of one length, one after the other.
    pub(crate) fn rows(&self) -> Vec<f32> {
        let mut rows = Vec::with_capacity(self.blocks.len() * 160);
        let whole = self.sums.first().copied().unwrap_or_default();
        let core = self.sums[self.core as usize];
        let mut before = Before::default();
        for at in 0..self.blocks.len() {
            let mut row = Row(&mut rows);
            self.words(&mut row, at);
            self.place(&mut row, at, &before, whole, core);
            self.around(&mut row, at);
            self.neighbours(&mut row, at);
            before.pass(self, at);
        }
        rows
    }

    fn words(&self, row: &mut Row<'_>, at: usize) {
        let (m, block) = (&self.blocks[at], &self.page.blocks[at]);
        row.log(m.chars);
        row.log(m.words);
        row.share(m.chars, m.words);
        row.log(m.stops);
        row.share(m.commas, m.words);
        row.share(m.digits, m.chars);
        row.share(m.capitals, m.words);
        row.share(m.upper, m.chars);
        row.put(m.bars.min(5.0));
        row.put(m.quotes.min(9.0));
        row.flag(m.ends);
        row.flag(m.colon);
        row.put(linked(block));
        row.share(block.strong as f32, (block.to - block.from) as f32);
        row.put(f32::from(block.links.min(9)));
        row.put(f32::from(block.images.min(5)));
        (0..OPENINGS).for_each(|kind| row.flag(m.opening & (1 << kind) != 0));
        let words = self.page.words(block);
        row.put(self.overlap.body(words));
        row.put(self.overlap.summary(words));
        row.put(self.overlap.title(words));
        row.flag(self.repeated[at]);
    }

    fn place(&self, row: &mut Row<'_>, at: usize, before: &Before, whole: Sums, core: Sums) {
        let block = &self.page.blocks[at];
        let count = self.blocks.len() as f32;
        row.put(at as f32 / count);
        row.share(before.chars, whole.chars);
        row.share(before.prose, whole.prose);
        row.put((at as f32 - before.heading).min(60.0));
        row.flag(before.heading >= 0.0);
        row.log(count);
        row.log(whole.prose);
        row.share(core.prose, whole.prose);
        row.flag(self.in_core[at]);
        row.share(before.core_prose, core.prose);
        row.put((at as f32 - before.prose_at).min(30.0));
        let element = &self.page.elements[block.element as usize];
        row.put(f32::from(element.depth) - f32::from(self.page.elements[self.core as usize].depth));
        row.flag(element.hidden);
        row.put(f32::from(element.tag as u8));
        row.put(f32::from(self.page.elements[block.lead as usize].tag as u8));
        row.put(match element.tag {
            Tag::P => 0.0,
            tag if tag.is_heading() => f32::from(tag as u8 - Tag::H1 as u8) + 1.0,
            Tag::Li => 7.0,
            Tag::Div => 8.0,
            _ => 9.0,
        });
        let path = self.by_path.get(&element.path).copied().unwrap_or_default();
        row.log(path.blocks);
        row.share(path.chars, path.blocks);
        row.share(path.linked, path.chars);
        row.share(path.prose, whole.prose);
    }

    fn around(&self, row: &mut Row<'_>, at: usize) {
        let block = &self.page.blocks[at];
        let mut tags = [FAR; AROUND.len()];
        let mut kinds = [FAR; hints::KINDS];
        let mut found = 0;
        let core_depth = self.page.elements[self.core as usize].depth;
        for (distance, element) in self.page.around(block.lead).enumerate() {
            if self.in_core[at] && element.depth <= core_depth {
                break;
            }
            let distance = (distance as f32).min(FAR - 1.0);
            if let Some(place) = AROUND.iter().position(|tag| *tag == element.tag) {
                tags[place] = tags[place].min(distance);
            }
            let mut new = element.hints.0 & !found;
            found |= new;
            while new != 0 {
                kinds[new.trailing_zeros() as usize] = distance;
                new &= new - 1;
            }
        }
        tags.iter().chain(&kinds).for_each(|distance| row.put(*distance));
        let mut above = block.element;
        for _ in 0..4 {
            let sums = self.sums[above as usize];
            row.log(sums.chars);
            row.share(sums.linked, sums.chars);
            row.share(sums.prose, sums.chars);
            row.log(sums.blocks);
            above = self.page.elements[above as usize].parent;
        }
    }

    fn neighbours(&self, row: &mut Row<'_>, at: usize) {
        let own = self.page.blocks[at];
        let own_element = &self.page.elements[own.element as usize];
        for step in [-3isize, -2, -1, 1, 2, 3] {
            let other =
                at.checked_add_signed(step).and_then(|at| Some((self.page.blocks.get(at)?, self.blocks.get(at)?)));
            let Some((block, m)) = other else {
                [-1.0; 6].into_iter().for_each(|none| row.put(none));
                continue;
            };
            let element = &self.page.elements[block.element as usize];
            row.log(m.chars);
            row.put(linked(block));
            row.flag(m.ends);
            row.flag(element.parent == own_element.parent || block.element == own.element);
            row.flag(element.path == own_element.path);
            row.flag(element.tag.is_heading());
        }
    }
}

/// What stood before a block.
struct Before {
    chars: f32,
    prose: f32,
    core_prose: f32,
    heading: f32,
    prose_at: f32,
}

impl Default for Before {
    fn default() -> Before {
        Before { chars: 0.0, prose: 0.0, core_prose: 0.0, heading: -100.0, prose_at: -100.0 }
    }
}

impl Before {
    fn pass(&mut self, measured: &Measured<'_>, at: usize) {
        let (m, block) = (&measured.blocks[at], &measured.page.blocks[at]);
        self.chars += m.chars;
        if m.is_prose(linked(block)) {
            self.prose += m.chars;
            self.core_prose += if measured.in_core[at] { m.chars } else { 0.0 };
            self.prose_at = at as f32;
        }
        if measured.page.around(block.element).take(3).any(|element| element.tag == Tag::H1) {
            self.heading = at as f32;
        }
    }
}
