//! How often a report names each side, and how often as a place: where things happen is mostly whose people suffer.

use crate::gazetteer::Located;
use crate::groups::{Side, SideMention, state_of};

/// A side with the number of its mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SideCount {
    /// The side.
    pub side: Side,
    /// All mentions.
    pub count: usize,
    /// Mentions of places that lie in it, itself among them.
    pub as_place: usize,
    /// Its rank by `as_place`, from 0.
    pub place_rank: usize,
}

/// Counts the sides of a report, the most named first, and the places that lie in them. A state that the report never
/// names needs a place that tells it or two places: a village of that name may be anywhere.
pub fn tally(sides: &[SideMention], located: &[Located]) -> Vec<SideCount> {
    let mut counts: Vec<SideCount> = Vec::new();
    for side in located.iter().filter_map(|place| state_of(place.country)) {
        match counts.iter_mut().find(|one| one.side.name == side.name) {
            Some(one) => one.as_place += 1,
            None => counts.push(SideCount { side, count: 0, as_place: 1, place_rank: 0 }),
        }
    }
    for mention in sides {
        match counts.iter_mut().find(|one| one.side.name == mention.side.name) {
            Some(one) => one.count += 1,
            None => counts.push(SideCount { side: mention.side, count: 1, as_place: 0, place_rank: 0 }),
        }
    }
    counts.retain(|one| one.count > 0 || vouched(one.side.country, located));
    rank(&mut counts);
    counts
}

fn vouched(country: &str, located: &[Located]) -> bool {
    let inside = || located.iter().filter(|place| place.country == country);
    let first = inside().find_map(|place| place.geonames);
    inside().any(|place| place.telling || place.geonames.is_some_and(|id| first != Some(id)))
}

/// Puts the most named first and ranks by place.
pub fn rank(counts: &mut [SideCount]) {
    counts.sort_by_key(|one| (std::cmp::Reverse(one.count), std::cmp::Reverse(one.as_place), one.side.name));
    let places: Vec<usize> = counts.iter().map(|one| one.as_place).collect();
    for one in counts.iter_mut() {
        one.place_rank = places.iter().filter(|&&other| other > one.as_place).count();
    }
}
