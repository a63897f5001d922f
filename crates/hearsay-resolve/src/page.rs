//! A figure as it is shown, and figures in short for lists.

use crate::figures::{Figure, Figures};
use crate::origins::{Traced, Who, name, name_of, trace};
use crate::relations::relations;
use crate::subject::{Days, Subject};
use crate::voices::VoiceId;
use crate::words::{counted, date, measure, place, says, side};
use hearsay_core::format::{Figure as Shown, FigurePoint, RelationKind};
use hearsay_core::{ClaimId, EntityId, FigureId, Scope};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What a list of figures tells of each.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Its address.
    pub id: FigureId,
    /// What it counts, in words.
    pub title: String,
    /// Claims.
    pub claims: u32,
    /// Outlets that carry it.
    pub outlets: u32,
    /// Named origins that do not depend on each other.
    pub independent: u32,
    /// Origins that nobody named.
    pub anonymous: u32,
    /// Contradictions.
    pub contradictions: u32,
    /// Revisions.
    pub revisions: u32,
    /// The least and the most that claims name: no value of the figure, only what was said.
    pub said: Option<(u64, u64)>,
    /// Day of the first claim.
    pub first: Option<Date>,
    /// Day of the latest claim.
    pub latest: Option<Date>,
}

/// A figure in short, with those who revised it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The figure in short.
    pub summary: Summary,
    /// Who gave each revised number, once for each time; none where nobody is named.
    pub revised_by: Vec<Option<VoiceId>>,
    /// Claims of somebody that it is not so.
    pub denials: u32,
    /// Where each of its claims began, in order of the ledger; none where nobody is named.
    pub origins: Vec<Option<VoiceId>>,
}

impl Figures<'_> {
    /// All figures in short, in order of the ledger.
    pub fn list(&self) -> Vec<Summary> {
        (0..self.len() as u32).filter_map(|number| self.survey(number)).map(|survey| survey.summary).collect()
    }

    /// The figure of that number in short, with those who revised it.
    pub fn survey(&self, number: u32) -> Option<Survey> {
        let figure = self.grouping.figures.get(number as usize)?;
        let traced = self.traced(figure);
        let relations = crate::relations::inside(self, figure, &traced);
        let count = |kind: RelationKind| relations.iter().filter(|relation| relation.kind == kind).count() as u32;
        let origins: Vec<Option<VoiceId>> = traced.origins.iter().map(|origin| origin.and_then(Who::named)).collect();
        let began = |claim: ClaimId| {
            let at = self.subjects(figure).position(|subject| subject.claim == claim)?;
            origins.get(at).copied().flatten()
        };
        let revisions = relations.iter().filter(|relation| relation.kind == RelationKind::Revision);
        let revised_by = revisions.map(|relation| relation.claims.last().and_then(|&claim| began(claim))).collect();
        let summary = self.summary(figure, &traced, &count)?;
        Some(Survey { summary, revised_by, denials: count(RelationKind::Denial), origins })
    }

    /// The figure at an address, or the one that now holds the claim the address was made from.
    pub fn show(&self, id: FigureId) -> Option<Shown> {
        let figure = self.grouping.figures.get(self.number_of(id)?)?;
        self.shown(figure)
    }

    /// The addresses that begin with some hexadecimal digits; where there is none, those of the figures that hold a claim
    /// whose id begins so.
    pub fn addresses(&self, beginning: &str) -> Vec<FigureId> {
        let begins = |id: &dyn std::fmt::Display| id.to_string().starts_with(beginning);
        let found: Vec<FigureId> =
            self.grouping.figures.iter().map(|figure| figure.id).filter(|id| begins(id)).collect();
        if !found.is_empty() {
            return found;
        }
        let holders = self
            .resolver
            .subjects
            .iter()
            .zip(&self.grouping.of_claim)
            .filter(|(subject, _)| begins(&subject.claim) || begins(&crate::figures::address(subject.claim)));
        let mut found: Vec<FigureId> = holders
            .filter_map(|(_, &figure)| self.grouping.figures.get(figure as usize))
            .map(|figure| figure.id)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    fn subjects<'a>(&'a self, figure: &'a Figure) -> impl Iterator<Item = &'a Subject> {
        figure.claims.iter().filter_map(|&claim| self.resolver.subjects.get(claim as usize))
    }

    fn published(&self, subject: &Subject) -> Option<Date> {
        self.resolver.reports.get(subject.report as usize)?.published
    }

    fn traced(&self, figure: &Figure) -> Traced {
        trace(self.resolver, figure, &self.concerned(figure))
    }

    /// The sides whose people are counted or who acted.
    fn concerned(&self, figure: &Figure) -> BTreeSet<EntityId> {
        self.subjects(figure).flat_map(|subject| [subject.side, subject.actor]).flatten().collect()
    }

    fn summary(&self, figure: &Figure, traced: &Traced, count: &dyn Fn(RelationKind) -> u32) -> Option<Summary> {
        let days: Vec<Date> = self.subjects(figure).filter_map(|subject| self.published(subject)).collect();
        let said = self.subjects(figure).filter_map(|subject| subject.named);
        let said =
            said.fold(None, |range: Option<(u64, u64)>, n| Some(range.map_or((n, n), |(a, b)| (a.min(n), b.max(n)))));
        Some(Summary {
            id: figure.id,
            title: self.title(figure)?,
            claims: figure.claims.len() as u32,
            outlets: traced.printed.outlets,
            independent: traced.printed.independent,
            anonymous: traced.printed.anonymous,
            contradictions: count(RelationKind::Contradiction),
            revisions: count(RelationKind::Revision),
            said,
            first: days.iter().min().copied(),
            latest: days.iter().max().copied(),
        })
    }

    /// "soldiers of North Korea killed, Kursk, a total"
    fn title(&self, figure: &Figure) -> Option<String> {
        let first = self.subjects(figure).next()?;
        let full = self.subjects(figure).find(|subject| subject.side.is_some()).unwrap_or(first);
        let mut title = format!("{} {}", counted(self.resolver, full), measure(first.measure));
        if let Some(place) = self.place(figure) {
            title.push_str(&format!(", {place}"));
        }
        match (figure.event, self.days(figure)) {
            (Some(_), Some(days)) => title.push_str(&format!(", {}", crate::words::span(days))),
            (Some(_), None) => title.push_str(", one event"),
            (None, _) => title.push_str(", a total"),
        }
        Some(title)
    }

    /// The place that most claims name.
    fn place(&self, figure: &Figure) -> Option<String> {
        let mut places: Vec<String> =
            self.subjects(figure).filter_map(|subject| place(self.resolver, subject)).collect();
        places.sort();
        let groups = places.chunk_by(|a, b| a == b);
        groups.max_by_key(|group| group.len()).and_then(|group| group.first().cloned())
    }

    /// The window that most claims give; of those the earliest.
    fn days(&self, figure: &Figure) -> Option<Days> {
        let mut all: Vec<Days> = self.subjects(figure).filter_map(|subject| subject.days).collect();
        all.sort_by_key(|days| (days.from, days.to));
        let same = all.chunk_by(|a, b| a == b);
        same.rev().max_by_key(|same| same.len()).and_then(|same| same.first().copied())
    }

    fn shown(&self, figure: &Figure) -> Option<Shown> {
        let first = self.subjects(figure).next()?;
        let traced = self.traced(figure);
        let days = self.days(figure);
        let mut series: Vec<FigurePoint> = figure
            .claims
            .iter()
            .zip(&traced.origins)
            .filter_map(|(&claim, origin)| {
                let subject = self.resolver.subjects.get(claim as usize)?;
                let report = self.resolver.reports.get(subject.report as usize)?;
                Some(FigurePoint {
                    claim: subject.claim,
                    document: report.document,
                    published: report.published,
                    outlet: name(self.resolver, report.outlet),
                    says: says(subject),
                    low: subject.bounds.low,
                    high: subject.bounds.high,
                    named: subject.named,
                    hedge: subject.hedge,
                    modality: subject.modality,
                    sources: subject.chain.iter().map(|&voice| name(self.resolver, voice)).collect(),
                    evidence: None,
                    origin: origin.map_or("unknown: circular".to_owned(), |who| name_of(self.resolver, who)),
                })
            })
            .collect();
        series.sort_by_key(|point| point.published);
        Some(Shown {
            id: figure.id,
            title: self.title(figure)?,
            measure: first.measure,
            unit: first.unit,
            group: first.group.name().to_owned(),
            side: self.subjects(figure).find_map(|subject| side(self.resolver, subject)),
            place: self.place(figure),
            scope: if figure.event.is_some() { Scope::Incident } else { Scope::Cumulative },
            from: days.and_then(|days| date(days.from)),
            to: days.and_then(|days| date(days.to)),
            series,
            relations: relations(self, figure, &traced),
            origins: traced.printed,
        })
    }
}
