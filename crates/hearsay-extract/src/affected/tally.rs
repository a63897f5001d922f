//! How often a report names each side, and how often as a place: where things happen is mostly whose people suffer.

use crate::groups::{Side, SideKind, SideMention};
use crate::layer::Id;
use crate::words::Words;

/// A side with the number of its mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SideCount {
    /// The side.
    pub side: Side,
    /// All mentions.
    pub count: usize,
    /// Mentions as a place ("in Syria", "northern Syria"), with those of places inside it.
    pub as_place: usize,
    /// Its rank by `as_place`, from 0.
    pub place_rank: usize,
}

/// Counts the sides of a report, the most named first.
pub fn tally(words: &Words, sides: &[SideMention]) -> Vec<SideCount> {
    let mut counts: Vec<SideCount> = Vec::new();
    for mention in sides {
        let as_place = usize::from(stands_as_place(words, mention));
        match counts.iter_mut().find(|one| one.side.name == mention.side.name) {
            Some(one) => {
                one.count += 1;
                one.as_place += as_place;
            }
            None => counts.push(SideCount { side: mention.side, count: 1, as_place, place_rank: 0 }),
        }
    }
    rank(&mut counts);
    counts
}

/// Puts the most named first and ranks by place.
pub fn rank(counts: &mut [SideCount]) {
    counts.sort_by_key(|one| std::cmp::Reverse(one.count));
    let places: Vec<usize> = counts.iter().map(|one| one.as_place).collect();
    for one in counts.iter_mut() {
        one.place_rank = places.iter().filter(|&&other| other > one.as_place).count();
    }
}

fn stands_as_place(words: &Words, mention: &SideMention) -> bool {
    if !mention.own_name || mention.side.kind != SideKind::State {
        return false;
    }
    let Some(before) = mention.tokens.range().start.checked_sub(1) else { return false };
    matches!(
        words.lower(Id::new(before)),
        "in" | "into" | "across" | "inside" | "near" | "throughout" | "around" | "of" | "from" | "to" | "over" | "northern"
            | "southern" | "eastern" | "western" | "central" | "north" | "south" | "east" | "west" | "northeastern"
            | "northwestern" | "southeastern" | "southwestern" | "," | "neighboring" | "neighbouring" | "-" | "through"
    )
}
