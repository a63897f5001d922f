//! Accounts gathered into events: the surest pairs first, and two gatherings become one only when their accounts agree
//! on the whole.

use crate::copies::HashedMap;

/// How many accounts of the larger side each account of the smaller is asked about: in a large event nobody is compared
/// with everybody.
const ASKED: usize = 12;
/// The share of the threshold that the mean over both sides must reach.
const ON_THE_WHOLE: f32 = 0.7;

/// The event of each account, by the number of its first account. `pairs` holds two accounts and how likely they are one.
pub(crate) fn gather(accounts: usize, mut pairs: Vec<(u32, u32, f32)>, threshold: f32) -> Vec<u32> {
    let mut links: Vec<HashedMap<u32, f32>> = vec![HashedMap::default(); accounts];
    for &(a, b, likely) in &pairs {
        if let [Some(one), Some(other)] = [links.get(a as usize).map(|_| a), links.get(b as usize).map(|_| b)] {
            links[one as usize].insert(other, likely);
            links[other as usize].insert(one, likely);
        }
    }
    pairs.retain(|&(a, b, likely)| likely >= threshold && (a.max(b) as usize) < accounts && a != b);
    pairs.sort_unstable_by(|x, y| y.2.total_cmp(&x.2).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut events = Events { parent: (0..accounts as u32).collect(), size: vec![1; accounts], links };
    for (a, b, _) in pairs {
        let (a, b) = (events.of(a), events.of(b));
        if a != b && events.agree(a, b) >= threshold * ON_THE_WHOLE {
            events.join(a, b);
        }
    }
    let roots: Vec<u32> = (0..accounts as u32).map(|account| events.of(account)).collect();
    // Named by the first account, whichever side swallowed the other.
    let mut first = vec![u32::MAX; accounts];
    roots.iter().zip(0..).for_each(|(&root, account)| first[root as usize] = first[root as usize].min(account));
    roots.into_iter().map(|root| first[root as usize]).collect()
}

struct Events {
    parent: Vec<u32>,
    size: Vec<u32>,
    /// The sum of likelihoods between the accounts of two events.
    links: Vec<HashedMap<u32, f32>>,
}

impl Events {
    fn of(&mut self, account: u32) -> u32 {
        let mut at = account;
        while self.parent[at as usize] != at {
            let up = self.parent[self.parent[at as usize] as usize];
            self.parent[at as usize] = up;
            at = up;
        }
        at
    }

    /// The mean likelihood between two events.
    fn agree(&self, a: u32, b: u32) -> f32 {
        let sum = self.links[a as usize].get(&b).copied().unwrap_or(0.0);
        let (small, large) = {
            let (x, y) = (self.size[a as usize] as usize, self.size[b as usize] as usize);
            (x.min(y), x.max(y))
        };
        sum / (small * large.min(ASKED)) as f32
    }

    /// Makes two events one; the links of the one with fewer move.
    fn join(&mut self, a: u32, b: u32) {
        let (keep, gone) = if self.links[a as usize].len() >= self.links[b as usize].len() { (a, b) } else { (b, a) };
        self.parent[gone as usize] = keep;
        self.size[keep as usize] += self.size[gone as usize];
        let mut moved: Vec<(u32, f32)> = std::mem::take(&mut self.links[gone as usize]).into_iter().collect();
        moved.sort_unstable_by_key(|&(other, _)| other);
        self.links[keep as usize].remove(&gone);
        for (other, likely) in moved.into_iter().filter(|&(other, _)| other != keep) {
            *self.links[keep as usize].entry(other).or_default() += likely;
            let back = &mut self.links[other as usize];
            let likely = back.remove(&gone).unwrap_or(likely);
            *back.entry(keep).or_default() += likely;
        }
    }
}

#[test]
fn a_doubtful_link_does_not_join_two_events() {
    let pairs = vec![(0, 1, 0.95), (2, 3, 0.9), (3, 4, 0.9), (2, 4, 0.9), (1, 2, 0.8), (5, 6, 0.3)];
    assert_eq!(gather(7, pairs.clone(), 0.6), [0, 0, 2, 2, 2, 5, 6]);
    let mut more = pairs;
    more.extend([(0, 2, 0.8), (0, 3, 0.8), (1, 3, 0.8), (1, 4, 0.8), (0, 4, 0.8)]);
    assert_eq!(gather(7, more, 0.6), [0, 0, 0, 0, 0, 5, 6]);
    assert_eq!(gather(0, Vec::new(), 0.5), [] as [u32; 0]);
}
