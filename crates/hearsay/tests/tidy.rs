//! The rules of the house that the compiler does not know.

use hearsay_core::Measure;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// What each crate may import of the workspace. Imports go strictly down, and rooms do not know each other.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("hearsay-core", &[]),
    ("hearsay-read", &["hearsay-core"]),
    ("hearsay-fetch", &["hearsay-core"]),
    ("hearsay-extract", &["hearsay-core"]),
    ("hearsay-resolve", &["hearsay-core"]),
    ("hearsay-ledger", &["hearsay-core"]),
    ("hearsay-export", &["hearsay-core"]),
    (
        "hearsay",
        &["hearsay-core", "hearsay-read", "hearsay-extract", "hearsay-resolve", "hearsay-ledger", "hearsay-export"],
    ),
    ("hearsay-train", &["hearsay-core", "hearsay-read", "hearsay-extract", "hearsay-resolve"]),
    ("hearsay-server", &ROOMS_AND_HALL),
    ("hearsay-python", &ROOMS_AND_HALL),
    ("hearsay-cli", &DOORS_TOO),
];
const ROOMS_AND_HALL: [&str; 6] =
    ["hearsay-core", "hearsay-read", "hearsay-extract", "hearsay-resolve", "hearsay-ledger", "hearsay"];
const DOORS_TOO: [&str; 9] = [
    "hearsay-core",
    "hearsay-read",
    "hearsay-extract",
    "hearsay-resolve",
    "hearsay-ledger",
    "hearsay",
    "hearsay-server",
    "hearsay-fetch",
    "hearsay-export",
];

#[test]
fn imports_go_strictly_down() {
    let may: BTreeMap<_, _> = MAY_IMPORT.iter().copied().collect();
    for entry in std::fs::read_dir(root().join("crates")).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let allowed = may.get(name.as_str()).unwrap_or_else(|| panic!("{name}: a tenth crate needs a decision record"));
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        // What tests and benches import does not ship.
        let shipped = manifest.split("[dev-dependencies]").next().unwrap();
        let imports = shipped.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
        for import in imports.filter(|import| *import == "hearsay" || import.starts_with("hearsay-")) {
            assert!(allowed.contains(&import), "{name} may not import {import}");
        }
    }
}

/// Crates that must give the same output everywhere, and what they may therefore not touch.
#[test]
fn pure_crates_touch_nothing_outside() {
    let forbidden = [
        "std::fs",
        "std::env",
        "std::time::",
        "std::thread",
        "std::net",
        "std::process",
        "Timestamp::now",
        "Zoned::now",
    ];
    for name in ["hearsay-core", "hearsay-extract", "hearsay-resolve"] {
        for path in sources(&root().join("crates").join(name).join("src")) {
            let source = std::fs::read_to_string(&path).unwrap();
            let shipped = source.split("#[cfg(test)]").next().unwrap();
            for word in forbidden {
                assert!(!shipped.contains(word), "{}: {word} in a pure crate", path.display());
            }
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    for path in sources(&root().join("crates")) {
        let source = std::fs::read_to_string(&path).unwrap();
        let lines = source.lines().count();
        assert!(lines <= 500, "{}: {lines} lines; split it by idea", path.display());
        assert!(source.starts_with("//!"), "{}: begin with a line that says what it is for", path.display());
    }
}

#[test]
fn every_measure_has_a_page_and_a_line() {
    let lines = std::fs::read_to_string(root().join("docs/format/measures.md")).unwrap();
    for measure in Measure::ALL {
        let name = measure.name();
        let page = root().join(format!("corpus/en/{name}.md"));
        let source = std::fs::read_to_string(&page).unwrap_or_else(|_| panic!("{}: there is no page", page.display()));
        assert!(source.lines().any(|line| line.starts_with(&format!("{name} "))), "{name}: its page finds none");
        assert!(lines.contains(&format!("| `{name}` |")), "docs/format/measures.md: no line for {name}");
    }
}

#[test]
fn decisions_are_numbered_and_no_number_comes_twice() {
    let entries = std::fs::read_dir(root().join("docs/decisions")).unwrap();
    let mut seen = BTreeMap::new();
    for name in entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()) {
        let (number, _) = name.split_once('-').unwrap_or_else(|| panic!("{name}: begin with a number"));
        assert!(number.len() == 4 && number.parse::<u16>().is_ok() && name.ends_with(".md"), "{name}");
        let other = seen.insert(number.to_owned(), name.clone());
        assert!(other.is_none(), "{name} and {other:?} have one number");
    }
}

#[test]
fn the_justfile_has_at_most_ten_recipes() {
    let justfile = std::fs::read_to_string(root().join("justfile")).unwrap();
    let recipes = justfile.lines().filter(|line| {
        let head = line.split(':').next().unwrap_or_default();
        line.contains(':') && !line.contains(":=") && head.starts_with(|c: char| c.is_ascii_lowercase())
    });
    let count = recipes.count();
    assert!((1..=10).contains(&count), "{count} recipes");
}

/// All Rust files under `folder`, generated ones in target folders left out.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(folder) else { return found };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found
}
