//! Blurs the trees of the lessons: a quarter of the words lose their head, so that the models do not lean on trees alone.
//! Reports of war are further from the parser's lessons than the news that relations are annotated in, and their trees
//! hold more errors.

use hearsay_extract::Rel;
use hearsay_extract::attributions::grain::Grains;

/// Of a hundred words, so many lose their head.
const LOST: u64 = 25;

/// Hangs one word in four on the first of its sentence; which ones depends on the seed alone.
pub fn blur(grains: &mut Grains, seed: u64) {
    let firsts: Vec<u32> = grains.sentences.iter().map(|sentence| sentence.range().start as u32).collect();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1);
    for grain in &mut grains.all {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        if state % 100 < LOST {
            grain.rel = Rel::Dep;
            grain.head = firsts[grain.sentence as usize];
        }
    }
    grains.tell_heads();
}
