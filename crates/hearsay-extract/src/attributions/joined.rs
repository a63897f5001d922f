//! Content that lost the clause it hangs on: "Three were killed and six wounded while fleeing, the army said" is said as a
//! whole.

use super::grain::Grains;
use crate::tags::Rel;
use std::ops::Range;

/// Content pieces that begin with "and", "while" or their like, or right after such a word, widened to the clause before
/// them where their cue comes after them.
/// Nothing of the source or the cue is taken in.
pub(super) fn widened(
    grains: &Grains,
    mut content: Vec<Range<usize>>,
    source: &[Range<usize>],
    cue: &Range<usize>,
) -> Vec<Range<usize>> {
    let Some(first) = content.first().filter(|piece| piece.end <= cue.start).cloned() else { return content };
    let grain = |at: usize| &grains.all[at];
    let sentence = grains.sentence(i64::from(grain(first.start).sentence)).range();
    if !(sentence.start.max(first.start.saturating_sub(1))..=first.start)
        .any(|at| matches!(grain(at).rel, Rel::Cc | Rel::Mark))
    {
        return content;
    }
    let joins = |at: usize| matches!(grain(at).rel, Rel::Conj | Rel::Advcl);
    // The joined clause: the first word above "and" or "while" that is joined to one before it.
    let above = std::iter::successors(Some(first.start), |&at| Some(grain(at).head as usize)).take(MOST_STEPS);
    let joined = above.take_while(|at| first.contains(at)).find(|&at| joins(at));
    let Some(mut clause) = joined.map(|at| grain(at).head as usize).filter(|&clause| clause < first.start) else {
        return content;
    };
    while grain(clause).rel == Rel::Conj && (grain(clause).head as usize) < clause {
        clause = grain(clause).head as usize;
    }
    let hangs = |at: usize| {
        std::iter::successors(Some(at), |&at| Some(grain(at).head as usize)).take(MOST_STEPS).any(|at| at == clause)
    };
    let start = (sentence.start..=clause).find(|&at| hangs(at)).unwrap_or(clause);
    if source.iter().all(|piece| piece.end <= start || piece.start >= first.start) {
        content[0].start = start;
    }
    content
}

/// Steps up a tree before we give up.
const MOST_STEPS: usize = 60;
