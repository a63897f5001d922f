//! Out of a ledger: the claims that pass a filter in a form that other programs read, or every entry as it is.

use hearsay_core::format::{Claim, Heading, Recorded};
use hearsay_core::{Document, SourceKind};
use hearsay_export::{Exporter, Item, Kept, Mask, Texts};
use hearsay_extract::gazetteer::{Bearer, Class, Gazetteer, Key};
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
        let mut text = (texts == Texts::Whole).then(|| found.document.text.as_str().to_owned());
        if names == Names::Masked {
            let mask = people.mask(&found, &recorded);
            mask.apply(&mut recorded);
            text = text.map(|text| mask.words(&text));
        }
        failed = exporter.claim(&Item { recorded: &recorded, text: text.as_deref() }).err();
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

/// Everybody whom the report calls by name, as far as the parser tells. It takes a government called by its country or
/// capital for a person now and then: these are left out.
fn named(document: &Document) -> Vec<String> {
    let text = &document.text;
    let (sentences, tokens) = sentences(text);
    let words = Words::new(text, &sentences, &tokens);
    let syntax = english().parse(text, &sentences, &tokens);
    let mentions = mentions(text, &sentences, &tokens, &syntax);
    let people = mentions.iter().filter(|mention| mention.kind == MentionKind::Person && mention.is_name());
    let names = people.map(|mention| text.at(words.span(mention.name)).to_owned());
    names.filter(|name| !governs(name)).collect()
}

/// Whether a country or a capital bears the name.
fn governs(name: &str) -> bool {
    let gazetteer = Gazetteer::shipped();
    let class = |bearer: Bearer| gazetteer.class_and_level(bearer.record).map(|(class, _)| class);
    gazetteer.find(Key::of(name)).filter_map(class).any(|class| matches!(class, Class::Country | Class::Capital))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearsay_core::{Entry, Text};
    use hearsay_ledger::Memory;

    /// What was handed out.
    #[derive(Default)]
    struct Told(Vec<(Recorded, Option<String>)>);

    impl Exporter for Told {
        fn claim(&mut self, item: &Item) -> io::Result<()> {
            self.0.push((item.recorded.clone(), item.text.map(str::to_owned)));
            Ok(())
        }

        fn end(self: Box<Self>) -> io::Result<()> {
            Ok(())
        }
    }

    const TEXT: &str = "At least 14 people were killed in the village of Skerry, the baker Mara Lindqvist told reporters on \
                        Monday. Lindqvist said she counted them herself. President Olaf Brandt said 11 people were killed. \
                        Seoul's spy agency said 30 people were wounded.";

    fn told(texts: Texts, names: Names) -> Vec<(Recorded, Option<String>)> {
        let mut document = Document::of_text("mara-lindqvist", Text::from(TEXT));
        document.url = Some("https://mail.example/lindqvist-counts".to_owned());
        let document = document.identified();
        let claims = hearsay_extract::claims(&document);
        let claims = claims.into_iter().map(|claim| Entry::Claimed { claim: Box::new(claim) });
        let group = [Entry::Read { document: Box::new(document) }].into_iter().chain(claims).collect();
        let mut store = Memory::default();
        store.append(&[group], "2025-01-20T00:00:00Z".parse().unwrap()).unwrap();
        let mut told = Told::default();
        let count = export(&store, &Filter::default(), texts, names, &mut told).unwrap();
        assert!(count > 0 && count as usize == told.0.len());
        told.0
    }

    #[test]
    fn texts_are_handed_out_when_asked() {
        assert!(told(Texts::Quotes, Names::Kept).iter().all(|(_, text)| text.is_none()));
        assert!(told(Texts::Whole, Names::Kept).iter().all(|(_, text)| text.as_deref() == Some(TEXT)));
    }

    #[test]
    fn masked_names_are_nowhere_and_offsets_hold() {
        let told = told(Texts::Whole, Names::Masked);
        for (recorded, text) in &told {
            let text = text.as_deref().unwrap();
            let all = format!("{text}{}", serde_json::to_string(recorded).unwrap()).to_lowercase();
            assert!(!all.contains("lindqvist"), "{all}");
            assert!(all.contains("olaf brandt") && all.contains("seoul"), "{all}");
            let letters: Vec<char> = text.chars().collect();
            let evidence = &recorded.claim.evidence;
            let stands: String = letters[evidence.start as usize..evidence.end as usize].iter().collect();
            assert_eq!(stands, evidence.text);
        }
        assert!(told.iter().any(|(recorded, _)| recorded.claim.sources.iter().any(|source| source.name.contains('█'))));
    }
}
