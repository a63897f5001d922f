//! Runs `corpus/en/*.md`: texts beside what we expect to be found in them.
//!
//! `UPDATE_CORPUS=1 cargo test -p hearsay --test corpus` rewrites the expectations; the diff is reviewed like code.
//! `corpus/README.md` explains the notation.

mod notation;
mod page;

use hearsay_core::{Document, Text};
use page::{Case, Page};
use std::path::{Path, PathBuf};

#[test]
fn every_page_finds_what_it_expects() {
    let update = std::env::var_os("UPDATE_CORPUS").is_some();
    let pages = pages();
    assert!(!pages.is_empty(), "there is no page in {}", folder().display());
    let mut wrong = Vec::new();
    for path in pages {
        let source = std::fs::read_to_string(&path).unwrap();
        let page = Page::parse(&source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(!page.cases.is_empty(), "{}: there is no text on the page", path.display());
        let found = page.with(found);
        if found != source && update {
            std::fs::write(&path, &found).unwrap();
        } else if found != source {
            wrong.push(format!("{}\n{}", path.display(), difference(&source, &found)));
        }
    }
    assert!(wrong.is_empty(), "\n{}\nUPDATE_CORPUS=1 rewrites the pages.", wrong.join("\n"));
}

/// The lines of a block as extraction gives them now.
fn found(case: &Case, kind: page::Kind) -> Vec<String> {
    let mut document = Document::of_text("corpus", Text::new(case.text.clone()));
    document.published = case.published;
    let document = document.identified();
    let extraction = hearsay_extract::extract(&document);
    match kind {
        page::Kind::Claims => {
            let claims = &extraction.claims;
            claims.iter().map(|claim| notation::claim(claim, claims)).collect()
        }
        page::Kind::Attributions => {
            extraction.attributions.iter().map(|one| notation::attribution(one, &document.text)).collect()
        }
        page::Kind::Notes => extraction.notes.iter().map(|note| notation::note(note, &document.text)).collect(),
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/en")
}

fn pages() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let mut pages: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    pages.sort();
    pages
}

/// The lines that differ, with the heading above them.
fn difference(expected: &str, found: &str) -> String {
    let old: Vec<_> = expected.lines().collect();
    let new: Vec<_> = found.lines().collect();
    let mut heading = "";
    let mut out = String::new();
    let mut at = 0;
    for (number, line) in old.iter().enumerate() {
        if line.starts_with('#') {
            heading = line;
        }
        match new[at..].iter().position(|one| one == line) {
            Some(ahead) => {
                new[at..at + ahead].iter().for_each(|line| out.push_str(&format!("  + {line}\n")));
                at += ahead + 1;
            }
            None => out.push_str(&format!("  {}: {heading}\n  - {line}\n", number + 1)),
        }
    }
    new[at..].iter().for_each(|line| out.push_str(&format!("  + {line}\n")));
    out
}
