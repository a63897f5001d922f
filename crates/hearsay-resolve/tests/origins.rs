//! Runs `corpus/origins/*.md`: reports and their claims beside the figure we expect of them.
//!
//! `UPDATE_CORPUS=1 cargo test -p hearsay-resolve --test origins` rewrites the expectations; the diff is reviewed like
//! code. `corpus/origins/README.md` explains the notation.

mod story;

use hearsay_resolve::Resolver;
use hearsay_resolve::register::Register;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use story::{Report, reports};

#[test]
fn every_story_has_the_graph_it_tells() {
    let update = std::env::var_os("UPDATE_CORPUS").is_some();
    let pages = pages();
    let mut stories = 0;
    let mut wrong = Vec::new();
    for path in &pages {
        let source = std::fs::read_to_string(path).unwrap();
        let (found, count) = with_findings(&source);
        stories += count;
        if found != source && update {
            std::fs::write(path, &found).unwrap();
        } else if found != source {
            let differ = source.lines().zip(found.lines()).position(|(a, b)| a != b).unwrap_or(0);
            let around =
                |text: &str| text.lines().skip(differ.saturating_sub(6)).take(18).collect::<Vec<_>>().join("\n");
            wrong.push(format!("{}\nexpected\n{}\nfound\n{}", path.display(), around(&source), around(&found)));
        }
    }
    assert!(stories >= 20, "{stories} stories");
    assert!(wrong.is_empty(), "\n{}\nUPDATE_CORPUS=1 rewrites the pages.", wrong.join("\n\n"));
}

/// The page with its `figure` blocks as they are found now, and how many stories it tells.
fn with_findings(source: &str) -> (String, usize) {
    let mut out = String::new();
    let mut about = String::new();
    let mut told: Vec<Report> = Vec::new();
    let mut count = 0;
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        if let Some(heading) = line.strip_prefix("## ") {
            about = heading.to_owned();
            told.clear();
        }
        let Some(fence) = line.strip_prefix("```").filter(|fence| !fence.is_empty()) else { continue };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match fence {
            "reports" => {
                told.extend(reports(&about, &block));
                block.iter().for_each(|line| out.extend([line, "\n"]));
            }
            "figure" => {
                count += 1;
                out.push_str(&shown(&told));
            }
            other => panic!("a block of {other:?}; reports and figure exist"),
        }
        out.push_str("```\n");
    }
    (out, count)
}

fn shown(told: &[Report]) -> String {
    let mut resolver = Resolver::new(Register::built_in().unwrap());
    let texts: HashMap<_, _> = told.iter().map(|one| (one.document.id, one.document.text.clone())).collect();
    for one in told {
        resolver.add(&one.document, &one.claims, &mut |id| texts.get(&id).cloned());
    }
    let figures = resolver.resolve();
    let mut out = String::new();
    for summary in figures.list() {
        let figure = figures.show(summary.id).unwrap();
        out.push_str(&story::figure(&figure));
    }
    out
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/origins");
    let entries = std::fs::read_dir(&folder).unwrap();
    let mut pages: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("README.md"));
    pages.sort();
    pages
}
