//! Runs `corpus/en/trees`: sentences beside the trees that the parser makes of them.

use hearsay_core::Text;
use hearsay_extract::{Parser, english, sentences, syntax::show};
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/en/trees")
}

/// The tree of a text as it is shown on the page.
fn tree(text: &str) -> String {
    let text = Text::from(text.trim_end());
    let (sentences, tokens) = sentences(&text);
    let syntax = english().parse(&text, &sentences, &tokens);
    show(&text, &sentences, &tokens, &syntax)
}

/// The page with every tree made anew.
fn remade(source: &str) -> String {
    let mut out = String::new();
    let mut text = String::new();
    let mut lines = source.split_inclusive('\n');
    while let Some(line) = lines.next() {
        out.push_str(line);
        let block = match line.trim_end() {
            block @ ("```text" | "```tree") => block,
            _ => continue,
        };
        let mut inside = String::new();
        for line in lines.by_ref() {
            if line.trim_end() == "```" {
                match block {
                    "```tree" => out.push_str(&tree(&text)),
                    _ => {
                        out.push_str(&inside);
                        text = std::mem::take(&mut inside);
                    }
                }
                out.push_str(line);
                break;
            }
            inside.push_str(line);
        }
    }
    out
}

#[test]
fn the_trees_are_those_of_the_page() {
    let mut pages = 0;
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let source = std::fs::read_to_string(&path).unwrap();
        assert!(source.matches("```tree").count() >= 1, "{}: no tree on the page", path.display());
        pages += 1;
        let found = remade(&source);
        if std::env::var_os("UPDATE_CORPUS").is_some() {
            std::fs::write(&path, found).unwrap();
            continue;
        }
        let wrong = source.lines().zip(found.lines()).position(|(old, new)| old != new);
        if let Some(line) = wrong.or((source != found).then_some(source.lines().count())) {
            let from = line.saturating_sub(8);
            let near: Vec<&str> = found.lines().skip(from).take(12).collect();
            panic!(
                "{}:{}: the tree differs; now\n{}\nUPDATE_CORPUS=1 rewrites the page",
                path.display(),
                line + 1,
                near.join("\n")
            );
        }
    }
    assert_eq!(pages, 1);
}
