//! Across reports: which texts are copies, which claims are about one figure, how figures relate, where they began.
//!
//! Nothing here changes a claim. What is found is computed from the documents and claims of the ledger in their order,
//! so that the same ledger gives the same figures.

mod bounds;
mod context;
pub mod copies;
mod events;
mod figures;
mod group;
mod math;
mod origins;
mod page;
mod reach;
pub mod register;
mod relations;
mod resolved;
mod resolver;
mod setting;
mod stance;
mod statement;
mod subject;
mod synthetic;
mod voices;
mod words;

pub use bounds::Bounds;
pub use figures::Figures;
pub use group::Group;
pub use page::{Summary, Survey};
pub use resolved::Resolved;
pub use resolver::{Earlier, Resolver};
pub use statement::{PlaceKey, ReportFact, Spot, Statement};
pub use voices::{Voice, VoiceId, Voices};
