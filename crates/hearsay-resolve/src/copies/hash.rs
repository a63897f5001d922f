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

/// A hash of bytes (FNV-1a, mixed).
pub fn of_bytes(bytes: &[u8]) -> u64 {
    mix(bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)))
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
