//! How long each step takes on one article of ours: `cargo bench -p hearsay`.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use hearsay::{Given, Options, each_document};
use hearsay_core::format::Report;
use hearsay_core::{Document, Entry, Text};
use hearsay_extract::extract;
use hearsay_ledger::{Memory, Store};
use jiff::Timestamp;
use std::ops::ControlFlow;

const ARTICLE: &str = include_str!("../tests/article.txt");

fn main() {
    divan::main();
}

fn document() -> Document {
    Document::of_text("article", Text::from(ARTICLE))
}

/// The whole of extraction.
#[divan::bench]
fn extraction(bencher: Bencher) {
    let document = document();
    bencher.counter(BytesCount::of_str(ARTICLE)).bench(|| extract(black_box(&document)));
}

/// The cheap case: a text without a figure or a word of a measure.
#[divan::bench]
fn extraction_without_figures(bencher: Bencher) {
    let text = "The ministers met in the river town to talk about bread, roads and schools. ".repeat(20);
    let document = Document::of_text("quiet", Text::new(text.clone()));
    bencher.counter(BytesCount::of_str(&text)).bench(|| extract(black_box(&document)));
}

/// Code points and JSON of what was found.
#[divan::bench]
fn printing(bencher: Bencher) {
    let document = document();
    let extraction = extract(&document);
    bencher.bench(|| serde_json::to_string(&Report::of(&document, black_box(&extraction))));
}

/// A document and its claims into a ledger in memory.
#[divan::bench]
fn appending(bencher: Bencher) {
    let document = document();
    let claims = extract(&document).claims.into_iter().map(|claim| Entry::Claimed { claim: Box::new(claim) });
    let read = Entry::Read { document: Box::new(document) };
    let group: Vec<Entry> = std::iter::once(read).chain(claims).collect();
    bencher
        .with_inputs(Memory::new)
        .bench_values(|mut store| store.append(std::slice::from_ref(&group), Timestamp::UNIX_EPOCH).is_ok());
}

/// A hundred articles from JSON Lines to results, on all cores: articles a second.
#[divan::bench(sample_count = 20)]
fn end_to_end(bencher: Bencher) {
    let text = serde_json::to_string(ARTICLE).unwrap_or_default();
    let lines: String = (0..100).map(|number| format!("{{\"id\":\"{number}\",\"text\":{text}}}\n")).collect();
    bencher.counter(ItemsCount::new(100usize)).bench(|| {
        let inputs = vec![Given::Stream("bench".to_owned(), Box::new(std::io::Cursor::new(lines.clone())))];
        let mut claims = 0;
        each_document(
            inputs,
            &Options::default(),
            |document| extract(&document).claims.len(),
            |found| {
                claims += found.unwrap_or(0);
                ControlFlow::Continue(())
            },
        );
        claims
    });
}
