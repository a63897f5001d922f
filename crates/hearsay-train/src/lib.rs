//! Makes the models of Hearsay from public corpora, and measures them. Nothing else depends on this crate.

pub mod conllu;
pub mod score;
