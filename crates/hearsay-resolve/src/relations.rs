//! What claims and figures have to do with each other, each with its reason in words.
//!
//! A relation is told only where the reports show it. Two numbers that may or may not be about one count are left to the
//! series of the figure, where both stand.

mod accord;
mod across;
mod contradictions;
mod corrections;
mod point;
mod series;
mod stances;
mod sums;

use crate::figures::{Figure, Figures};
use crate::origins::Traced;
use hearsay_core::format::Relation;

/// All relations of a figure, the most telling first.
pub(crate) fn relations(figures: &Figures<'_>, figure: &Figure, traced: &Traced) -> Vec<Relation> {
    let mut relations = inside(figures, figure, traced);
    relations.extend(across::relations(figures, figure));
    relations.extend(sums::sums(figures.resolver, figure));
    relations.sort_by_key(|relation| relation.kind);
    relations
}

/// The relations inside a figure alone, for lists.
pub(crate) fn inside(figures: &Figures<'_>, figure: &Figure, traced: &Traced) -> Vec<Relation> {
    let resolver = figures.resolver;
    let mut found = stances::stances(resolver, figure);
    let points = point::by_origin(resolver, figure, traced);
    for (&origin, points) in &points {
        found.extend(series::series(resolver, origin, points));
    }
    found.extend(corrections::misprints(resolver, &points));
    found.extend(contradictions::contradictions(resolver, &points));
    found
}
