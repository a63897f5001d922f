//! A snapshot: all that the pages need of a ledger as it stood after one entry, made once and then only read.

use crate::answer::Kept;
use crate::terms::Terms;
use hearsay::{ResolveError, Resolved, Summary, extend, resolver_with};
use hearsay_core::{Digest, EntityId};
use hearsay_ledger::{AsOf, Found, LedgerError, Sqlite, Store, searchable, words};
use hearsay_resolve::{PlaceKey, Resolver, VoiceId};
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// The last entry of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its number; 0 of an empty ledger.
    pub entry: u64,
    /// Its digest, which covers all entries before.
    pub digest: Digest,
    /// When it was recorded.
    pub recorded: Option<Timestamp>,
}

impl Head {
    /// Of no entry.
    pub fn empty() -> Head {
        Head { entry: 0, digest: Digest::of("no entry", &[]), recorded: None }
    }

    /// The head of the ledger, found from an earlier one on.
    pub fn of(store: &Sqlite, since: Head) -> Result<Head, LedgerError> {
        let from = if since.entry == 0 { store.size()?.entries } else { since.entry + 1 };
        let mut head = since;
        store.entries(from.max(1), &mut |row| {
            head = Head { entry: row.seq, digest: row.digest, recorded: row.time().ok() };
            ControlFlow::Continue(())
        })?;
        Ok(head)
    }

    /// The last entry that counts for a ledger as it stood earlier.
    pub fn as_of(store: &Sqlite, now: Head, as_of: AsOf) -> Result<Head, LedgerError> {
        let mut head = Head::empty();
        let mut take = |row: hearsay_ledger::Row| {
            head = Head { entry: row.seq, digest: row.digest, recorded: row.time().ok() };
        };
        match as_of {
            AsOf::Entry(entry) if entry >= now.entry => return Ok(now),
            AsOf::Entry(0) => {}
            AsOf::Entry(entry) => store.entries(entry, &mut |row| {
                take(row);
                ControlFlow::Break(())
            })?,
            AsOf::Time(time) => {
                // Entries are recorded in order of time, so the last that counts is found by halves.
                let (mut before, mut after) = (0, now.entry + 1);
                while after - before > 1 {
                    let middle = before + (after - before) / 2;
                    let mut counts = false;
                    store.entries(middle, &mut |row| {
                        counts = row.time().is_ok_and(|recorded| recorded <= time);
                        if counts {
                            take(row);
                        }
                        ControlFlow::Break(())
                    })?;
                    if counts { before = middle } else { after = middle }
                }
            }
        }
        Ok(head)
    }
}

/// What the list tells of a figure beyond its summary.
#[derive(Clone, Debug)]
pub struct Card {
    /// The figure in short.
    pub summary: Summary,
    /// Claims of somebody that it is not so.
    pub denials: u32,
    /// Numbers of its claims, in order of publication.
    pub series: Box<[u32]>,
}

/// What is known of a source.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// How many claims have it in their chain.
    pub said: usize,
    /// How many are of its own reports.
    pub published: usize,
    /// Numbers of both, each once, the latest first.
    pub claims: Vec<u32>,
    /// Who stands next to it in the chains of these, towards the reader, with how many; those with most first.
    pub cited_by: Vec<(VoiceId, u32)>,
    /// The same, away from the reader.
    pub cites: Vec<(VoiceId, u32)>,
    /// How many claims began with it.
    pub began: usize,
    /// How often it gave a new number for an old one.
    pub revised: u32,
    /// Its name, folded.
    pub folded: String,
}

/// Others that are named beside a source.
const OTHERS: usize = 15;

impl Source {
    /// Notes a claim, which is the last one noted or a later one.
    fn note(&mut self, claim: u32) {
        if self.claims.last() != Some(&claim) {
            self.claims.push(claim);
        }
    }

    /// Puts its claims in order, and counts who stands beside it in their chains.
    fn arrange(&mut self, resolver: &Resolver, voice: VoiceId) {
        let (mut nearer, mut farther) = (BTreeMap::new(), BTreeMap::new());
        for one in self.claims.iter().filter_map(|&claim| resolver.statement(claim)) {
            let next = std::iter::once(one.outlet).chain(one.chain.iter().copied()).zip(one.chain.iter().copied());
            for (near, far) in next.filter(|(near, far)| near != far) {
                if far == voice {
                    *nearer.entry(near).or_insert(0) += 1;
                }
                if near == voice {
                    *farther.entry(far).or_insert(0) += 1;
                }
            }
        }
        let most = |counts: BTreeMap<VoiceId, u32>| {
            let mut counts: Vec<(VoiceId, u32)> = counts.into_iter().collect();
            counts.sort_by_key(|&(voice, claims)| (Reverse(claims), voice));
            counts.truncate(OTHERS);
            counts
        };
        (self.cited_by, self.cites) = (most(nearer), most(farther));
        let day = |claim| resolver.statement(claim).and_then(|one| one.published);
        self.claims.sort_by_cached_key(|&claim| Reverse((day(claim), claim)));
    }
}

/// What comes first in a list of figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Those with most claims.
    #[default]
    Claims,
    /// Those with most contradictions.
    Contested,
    /// Those with most revisions.
    Revised,
    /// Those with the fewest origins for the most outlets.
    Echoed,
    /// Those with the latest claims.
    Newest,
    /// In order of the ledger.
    Ledger,
}

impl Sort {
    /// Every order with its name in addresses and for people.
    pub const ALL: [(Sort, &'static str, &'static str); 6] = [
        (Sort::Claims, "claims", "most claims"),
        (Sort::Contested, "contested", "most contested"),
        (Sort::Revised, "revised", "most revised"),
        (Sort::Echoed, "echoed", "most echoed"),
        (Sort::Newest, "newest", "newest"),
        (Sort::Ledger, "ledger", "order of the ledger"),
    ];

    fn sort(self, list: &[Card]) -> Vec<u32> {
        let mut order: Vec<u32> = (0..list.len() as u32).collect();
        let of = |at: &u32| &list[*at as usize].summary;
        match self {
            Sort::Claims => order.sort_by_key(|at| Reverse(of(at).claims)),
            Sort::Contested => order.sort_by_key(|at| Reverse((of(at).contradictions, of(at).claims))),
            Sort::Revised => order.sort_by_key(|at| Reverse((of(at).revisions, of(at).claims))),
            Sort::Echoed => order.sort_by_key(|at| {
                let origins = of(at).independent + of(at).anonymous;
                Reverse((of(at).outlets.saturating_sub(origins), of(at).outlets))
            }),
            Sort::Newest => order.sort_by_key(|at| Reverse(of(at).latest)),
            Sort::Ledger => {}
        }
        order
    }
}

/// What is taken of each claim as the ledger is read.
struct Taken<'a> {
    terms: &'a mut Terms,
    entries: &'a mut Vec<u64>,
    /// The entry that read the report of the claim before.
    open: Option<u64>,
    number: u32,
}

impl Taken<'_> {
    fn take(&mut self, found: &Found) {
        self.terms.add(self.number, &searchable(&found.claim, &found.document));
        self.terms.add(self.number, found.claim.measure.name());
        self.number += 1;
        if self.open.replace(found.document_seq) != Some(found.document_seq) {
            self.entries.push(found.seq);
        }
        self.entries.last_mut().into_iter().for_each(|last| *last = found.seq);
    }
}

/// All that the pages need of a ledger as it stood after one entry.
pub struct Snapshot {
    /// The last entry that counts.
    pub head: Head,
    /// Reports, claims and figures.
    pub resolved: Resolved,
    /// The figures in short, by number.
    pub list: Vec<Card>,
    orders: Vec<Vec<u32>>,
    /// The words of claims.
    pub terms: Terms,
    /// What is known of each source, by the number of its voice.
    pub sources: Vec<Source>,
    /// Sources by address.
    pub source_at: BTreeMap<EntityId, VoiceId>,
    /// Claims of each place.
    pub places: BTreeMap<PlaceKey, Vec<u32>>,
    /// Sides that claims name, with their folded names.
    pub sides: BTreeMap<EntityId, String>,
    /// Reports that copy each report, both by number.
    pub copiers: BTreeMap<u32, Vec<u32>>,
    /// The entry that holds the last claim of each report, by number.
    entries: Vec<u64>,
    /// Answers made before.
    pub kept: Kept,
}

impl Snapshot {
    /// Reads the ledger up to `head` and resolves it.
    pub fn of(store: &Sqlite, head: Head) -> Result<Snapshot, ResolveError> {
        let (mut terms, mut entries) = (Terms::default(), Vec::new());
        let mut taken = Taken { terms: &mut terms, entries: &mut entries, open: None, number: 0 };
        let resolver = resolver_with(store, Some(AsOf::Entry(head.entry)), &mut |found| taken.take(found))?;
        Ok(Snapshot::with(Resolved::of(resolver), terms, entries, head))
    }

    /// The snapshot of the same ledger, grown; made from this one where nothing was taken back since.
    pub fn grown(&self, store: &Sqlite, head: Head) -> Result<Snapshot, ResolveError> {
        let mut resolver = self.resolved.resolver().clone();
        let (mut terms, mut entries) = (self.terms.clone(), self.entries.clone());
        let mut taken = Taken { terms: &mut terms, entries: &mut entries, open: None, number: resolver.claims() };
        let steps = (self.head.entry, head.entry);
        if extend(store, &mut resolver, steps, &mut |found| taken.take(found))? {
            Ok(Snapshot::with(Resolved::of(resolver), terms, entries, head))
        } else {
            Snapshot::of(store, head)
        }
    }

    fn with(resolved: Resolved, terms: Terms, entries: Vec<u64>, head: Head) -> Snapshot {
        let figures = resolved.figures();
        let resolver = resolved.resolver();
        let voices = resolver.voices();
        let mut sources: Vec<Source> = voices
            .all()
            .map(|(_, voice)| Source { folded: words(&voice.name).join(" "), ..Source::default() })
            .collect();
        let mut list = Vec::with_capacity(figures.len());
        for number in 0..figures.len() as u32 {
            let Some(survey) = figures.survey(number) else { continue };
            for voice in survey.revised_by.iter().flatten() {
                if let Some(source) = sources.get_mut(voice.index()) {
                    source.revised += 1;
                }
            }
            let claims = figures.claims_of(number);
            for voice in survey.origins.iter().flatten() {
                if let Some(source) = sources.get_mut(voice.index()) {
                    source.began += 1;
                }
            }
            let mut series: Box<[u32]> = claims.into();
            series.sort_by_key(|&claim| resolver.statement(claim).and_then(|one| one.published));
            list.push(Card { summary: survey.summary, denials: survey.denials, series });
        }
        let mut places: BTreeMap<PlaceKey, Vec<u32>> = BTreeMap::new();
        let mut sides = BTreeSet::new();
        for claim in 0..resolver.claims() {
            let Some(one) = resolver.statement(claim) else { continue };
            let mut chain: Vec<VoiceId> = one.chain.to_vec();
            chain.sort_unstable();
            chain.dedup();
            for voice in chain {
                if let Some(source) = sources.get_mut(voice.index()) {
                    source.said += 1;
                    source.note(claim);
                }
            }
            if let Some(source) = sources.get_mut(one.outlet.index()) {
                source.published += 1;
                source.note(claim);
            }
            if let Some(place) = one.place {
                places.entry(place.key).or_default().push(claim);
            }
            sides.extend(one.side);
        }
        sources.iter_mut().zip(voices.all()).for_each(|(source, (voice, _))| source.arrange(resolver, voice));
        let mut copiers: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for copier in 0..resolver.reports() {
            resolver.copied_by(copier).for_each(|(of, _)| copiers.entry(of).or_default().push(copier));
        }
        let name = |side: EntityId| words(resolver.side_name(side).unwrap_or_default()).join(" ");
        let sides = sides.into_iter().map(|side| (side, name(side))).collect();
        let source_at = voices.all().map(|(number, voice)| (voice.id, number)).collect();
        let orders = Sort::ALL.iter().map(|(sort, ..)| sort.sort(&list)).collect();
        let kept = Kept::default();
        Snapshot { head, list, orders, terms, sources, source_at, places, sides, copiers, entries, kept, resolved }
    }

    /// How many reports with claims the ledger held after an entry.
    pub fn reports_at(&self, entry: u64) -> u32 {
        self.entries.partition_point(|&last| last <= entry) as u32
    }

    /// Numbers of the figures in an order.
    pub fn order(&self, sort: Sort) -> &[u32] {
        let at = Sort::ALL.iter().position(|(one, ..)| *one == sort).unwrap_or(0);
        self.orders.get(at).map_or(&[], Vec::as_slice)
    }
}
