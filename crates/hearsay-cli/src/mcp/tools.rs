//! What an assistant can ask: the questions of `hearsay claims`, `figures`, `figure` and `why`, answered in their JSON.

use crate::args::{as_of, days, word};
use crate::claims::{each, recorded};
use crate::figures::{Sort, listed};
use clap::ValueEnum;
use hearsay::{Resolver, resolver};
use hearsay_core::{Confidence, Span};
use hearsay_ledger::{AsOf, Days, Filter, Found, Sqlite, Store};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::fmt::Display;
use std::num::NonZeroUsize;

/// The tools as they are described to the assistant.
pub fn list() -> Value {
    serde_json::from_str(include_str!("tools.json")).unwrap_or_default()
}

/// Why a tool gives nothing.
pub enum Failed {
    /// There is no tool of that name.
    NoTool,
    /// What was asked is wrong, or nothing was found: in a sentence for the assistant.
    Cause(String),
}

impl<E: Display> From<E> for Failed {
    fn from(cause: E) -> Failed {
        Failed::Cause(format!("{cause:#}"))
    }
}

/// The ledger, and what was resolved of it.
pub struct Tools {
    store: Sqlite,
    /// The figures of the ledger as it stood when it had so many entries, or as it was asked for.
    resolved: Option<(u64, Option<AsOf>, Resolver)>,
}

/// So many are given where no limit is.
const SOME: NonZeroUsize = NonZeroUsize::new(20).unwrap();

/// No more than these are given.
const MOST: NonZeroUsize = NonZeroUsize::new(100).unwrap();

/// How far a sentence is given to either side of the evidence, in bytes.
const REACH: u32 = 600;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Search {
    text: Option<String>,
    measure: Option<String>,
    side: Option<String>,
    role: Option<String>,
    source: Option<String>,
    place: Option<String>,
    event: Option<String>,
    published: Option<String>,
    confidence: Option<f32>,
    as_of: Option<String>,
    limit: Option<NonZeroUsize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figures {
    text: Option<String>,
    sort: Option<String>,
    as_of: Option<String>,
    limit: Option<NonZeroUsize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    id: String,
    as_of: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Why {
    id: String,
}

impl Tools {
    /// Tools over a ledger that is only read.
    pub fn new(store: Sqlite) -> Tools {
        Tools { store, resolved: None }
    }

    /// What the tool of that name gives.
    pub fn call(&mut self, name: &str, given: Value) -> Result<Value, Failed> {
        match name {
            "search" => self.search(asked(given)?),
            "figures" => self.figures(asked(given)?),
            "figure" => self.figure(asked(given)?),
            "why" => self.why(asked(given)?),
            _ => Err(Failed::NoTool),
        }
    }

    fn search(&self, asked: Search) -> Result<Value, Failed> {
        let day = |typed: Option<String>| typed.as_deref().map(days).transpose().map(Option::unwrap_or_default);
        let (event, published): (Days, Days) = (day(asked.event)?, day(asked.published)?);
        let limit = asked.limit.unwrap_or(SOME).min(MOST);
        let filter = Filter {
            measures: asked.measure.as_deref().map(word).transpose()?.into_iter().collect(),
            side: asked.side,
            role: asked.role.as_deref().map(word).transpose()?,
            source: asked.source,
            place: asked.place,
            text: asked.text,
            event,
            published,
            confidence: asked.confidence.map(Confidence::new),
            as_of: then(asked.as_of)?,
            limit: limit.checked_add(1),
            ..Filter::default()
        };
        let mut claims = self.found(&filter)?;
        let more = claims.len() > limit.get();
        claims.truncate(limit.get());
        let claims: Vec<_> = claims.iter().map(recorded).collect();
        Ok(json!({"claims": claims, "more": more}))
    }

    fn figures(&mut self, asked: Figures) -> Result<Value, Failed> {
        let sort = asked.sort.as_deref().map_or(Ok(Sort::Claims), |sort| Sort::from_str(sort, true));
        let sort = sort.map_err(|sort| format!("there is no order “{sort}”"))?;
        let limit = asked.limit.unwrap_or(SOME).min(MOST).get();
        let mut list = listed(self.resolver(then(asked.as_of)?)?, asked.text.as_deref(), sort);
        let more = list.len() > limit;
        list.truncate(limit);
        Ok(json!({"figures": list, "more": more}))
    }

    fn figure(&mut self, asked: Figure) -> Result<Value, Failed> {
        let as_of = then(asked.as_of)?;
        self.resolver(as_of)?;
        let Some((_, _, resolver)) = &self.resolved else { return Err(Failed::from("nothing is resolved")) };
        let beginning = asked.id.trim().to_lowercase();
        let id = match resolver.resolve().addresses(&beginning).as_slice() {
            [] => return Err(Failed::from(format!("no figure's id begins with {beginning}"))),
            [id] => *id,
            several => return Err(Failed::from(format!("{} ids begin with {beginning}", several.len()))),
        };
        let figure = hearsay::figure(&self.store, resolver, id)?;
        figure.map(|figure| json!(figure)).ok_or_else(|| Failed::from(format!("there is no figure {id}")))
    }

    fn why(&self, asked: Why) -> Result<Value, Failed> {
        let id = asked.id.trim().to_owned();
        let filter = Filter { id: Some(id.clone()), limit: NonZeroUsize::new(2), ..Filter::default() };
        match self.found(&filter)?.as_slice() {
            [] => Err(Failed::from(format!("no claim of the ledger has an id that begins with {id}"))),
            [one] => Ok(json!({"claim": recorded(one), "sentence": sentence(one)})),
            _ => Err(Failed::from(format!("several claims have an id that begins with {id}; give more of it"))),
        }
    }

    fn found(&self, filter: &Filter) -> anyhow::Result<Vec<Found>> {
        let mut all = Vec::new();
        each(&self.store, filter, &mut |found| {
            all.push(found);
            Ok(())
        })?;
        Ok(all)
    }

    /// The figures of the ledger as it stands now, or stood then; found anew only when it has grown.
    fn resolver(&mut self, as_of: Option<AsOf>) -> Result<&Resolver, Failed> {
        let size = self.store.size()?.entries;
        let known = self.resolved.take().filter(|(then, of, _)| *then == size && *of == as_of);
        let resolved = match known {
            Some(known) => known,
            None => (size, as_of, resolver(&self.store, as_of)?),
        };
        Ok(&self.resolved.insert(resolved).2)
    }
}

fn asked<T: DeserializeOwned>(given: Value) -> Result<T, Failed> {
    serde_json::from_value(given).map_err(|error| Failed::from(format!("the arguments are wrong: {error}")))
}

fn then(typed: Option<String>) -> Result<Option<AsOf>, Failed> {
    Ok(typed.as_deref().map(as_of).transpose()?)
}

/// The sentence that holds the claim.
fn sentence(found: &Found) -> &str {
    let (text, claim) = (&found.document.text, &found.claim);
    let held: Span = claim.evidence.span.cover(claim.quantity.quote.span);
    text.at(text.sentence_around(held, REACH))
}
