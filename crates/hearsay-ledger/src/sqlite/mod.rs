//! A ledger in one file: SQLite.

mod append;
mod ask;
mod open;
mod reviews;
mod tokens;
mod visits;

pub use open::{Access, VERSION};
pub use tokens::{Changed, Duty, Secret, Token};
pub use visits::Visit;

use crate::store::{Flow, Found, Group, Outcome, Size, Store};
use crate::{Filter, FoundReview, LedgerError, Listed, ReviewFilter, Row};
use hearsay_core::{ClaimId, Document, DocumentId};
use jiff::Timestamp;
use rusqlite::Connection;
use std::path::Path;

/// Keeps entries in a file.
#[derive(Debug)]
pub struct Sqlite {
    db: Connection,
}

impl Sqlite {
    /// Opens the ledger at `path`; for [`Access::Append`] it is made where there is none.
    pub fn open(path: &Path, access: Access) -> Result<Sqlite, LedgerError> {
        open::open(path, access).map(|db| Sqlite { db })
    }

    /// Lets the file grow to `pages` of the database at most, as a quota does; beyond, appending fails as on a full disk.
    pub fn limit_pages(&self, pages: u32) -> Result<(), LedgerError> {
        Ok(self.db.pragma_update(None, "max_page_count", pages)?)
    }
}

impl Store for Sqlite {
    fn append(&mut self, batch: &[Group], recorded: Timestamp) -> Result<Vec<Outcome>, LedgerError> {
        append::append(&mut self.db, batch, recorded)
    }

    fn entries(&self, from: u64, each: &mut dyn FnMut(Row) -> Flow) -> Result<(), LedgerError> {
        ask::entries(&self.db, from, each)
    }

    fn claims(&self, filter: &Filter, each: &mut dyn FnMut(Found) -> Flow) -> Result<(), LedgerError> {
        ask::claims(&self.db, filter, each)
    }

    fn document(&self, id: DocumentId) -> Result<Option<(u64, Document)>, LedgerError> {
        ask::document(&self.db, id)
    }

    fn claim(&self, id: ClaimId) -> Result<Option<Found>, LedgerError> {
        ask::claim(&self.db, id)
    }

    fn reviews(&self, filter: &ReviewFilter, each: &mut dyn FnMut(FoundReview) -> Flow) -> Result<(), LedgerError> {
        reviews::reviews(&self.db, filter, each)
    }

    fn listing(&self, after: u64, each: &mut dyn FnMut(Listed) -> Flow) -> Result<(), LedgerError> {
        reviews::listing(&self.db, after, each)
    }

    fn size(&self) -> Result<Size, LedgerError> {
        ask::size(&self.db)
    }
}
