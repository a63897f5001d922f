//! One report in, its attributed claims out.
//!
//! [`extract`] never fails, never panics and depends on nothing but its argument.

mod layer;
mod actors;
mod affected;
pub mod attributions;
pub mod chain;
mod choice;
mod chunks;
mod circumstances;
mod claims;
mod notes;
mod parts;
mod pipeline;
mod counted;
mod cues;
mod events;
pub mod gazetteer;
mod groups;
mod coreference;
mod lexicon;
mod mentions;
mod measures;
mod phrases;
mod places;
mod quantities;
mod report;
mod scope;
mod speakers;
mod stance;
mod words;
mod sentences;
pub mod syntax;
pub mod study;
mod tags;
mod times;
mod tokens;
mod vicinity;

pub use attributions::{AttributionMention, attributions};
pub use chain::Voices;
pub use pipeline::{extract, extract_with};
pub use speakers::Speaker;
pub use places::{PlaceKind, PlaceMention, places};
pub use quantities::{Form, QuantityMention, quantities};
pub use words::Words;
pub use coreference::{Coreference, coreference};
pub use layer::{Id, Ids, Layer};
pub use mentions::{Mention, MentionForm, MentionKind, mentions};
pub use sentences::sentences;
pub use syntax::{Parsed, Parser, Syntax, english};
pub use tags::{Entity, Rel, Upos};
pub use times::{Part, Point, Reach, TimeKind, TimeMention, Turn, normalise, times};
pub use tokens::{Sentence, Token, is_clitic};
