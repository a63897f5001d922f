//! What claims and figures have to do with each other, each with its reason in words.

mod across;
mod within;

use crate::figures::{Figure, Figures};
use crate::origins::Traced;
use hearsay_core::format::Relation;

/// All relations of a figure, the most telling first.
pub(crate) fn relations(figures: &Figures<'_>, figure: &Figure, traced: &Traced) -> Vec<Relation> {
    let mut relations = within::relations(figures.resolver, figure, traced);
    relations.extend(across::relations(figures, figure));
    relations.sort_by_key(|relation| relation.kind);
    relations
}

/// The relations inside a figure alone, for lists.
pub(crate) fn inside(figures: &Figures<'_>, figure: &Figure, traced: &Traced) -> Vec<Relation> {
    within::relations(figures.resolver, figure, traced)
}
