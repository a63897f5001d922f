//! Figures of events: what each event's claims count.

use super::{Figure, figure, hypothetical};
use crate::group::Group;
use crate::resolver::Resolver;
use crate::subject::Subject;
use std::collections::BTreeMap;

/// The figures of all events. `event_of` names the event of each account.
pub(super) fn figures(resolver: &Resolver, event_of: &[u32]) -> Vec<Figure> {
    let mut claims_of: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (account, &event) in resolver.accounts.iter().zip(event_of) {
        claims_of.entry(event).or_default().extend(&account.claims);
    }
    let mut figures = Vec::new();
    for (event, mut claims) in claims_of {
        claims.sort_unstable();
        let mut open: Vec<(Counted, Vec<u32>)> = Vec::new();
        for claim in claims {
            let Some(subject) = resolver.subjects.get(claim as usize) else { continue };
            match open.iter_mut().find(|(counted, _)| counted.fits(subject)) {
                Some((counted, claims)) => {
                    counted.side = counted.side.or(subject.side);
                    claims.push(claim);
                }
                None => open.push((Counted::of(subject), vec![claim])),
            }
        }
        figures.extend(open.into_iter().filter_map(|(_, claims)| figure(resolver, claims, Some(event))));
    }
    figures
}

/// What a figure of an event counts.
struct Counted {
    measure: hearsay_core::Measure,
    unit: hearsay_core::Unit,
    group: Group,
    side: Option<hearsay_core::EntityId>,
    hypothetical: bool,
}

impl Counted {
    fn of(subject: &Subject) -> Counted {
        let &Subject { measure, unit, group, side, modality, .. } = subject;
        Counted { measure, unit, group, side, hypothetical: hypothetical(modality) }
    }

    fn fits(&self, subject: &Subject) -> bool {
        let side = self.side.zip(subject.side).is_none_or(|(a, b)| a == b);
        let unnamed = !subject.group_given && subject.group == Group::WHOLE && subject.side.is_none();
        self.measure == subject.measure
            && self.unit == subject.unit
            && self.hypothetical == hypothetical(subject.modality)
            && side
            && (self.group == subject.group || unnamed)
    }
}
