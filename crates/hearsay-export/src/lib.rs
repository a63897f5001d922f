//! "How does another program read this?" Claims as tables, as linked data and as lines; whole ledgers as lines and
//! columns, and back.
//!
//! It knows no ledger and opens no file: it is handed claims, one after the other, and writes where it is told.

mod annotation;
mod cell;
mod columns;
mod entries;
mod exporter;
mod graph;
mod hxl;
mod lines;
mod mask;
mod offices;
#[cfg(feature = "parquet")]
mod parquet;
mod prov;
mod review;
mod table;
mod terms;
mod ucdp;

pub use cell::Cell;
pub use entries::{Kept, NotAnEntry, line_of, of_line};
pub use exporter::{Exporter, Form, Item, Texts, exporter};
pub use mask::Mask;
#[cfg(feature = "parquet")]
pub use parquet::{EntryWriter, read_entries};
pub use table::row;
