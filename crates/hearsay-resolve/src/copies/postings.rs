//! Which texts hold a key: chains in one flat list, so that a million texts fit in memory.

use super::hash::HashedMap;

/// The most texts kept for a key: what more texts hold is boilerplate, and the earliest are kept.
const MOST: usize = 48;

/// End of a chain.
const NONE: u32 = u32::MAX;

/// A multimap from keys to texts that only grows.
#[derive(Clone, Debug, Default)]
pub(super) struct Postings {
    heads: HashedMap<u32, u32>,
    /// A text and the next link of its chain.
    links: Vec<(u32, u32)>,
}

impl Postings {
    /// The texts that hold the key, the latest first.
    pub fn of(&self, key: u32) -> impl Iterator<Item = u32> + '_ {
        let mut at = self.heads.get(&key).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let &(text, next) = self.links.get(at as usize)?;
            at = next;
            Some(text)
        })
    }

    /// Notes that `text` holds the key, unless too many do.
    pub fn add(&mut self, key: u32, text: u32) {
        if self.of(key).count() >= MOST {
            return;
        }
        let next = self.heads.insert(key, self.links.len() as u32).unwrap_or(NONE);
        self.links.push((text, next));
    }
}

#[test]
fn a_key_keeps_its_first_texts() {
    let mut postings = Postings::default();
    (0..100).for_each(|text| postings.add(7, text));
    postings.add(8, 100);
    assert_eq!(postings.of(7).count(), MOST);
    assert_eq!(postings.of(7).max(), Some(MOST as u32 - 1));
    assert_eq!(postings.of(8).collect::<Vec<_>>(), [100]);
    assert_eq!(postings.of(9).count(), 0);
}
