//! Makes the models of Hearsay from public corpora, and measures them. Nothing else depends on this crate.

pub mod attributions;
pub mod bench;
pub mod conllu;
pub mod entities;
pub mod figures;
pub mod gazetteer;
pub mod layout;
pub mod links;
pub mod pages;
pub mod parser;
pub mod places;
pub mod score;
pub mod vectors;
