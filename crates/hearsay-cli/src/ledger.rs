//! Opening the ledger that was named.

use crate::args::Ledger;
use anyhow::bail;
use hearsay_ledger::{Access, Sqlite};

/// The ledger, opened.
pub fn open(ledger: &Ledger, access: Access) -> anyhow::Result<Sqlite> {
    let path = &ledger.ledger;
    if path.to_string_lossy().starts_with("postgres") && path.to_string_lossy().contains("://") {
        bail!("ledgers in PostgreSQL are not supported yet; give the path of a file");
    }
    Ok(Sqlite::open(path, access)?)
}
