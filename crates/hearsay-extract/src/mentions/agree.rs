//! One name, one kind: within a report the same words name the same thing.
//!
//! The parser types each name by its sentence alone. That a word keeps its sense through a text is an old finding (Gale, Church
//! and Yarowsky, "One Sense Per Discourse", 1992); it holds all the more of names.

use super::{Mention, MentionKind};
use crate::layer::{Id, Layer};
use crate::tokens::Token;
use hearsay_core::Text;

/// Gives every name the kind that most mentions of the same words have; where none has most, each keeps its own.
pub(super) fn agree(text: &Text, tokens: &Layer<Token>, found: &mut [Mention]) {
    let words = |mention: &Mention| {
        let range = mention.name.range();
        range.map(|at| text.at(tokens[Id::new(at)].span))
    };
    let mut names: Vec<usize> = (0..found.len()).filter(|&at| found[at].is_name()).collect();
    names.sort_by(|&a, &b| words(&found[a]).cmp(words(&found[b])).then(a.cmp(&b)));
    let mut agreed: Vec<(usize, MentionKind)> = Vec::new();
    for same in names.chunk_by(|&a, &b| words(&found[a]).eq(words(&found[b]))) {
        let votes = |kind: MentionKind| same.iter().filter(|&&at| found[at].kind == kind).count();
        let Some(kind) = same.iter().map(|&at| found[at].kind).max_by_key(|&kind| votes(kind)) else { continue };
        if same.iter().all(|&at| found[at].kind == kind || votes(found[at].kind) < votes(kind)) {
            agreed.extend(same.iter().map(|&at| (at, kind)));
        }
    }
    agreed.into_iter().for_each(|(at, kind)| found[at].kind = kind);
}
