//! How a run ends: the exit status, and what is said on standard error.

use std::io;
use std::process::ExitCode;

/// What became of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What was read, found or proven.
    pub done: u64,
    /// Inputs that were refused; each was named.
    pub refused: u64,
}

/// 0 done; 1 nothing found, or some inputs refused; 2 no result.
pub fn exit(done: anyhow::Result<Outcome>) -> ExitCode {
    match done {
        Ok(Outcome { done: 0, refused: 1.. }) => ExitCode::from(2),
        Ok(Outcome { done: 0, .. } | Outcome { refused: 1.., .. }) => ExitCode::from(1),
        Ok(_) => ExitCode::SUCCESS,
        // Whoever reads our output has had enough: that is no failure of ours.
        Err(error) if closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("hearsay: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
