//! Which accounts are compared at all: those that share a rare term, or a term that is rare in their weeks.

use super::account::Account;
use super::likeness::{Frequencies, Vectors};
use crate::copies::HashedMap;

/// Accounts that a term may bring together at any distance in time.
const EVER: u32 = 40;
/// Accounts that a term may bring together within its weeks.
const THEN: usize = 16;
/// Days in a bucket of weeks.
const BUCKET: i32 = 14;
/// The most accounts that one is compared with.
const COMPARED: usize = 48;

/// Pairs of accounts, the earlier number first, each once and in order. Their number grows with that of the accounts.
pub(crate) fn meetings(accounts: &[Account], vectors: &[Vectors], frequencies: &Frequencies) -> Vec<(u32, u32)> {
    let mut ever: HashedMap<u32, Vec<u32>> = HashedMap::default();
    let mut then: HashedMap<u64, Vec<u32>> = HashedMap::default();
    let mut pairs = Vec::new();
    let mut met: Vec<(u32, f32, bool)> = Vec::new();
    for (number, (account, vectors)) in accounts.iter().zip(vectors).enumerate() {
        let number = number as u32;
        met.clear();
        let when = account.days.map(|days| days.to).or(account.published);
        let terms = vectors.channels[0].iter().chain(&vectors.channels[1]).chain(vectors.channels[2].iter().take(24));
        for &(term, weight) in terms {
            if frequencies.count(term) <= EVER {
                let known = ever.entry(term).or_default();
                met.extend(known.iter().map(|&other| (other, weight, true)));
                known.push(number);
            } else if let Some(when) = when {
                let bucket = when.div_euclid(BUCKET);
                let key = |bucket: i32| u64::from(term) << 32 | u64::from(bucket as u32);
                for near in [bucket - 1, bucket, bucket + 1] {
                    met.extend(then.get(&key(near)).into_iter().flatten().map(|&other| (other, weight, false)));
                }
                let known = then.entry(key(bucket)).or_default();
                if known.len() < THEN {
                    known.push(number);
                }
            }
        }
        met.sort_unstable_by_key(|&(other, _, _)| other);
        // One word that is common but for its weeks brings nobody together.
        let telling = |same: &&[(u32, f32, bool)]| same.len() > 1 || same.iter().any(|(_, _, rare)| *rare);
        let mut ranked: Vec<(f32, u32)> = met
            .chunk_by(|a, b| a.0 == b.0)
            .filter(telling)
            .map(|same| (same.iter().map(|(_, weight, _)| weight).sum(), same[0].0))
            .collect();
        ranked.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.truncate(COMPARED);
        pairs.extend(ranked.into_iter().filter(|&(_, other)| other != number).map(|(_, other)| (other, number)));
    }
    pairs.sort_unstable();
    pairs
}
