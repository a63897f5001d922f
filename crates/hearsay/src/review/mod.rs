//! The review desk: which claim comes next for whom, what was decided, where coders differ, how far they agree.
//!
//! Coders decide on their own: nothing here that is made for a coder tells of another's decision. Where two differ, an
//! editor settles it. Every decision is an entry; all of this is found anew from the entries.

mod agreement;
mod alpha;
mod attention;
mod decisions;
mod draft;
mod numbers;
mod places;
mod queue;
mod values;

pub use alpha::alpha;
pub use attention::{Attention, attentions};
pub use decisions::{Decided, Decisions, Stage};
pub use draft::{Draft, DraftError, Kind, Part};
pub use numbers::numbers;
pub use queue::{Item, ORDER, Plan, Queue};

#[cfg(test)]
mod tests;
