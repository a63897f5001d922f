//! The ways of all claims, turned round and laid over each other: from each origin to the outlets.

use super::path::{Step, Who};
use super::{name, name_of};
use crate::figures::Figure;
use crate::resolver::Resolver;
use hearsay_core::SourceKind;
use hearsay_core::format::{OriginNode, Passing};

/// The trees, those with most claims first.
pub(super) fn tree(resolver: &Resolver, figure: &Figure, ways: &[Vec<Step>]) -> Vec<OriginNode> {
    let mut roots: Vec<(Who, OriginNode)> = Vec::new();
    for (way, &claim) in ways.iter().zip(&figure.claims) {
        let mut level: &mut Vec<OriginNode> = &mut Vec::new();
        for (from_end, step) in way.iter().rev().enumerate() {
            // How the one below has it from the one above is told by the step above.
            let how = match from_end.checked_sub(1).and_then(|before| way.iter().rev().nth(before)) {
                Some(above) => above.how,
                None => Passing::Began,
            };
            let node = node(resolver, step, how);
            let found = if from_end == 0 {
                let at = roots.iter().position(|(who, _)| *who == step.who).unwrap_or_else(|| {
                    roots.push((step.who, node));
                    roots.len() - 1
                });
                &mut roots[at].1
            } else {
                let at =
                    level.iter().position(|one| one.name == node.name && one.how == node.how).unwrap_or_else(|| {
                        level.push(node);
                        level.len() - 1
                    });
                &mut level[at]
            };
            // Only the outlet at the end of the way has this claim; others have theirs by their own ways.
            if from_end + 1 == way.len()
                && let Some(subject) = resolver.subjects.get(claim as usize)
                && !found.claims.contains(&subject.claim)
            {
                found.claims.push(subject.claim);
            }
            level = &mut found.passed_to;
        }
    }
    let mut tree: Vec<OriginNode> = roots.into_iter().map(|(_, node)| node).collect();
    tree.sort_by_key(|node| std::cmp::Reverse(claims(node)));
    tree
}

fn node(resolver: &Resolver, step: &Step, how: Passing) -> OriginNode {
    let (Who::Voice(voice) | Who::Unnamed { voice, .. }) = step.who;
    let known = resolver.voices.get(voice);
    let shown = if how == Passing::Began { name_of(resolver, step.who) } else { name(resolver, voice) };
    OriginNode {
        name: shown,
        kind: known.map_or(SourceKind::Anonymous, |voice| voice.kind),
        side: known.and_then(|voice| voice.side.clone()).filter(|side| Some(side) != known.map(|voice| &voice.name)),
        how,
        claims: Vec::new(),
        passed_to: Vec::new(),
    }
}

fn claims(node: &OriginNode) -> usize {
    node.claims.len() + node.passed_to.iter().map(claims).sum::<usize>()
}
