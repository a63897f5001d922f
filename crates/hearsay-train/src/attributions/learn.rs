//! A seeded order, so that the same lessons give the same model.

/// The numbers below `count` in an order of their own for each seed.
pub fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = seed.wrapping_mul(2).wrapping_add(0x2545_F491_4F6C_DD1D);
    for at in (1..count).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(at, (state % (at as u64 + 1)) as usize);
    }
    order
}
