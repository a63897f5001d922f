//! `hearsay verify`: proves the ledger, or names the first entry that fails.

use crate::args::Verify;
use crate::finish::Outcome;
use crate::ledger::open;
use crate::output::output;
use crate::progress::Progress;
use crate::words::many;
use hearsay_ledger::{Access, Store, verify};
use std::io::Write;

pub fn run(args: Verify) -> anyhow::Result<Outcome> {
    let store = open(&args.ledger, Access::Ask)?;
    let mut progress = Progress::over_entries(store.size()?.entries);
    let proof = verify(&store, &mut |_| progress.step());
    progress.end();
    match proof? {
        Ok(proof) => {
            let mut out = output();
            writeln!(
                out,
                "{} in chain: {}, {}; {} stand letter for letter in their reports\nlast digest {}",
                many(proof.size.entries, "entry"),
                many(proof.size.documents, "report"),
                many(proof.size.claims, "claim"),
                many(proof.quotes, "quote"),
                proof.head
            )?;
            out.flush()?;
            Ok(Outcome { done: 1, refused: 0 })
        }
        Err(fault) => {
            eprintln!("hearsay: {}: {fault}", args.ledger.ledger.display());
            Ok(Outcome::default())
        }
    }
}
