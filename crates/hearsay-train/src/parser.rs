//! Trains the parser: a recurrent network that tags words and scores the arcs between them.

pub mod checkpoint;
pub mod corpus;
pub mod lemmas;
pub mod losses;
pub mod network;
pub mod optimizer;
pub mod pack;
pub mod recipe;
pub mod recurrent;
pub mod schedule;
pub mod tensor;
