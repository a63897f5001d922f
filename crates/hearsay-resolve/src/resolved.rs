//! Reports and the figures found in them, owned together, so that both can be asked for as long as one likes.

use crate::figures::{Figures, Grouping, address};
use crate::resolver::Resolver;
use hearsay_core::{ClaimId, DocumentId, FigureId};
use std::borrow::Cow;

/// A resolver that takes no more reports, with its figures and the ways to find them.
pub struct Resolved {
    resolver: Resolver,
    grouping: Grouping,
    /// The figure of each address that was ever given out: that of a figure is made from one of its claims.
    addresses: Vec<(FigureId, u32)>,
    /// The number of each claim.
    claims: Vec<(ClaimId, u32)>,
    /// The number of each report.
    reports: Vec<(DocumentId, u32)>,
}

impl Resolved {
    /// Finds the figures of all reports that were added.
    pub fn of(resolver: Resolver) -> Resolved {
        let grouping = Grouping::of(&resolver);
        let subjects = resolver.subjects.iter();
        let mut addresses: Vec<_> = subjects
            .clone()
            .zip(&grouping.of_claim)
            .map(|(subject, &figure)| (address(subject.claim), figure))
            .collect();
        let mut claims: Vec<_> = subjects.map(|subject| subject.claim).zip(0..).collect();
        let mut reports: Vec<_> = resolver.reports.iter().map(|report| report.document).zip(0..).collect();
        addresses.sort_unstable();
        claims.sort_unstable();
        reports.sort_unstable();
        Resolved { resolver, grouping, addresses, claims, reports }
    }

    /// The figures, to be asked.
    pub fn figures(&self) -> Figures<'_> {
        Figures { resolver: &self.resolver, grouping: Cow::Borrowed(&self.grouping) }
    }

    /// What the figures were found in.
    pub fn resolver(&self) -> &Resolver {
        &self.resolver
    }

    /// The number of the figure at an address, or of the one that now holds the claim the address was made from.
    pub fn figure_at(&self, id: FigureId) -> Option<u32> {
        found(&self.addresses, id)
    }

    /// The number of a claim.
    pub fn claim_at(&self, id: ClaimId) -> Option<u32> {
        found(&self.claims, id)
    }

    /// The number of a report.
    pub fn report_at(&self, id: DocumentId) -> Option<u32> {
        found(&self.reports, id)
    }
}

fn found<Id: Ord + Copy>(sorted: &[(Id, u32)], id: Id) -> Option<u32> {
    let at = sorted.binary_search_by_key(&id, |&(known, _)| known).ok()?;
    sorted.get(at).map(|&(_, number)| number)
}
