//! Exact alignment: the passages that two texts share, through a changed, added or dropped word here and there.

use super::hash::{HashedMap, together};
use super::wording::{SHINGLE, Wording};
use std::ops::Range;

/// A passage of fewer matching words is chance or a set phrase.
const LEAST: usize = 12;
/// Words that may be changed, added or dropped at one place.
const SLIP: usize = 4;
/// Words that must match after a slip for the passage to go on.
const RESUME: usize = 3;
/// Places of one shingle that are tried.
const TRIED: usize = 4;

/// A passage that two texts share, as ranges of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shared {
    pub here: Range<usize>,
    pub there: Range<usize>,
    /// Words that are the same and stand in the same order.
    pub matching: usize,
}

/// The shared passages, in order of `here`; they do not overlap in `here`.
pub(super) fn shared(here: &Wording, there: &Wording) -> Vec<Shared> {
    let (a, b) = (here.words(), there.words());
    let mut places: HashedMap<u64, [u32; TRIED]> = HashedMap::with_capacity_and_hasher(b.len(), Default::default());
    for (at, shingle) in b.windows(SHINGLE).enumerate() {
        let known = places.entry(together(shingle)).or_insert([u32::MAX; TRIED]);
        if let Some(free) = known.iter_mut().find(|place| **place == u32::MAX) {
            *free = at as u32;
        }
    }
    let mut found: Vec<Shared> = Vec::new();
    let mut at = 0;
    while at + SHINGLE <= a.len() {
        let longest = places.get(&together(&a[at..at + SHINGLE])).and_then(|known| {
            let tried = known.iter().filter(|&&place| place != u32::MAX);
            tried.map(|&place| extend(a, b, at, place as usize)).max_by_key(|shared| shared.matching)
        });
        match longest.filter(|shared| shared.matching >= LEAST) {
            Some(mut passage) => {
                // Words before the first shingle belong to it where they match too.
                let floor = found.last().map_or(0, |last| last.here.end);
                while passage.here.start > floor
                    && passage.there.start > 0
                    && a[passage.here.start - 1] == b[passage.there.start - 1]
                {
                    passage.here.start -= 1;
                    passage.there.start -= 1;
                    passage.matching += 1;
                }
                at = passage.here.end;
                found.push(passage);
            }
            None => at += 1,
        }
    }
    found
}

/// Goes on from a common shingle as far as the texts agree.
fn extend(a: &[u32], b: &[u32], from: usize, to: usize) -> Shared {
    let (mut i, mut j) = (from, to);
    let mut end = (i, j);
    let mut matching = 0;
    loop {
        while i < a.len() && j < b.len() && a[i] == b[j] {
            (i, j, matching) = (i + 1, j + 1, matching + 1);
            end = (i, j);
        }
        let Some((over_a, over_b)) = slip(&a[i..], &b[j..]) else { break };
        (i, j) = (i + over_a, j + over_b);
    }
    Shared { here: from..end.0, there: to..end.1, matching }
}

/// The least number of words to leave out on either side for the texts to agree again.
fn slip(a: &[u32], b: &[u32]) -> Option<(usize, usize)> {
    let all = (1..=2 * SLIP).flat_map(|sum| (0..=sum.min(SLIP)).map(move |over_a| (over_a, sum - over_a)));
    all.filter(|&(over_a, over_b)| over_b <= SLIP && over_a <= SLIP).find(|&(over_a, over_b)| {
        match (a.get(over_a..over_a + RESUME), b.get(over_b..over_b + RESUME)) {
            (Some(a), Some(b)) => a == b,
            _ => false,
        }
    })
}

#[test]
fn passages_are_found_through_small_changes_and_in_another_order() {
    use hearsay_core::Text;
    let first = "The shelling of the northern port began before dawn and went on until the afternoon, residents of two \
                 villages said by telephone.";
    let second = "Hospitals in the regional capital took in the wounded all day, and doctors asked people to give blood \
                  at three stations.";
    let changed = second.replace("wounded all day", "injured for the whole day");
    let one = Text::new(format!("{first}\n\n{second}"));
    let two = Text::new(format!("Another beginning entirely.\n\n{changed}\n\nSome other words in between.\n\n{first}"));
    let found = shared(&Wording::of(&one), &Wording::of(&two));
    assert_eq!(found.len(), 2, "{found:?}");
    let wording = Wording::of(&one);
    assert_eq!(one.at(wording.span(found[0].here.clone())), &first[..first.len() - 1]);
    assert_eq!(one.at(wording.span(found[1].here.clone())), &second[..second.len() - 1]);
    assert!(shared(&wording, &Wording::of(&Text::from("Nothing of this is there."))).is_empty());
}
