//! The way of one claim from the outlet that prints it to where it began.

use super::by_outlet;
use crate::copies::CreditKind;
use crate::figures::Figure;
use crate::resolver::Resolver;
use crate::subject::Subject;
use crate::voices::VoiceId;
use hearsay_core::SourceKind;
use hearsay_core::format::Passing;
use std::collections::BTreeMap;

/// A source on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Who {
    /// One with a name.
    Voice(VoiceId),
    /// One without, known by who quotes it: "a source" of two outlets is two.
    Unnamed {
        /// What it is called.
        voice: VoiceId,
        /// Who quotes it.
        through: VoiceId,
    },
}

impl Who {
    /// Its voice, where it has a name.
    pub fn named(self) -> Option<VoiceId> {
        match self {
            Who::Voice(voice) => Some(voice),
            Who::Unnamed { .. } => None,
        }
    }
}

/// A step of the way, and how the one before has it from this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub who: Who,
    pub how: Passing,
    /// The claim, where the step is the outlet of a report in the ledger.
    pub claim: Option<u32>,
}

/// The steps a way may have: longer ones are circles that were not seen to close.
const LONGEST: usize = 24;

/// The ways of the claims of one figure.
pub(super) struct Paths<'a> {
    resolver: &'a Resolver,
    by_outlet: BTreeMap<VoiceId, Vec<u32>>,
}

impl<'a> Paths<'a> {
    pub fn new(resolver: &'a Resolver, figure: &Figure) -> Paths<'a> {
        Paths { resolver, by_outlet: by_outlet(resolver, figure) }
    }

    /// The way of a claim; with it the circle, where it comes back to where it has been.
    pub fn of(&mut self, claim: u32) -> (Vec<Step>, Option<Vec<VoiceId>>) {
        let mut way: Vec<Step> = Vec::new();
        let mut next = Some(claim);
        while let Some(claim) = next.take() {
            let Some(subject) = self.resolver.subjects.get(claim as usize) else { break };
            let Some(report) = self.resolver.reports.get(subject.report as usize) else { break };
            let outlet = Step { who: Who::Voice(report.outlet), how: Passing::Began, claim: Some(claim) };
            match way.last_mut() {
                // The source was named by the report before; now its own report goes on.
                Some(last) if last.who == outlet.who => last.claim = Some(claim),
                _ => way.push(outlet),
            }
            if way.len() > LONGEST {
                break;
            }
            if let Some(&original) = self.resolver.echoes.get(&claim).filter(|&&original| original != claim) {
                let outlet = self.outlet(original);
                match outlet.filter(|&outlet| outlet != report.outlet) {
                    Some(outlet) => {
                        if let Some(circle) = circle(&way, outlet) {
                            return (way, Some(circle));
                        }
                        way.push(Step { who: Who::Voice(outlet), how: Passing::Copies, claim: Some(original) });
                        next = Some(original);
                        continue;
                    }
                    // The outlet's own earlier report.
                    None if self.is_earlier(original, claim) => {
                        next = Some(original);
                        continue;
                    }
                    None => {}
                }
            }
            let chain = self.chain(claim, subject);
            if let Some(&(agency, _)) = report.credits.iter().find(|(_, kind)| *kind == CreditKind::Whole)
                && !chain.contains(&agency)
            {
                if let Some(circle) = circle(&way, agency) {
                    return (way, Some(circle));
                }
                way.push(Step { who: Who::Voice(agency), how: Passing::Credits, claim: None });
            }
            let mut through = match way.last().map(|step| step.who) {
                Some(Who::Voice(voice) | Who::Unnamed { voice, .. }) => voice,
                None => report.outlet,
            };
            for &voice in chain.iter() {
                if voice == through {
                    continue;
                }
                if let Some(circle) = circle(&way, voice) {
                    return (way, Some(circle));
                }
                let unnamed = self.unnamed(voice);
                let who = if unnamed { Who::Unnamed { voice, through } } else { Who::Voice(voice) };
                way.push(Step { who, how: Passing::Cites, claim: None });
                through = voice;
            }
            // Where the last source is an outlet whose own report is here, its report tells on.
            if let Some(Step { who: Who::Voice(last), .. }) = way.last().copied()
                && last != report.outlet
            {
                next = self.report_of(last, claim);
            }
        }
        (way, None)
    }

    fn outlet(&self, claim: u32) -> Option<VoiceId> {
        Some(self.resolver.reports.get(self.resolver.subjects.get(claim as usize)?.report as usize)?.outlet)
    }

    fn is_earlier(&self, one: u32, other: u32) -> bool {
        let day = |claim: u32| {
            let report = self.resolver.subjects.get(claim as usize)?.report;
            Some((self.resolver.reports.get(report as usize)?.day, claim))
        };
        day(one) < day(other)
    }

    /// The chain of a claim. What an outlet says in its own voice rests on the source that the same report names for the
    /// same number ("12 killed" above, "12 people were killed, police said" below).
    fn chain(&self, claim: u32, subject: &'a Subject) -> &'a [VoiceId] {
        if !subject.chain.is_empty() {
            return &subject.chain;
        }
        let outlet = self.outlet(claim).and_then(|outlet| self.by_outlet.get(&outlet));
        let others = outlet.into_iter().flatten().filter_map(|&other| self.resolver.subjects.get(other as usize));
        let same = others.filter(|other| other.report == subject.report && other.bounds.meets(subject.bounds));
        let named = |other: &&Subject| other.named == subject.named;
        same.filter(|other| !other.chain.is_empty()).find(named).map_or(&[], |other| &other.chain)
    }

    /// A claim of the outlet's own report in this figure, not later than the one that cites it where that can be had, and
    /// one that names a source before one that names none.
    fn report_of(&self, outlet: VoiceId, citing: u32) -> Option<u32> {
        let claims = self.by_outlet.get(&outlet)?;
        let report = |claim: u32| self.resolver.subjects.get(claim as usize).map(|subject| subject.report);
        let own = claims.iter().copied().filter(|&claim| report(claim) != report(citing));
        own.min_by_key(|&claim| {
            let subject = self.resolver.subjects.get(claim as usize);
            let citing_subject = self.resolver.subjects.get(citing as usize);
            let other_number = subject.map(|subject| subject.named) != citing_subject.map(|subject| subject.named);
            let unattributed = subject.is_some_and(|subject| subject.chain.is_empty());
            (!self.is_earlier(claim, citing), other_number, unattributed, claim)
        })
    }

    fn unnamed(&self, voice: VoiceId) -> bool {
        self.resolver.voices.get(voice).is_some_and(|voice| {
            matches!(voice.kind, SourceKind::Anonymous | SourceKind::Witness)
                || (voice.entity.is_none()
                    && voice.kind != SourceKind::Person
                    && !voice.name.contains(char::is_uppercase))
        })
    }
}

/// The voices from the last time that one stood on the way to its end, where it did.
fn circle(way: &[Step], voice: VoiceId) -> Option<Vec<VoiceId>> {
    let at = way.iter().position(|step| step.who == Who::Voice(voice))?;
    let ring = way.get(at..)?.iter().filter_map(|step| match step.who {
        Who::Voice(voice) => Some(voice),
        Who::Unnamed { .. } => None,
    });
    Some(ring.collect::<Vec<_>>()).filter(|ring| ring.len() > 1)
}
