//! From what was typed to what the engine takes, and back to what is said of it.

use crate::args::Inputs;
use crate::finish::Outcome;
use crate::progress::Progress;
use hearsay::{Given, Jobs, Options, Refused, each_document};
use hearsay_core::Document;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// Files and folders as they are, `-` as standard input.
pub fn given(paths: &[PathBuf]) -> Vec<Given> {
    let one = |path: &PathBuf| match path.as_path() {
        path if path == Path::new("-") => Given::Stream("standard input".to_owned(), Box::new(std::io::stdin())),
        path => Given::Path(path.to_owned()),
    };
    paths.iter().map(one).collect()
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
    each_document(given(&inputs.paths), &options, work, |result| {
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
