//! From what was typed to what the engine takes, and back to what is said of it.

use crate::args::Inputs;
use crate::finish::Outcome;
use crate::progress::Progress;
use hearsay::{Given, Jobs, Options, Refused, each_document};
use hearsay_core::Document;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Files and folders as they are, `-` as standard input; `address` opens what is an address.
pub fn given_with(
    paths: &[PathBuf],
    mut address: impl FnMut(&str) -> anyhow::Result<Given>,
) -> anyhow::Result<Vec<Given>> {
    let one = |path: &PathBuf| match path.as_path() {
        path if path == Path::new("-") => Ok(Given::Stream("standard input".to_owned(), Box::new(std::io::stdin()))),
        path => match path.to_str().filter(|text| is_address(text)) {
            Some(text) => address(text),
            None => Ok(Given::Path(path.to_owned())),
        },
    };
    paths.iter().map(one).collect()
}

/// The same, with addresses fetched whenever it is their turn.
fn given(inputs: &Inputs) -> anyhow::Result<Vec<Given>> {
    #[cfg(feature = "fetch")]
    {
        let fetching = crate::fetch::Fetching::new(&inputs.fetching)?;
        given_with(&inputs.paths, |address| Ok(fetching.given(address, Default::default())))
    }
    #[cfg(not(feature = "fetch"))]
    given_with(&inputs.paths, no_fetching)
}

/// What becomes of an address where fetching was left out of the program.
#[cfg(not(feature = "fetch"))]
pub fn no_fetching(_: &str) -> anyhow::Result<Given> {
    anyhow::bail!("this hearsay was built without fetching from addresses")
}

fn is_address(text: &str) -> bool {
    let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

/// The engine's options.
pub fn options(inputs: &Inputs) -> Options {
    let jobs = inputs.jobs.map(Jobs).unwrap_or_default();
    Options { jobs, date: inputs.date, ..Options::default() }
}

/// Does `work` on every report on all cores, `write`s the results in order of the input, and names on standard error
/// what was refused. `bar` tells whether a progress bar may be drawn.
pub fn run<T: Send>(
    inputs: &Inputs,
    bar: Bar,
    work: impl Fn(Document) -> T + Sync,
    mut write: impl FnMut(T) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    let options = options(inputs);
    let mut progress = Progress::over_inputs(&inputs.paths, &options.meter, bar == Bar::Allowed);
    let mut outcome = Outcome::default();
    let mut failed = Ok(());
    each_document(given(inputs)?, &options, work, |result| {
        match result {
            Ok(result) => {
                outcome.done += 1;
                if let Err(error) = write(result) {
                    failed = Err(error);
                    return ControlFlow::Break(());
                }
            }
            Err(refused) => {
                outcome.refused += 1;
                refuse(&progress, &refused);
            }
        }
        progress.step();
        ControlFlow::Continue(())
    });
    progress.end();
    failed.map(|()| outcome)
}

/// Whether a progress bar would disturb what is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// Nothing else goes to the terminal.
    Allowed,
    /// Data scrolls by there.
    Forbidden,
}

impl Bar {
    /// Allowed unless data goes to a terminal.
    pub fn beside_data() -> Bar {
        if std::io::IsTerminal::is_terminal(&std::io::stdout()) { Bar::Forbidden } else { Bar::Allowed }
    }
}

fn refuse(progress: &Progress, refused: &Refused) {
    progress.say(&format!("hearsay: {refused}"));
}
