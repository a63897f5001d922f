//! The claims of a figure as points in time, by the source where each began.

use crate::figures::Figure;
use crate::origins::{Traced, Who};
use crate::resolver::Resolver;
use crate::subject::Subject;
use hearsay_core::Modality;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A claim of a figure with where it began and when it was published.
#[derive(Clone, Copy)]
pub(super) struct Point<'a> {
    pub subject: &'a Subject,
    /// Its number, by order of the ledger.
    pub number: u32,
    pub origin: Who,
    pub day: Option<i32>,
    pub published: Option<Date>,
    /// Whether its report names no larger number in the figure.
    pub largest: bool,
    /// Whether the figure counts those of one event.
    pub event: bool,
}

impl Point<'_> {
    /// Days between the publication of the two.
    pub fn apart(&self, other: &Point) -> Option<i32> {
        self.day.zip(other.day).map(|(a, b)| (a - b).abs())
    }
}

/// What somebody states, by who began it, in order of publication.
pub(super) fn by_origin<'a>(resolver: &'a Resolver, figure: &Figure, traced: &Traced) -> BTreeMap<Who, Vec<Point<'a>>> {
    let stated = |subject: &Subject| !matches!(subject.modality, Modality::Denied | Modality::Hypothetical);
    let mut most: BTreeMap<u32, u64> = BTreeMap::new();
    for &claim in &figure.claims {
        if let Some(subject) = resolver.subjects.get(claim as usize).filter(|subject| stated(subject)) {
            let most = most.entry(subject.report).or_default();
            *most = (*most).max(subject.named.unwrap_or(0));
        }
    }
    let mut points: Vec<Point> = figure
        .claims
        .iter()
        .zip(&traced.origins)
        .filter_map(|(&number, origin)| {
            let subject = resolver.subjects.get(number as usize).filter(|subject| stated(subject))?;
            let report = resolver.reports.get(subject.report as usize)?;
            Some(Point {
                subject,
                number,
                origin: (*origin)?,
                day: report.day,
                published: report.published,
                largest: subject.named >= most.get(&subject.report).copied(),
                event: figure.event.is_some(),
            })
        })
        .collect();
    points.sort_by_key(|point| (point.day, point.subject.report, point.subject.evidence));
    let mut by_origin: BTreeMap<Who, Vec<Point>> = BTreeMap::new();
    points.into_iter().for_each(|point| by_origin.entry(point.origin).or_default().push(point));
    by_origin
}
