//! Why something was not read, in a sentence for the person who gave it.

use std::fmt;
use std::io;

/// Where a piece of input stands: a file or stream, and a line of it where it has several reports.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The path as given, or "standard input".
    pub path: String,
    /// The line or record, from 1.
    pub line: Option<u64>,
}

impl Origin {
    /// The whole of a file or stream.
    pub fn of(path: impl Into<String>) -> Origin {
        Origin { path: path.into(), line: None }
    }

    /// A line of it.
    pub fn line(&self, line: u64) -> Origin {
        Origin { path: self.path.clone(), line: Some(line) }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.path),
            None => f.write_str(&self.path),
        }
    }
}

/// Why an input, or a part of one, was not read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// There is no such file or folder.
    Missing {
        /// As given.
        origin: Origin,
    },
    /// The system refused or failed.
    Io {
        /// Where.
        origin: Origin,
        /// What it said.
        cause: io::Error,
    },
    /// It could not be fetched.
    Fetch {
        /// The address.
        origin: Origin,
        /// Why.
        cause: io::Error,
    },
    /// A folder holds no file that could be a report.
    EmptyFolder {
        /// The folder.
        origin: Origin,
    },
    /// No format recognises the bytes.
    Unrecognised {
        /// Where.
        origin: Origin,
    },
    /// The bytes are not text in an encoding we read.
    Encoding {
        /// Where.
        origin: Origin,
        /// The first byte that is wrong.
        at: usize,
    },
    /// A line is not the JSON that we expect.
    Json {
        /// Where.
        origin: Origin,
        /// What is wrong.
        cause: String,
    },
    /// There is nothing to read.
    NoText {
        /// Where.
        origin: Origin,
    },
    /// The bytes are not what their format asks for.
    Malformed {
        /// Where.
        origin: Origin,
        /// The format.
        format: &'static str,
        /// What is wrong.
        cause: String,
    },
    /// The end is missing.
    Truncated {
        /// Where.
        origin: Origin,
        /// How many bytes were promised and did not come.
        missing: u64,
    },
    /// Packed in a way that we do not read.
    Coding {
        /// Where.
        origin: Origin,
        /// Its name.
        coding: String,
    },
    /// Archives within archives, deeper than we follow.
    TooDeep {
        /// Where.
        origin: Origin,
    },
    /// An archive holds more than we take.
    TooMany {
        /// The archive.
        origin: Origin,
        /// How many files we take.
        files: usize,
        /// How many bytes we take, unpacked.
        bytes: u64,
    },
    /// Pages that are pictures, without text.
    Scanned {
        /// Where.
        origin: Origin,
        /// How many pages.
        pages: usize,
    },
    /// Larger than we take.
    TooLarge {
        /// Where.
        origin: Origin,
        /// How much we take, in bytes.
        limit: usize,
    },
}

impl ReadError {
    /// Where it happened.
    pub fn origin(&self) -> &Origin {
        match self {
            ReadError::Missing { origin }
            | ReadError::Io { origin, .. }
            | ReadError::Fetch { origin, .. }
            | ReadError::EmptyFolder { origin }
            | ReadError::Unrecognised { origin }
            | ReadError::Encoding { origin, .. }
            | ReadError::Json { origin, .. }
            | ReadError::NoText { origin }
            | ReadError::Malformed { origin, .. }
            | ReadError::Truncated { origin, .. }
            | ReadError::Coding { origin, .. }
            | ReadError::TooDeep { origin }
            | ReadError::TooMany { origin, .. }
            | ReadError::Scanned { origin, .. }
            | ReadError::TooLarge { origin, .. } => origin,
        }
    }

    /// What the system said about `origin`.
    pub(crate) fn io(origin: &Origin, cause: io::Error) -> ReadError {
        let origin = origin.clone();
        match cause.kind() {
            io::ErrorKind::NotFound => ReadError::Missing { origin },
            _ => ReadError::Io { origin, cause },
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.origin())?;
        match self {
            ReadError::Missing { .. } => f.write_str("no such file or folder"),
            ReadError::Io { cause, .. } => write!(f, "could not be read: {cause}"),
            ReadError::Fetch { cause, .. } => write!(f, "could not be fetched: {cause}"),
            ReadError::EmptyFolder { .. } => f.write_str("the folder holds no reports"),
            ReadError::Unrecognised { .. } => f.write_str("not in a format that hearsay reads"),
            ReadError::Encoding { at, .. } => write!(f, "not text in an encoding that hearsay reads, from byte {at}"),
            ReadError::Json { cause, .. } => write!(f, "not a report in JSON: {cause}"),
            ReadError::NoText { .. } => f.write_str("there is no text in it"),
            ReadError::Malformed { format, cause, .. } => write!(f, "not a whole {format} file: {cause}"),
            ReadError::Truncated { missing, .. } => write!(f, "cut off: the last {missing} bytes are missing"),
            ReadError::Coding { coding, .. } => write!(f, "packed as \"{coding}\", which hearsay does not read"),
            ReadError::TooDeep { .. } => f.write_str("archives within archives, deeper than hearsay follows"),
            ReadError::TooMany { files, bytes, .. } => write!(
                f,
                "the archive holds more than the {files} files or {} MiB that hearsay takes; the rest was left out",
                bytes >> 20
            ),
            ReadError::Scanned { pages, .. } => write!(f, "its {pages} pages are pictures without text"),
            ReadError::TooLarge { limit, .. } => {
                write!(f, "larger than the {} MiB that hearsay takes for one report", limit >> 20)
            }
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ReadError::Io { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
