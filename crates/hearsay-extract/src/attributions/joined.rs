//! Content that lost the clause it is joined to: "Three were killed and six wounded, the army said" is said as a whole.

use super::grain::Grains;
use crate::tags::Rel;
use std::ops::Range;

/// Content pieces that begin with "and" or its like, widened to the clause before it where their cue comes after them.
/// Nothing of the source or the cue is taken in.
pub(super) fn widened(
    grains: &Grains,
    mut content: Vec<Range<usize>>,
    source: &[Range<usize>],
    cue: &Range<usize>,
) -> Vec<Range<usize>> {
    let Some(first) = content.first().filter(|piece| piece.end <= cue.start).cloned() else { return content };
    let grain = |at: usize| &grains.all[at];
    if grain(first.start).rel != Rel::Cc {
        return content;
    }
    // The joined clause: the first word above "and" that is joined to one before it.
    let above = std::iter::successors(Some(first.start), |&at| Some(grain(at).head as usize)).take(MOST_STEPS);
    let joined = above.take_while(|at| first.contains(at)).find(|&at| grain(at).rel == Rel::Conj);
    let Some(clause) = joined.map(|at| grain(at).head as usize).filter(|&clause| clause < first.start) else {
        return content;
    };
    let hangs = |at: usize| {
        std::iter::successors(Some(at), |&at| Some(grain(at).head as usize)).take(MOST_STEPS).any(|at| at == clause)
    };
    let own = grains.sentence(i64::from(grain(clause).sentence)).range();
    let start = (own.start..=clause).find(|&at| hangs(at)).unwrap_or(clause);
    if source.iter().all(|piece| piece.end <= start || piece.start >= first.start) {
        content[0].start = start;
    }
    content
}

/// Steps up a tree before we give up.
const MOST_STEPS: usize = 60;
