//! Events: which reports tell of the same attack, battle or accident.
//!
//! A report's claims are cut into accounts, accounts that share a rare word are compared, and those that are likely one
//! are gathered. Claims of totals ("since the war began") have no event.

mod account;
mod gather;
mod likeness;
mod meeting;

pub(crate) use account::{Account, split};

use crate::context::Priors;
use gather::gather;
pub(crate) use likeness::FEATURES;
use likeness::{Frequencies, Vectors, features, probability};
use meeting::meetings;

/// Two accounts are joined from this likelihood on.
const SAME: f32 = 0.8;

/// The event of each account, by the number of its first account. `copied` names pairs of accounts that stand in passages
/// of which one report is a copy of the other.
pub(crate) fn events(accounts: &[Account], priors: &Priors, copied: &[(u32, u32)]) -> Vec<u32> {
    let mut likely = likelihoods(accounts, priors, |_, _, features| probability(features));
    likely.extend(copied.iter().map(|&(a, b)| (a.min(b), a.max(b), 0.995)));
    gather(accounts.len(), likely, SAME)
}

/// Every pair of accounts that meets, with what `weigh` makes of its features.
pub(crate) fn likelihoods<T>(
    accounts: &[Account],
    priors: &Priors,
    mut weigh: impl FnMut(u32, u32, &[f32; FEATURES.len()]) -> T,
) -> Vec<(u32, u32, T)> {
    let frequencies = Frequencies::of(accounts.iter().map(|account| &account.context));
    let vectors: Vec<Vectors> =
        accounts.iter().map(|account| Vectors::of(&account.context, &frequencies, priors)).collect();
    let pairs = meetings(accounts, &vectors, &frequencies);
    pairs
        .into_iter()
        .map(|(a, b)| {
            let (i, j) = (a as usize, b as usize);
            (a, b, weigh(a, b, &features(&accounts[i], &vectors[i], &accounts[j], &vectors[j], &frequencies)))
        })
        .collect()
}
