//! `hearsay add`: reports into the ledger.

use crate::args::Add;
use crate::finish::Outcome;
use crate::inputs::{given_with, options};
use crate::ledger::open;
use crate::output::output;
use crate::progress::Progress;
use crate::words::many;
use hearsay::Event;
use hearsay_ledger::{Access, Store};
use jiff::Timestamp;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

pub fn run(args: Add) -> anyhow::Result<Outcome> {
    let mut store = open(&args.ledger, Access::Append)?;
    // A second look at the same file, so that the threads can ask while the first one is written to.
    let look = Mutex::new(open(&args.ledger, Access::Ask)?);
    let knows = |id| look.lock().unwrap_or_else(PoisonError::into_inner).document(id).is_ok_and(|read| read.is_some());
    let options = options(&args.inputs);
    #[cfg(feature = "fetch")]
    let fetching = crate::fetch::Fetching::new(&args.inputs.fetching)?;
    #[cfg(feature = "fetch")]
    let address = |address: &str| Ok(fetching.given(address, store.visited(address)?.unwrap_or_default()));
    #[cfg(not(feature = "fetch"))]
    let address = crate::inputs::no_fetching;
    let given = given_with(&args.inputs.paths, address)?;
    let mut progress = Progress::over_inputs(&args.inputs.paths, &options.meter, true);
    let added = hearsay::add(given, &options, &mut store, knows, Timestamp::now, |event| match event {
        Event::Done => progress.step(),
        Event::Unread(refused) => progress.say(&format!("hearsay: {refused}")),
        Event::Refused(name, refusal) => progress.say(&format!("hearsay: {name}: the ledger refused it: {refusal}")),
    });
    progress.end();
    let added = added?;
    #[cfg(feature = "fetch")]
    let mut added = added;
    #[cfg(feature = "fetch")]
    {
        added.known += fetching.unchanged();
        // What was refused is asked for in full the next time.
        for (address, visit) in fetching.visits().into_iter().filter(|_| added.refused == 0) {
            store.visit(&address, &visit, Timestamp::now())?;
        }
    }
    let mut out = output();
    writeln!(
        out,
        "added {} with {}; {} known already, {} refused; {} holds {}",
        many(added.reports, "report"),
        many(added.claims, "claim"),
        many(added.known, "report"),
        many(added.refused, "input"),
        args.ledger.ledger.display(),
        many(store.size()?.entries, "entry"),
    )?;
    out.flush()?;
    Ok(Outcome { done: added.reports + added.known, refused: added.refused })
}
