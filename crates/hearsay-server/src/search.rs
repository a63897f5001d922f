//! Which figures are asked for: every part that is given must hold for one and the same claim.

use crate::asked::given;
use crate::paging::{limit, part};
use crate::problem::Problem;
use crate::snapshot::{Snapshot, Sort};
use hearsay_core::{EntityId, FigureId, Measure};
use hearsay_ledger::{Days, words};
use hearsay_resolve::{PlaceKey, Statement};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeSet;
use utoipa::IntoParams;

/// The query of the list of figures.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Search {
    /// Words of the sentence, headline, group, place, actor or sources of a claim: all must occur.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// What is counted.
    #[param(schema_with = crate::openapi::measure)]
    pub measure: Option<String>,
    /// Words of the side of the affected.
    #[param(max_length = 200)]
    pub side: Option<String>,
    /// Words of the place.
    #[param(max_length = 200)]
    pub place: Option<String>,
    /// Words of a source, or of an outlet.
    #[param(max_length = 200)]
    pub source: Option<String>,
    /// First day of publication.
    #[param(format = Date)]
    pub published_from: Option<String>,
    /// Last day of publication.
    #[param(format = Date)]
    pub published_to: Option<String>,
    /// First day of the event.
    #[param(format = Date)]
    pub event_from: Option<String>,
    /// Last day of the event.
    #[param(format = Date)]
    pub event_to: Option<String>,
    /// What comes first.
    #[param(schema_with = crate::openapi::sort)]
    pub sort: Option<String>,
    /// No more than these on one page.
    #[param(schema_with = crate::openapi::limit)]
    pub limit: Option<String>,
    /// The id of the last figure of the page before.
    #[param(schema_with = crate::openapi::id)]
    pub after: Option<String>,
}

/// Letters of a part that is searched for.
const WORDS_AT_MOST: usize = 200;

/// What was found.
pub struct Found {
    /// Numbers of the figures of this page.
    pub figures: Vec<u32>,
    /// How many there are on all pages.
    pub total: usize,
    /// The last figure of this page, where another page follows.
    pub next: Option<FigureId>,
}

/// The query, read.
struct Wanted {
    hits: Option<Vec<u32>>,
    measure: Option<Measure>,
    sides: Option<BTreeSet<EntityId>>,
    places: Option<BTreeSet<PlaceKey>>,
    /// By the number of the voice.
    sources: Option<Vec<bool>>,
    published: Days,
    event: Days,
}

impl Search {
    /// The order that is asked for.
    pub fn order(&self) -> Result<Sort, Problem> {
        let Some(name) = self.sort.as_deref().filter(|name| !name.is_empty()) else { return Ok(Sort::default()) };
        let known = Sort::ALL.iter().find(|(_, known, _)| *known == name);
        let names = || Sort::ALL.map(|(_, name, _)| name).join(", ");
        known.map(|(sort, ..)| *sort).ok_or_else(|| Problem::bad(format!("sort: give one of {}.", names())))
    }

    /// Whether anything narrows the list.
    pub fn narrows(&self) -> bool {
        let days = [&self.published_from, &self.published_to, &self.event_from, &self.event_to];
        let parts = [&self.q, &self.measure, &self.side, &self.place, &self.source];
        parts.into_iter().chain(days).flatten().any(|part| !part.trim().is_empty())
    }

    /// The figures of one page, in order.
    pub fn find(&self, snapshot: &Snapshot) -> Result<Found, Problem> {
        let order = snapshot.order(self.order()?);
        let limit = limit(self.limit.as_deref())?;
        let passing = if self.narrows() { Some(passing(snapshot, &self.wanted(snapshot)?)) } else { None };
        let passes =
            |figure: &&u32| passing.as_ref().is_none_or(|passing| passing.get(**figure as usize) == Some(&true));
        let all: Vec<u32> = order.iter().filter(passes).copied().collect();
        let (figures, more) = part(&all, limit, self.after.as_deref(), |id| {
            let figure = snapshot.resolved.figure_at(id)?;
            all.iter().position(|one| *one == figure)
        })?;
        let last = figures.last().and_then(|&figure| snapshot.list.get(figure as usize)).map(|card| card.summary.id);
        Ok(Found { figures: figures.to_vec(), total: all.len(), next: last.filter(|_| more) })
    }

    fn wanted(&self, snapshot: &Snapshot) -> Result<Wanted, Problem> {
        let measure = match self.measure.as_deref().filter(|name| !name.is_empty()) {
            None => None,
            Some(name) => Some(Measure::from_name(name).ok_or_else(|| {
                Problem::bad(format!("measure: give one of {}.", Measure::ALL.map(Measure::name).join(", ")))
            })?),
        };
        let resolver = snapshot.resolved.resolver();
        let side = folded("side", &self.side)?;
        let place = folded("place", &self.place)?;
        let source = folded("source", &self.source)?;
        Ok(Wanted {
            hits: folded("q", &self.q)?.map(|words| snapshot.terms.holding(&words)),
            measure,
            sides: side.map(|words| {
                snapshot.sides.iter().filter(|(_, name)| holds(name, &words)).map(|(side, _)| *side).collect()
            }),
            places: place.map(|asked| {
                let named = |key: &&PlaceKey| {
                    let name = words(resolver.place_name(**key).unwrap_or_default()).join(" ");
                    holds(&name, &asked)
                };
                snapshot.places.keys().filter(named).copied().collect()
            }),
            sources: source.map(|words| snapshot.sources.iter().map(|one| holds(&one.folded, &words)).collect()),
            published: range("published", &self.published_from, &self.published_to)?,
            event: range("event", &self.event_from, &self.event_to)?,
        })
    }
}

impl Wanted {
    fn passes(&self, one: &Statement<'_>) -> bool {
        let source = |wanted: &Vec<bool>| {
            let held = |voice: &hearsay_resolve::VoiceId| wanted.get(voice.index()) == Some(&true);
            held(&one.outlet) || one.chain.iter().any(held)
        };
        self.measure.is_none_or(|measure| measure == one.measure)
            && self.sides.as_ref().is_none_or(|sides| one.side.is_some_and(|side| sides.contains(&side)))
            && self.places.as_ref().is_none_or(|places| one.place.is_some_and(|place| places.contains(&place.key)))
            && self.sources.as_ref().is_none_or(source)
            && (self.published.is_open() || one.published.is_some_and(|day| self.published.meets(day, day)))
            && (self.event.is_open() || one.days().is_some_and(|(from, to)| self.event.meets(from, to)))
    }
}

/// Of each figure, whether one of its claims passes.
fn passing(snapshot: &Snapshot, wanted: &Wanted) -> Vec<bool> {
    let mut passing = vec![false; snapshot.list.len()];
    let (figures, resolver) = (snapshot.resolved.figures(), snapshot.resolved.resolver());
    let mut test = |claim: u32| {
        let figure = figures.figure_of(claim).and_then(|figure| passing.get_mut(figure as usize));
        if let Some(passing) = figure.filter(|passing| !**passing) {
            *passing = resolver.statement(claim).is_some_and(|one| wanted.passes(&one));
        }
    };
    // The fewest claims that can pass: those of the words, of the sources or of the places.
    match (&wanted.hits, &wanted.sources, &wanted.places) {
        (Some(hits), ..) => hits.iter().copied().for_each(&mut test),
        (_, Some(sources), _) => {
            let asked = snapshot.sources.iter().zip(sources).filter(|(_, asked)| **asked);
            asked.flat_map(|(source, _)| source.claims.iter().copied()).for_each(&mut test);
        }
        (.., Some(places)) => {
            let asked = places.iter().filter_map(|place| snapshot.places.get(place));
            asked.flatten().copied().for_each(&mut test);
        }
        _ => (0..resolver.claims()).for_each(&mut test),
    }
    passing
}

/// The folded words of a part; none where it is not given.
pub fn folded(name: &str, asked: &Option<String>) -> Result<Option<Vec<String>>, Problem> {
    let Some(asked) = asked.as_deref().filter(|asked| !asked.trim().is_empty()) else { return Ok(None) };
    if asked.chars().count() > WORDS_AT_MOST {
        return Err(Problem::bad(format!("{name}: give at most {WORDS_AT_MOST} letters.")));
    }
    Ok(Some(words(asked)))
}

/// Whether every word occurs in a folded name.
pub fn holds(name: &str, asked: &[String]) -> bool {
    !asked.is_empty() && asked.iter().all(|word| name.split(' ').any(|own| own == word))
}

fn range(name: &str, from: &Option<String>, to: &Option<String>) -> Result<Days, Problem> {
    let day = |end: &str, text: &Option<String>| {
        given::<Date>(&format!("{name}_{end}"), text.as_deref(), "a day such as 2025-01-13")
    };
    let days = Days { from: day("from", from)?, to: day("to", to)? };
    match days {
        Days { from: Some(from), to: Some(to) } if from > to => {
            Err(Problem::bad(format!("{name}_to: {to} is before {from}.")))
        }
        days => Ok(days),
    }
}
