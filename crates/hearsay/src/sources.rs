//! What a user gives us to read, and what we say when we could not.

use hearsay_read::{Origin, ReadError};
use std::fmt;
use std::io::Read;
use std::path::PathBuf;

/// One input, as given.
pub enum Given {
    /// A file or folder.
    Path(PathBuf),
    /// A stream, and what messages call it.
    Stream(String, Box<dyn Read + Send>),
    /// What a door fetches from an address, asked for when it is its turn: a record of a web archive, or the body.
    Fetched(String, Box<dyn Read + Send>),
}

/// A report, or a whole input, that did not make it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Refused {
    /// It could not be read.
    Unread(ReadError),
    /// Our own code failed on it: a fault of ours, kept apart so that the rest of a run goes on.
    Fault {
        /// Where it stands.
        origin: Origin,
        /// What failed.
        message: String,
    },
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Unread(error) => error.fmt(f),
            Refused::Fault { origin, message } => write!(f, "{origin}: a fault in hearsay itself: {message}"),
        }
    }
}

impl std::error::Error for Refused {}
