//! Denials and non-acknowledgements, from the reports' stances and from claims that are denied.

use crate::figures::Figure;
use crate::origins::name;
use crate::resolver::Resolver;
use crate::subject::Subject;
use crate::voices::VoiceId;
use hearsay_core::format::{Relation, RelationKind};
use hearsay_core::{ClaimId, Modality, Stance};
use std::collections::BTreeMap;

/// The stances of others towards the claims of a figure.
pub(super) fn stances(resolver: &Resolver, figure: &Figure) -> Vec<Relation> {
    let mut found: BTreeMap<(RelationKind, String), Vec<ClaimId>> = BTreeMap::new();
    for subject in figure.claims.iter().filter_map(|&claim| resolver.subjects.get(claim as usize)) {
        for held in &subject.stances {
            let kind = match held.stance {
                Stance::Denies => RelationKind::Denial,
                Stance::NotAcknowledged => RelationKind::NonAcknowledgement,
                _ => continue,
            };
            if holds(resolver, subject, held.by) {
                found.entry((kind, name(resolver, held.by))).or_default().push(subject.claim);
            }
        }
        if subject.modality == Modality::Denied && subject.confidence.percent() >= READ && subject.named > Some(0) {
            let by = subject.chain.last().map(|&voice| name(resolver, voice));
            found.entry((RelationKind::Denial, by.unwrap_or("The report".to_owned()))).or_default().push(subject.claim);
        }
    }
    let relation = |((kind, by), claims): ((RelationKind, String), Vec<_>)| {
        let does = if kind == RelationKind::Denial { "denies it" } else { "has not acknowledged it" };
        let times = if claims.len() == 1 { "one claim".to_owned() } else { format!("{} claims", claims.len()) };
        Relation { kind, reason: format!("{by} {does}, by {times} of the figure."), claims, figure: None }
    };
    found.into_iter().map(relation).collect()
}

/// From this confidence on a claim is read as denied.
const READ: u8 = 60;

/// Whether the number is the holder's to deny: a party whose people are counted, that acted, on whose ground it happened, or that
/// fights in the same war; and not the claim's own source. "No group" denies nothing.
fn holds(resolver: &Resolver, subject: &Subject, by: VoiceId) -> bool {
    let register = &resolver.register;
    let side = resolver.voices.get(by).and_then(|voice| voice.side.as_deref());
    let Some((side, entity)) = side.and_then(|side| Some((side, register.side(side)?))) else { return false };
    let own = [subject.side, subject.actor].contains(&Some(entity.id));
    let country = subject.place.and_then(|place| place.country);
    let here = entity.country.as_deref().zip(country).is_some_and(|(own, place)| own.as_bytes() == place);
    let war =
        subject.side.and_then(|other| register.get(other)).is_some_and(|other| register.in_one_war(side, &other.name));
    (own || here || war) && subject.named > Some(0) && !subject.chain.contains(&by)
}
