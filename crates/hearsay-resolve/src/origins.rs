//! Origins: from each outlet through copies, credits and chains to where its claim began.
//!
//! Ten outlets that cite one agency have one origin. Where a source of a claim is itself an outlet whose report is in the
//! ledger, the way goes on through that report; where it comes back to a source it has passed, reporting is circular.

mod path;
mod tree;

pub(crate) use path::Who;

use crate::figures::Figure;
use crate::resolver::Resolver;
use crate::voices::VoiceId;
use hearsay_core::format::Origins;
use hearsay_core::{EntityId, Modality, SourceKind};
use path::{Paths, Step};
use std::collections::{BTreeMap, BTreeSet};

/// Where the claims of one figure began.
pub(crate) struct Traced {
    /// The origin of each claim, in the figure's order; none where its way only runs in a circle.
    pub origins: Vec<Option<Who>>,
    /// What is printed.
    pub printed: Origins,
}

/// Follows every claim of a figure to its origin. `concerned` are the sides whose people are counted or who acted.
pub(crate) fn trace(resolver: &Resolver, figure: &Figure, concerned: &BTreeSet<EntityId>) -> Traced {
    let mut paths = Paths::new(resolver, figure);
    let mut ways: Vec<Vec<Step>> = Vec::new();
    let mut circles: BTreeSet<Vec<VoiceId>> = BTreeSet::new();
    for &claim in &figure.claims {
        let (way, circle) = paths.of(claim);
        if let Some(circle) = circle {
            circles.insert(turned(circle));
            // Nothing is known of how a circle was entered.
            ways.push(Vec::new());
        } else {
            ways.push(way);
        }
    }
    let origins: Vec<Option<Who>> = ways.iter().map(|way| way.last().map(|step| step.who)).collect();
    // Who denies a number is no origin of it.
    let denied =
        |claim: u32| resolver.subjects.get(claim as usize).is_some_and(|subject| subject.modality == Modality::Denied);
    let stated = figure.claims.iter().zip(&origins).filter(|(claim, _)| !denied(**claim));
    let mut named: Vec<VoiceId> = Vec::new();
    let mut anonymous = BTreeSet::new();
    for origin in stated.filter_map(|(_, origin)| origin.as_ref()) {
        match *origin {
            Who::Voice(voice) if !named.contains(&voice) => named.push(voice),
            Who::Voice(_) => {}
            Who::Unnamed { .. } => {
                anonymous.insert(*origin);
            }
        }
    }
    named.sort_unstable();
    let outlets: BTreeSet<VoiceId> = figure
        .claims
        .iter()
        .filter_map(|&claim| Some(resolver.reports.get(resolver.subjects.get(claim as usize)?.report as usize)?.outlet))
        .collect();
    let parties = named.iter().filter_map(|&voice| party(resolver, voice, concerned)).collect();
    let printed = Origins {
        outlets: outlets.len() as u32,
        independent: independent(resolver, &named),
        anonymous: anonymous.len() as u32,
        parties,
        circular: circles.iter().map(|circle| circle.iter().map(|&voice| name(resolver, voice)).collect()).collect(),
        tree: tree::tree(resolver, figure, &ways),
    };
    Traced { origins, printed }
}

/// How many of some sources do not depend on each other: a body and the state it belongs to are one.
fn independent(resolver: &Resolver, named: &[VoiceId]) -> u32 {
    let entity = |voice: VoiceId| resolver.voices.get(voice).and_then(|voice| voice.entity);
    // A state that is named as a source speaks through one of its bodies; two bodies of it are two.
    let depends = |voice: VoiceId| {
        let own = entity(voice);
        named.iter().any(|&other| {
            other != voice
                && own.zip(entity(other)).is_some_and(|(own, other)| {
                    own != other && resolver.register.lineage(other).iter().any(|above| above.id == own)
                })
        })
    };
    named.iter().filter(|&&voice| !depends(voice)).count() as u32
}

/// "name (side)" of a source whose side is concerned.
fn party(resolver: &Resolver, voice: VoiceId, concerned: &BTreeSet<EntityId>) -> Option<String> {
    let voice = resolver.voices.get(voice)?;
    let side = voice.side.as_deref()?;
    let register = &resolver.register;
    let entity = register.side(side)?;
    let fights = |other: &EntityId| register.get(*other).is_some_and(|other| register.in_one_war(side, &other.name));
    let concerned = concerned.contains(&entity.id) || concerned.iter().any(fights);
    (concerned && voice.kind != SourceKind::Media)
        .then(|| if voice.name == side { side.to_owned() } else { format!("{} ({side})", voice.name) })
}

/// The name of a voice.
pub(crate) fn name(resolver: &Resolver, voice: VoiceId) -> String {
    resolver.voices.get(voice).map(|voice| voice.name.clone()).unwrap_or_default()
}

/// The name of an origin.
pub(crate) fn name_of(resolver: &Resolver, who: Who) -> String {
    match who {
        Who::Voice(voice) => name(resolver, voice),
        Who::Unnamed { voice, through } => {
            format!("{} (unnamed, through {})", name(resolver, voice), name(resolver, through))
        }
    }
}

/// A circle that begins with its least member, so that it is the same from wherever it is entered.
fn turned(mut circle: Vec<VoiceId>) -> Vec<VoiceId> {
    if let Some(least) = circle.iter().enumerate().min_by_key(|(_, voice)| **voice).map(|(at, _)| at) {
        circle.rotate_left(least);
    }
    circle
}

/// The claims of a figure by the outlet of their report.
pub(crate) fn by_outlet(resolver: &Resolver, figure: &Figure) -> BTreeMap<VoiceId, Vec<u32>> {
    let mut by: BTreeMap<VoiceId, Vec<u32>> = BTreeMap::new();
    for &claim in &figure.claims {
        let report =
            resolver.subjects.get(claim as usize).and_then(|subject| resolver.reports.get(subject.report as usize));
        if let Some(report) = report {
            by.entry(report.outlet).or_default().push(claim);
        }
    }
    by
}
