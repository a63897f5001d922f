//! Words and numbers as people read them: those of the engine, so that every door says the same.

pub use hearsay::words::{chain, group, many, number, one_line, place, quantity, surety, time, word};
