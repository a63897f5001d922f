//! What the class and id of an element hint at.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// Kinds of hints, in the order of the lines of `hints.tsv`; a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hints(pub(crate) u32);

/// How many kinds there are.
pub(crate) const KINDS: usize = 17;

/// The kinds that other stages ask for by name.
pub(crate) const BYLINE: Hints = Hints(1 << 3);
pub(crate) const DATE: Hints = Hints(1 << 4);

impl Hints {
    /// Whether any kind of `other` is among these.
    pub(crate) fn has(self, other: Hints) -> bool {
        self.0 & other.0 != 0
    }
}

/// A quick hash of short strings.
#[derive(Default)]
pub(crate) struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let mut word = [0; 8];
            word.copy_from_slice(chunk);
            self.add(u64::from_le_bytes(word));
        }
        let mut word = [0; 8];
        word[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
        self.add(u64::from_le_bytes(word) ^ ((bytes.len() as u64) << 56));
    }
    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }
    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

impl Quick {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517C_C1B7_2722_0A95);
    }
}

/// A map under the quick hash.
pub(crate) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

static WORDS: LazyLock<QuickMap<&str, u32>> = LazyLock::new(|| {
    let mut words = QuickMap::default();
    for (kind, line) in include_str!("../../data/html/hints.tsv").lines().enumerate() {
        let (_, list) = line.split_once('\t').unwrap_or_default();
        for word in list.split(' ') {
            *words.entry(word).or_default() |= 1u32 << kind;
        }
    }
    words
});

/// Lengths of the beginnings and endings of a word that are looked up, as in "articlebody".
const STEMS: std::ops::RangeInclusive<usize> = 5..=9;

/// What `name`, a class or an id, hints at.
pub(crate) fn of(name: &str) -> Hints {
    let words = &*WORDS;
    let mut hints = 0;
    let bytes = name.as_bytes();
    let mut buffer = [0u8; 32];
    let mut at = 0;
    while at < bytes.len() {
        let mut len = 0;
        let mut last_lower = false;
        while let Some(byte) = bytes.get(at) {
            let hump = byte.is_ascii_uppercase() && last_lower;
            if !byte.is_ascii_alphabetic() || hump || len == buffer.len() {
                break;
            }
            last_lower = byte.is_ascii_lowercase();
            buffer[len] = byte.to_ascii_lowercase();
            len += 1;
            at += 1;
        }
        if len == 0 {
            at += 1;
            continue;
        }
        let Ok(word) = std::str::from_utf8(&buffer[..len]) else { continue };
        match words.get(word) {
            Some(kinds) => hints |= kinds,
            None => {
                for len in STEMS.take_while(|len| *len < word.len()) {
                    hints |= words.get(&word[..len]).copied().unwrap_or(0);
                    hints |= words.get(&word[word.len() - len..]).copied().unwrap_or(0);
                }
            }
        }
    }
    Hints(hints)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_inside_names() {
        assert!(of("c-Byline").has(BYLINE));
        assert!(of("articleHeadline--x").has(Hints(1 << 2)));
        assert!(of("pubdate2").has(DATE));
        assert_eq!(of("xq-9"), Hints(0));
        assert_eq!(include_str!("../../data/html/hints.tsv").lines().count(), KINDS);
    }
}
