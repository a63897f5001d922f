//! One report in, its attributed claims out.
//!
//! [`extract`] never fails, never panics and depends on nothing but its argument.

mod actors;
mod affected;
pub mod attributions;
pub mod candidates;
pub mod chain;
mod choice;
mod chunks;
mod circumstances;
mod claims;
mod confidence;
mod coreference;
mod counted;
mod cues;
mod events;
pub mod gazetteer;
mod groups;
mod layer;
mod lexicon;
mod measures;
mod mentions;
mod notes;
mod parts;
mod phrases;
mod pipeline;
mod places;
mod quantities;
mod report;
mod scope;
mod sentences;
mod speakers;
mod stance;
pub mod study;
pub mod syntax;
mod tags;
mod times;
mod tokens;
mod vicinity;
mod words;

pub use attributions::{AttributionMention, attributions};
pub use chain::Voices;
pub use coreference::{Coreference, coreference};
pub use layer::{Id, Ids, Layer};
pub use mentions::{Mention, MentionForm, MentionKind, mentions};
pub use pipeline::{Models, claims, extract, extract_with};
pub use places::{PlaceKind, PlaceMention, places};
pub use quantities::{Form, QuantityMention, quantities};
pub use sentences::sentences;
pub use speakers::Speaker;
pub use syntax::{Parsed, Parser, Syntax, english};
pub use tags::{Entity, Rel, Upos};
pub use times::{Part, Point, Reach, TimeKind, TimeMention, Turn, normalise, times};
pub use tokens::{Sentence, Token, is_clitic};
pub use words::Words;
