//! The ledger as the desk holds it: connections that only ask, lent to one thread at a time, and one that appends.

use hearsay_ledger::{Access, LedgerError, Sqlite};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Connections kept for the next request.
const IDLE: usize = 8;

/// A ledger's file and the connections to it.
pub struct Ledger {
    path: PathBuf,
    idle: Mutex<Vec<Sqlite>>,
    appending: Mutex<Option<Sqlite>>,
}

impl Ledger {
    /// The ledger at `path`; an error where there is none.
    pub fn open(path: PathBuf) -> Result<Ledger, LedgerError> {
        let first = Sqlite::open(&path, Access::Ask)?;
        Ok(Ledger { path, idle: Mutex::new(vec![first]), appending: Mutex::new(None) })
    }

    /// Lends a connection that only asks. Blocks: call it on a thread that may wait.
    pub fn ask<T>(&self, work: impl FnOnce(&Sqlite) -> T) -> Result<T, LedgerError> {
        let idle = lock(&self.idle).pop();
        let store = match idle {
            Some(store) => store,
            None => Sqlite::open(&self.path, Access::Ask)?,
        };
        let done = work(&store);
        let mut idle = lock(&self.idle);
        if idle.len() < IDLE {
            idle.push(store);
        }
        Ok(done)
    }

    /// Lends the connection that appends, to one at a time. Blocks.
    pub fn append<T>(&self, work: impl FnOnce(&mut Sqlite) -> T) -> Result<T, LedgerError> {
        let mut appending = lock(&self.appending);
        let store = match &mut *appending {
            Some(store) => store,
            none => none.insert(Sqlite::open(&self.path, Access::Append)?),
        };
        Ok(work(store))
    }
}

/// The lock, also after a thread died with it: what it guards is whole at every step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
