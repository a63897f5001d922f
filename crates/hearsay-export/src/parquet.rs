//! Parquet, by its columns, without Arrow.

mod claims;
mod entries;
mod file;

pub use claims::ClaimWriter;
pub use entries::{EntryWriter, read_entries};
