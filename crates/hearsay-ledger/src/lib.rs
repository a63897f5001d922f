//! The ledger: it only grows, its entries are chained by their digests, and it refuses a quote that is not in its
//! document.
//!
//! [`Store`] is where entries are kept; [`Sqlite`] keeps them in one file, [`Memory`] in memory. What is derived from
//! the entries (indices for asking) can always be made again; the entries are the truth.

mod chain;
mod check;
mod error;
mod filter;
mod fold;
mod keys;
mod memory;
mod review;
mod sqlite;
mod store;
mod verify;

pub mod conformance;

pub use chain::Row;
pub use check::Refusal;
pub use error::LedgerError;
pub use filter::{AsOf, Days, Filter, NotAsOf};
pub use fold::words;
pub use keys::searchable;
pub use memory::Memory;
pub use review::{FoundReview, Listed, ReviewFilter};
pub use sqlite::{Access, Changed, Duty, Secret, Sqlite, Token, VERSION, Visit};
pub use store::{Flow, Found, Group, Outcome, Size, Store};
pub use verify::{Fault, Verified, verify};
