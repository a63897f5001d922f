//! Figures of a ledger: its reports and claims, in their order, through resolution.
//!
//! Nothing that resolution finds is written down: it is found anew from the entries, so that it cannot disagree with
//! them, and the ledger as of any entry has the figures that it had then.

use hearsay_core::format::{Figure, FigurePoint};
use hearsay_core::{Document, DocumentId, Entry, FigureId, Text};
use hearsay_ledger::{AsOf, Filter, Found, LedgerError, Store};
use hearsay_resolve::Resolver;
use hearsay_resolve::register::{Register, RegisterError};
use std::collections::HashMap;
use std::fmt;
use std::ops::ControlFlow;
use std::rc::Rc;

/// Why a ledger could not be resolved.
#[derive(Debug)]
#[non_exhaustive]
pub enum ResolveError {
    /// The ledger could not be read.
    Ledger(LedgerError),
    /// The register could not be read.
    Register(RegisterError),
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ResolveError::Ledger(error) => error.fmt(f),
            ResolveError::Register(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ResolveError {}

impl From<LedgerError> for ResolveError {
    fn from(error: LedgerError) -> ResolveError {
        ResolveError::Ledger(error)
    }
}

impl From<RegisterError> for ResolveError {
    fn from(error: RegisterError) -> ResolveError {
        ResolveError::Register(error)
    }
}

/// Texts of earlier reports kept at hand; older ones are read from the ledger when a copy may be theirs.
const AT_HAND: usize = 4096;

/// Puts every report of the ledger that has claims through resolution, as the ledger stood at `as_of`. What comes back
/// can be asked many times, and extended with newer reports.
pub fn resolver(store: &dyn Store, as_of: Option<AsOf>) -> Result<Resolver, ResolveError> {
    resolver_with(store, as_of, &mut |_| ())
}

/// The same, and shows every claim on the way, in order of the ledger.
pub fn resolver_with(
    store: &dyn Store,
    as_of: Option<AsOf>,
    seen: &mut dyn FnMut(&Found),
) -> Result<Resolver, ResolveError> {
    let mut resolver = Resolver::new(Register::built_in()?);
    let mut texts: HashMap<DocumentId, Rc<Document>> = HashMap::new();
    let mut open: Vec<Found> = Vec::new();
    let filter = Filter { as_of, ..Filter::default() };
    store.claims(&filter, &mut |found| {
        seen(&found);
        if open.last().is_some_and(|last| last.document_seq != found.document_seq) {
            add(&mut resolver, std::mem::take(&mut open), &mut texts, store);
        }
        open.push(found);
        ControlFlow::Continue(())
    })?;
    add(&mut resolver, open, &mut texts, store);
    Ok(resolver)
}

/// Puts the entries after number `after`, up to number `to`, through resolution too. False where one of them takes a
/// report back: then all must be resolved anew, and what became of `resolver` is of no use.
pub fn extend(
    store: &dyn Store,
    resolver: &mut Resolver,
    (after, to): (u64, u64),
    seen: &mut dyn FnMut(&Found),
) -> Result<bool, ResolveError> {
    let mut texts = HashMap::new();
    let mut open: Vec<Found> = Vec::new();
    let mut read: Option<(u64, Rc<Document>)> = None;
    let mut taken_back = false;
    let mut failed = None;
    store.entries(after + 1, &mut |row| {
        let (entry, recorded) = match (row.entry(), row.time()) {
            _ if row.seq > to => return ControlFlow::Break(()),
            (Ok(entry), Ok(recorded)) => (entry, recorded),
            (Err(error), _) | (_, Err(error)) => {
                failed = Some(error);
                return ControlFlow::Break(());
            }
        };
        match entry {
            Entry::Read { document } => read = Some((row.seq, Rc::from(document))),
            Entry::Claimed { claim } => {
                if read.as_ref().is_none_or(|(_, document)| document.id != claim.document) {
                    let known = store.document(claim.document).map_err(|error| failed = Some(error)).ok().flatten();
                    read = known.map(|(seq, document)| (seq, Rc::new(document)));
                }
                let Some((document_seq, document)) = read.clone() else { return ControlFlow::Continue(()) };
                let found = Found { seq: row.seq, recorded, claim: *claim, document_seq, document };
                seen(&found);
                if open.last().is_some_and(|last| last.document_seq != document_seq) {
                    add(resolver, std::mem::take(&mut open), &mut texts, store);
                }
                open.push(found);
            }
            Entry::Withdrawn { .. } => taken_back = true,
            _ => {}
        }
        if taken_back || failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    add(resolver, open, &mut texts, store);
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(!taken_back),
    }
}

/// Adds the claims of one report.
fn add(resolver: &mut Resolver, found: Vec<Found>, texts: &mut HashMap<DocumentId, Rc<Document>>, store: &dyn Store) {
    let Some(document) = found.first().map(|found| found.document.clone()) else { return };
    let claims: Vec<_> = found.into_iter().map(|found| found.claim).collect();
    resolver.add(&document, &claims, &mut |id| earlier(id, texts, store));
    if texts.len() < AT_HAND {
        texts.insert(document.id, document);
    }
}

fn earlier(id: DocumentId, texts: &HashMap<DocumentId, Rc<Document>>, store: &dyn Store) -> Option<Text> {
    match texts.get(&id) {
        Some(document) => Some(document.text.clone()),
        // A report that cannot be read again is not aligned; its claims are grouped by what they say.
        None => store.document(id).ok().flatten().map(|(_, document)| document.text),
    }
}

/// The figure at an address, with the words of the reports filled in.
pub fn figure(store: &dyn Store, resolver: &Resolver, id: FigureId) -> Result<Option<Figure>, ResolveError> {
    let Some(mut figure) = resolver.resolve().show(id) else { return Ok(None) };
    evidence(store, &mut figure.series)?;
    Ok(Some(figure))
}

/// Fills in the words of the reports that hold the figure.
pub fn evidence(store: &dyn Store, series: &mut [FigurePoint]) -> Result<(), LedgerError> {
    for point in series {
        let filter = Filter { id: Some(point.claim.to_string()), document: Some(point.document), ..Filter::default() };
        store.claims(&filter, &mut |found| {
            point.evidence = Some(found.claim.evidence.text);
            ControlFlow::Continue(())
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearsay_ledger::Memory;

    fn report(outlet: &str, day: &str, text: &str) -> Document {
        let mut document = Document::of_text(outlet, Text::from(text));
        document.outlet = Some(outlet.to_owned());
        document.published = Some(day.parse().unwrap());
        document.identified()
    }

    fn ledger(reports: &[Document]) -> Memory {
        let mut store = Memory::default();
        for document in reports {
            let claims = hearsay_extract::extract(document).claims;
            let claims = claims.into_iter().map(|claim| Entry::Claimed { claim: Box::new(claim) });
            let group = [Entry::Read { document: Box::new(document.clone()) }].into_iter().chain(claims).collect();
            store.append(&[group], "2025-01-20T00:00:00Z".parse().unwrap()).unwrap();
        }
        store
    }

    fn story() -> [Document; 3] {
        let text = "At least 14 people were killed when rockets hit the village below the Skerry Lighthouse on Tuesday, \
                    the Skerry police said. Rescue boats searched the water until the fog came in and the search was \
                    stopped for the night by order of the harbour master.";
        let later = "The number of people killed in the rocket attack at the Skerry Lighthouse village has been \
                     corrected: 16 people were killed, the Skerry police said on Thursday.";
        [
            report("Northern Mail", "2025-01-14", text),
            report("Valley Post", "2025-01-15", text),
            report("Northern Mail", "2025-01-16", later),
        ]
    }

    #[test]
    fn the_same_ledger_has_the_same_figures_and_an_earlier_one_those_it_had() {
        let store = ledger(&story());
        let all = resolver(&store, None).unwrap();
        let again = resolver(&store, None).unwrap();
        assert_eq!(all.resolve().list(), again.resolve().list());
        let whole = store.size().unwrap().entries;
        let first = ledger(&story()[..1]).size().unwrap().entries;
        assert!(first < whole);
        let then = resolver(&store, Some(AsOf::Entry(first))).unwrap();
        let alone = resolver(&ledger(&story()[..1]), None).unwrap();
        assert_eq!(then.resolve().list(), alone.resolve().list());
        // An address that was given out stays good.
        for earlier in then.resolve().list() {
            assert!(figure(&store, &all, earlier.id).unwrap().is_some());
        }
    }

    #[test]
    fn what_came_later_extends_what_was_resolved() {
        let store = ledger(&story());
        let whole = resolver(&store, None).unwrap();
        let last = store.size().unwrap().entries;
        for then in 0..=last {
            let mut seen = Vec::new();
            let mut grown = resolver_with(&store, Some(AsOf::Entry(then)), &mut |found| seen.push(found.seq)).unwrap();
            // A report of which only some claims were there is one report either way.
            let mut whole_report = true;
            let look = &mut |row: hearsay_ledger::Row| {
                whole_report = !matches!(row.entry(), Ok(Entry::Claimed { .. }));
                ControlFlow::Break(())
            };
            store.entries(then + 1, look).unwrap();
            assert!(extend(&store, &mut grown, (then, last), &mut |found| seen.push(found.seq)).unwrap());
            assert_eq!(seen.len() as u64, store.size().unwrap().claims);
            assert!(!whole_report || grown.resolve().list() == whole.resolve().list(), "after entry {then}");
        }
        let mut store = store;
        let document = store.document(story()[0].id).unwrap().unwrap().1.id;
        let withdrawn = Entry::Withdrawn { document, reason: "taken back by its outlet".to_owned() };
        store.append(&[vec![withdrawn]], "2025-01-21T00:00:00Z".parse().unwrap()).unwrap();
        let mut grown = resolver(&store, Some(AsOf::Entry(last))).unwrap();
        assert!(!extend(&store, &mut grown, (last, last + 1), &mut |_| ()).unwrap());
    }

    #[test]
    fn a_figure_shows_the_words_of_its_reports() {
        let store = ledger(&story());
        let resolver = resolver(&store, None).unwrap();
        let list = resolver.resolve().list();
        let largest = list.iter().max_by_key(|summary| summary.claims).unwrap();
        let figure = figure(&store, &resolver, largest.id).unwrap().unwrap();
        assert!(figure.series.iter().all(|point| point.evidence.is_some()), "{figure:?}");
        assert!(figure.origins.outlets >= 2);
    }
}
