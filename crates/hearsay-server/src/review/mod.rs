//! The review desk: a queue for each coder, one claim at a time, settlement by an editor, the desk's numbers.

mod claim;
mod decide;
mod form;
mod passage;
mod queue;
mod seen;
mod settle;
mod subject;
mod tally;

pub use claim::ClaimToReview;
pub use claim::{private, style};
pub use decide::DecisionTaken;
pub use queue::ReviewQueue;
pub use seen::{Reviews, only_reviews};
pub use settle::{ClaimToSettle, ToSettle};

use crate::desk::Desk;
use utoipa_axum::router::OpenApiRouter;

/// The addresses of the review desk.
pub fn routes() -> OpenApiRouter<Desk> {
    OpenApiRouter::new().merge(queue::routes()).merge(settle::routes()).merge(tally::routes()).merge(claim::routes())
}
