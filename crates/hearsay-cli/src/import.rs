//! `hearsay import`: the entries of an exported ledger into this one.

use crate::args::Ledger;
use crate::finish::Outcome;
use crate::ledger::open;
use crate::output::output;
use crate::words::many;
use anyhow::{Context, bail};
use clap::Args as Group;
use hearsay::Imported;
use hearsay::forms::{Kept, of_line};
use hearsay_ledger::{Access, Store};
use jiff::Timestamp;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// `hearsay import`
#[derive(Group)]
pub struct Import {
    /// The ledger.
    #[command(flatten)]
    pub ledger: Ledger,
    /// What `hearsay export --with-text --as jsonl` or `--as parquet` wrote; - for JSON Lines from standard input.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

pub fn run(args: Import) -> anyhow::Result<Outcome> {
    let mut store = open(&args.ledger, Access::Append)?;
    let before = store.size()?.entries;
    let mut all = Imported { same: true, ..Imported::default() };
    let mut failed = 0;
    for path in &args.files {
        let tell = |seq: u64, refusal: &hearsay_ledger::Refusal| {
            eprintln!("hearsay: {}: the ledger refused entry {seq}: {refusal}", path.display());
        };
        let done = entries(path)
            .and_then(|entries| hearsay::import::<anyhow::Error>(entries, &mut store, Timestamp::now, tell));
        match done {
            Ok(done) => {
                all.known += done.known;
                all.refused += done.refused;
                all.same &= done.same;
            }
            Err(error) => {
                eprintln!("hearsay: {}: {error:#}", path.display());
                failed += 1;
            }
        }
    }
    // What went in before a file turned out to be wrong stands in the ledger too.
    all.added = store.size()?.entries - before;
    let mut out = output();
    writeln!(
        out,
        "imported {}; {} known already, {} refused; {} holds {}",
        many(all.added, "entry"),
        many(all.known, "entry"),
        many(all.refused, "entry"),
        args.ledger.ledger.display(),
        many(store.size()?.entries, "entry"),
    )?;
    out.flush()?;
    if !all.same && all.added > 0 {
        eprintln!("hearsay: the ledger held other entries before: what is new to it is recorded as of now");
    }
    Ok(Outcome { done: all.added + all.known, refused: all.refused + failed })
}

type Entries = Box<dyn Iterator<Item = anyhow::Result<Kept>>>;

/// The entries of a file, whichever form it has.
fn entries(path: &Path) -> anyhow::Result<Entries> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(lines(BufReader::new(std::io::stdin()))));
    }
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    (&file).take(4).read_to_end(&mut head)?;
    file.rewind()?;
    if head != b"PAR1" {
        return Ok(Box::new(lines(BufReader::new(file))));
    }
    #[cfg(feature = "parquet")]
    return Ok(Box::new(hearsay::forms::read_entries(file)?.map(|kept| Ok(kept?))));
    #[cfg(not(feature = "parquet"))]
    bail!("this hearsay was built without Parquet");
}

/// The longest line that is read: a text of the greatest size that is taken from a report, written with escapes.
const LONGEST: u64 = 1 << 30;

/// The entries of lines, each with its number where it is wrong.
fn lines(mut input: impl BufRead + 'static) -> impl Iterator<Item = anyhow::Result<Kept>> {
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            number += 1;
            match line(&mut input) {
                Ok(None) => return None,
                Ok(Some(line)) if line.trim().is_empty() => {}
                Ok(Some(line)) => return Some(of_line(&line).with_context(|| format!("line {number}"))),
                Err(error) => return Some(Err(error.context(format!("line {number}")))),
            }
        }
    })
}

fn line(input: &mut impl BufRead) -> anyhow::Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = input.take(LONGEST).read_until(b'\n', &mut bytes)?;
    if read as u64 == LONGEST {
        bail!("it is longer than {LONGEST} bytes");
    }
    if read == 0 {
        return Ok(None);
    }
    Ok(Some(String::from_utf8(bytes).context("it is no text in UTF-8")?))
}
