//! Figures: the claims about one count. A figure has an address and no value of its own.
//!
//! Claims of one event are parted by what they count; claims of totals by what, whose, where and since when. The address
//! of a figure is made from the first of its claims in the order of the ledger, so that it stays when more are added.

mod events;
mod totals;

use crate::events::events;
use crate::resolver::Resolver;
use hearsay_core::{ClaimId, Cluster, Digest, FigureId, Modality};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A figure by its claims.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub id: FigureId,
    /// Numbers of its claims, in order of the ledger.
    pub claims: Vec<u32>,
    /// The event it counts the affected of; none for a total.
    pub event: Option<u32>,
}

/// Which claims are about which figure.
#[derive(Clone, Debug)]
pub(crate) struct Grouping {
    /// In order of the ledger: by the first claim of each.
    pub figures: Vec<Figure>,
    /// The figure of each claim.
    pub of_claim: Vec<u32>,
    /// The figures of each event.
    pub of_event: BTreeMap<u32, Vec<u32>>,
    /// The number of each figure by its address.
    numbers: BTreeMap<FigureId, u32>,
}

impl Grouping {
    pub(crate) fn of(resolver: &Resolver) -> Grouping {
        let event_of = events(&resolver.accounts, &resolver.priors, &copied(resolver));
        let mut figures = events::figures(resolver, &event_of);
        figures.extend(totals::figures(resolver));
        figures.sort_by_key(|figure| figure.claims.first().copied());
        let mut of_claim = vec![u32::MAX; resolver.subjects.len()];
        let mut of_event: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (figure, number) in figures.iter().zip(0..) {
            figure.claims.iter().for_each(|&claim| of_claim[claim as usize] = number);
            if let Some(event) = figure.event {
                of_event.entry(event).or_default().push(number);
            }
        }
        let numbers = figures.iter().map(|figure| figure.id).zip(0..).collect();
        Grouping { figures, of_claim, of_event, numbers }
    }
}

/// All figures of the reports that were added.
pub struct Figures<'a> {
    pub(crate) resolver: &'a Resolver,
    pub(crate) grouping: Cow<'a, Grouping>,
}

impl Figures<'_> {
    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.grouping.figures.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.grouping.figures.is_empty()
    }

    /// Every figure with its claims, in order of the ledger.
    pub fn clusters(&self) -> impl Iterator<Item = Cluster> + '_ {
        self.grouping.figures.iter().map(|figure| {
            let claims = figure.claims.iter().filter_map(|&claim| self.resolver.subjects.get(claim as usize));
            let mut claims: Vec<ClaimId> = claims.map(|subject| subject.claim).collect();
            claims.sort_unstable();
            Cluster { id: figure.id, claims }
        })
    }

    /// The event of a claim, by a number that means nothing outside this resolution; none for a claim of a total.
    pub fn event_of(&self, claim: ClaimId) -> Option<u32> {
        let number = self.resolver.number_of(claim)?;
        self.grouping.figures.get(*self.grouping.of_claim.get(number as usize)? as usize)?.event
    }

    /// The event of every claim in order of the ledger, with its id.
    pub fn events(&self) -> impl Iterator<Item = (ClaimId, Option<u32>)> + '_ {
        self.resolver.subjects.iter().zip(&self.grouping.of_claim).map(|(subject, &figure)| {
            (subject.claim, self.grouping.figures.get(figure as usize).and_then(|figure| figure.event))
        })
    }

    /// Figures of totals of the same measure that share the side or the country of this one.
    pub(crate) fn near_totals(&self, figure: &Figure) -> Vec<u32> {
        let first = figure.claims.first().and_then(|&claim| self.resolver.subjects.get(claim as usize));
        let Some(first) = first else { return Vec::new() };
        let country = first.place.and_then(|place| place.country);
        let near = |other: &Figure| {
            let other = other.claims.first().and_then(|&claim| self.resolver.subjects.get(claim as usize));
            other.is_some_and(|other| {
                let side = first.side.is_some() && first.side == other.side;
                let place = country.is_some() && country == other.place.and_then(|place| place.country);
                first.measure == other.measure && first.unit == other.unit && (side || place)
            })
        };
        let totals = self.grouping.figures.iter().zip(0..).filter(|(figure, _)| figure.event.is_none());
        totals.filter(|(figure, _)| near(figure)).map(|(_, number)| number).collect()
    }

    /// The number of the figure with that address. The address of a figure is also that of any of its claims, so that it
    /// leads somewhere when two figures have become one.
    pub(crate) fn number_of(&self, id: FigureId) -> Option<usize> {
        let own = self.grouping.numbers.get(&id).map(|&number| number as usize);
        own.or_else(|| {
            let at = self.resolver.subjects.iter().position(|subject| address(subject.claim) == id)?;
            self.grouping.of_claim.get(at).map(|&figure| figure as usize)
        })
    }
}

/// The address of a figure whose first claim that is.
pub(crate) fn address(claim: ClaimId) -> FigureId {
    FigureId(Digest::of("figure", &[claim.0.as_bytes()]))
}

pub(crate) fn figure(resolver: &Resolver, claims: Vec<u32>, event: Option<u32>) -> Option<Figure> {
    let first = resolver.subjects.get(*claims.first()? as usize)?;
    Some(Figure { id: address(first.claim), claims, event })
}

/// Whether a claim tells of what has not happened: those are kept apart.
pub(crate) fn hypothetical(modality: Modality) -> bool {
    modality == Modality::Hypothetical
}

/// Accounts that stand in passages copied from one report into another.
fn copied(resolver: &Resolver) -> Vec<(u32, u32)> {
    let mut account_of: BTreeMap<u32, u32> = BTreeMap::new();
    for (account, number) in resolver.accounts.iter().zip(0..) {
        account.claims.iter().for_each(|&claim| {
            account_of.insert(claim, number);
        });
    }
    let pair = |(copy, original): (&u32, &u32)| Some((*account_of.get(copy)?, *account_of.get(original)?));
    let mut pairs: Vec<(u32, u32)> = resolver.echoes.iter().filter_map(pair).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
