//! Out of a ledger: the claims that pass a filter in a form that other programs read, or every entry as it is.

use hearsay_core::format::{Claim, Heading, Recorded};
use hearsay_core::{Document, SourceKind};
use hearsay_export::{Exporter, Item, Kept, Mask, Texts};
use hearsay_extract::syntax::Parser;
use hearsay_extract::{MentionKind, Words, english, mentions, sentences};
use hearsay_ledger::{AsOf, Filter, Found, LedgerError, Row, Store};
use std::fmt;
use std::io;
use std::ops::ControlFlow;

/// Whether private people are called by their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// As the reports call them.
    Kept,
    /// Blotted out, as far as they are found; see `docs/format/export.md` for what that cannot do.
    Masked,
}

/// Why a ledger could not be exported.
#[derive(Debug)]
#[non_exhaustive]
pub enum ExportError {
    /// The ledger could not be read.
    Ledger(LedgerError),
    /// The output could not be written.
    Write(io::Error),
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ExportError::Ledger(error) => error.fmt(f),
            ExportError::Write(error) => write!(f, "the output cannot be written: {error}"),
        }
    }
}

impl std::error::Error for ExportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ExportError::Ledger(error) => Some(error),
            ExportError::Write(error) => Some(error),
        }
    }
}

impl From<LedgerError> for ExportError {
    fn from(error: LedgerError) -> ExportError {
        ExportError::Ledger(error)
    }
}

/// The claim as it is printed.
pub fn recorded(found: &Found) -> Recorded {
    Recorded {
        entry: found.seq,
        recorded: found.recorded,
        report: Heading::of(&found.document, found.document_seq),
        claim: Claim::of(&found.claim, &found.document.text),
    }
}

/// Hands every claim that passes to `exporter`, and says how many these were.
pub fn export(
    store: &dyn Store,
    filter: &Filter,
    texts: Texts,
    names: Names,
    exporter: &mut dyn Exporter,
) -> Result<u64, ExportError> {
    let mut count = 0;
    let mut people = People::default();
    let mut failed = None;
    store.claims(filter, &mut |found| {
        let mut recorded = recorded(&found);
        let mut text = found.document.text.as_str().to_owned();
        if names == Names::Masked {
            let mask = people.mask(&found, &recorded);
            mask.apply(&mut recorded);
            text = mask.words(&text);
        }
        let text = (texts == Texts::Whole).then_some(text.as_str());
        failed = exporter.claim(&Item { recorded: &recorded, text }).err();
        count += 1;
        if failed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    failed.map_or(Ok(count), |error| Err(ExportError::Write(error)))
}

/// Hands every entry to `take`, byte for byte, as the ledger stood at `as_of`, and says how many these were.
pub fn export_entries(
    store: &dyn Store,
    as_of: Option<AsOf>,
    take: &mut dyn FnMut(Kept) -> io::Result<()>,
) -> Result<u64, ExportError> {
    let mut count = 0;
    let mut done = Ok(());
    store.entries(1, &mut |row| {
        let later = match as_of {
            None => Ok(false),
            Some(AsOf::Entry(last)) => Ok(row.seq > last),
            Some(AsOf::Time(time)) => row.time().map(|recorded| recorded > time),
        };
        match later {
            Ok(true) => return ControlFlow::Break(()),
            Ok(false) => {
                let Row { seq, recorded, digest, body } = row;
                done = take(Kept { seq, recorded, digest, body }).map_err(ExportError::Write);
                count += 1;
            }
            Err(error) => done = Err(error.into()),
        }
        if done.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    done.map(|()| count)
}

/// The names of people in the report that was asked about last; neighbouring claims share it.
#[derive(Default)]
struct People {
    report: Option<u64>,
    names: Vec<String>,
}

impl People {
    fn mask(&mut self, found: &Found, recorded: &Recorded) -> Mask {
        if self.report != Some(found.document_seq) {
            self.report = Some(found.document_seq);
            self.names = named(&found.document);
        }
        // Sources are called by names that the text may give in pieces only.
        let persons = recorded.claim.sources.iter().filter(|source| source.kind == SourceKind::Person);
        let all = self.names.iter().chain(persons.map(|source| &source.name)).cloned();
        Mask::new(found.document.title.as_deref(), found.document.text.as_str(), all)
    }
}

/// Everybody whom the report calls by name, as far as the parser tells.
fn named(document: &Document) -> Vec<String> {
    let text = &document.text;
    let (sentences, tokens) = sentences(text);
    let words = Words::new(text, &sentences, &tokens);
    let syntax = english().parse(text, &sentences, &tokens);
    let mentions = mentions(text, &sentences, &tokens, &syntax);
    let people = mentions.iter().filter(|mention| mention.kind == MentionKind::Person && mention.is_name());
    people.map(|mention| text.at(words.span(mention.name)).to_owned()).collect()
}
