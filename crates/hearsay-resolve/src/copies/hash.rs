//! Hashes of words and of runs of words: fast, and the same on every machine.

use std::hash::{BuildHasherDefault, Hasher};

/// The mixing step of splitmix64.
pub fn mix(mut x: u64) -> u64 {
    x ^= x >> 30;
    x = x.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^= x >> 27;
    x = x.wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

const FNV: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
}

/// A hash of bytes (FNV-1a, mixed).
pub fn of_bytes(bytes: &[u8]) -> u64 {
    mix(bytes.iter().fold(FNV, |hash, &byte| fnv(hash, byte)))
}

/// The hash of a word's letters without case, letter by letter: that of its lower case by [`of_bytes`].
pub struct Folded(u64);

impl Folded {
    /// Of no letter.
    pub fn new() -> Folded {
        Folded(FNV)
    }

    /// One letter more.
    #[inline]
    pub fn add(&mut self, letter: char) {
        if letter.is_ascii() {
            self.0 = fnv(self.0, letter.to_ascii_lowercase() as u8);
            return;
        }
        for lower in letter.to_lowercase() {
            self.0 = lower.encode_utf8(&mut [0; 4]).bytes().fold(self.0, fnv);
        }
    }

    /// The hash.
    pub fn finish(self) -> u64 {
        mix(self.0)
    }
}

#[test]
fn a_word_is_hashed_as_its_lower_case() {
    let mut hash = Folded::new();
    "ÖsTlich9İ".chars().for_each(|letter| hash.add(letter));
    assert_eq!(hash.finish(), of_bytes("ÖsTlich9İ".to_lowercase().as_bytes()));
}

/// A hash of a run of hashes.
pub fn together(parts: &[u32]) -> u64 {
    mix(parts.iter().fold(0x9e37_79b9_7f4a_7c15, |hash, &part| {
        (hash ^ u64::from(part)).wrapping_mul(0x9fb2_1c65_1e98_df25).rotate_left(29)
    }))
}

/// For maps whose keys are hashes already.
#[derive(Default)]
pub struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = mix(self.0 ^ of_bytes(bytes));
    }

    fn write_u32(&mut self, n: u32) {
        self.0 = u64::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A map whose keys are hashes already, without randomness.
pub type HashedMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<Hashed>>;
