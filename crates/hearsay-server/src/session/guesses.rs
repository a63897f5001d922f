//! How often somebody may guess a token: few times a minute, counted for each address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Wrong tokens from one address within [`WINDOW`]; beyond, none is looked at.
const MANY: u32 = 10;
const WINDOW: Duration = Duration::from_secs(60);
/// Addresses that are kept in mind.
const ADDRESSES: usize = 4_096;

/// Wrong tokens of late.
#[derive(Default)]
pub struct Guesses(Mutex<HashMap<Option<IpAddr>, (Instant, u32)>>);

impl Guesses {
    /// Whether a token from there may be looked at.
    pub fn may(&self, from: Option<IpAddr>) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&from).is_none_or(|&(since, wrong)| since.elapsed() >= WINDOW || wrong < MANY)
    }

    /// Counts a wrong one.
    pub fn wrong(&self, from: Option<IpAddr>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= ADDRESSES {
            known.retain(|_, (since, _)| since.elapsed() < WINDOW);
        }
        if known.len() >= ADDRESSES {
            known.clear();
        }
        let (since, wrong) = known.entry(from).or_insert((Instant::now(), 0));
        if since.elapsed() >= WINDOW {
            (*since, *wrong) = (Instant::now(), 0);
        }
        *wrong += 1;
    }
}

#[test]
fn after_many_wrong_ones_none_is_looked_at() {
    let guesses = Guesses::default();
    let (here, there) = (Some(IpAddr::from([127, 0, 0, 1])), Some(IpAddr::from([127, 0, 0, 2])));
    for _ in 0..MANY {
        assert!(guesses.may(here));
        guesses.wrong(here);
    }
    assert!(!guesses.may(here) && guesses.may(there) && guesses.may(None));
}
