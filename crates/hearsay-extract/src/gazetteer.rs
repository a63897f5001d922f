//! The offline gazetteer: names of countries, regions, districts, cities and areas, with coordinates and GeoNames ids.
//!
//! One file, read in place: nothing is built when it is opened and nothing allocated when a name is looked up. Names are
//! held as hashes of their folded letters ([`Key`]), each with the records that bear it; see [`Gazetteer`].

mod key;
mod layout;
mod locate;
mod names;
mod names_lexicon;
mod namesakes;
mod resolve;
mod table;
#[cfg(test)]
mod tests;

pub use key::{Key, KeyBuilder, is_latin};
pub use layout::{Bearer, Draft, Match, write};
pub use locate::{Located, locate};
pub use names::{Hint, NameMention, name_of, names};
pub use namesakes::{FEATURES, Namesakes, weights};
pub use resolve::{Weighed, choices, resolve};
pub use table::{Class, Gazetteer, Record, RecordId};
