//! Opening a ledger's file, or making it.

use super::reviews;
use crate::LedgerError;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// The version of the ledger's format that this program reads and writes.
pub const VERSION: i64 = 1;

/// Marks an SQLite file as a ledger: "Hear" in ASCII.
const APPLICATION: i64 = 0x4865_6172;

/// How long to wait while another program writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a ledger is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Only to ask; the file must be there.
    Ask,
    /// Also to append; the file is made where there is none.
    Append,
}

pub(super) fn open(path: &Path, access: Access) -> Result<Connection, LedgerError> {
    if access == Access::Ask && !path.exists() {
        return Err(LedgerError::Missing { path: path.to_owned() });
    }
    let opened = match access {
        Access::Ask => ask(path).or_else(|error| match error {
            // A writer was killed in the middle of a change, which only a writer can take back.
            LedgerError::ReadOnly => settle(path).and_then(|()| ask(path)),
            other => Err(other),
        }),
        Access::Append => append(path),
    };
    opened.map_err(|error| match error {
        LedgerError::Database(cause) if cause.sqlite_error_code() == Some(ErrorCode::CannotOpen) => {
            LedgerError::Unopened { path: path.to_owned(), cause: why_not(path, &cause) }
        }
        LedgerError::Damaged { .. } if !is_sqlite(path) => LedgerError::NotALedger { path: path.to_owned() },
        other => other,
    })
}

fn ask(path: &Path) -> Result<Connection, LedgerError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(PATIENCE)?;
    match stamp(&db) {
        Ok((0, 0)) => Err(LedgerError::NotALedger { path: path.to_owned() }),
        Ok(found) => check(path, found).map(|()| db),
        Err(error) => Err(error),
    }
}

/// Takes back what a killed writer left half done; nothing else is written.
fn settle(path: &Path) -> Result<(), LedgerError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(PATIENCE)?;
    stamp(&db).map(|_| ())
}

fn append(path: &Path) -> Result<Connection, LedgerError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(path, flags)?;
    db.busy_timeout(PATIENCE)?;
    // Nothing is written to a file before we know that it is ours.
    if stamp(&db)? == (0, 0) {
        let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        if tables > 0 {
            return Err(LedgerError::NotALedger { path: path.to_owned() });
        }
    } else {
        check(path, stamp(&db)?)?;
    }
    // With the log beside the file, readers go on while we write, and a killed program leaves whole batches only.
    db.pragma_update(None, "journal_mode", "wal")?;
    db.pragma_update(None, "synchronous", "normal")?;
    db.pragma_update(None, "cache_size", -16_000)?;
    let make = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if stamp(&make)? == (0, 0) {
        make.execute_batch(include_str!("schema.sql"))?;
        make.pragma_update(None, "application_id", APPLICATION)?;
        make.pragma_update(None, "user_version", VERSION)?;
    }
    reviews::index(&make, reviews::Kept::InTheLedger)?;
    make.commit()?;
    Ok(db)
}

/// The file's marks: whose it is, and of which version.
fn stamp(db: &Connection) -> Result<(i64, i64), LedgerError> {
    let pragma = |name| db.pragma_query_value(None, name, |row| row.get(0));
    Ok((pragma("application_id")?, pragma("user_version")?))
}

fn check(path: &Path, (application, version): (i64, i64)) -> Result<(), LedgerError> {
    if application != APPLICATION {
        return Err(LedgerError::NotALedger { path: path.to_owned() });
    }
    if version != VERSION {
        return Err(LedgerError::OtherVersion { path: path.to_owned(), found: version, known: VERSION });
    }
    Ok(())
}

fn is_sqlite(path: &Path) -> bool {
    use std::io::Read;
    let mut head = [0; 16];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
    read.is_ok() && &head == b"SQLite format 3\0"
}

/// What stands in the way, as the system tells it; SQLite only says that it failed.
fn why_not(path: &Path, cause: &rusqlite::Error) -> String {
    if path.is_dir() {
        return "it is a folder".to_owned();
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return format!("there is no folder {}", folder.display());
    }
    match std::fs::File::open(path) {
        Err(error) if path.exists() => error.to_string(),
        _ => cause.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ledger_whose_writer_was_killed_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let (ledger, killed) = (folder.path().join("ledger.db"), folder.path().join("killed.db"));
        drop(open(&ledger, Access::Append).unwrap());
        let db = Connection::open(&ledger).unwrap();
        db.pragma_update(None, "journal_mode", "delete").unwrap();
        // More than fits in memory, so that pages reach the file before the end, beside a journal that would take them back.
        db.pragma_update(None, "cache_size", 2).unwrap();
        db.execute_batch("BEGIN IMMEDIATE; CREATE TABLE half (done BLOB); INSERT INTO half VALUES (zeroblob(500000));")
            .unwrap();
        std::fs::copy(&ledger, &killed).unwrap();
        std::fs::copy(folder.path().join("ledger.db-journal"), folder.path().join("killed.db-journal")).unwrap();

        assert!(matches!(ask(&killed), Err(LedgerError::ReadOnly)), "nothing was left half done");
        let read = open(&killed, Access::Ask).unwrap();
        let half: i64 =
            read.query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'half'", [], |row| row.get(0)).unwrap();
        assert_eq!((stamp(&read).unwrap(), half), ((APPLICATION, VERSION), 0));
    }
}
