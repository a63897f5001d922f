//! The stages of figures, opened for the workshop that trains them.
//!
//! `hearsay-train` walks the same choices that the pipeline makes, marks the right option of each from annotated reports,
//! and learns the weights. Nothing else reads this module.

pub use crate::actors::actor_choice;
pub use crate::affected::{role::role_choice, side::side_choice, who_choice};
pub use crate::choice::{Choice, Features, SLOT_BITS, WEIGHT_SCALE, Weights, figure_weights};
pub use crate::circumstances::{place_choice, time_choice};
pub use crate::claims::{Arguments, arguments as chosen_arguments, evidence, told};
pub use crate::confidence::{Curve, shipped_curve};
pub use crate::counted::Counted;
pub use crate::events::{EventMention, event_choice, events};
pub use crate::measures::{MeasureMention, Turn};
pub use crate::places::PlaceMention;
pub use crate::report::Report;
pub use crate::scope::{modality_choice, scope_choice};
pub use crate::times::TimeMention;
pub use crate::vicinity::{Told, Vicinity};

pub use crate::gazetteer::Located;
pub use crate::groups::state_of;

use crate::gazetteer::locate;
use crate::layer::Layer;
use crate::sentences::sentences;
use crate::words::Words;
use hearsay_core::Document;

/// Makes the layers of a document and shows them to `look`.
pub fn with_report<R>(
    document: &Document,
    look: impl FnOnce(&Report, &Layer<TimeMention>, &Layer<PlaceMention>, &[Located]) -> R,
) -> R {
    let (sentences, tokens) = sentences(&document.text);
    let words = Words::new(&document.text, &sentences, &tokens);
    let syntax = crate::pipeline::syntax(&words);
    let times = crate::times::times(&words);
    let places = crate::places::places(&words, &syntax);
    let located = locate(&words, &places);
    let report = Report::new(&words, &syntax, &located, document.published);
    look(&report, &times, &places, &located)
}
