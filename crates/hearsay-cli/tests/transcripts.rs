//! What a user types and sees: `transcripts/*.txt` hold commands and their output, letter for letter.
//!
//! A line that begins with `$ ` is run by the shell in an empty folder with the files of `transcripts/files` and the reports
//! of `docs/example`; what follows is what it prints on both outputs, and its exit status where that is not 0. Times of
//! recording are masked, since they differ from run to run. `UPDATE_TRANSCRIPTS=1` rewrites the pages, and what README.md and
//! docs/example/README.md show of them.

use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn transcripts_are_what_a_user_sees() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in pages(&folder) {
        count += 1;
        let expected = std::fs::read_to_string(&path).unwrap();
        let seen = replay(&expected, &[&folder.join("files"), &root().join("docs/example")]);
        if seen != expected {
            if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
                std::fs::write(&path, &seen).unwrap();
            } else {
                wrong.push(format!("{}\n--- expected\n{expected}\n--- seen\n{seen}", path.display()));
            }
        }
    }
    assert!(count > 0 && wrong.is_empty(), "{}", wrong.join("\n"));
    check_documents(&folder, std::env::var_os("UPDATE_TRANSCRIPTS").is_some());
}

/// What the documents for users show of the program, in blocks of `console`, is what a transcript shows under the same command.
fn check_documents(folder: &Path, update: bool) {
    let transcripts: Vec<String> = pages(folder).iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    for name in ["README.md", "docs/example/README.md"] {
        let document = std::fs::read_to_string(root().join(name)).unwrap();
        let mut parts = document.split("```console\n");
        let mut seen = parts.next().unwrap_or("").to_owned();
        for part in parts {
            let (block, after) = part.split_once("```").unwrap();
            let command = block.lines().next().unwrap_or("");
            let shown = transcripts.iter().find_map(|page| section(page, command));
            let shown = shown.unwrap_or_else(|| panic!("{name} shows what no transcript does: {command}"));
            seen.push_str(&format!("```console\n{shown}\n```{after}"));
        }
        if update {
            std::fs::write(root().join(name), &seen).unwrap();
        } else {
            assert!(seen == document, "{name} differs from the transcripts; UPDATE_TRANSCRIPTS=1 rewrites it");
        }
    }
}

/// A command of a page with what it prints.
fn section<'a>(page: &'a str, command: &str) -> Option<&'a str> {
    let start = page.find(&format!("\n{command}\n"))? + 1;
    let rest = page.get(start..)?;
    Some(rest.split("\n\n$ ").next().unwrap_or(rest).trim_end())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    pages.sort();
    pages
}

/// Runs every command of the page in one folder and gives the page with what they print now.
fn replay(page: &str, files: &[&Path]) -> String {
    let folder = tempfile::tempdir().unwrap();
    for entry in files.iter().flat_map(|files| std::fs::read_dir(files).unwrap()) {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let mut seen = String::new();
    let mut comment = true;
    for line in page.lines() {
        let Some(command) = line.strip_prefix("$ ") else {
            // Prose stands above the first command.
            if comment {
                seen.push_str(&format!("{line}\n"));
            }
            continue;
        };
        if !comment {
            seen.push('\n');
        }
        comment = false;
        seen.push_str(&format!("$ {command}\n{}", run(command, folder.path())));
    }
    seen
}

fn run(command: &str, folder: &Path) -> String {
    let bin = Path::new(env!("CARGO_BIN_EXE_hearsay")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}; }} 2>&1")])
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .env("COLUMNS", "100")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let mut seen: String = text.lines().map(|line| format!("{}\n", masked(line))).collect();
    match output.status.code() {
        Some(0) => {}
        status => {
            seen.push_str(&format!("[exit status {}]\n", status.map_or("none".to_owned(), |code| code.to_string())))
        }
    }
    seen
}

/// The line with its times of recording, and the digests that cover them, masked.
fn masked(line: &str) -> String {
    match (line.find(", recorded "), line.strip_prefix("last digest ")) {
        (Some(at), _) => format!("{}, recorded TIME)", &line[..at]),
        (_, Some(_)) => "last digest DIGEST".to_owned(),
        _ => line.to_owned(),
    }
}
