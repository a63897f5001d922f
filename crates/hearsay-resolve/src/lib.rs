//! Across reports: which texts are copies, which claims are about one figure, how figures relate, where they began.
//!
//! Nothing here changes a claim. What is found is computed from the documents and claims of the ledger in their order,
//! so that the same ledger gives the same figures, and a longer ledger only adds to them.

pub mod copies;
pub mod register;
