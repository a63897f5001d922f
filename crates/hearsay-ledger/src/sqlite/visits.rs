//! What was fetched before: kept beside the entries, so that watching can stop and start. It is no part of the chain, and
//! nothing is lost but time when it is thrown away.

use super::Sqlite;
use crate::LedgerError;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

/// What an answer said of itself, to ask only for what is newer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visit {
    /// Its `ETag`.
    pub tag: Option<String>,
    /// When it was changed, in the words of the answer.
    pub modified: Option<String>,
}

impl Sqlite {
    /// What was kept of the last visit under `name`.
    pub fn visited(&self, name: &str) -> Result<Option<Visit>, LedgerError> {
        if !self.db.table_exists(None, "visits")? {
            return Ok(None);
        }
        let mut asked = self.db.prepare_cached("SELECT tag, modified FROM visits WHERE name = ?")?;
        Ok(asked.query_row([name], |row| Ok(Visit { tag: row.get(0)?, modified: row.get(1)? })).optional()?)
    }

    /// Keeps a visit under `name`, in place of the one before.
    pub fn visit(&mut self, name: &str, visit: &Visit, at: Timestamp) -> Result<(), LedgerError> {
        self.db.execute_batch(
            "CREATE TABLE IF NOT EXISTS visits
             (name TEXT PRIMARY KEY, tag TEXT, modified TEXT, at TEXT NOT NULL) STRICT, WITHOUT ROWID",
        )?;
        self.db
            .prepare_cached("INSERT OR REPLACE INTO visits (name, tag, modified, at) VALUES (?, ?, ?, ?)")?
            .execute(params![name, visit.tag, visit.modified, at.to_string()])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Access, Store, verify};

    #[test]
    fn visits_are_kept_and_are_no_entries() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.db");
        let mut ledger = Sqlite::open(&path, Access::Append).unwrap();
        assert_eq!(ledger.visited("a").unwrap(), None);
        let first = Visit { tag: Some("\"1\"".to_owned()), modified: None };
        ledger.visit("a", &first, Timestamp::UNIX_EPOCH).unwrap();
        ledger.visit("a", &first, Timestamp::UNIX_EPOCH).unwrap();
        let again = Sqlite::open(&path, Access::Ask).unwrap();
        assert_eq!(again.visited("a").unwrap(), Some(first));
        assert_eq!(again.size().unwrap().entries, 0);
        assert!(matches!(verify(&again, &mut |_| ()), Ok(Ok(_))));
    }
}
