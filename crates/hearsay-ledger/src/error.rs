//! Why a ledger could not be opened, read or written, in a sentence.

use std::fmt;
use std::path::PathBuf;

/// What went wrong with a ledger.
#[derive(Debug)]
#[non_exhaustive]
pub enum LedgerError {
    /// There is no file.
    Missing {
        /// Where.
        path: PathBuf,
    },
    /// The file is something else.
    NotALedger {
        /// Which.
        path: PathBuf,
    },
    /// The ledger is of another version of the format.
    OtherVersion {
        /// Which.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The version that this program reads and writes.
        known: i64,
    },
    /// The disk is full.
    Full,
    /// The file, its folder or its disk may not be written.
    ReadOnly,
    /// Another program holds it for too long.
    Busy,
    /// The file is damaged below the level of entries.
    Damaged {
        /// What the database says.
        cause: String,
    },
    /// The bytes of an entry are not an entry.
    Unreadable {
        /// Its number.
        seq: u64,
        /// What is wrong.
        cause: String,
    },
    /// An entry could not be put into bytes.
    Unwritable {
        /// What is wrong.
        cause: String,
    },
    /// The file cannot be opened or made.
    Unopened {
        /// Which.
        path: PathBuf,
        /// What the database says.
        cause: String,
    },
    /// Anything else that the database says.
    Database(rusqlite::Error),
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LedgerError::Missing { path } => {
                write!(f, "there is no ledger at {}; `hearsay add` makes one", path.display())
            }
            LedgerError::NotALedger { path } => write!(f, "{} is not a ledger of hearsay", path.display()),
            LedgerError::OtherVersion { path, found, known } => write!(
                f,
                "{} is a ledger of format {found}, and this hearsay reads and writes format {known} only; \
                 use the hearsay that made it",
                path.display()
            ),
            LedgerError::Full => f.write_str("the disk is full; nothing of the last batch was written"),
            LedgerError::ReadOnly => f.write_str("the ledger may only be read here; nothing was written"),
            LedgerError::Busy => f.write_str("another program is writing to the ledger; try again when it is done"),
            LedgerError::Damaged { cause } => write!(f, "the ledger's file is damaged: {cause}"),
            LedgerError::Unreadable { seq, cause } => write!(f, "entry {seq} cannot be read: {cause}"),
            LedgerError::Unwritable { cause } => write!(f, "an entry cannot be written: {cause}"),
            LedgerError::Unopened { path, cause } => {
                write!(f, "the ledger {} cannot be opened: {cause}", path.display())
            }
            LedgerError::Database(error) => write!(f, "the ledger's database failed: {error}"),
        }
    }
}

impl std::error::Error for LedgerError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            LedgerError::Database(error) => Some(error),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> LedgerError {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => LedgerError::Full,
            Some(ErrorCode::ReadOnly) => LedgerError::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LedgerError::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                LedgerError::Damaged { cause: error.to_string() }
            }
            _ => LedgerError::Database(error),
        }
    }
}
