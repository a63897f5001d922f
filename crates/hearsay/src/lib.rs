//! The engine: many reports through extraction on all cores, into the ledger, and out again as answers.
//!
//! It prints nothing, exits nothing and knows no network: the doors do.

mod add;
mod figures;
mod ordered;
pub mod review;
mod sources;
mod stream;
pub mod words;

pub use add::{Added, Event, add};
pub use figures::{ResolveError, evidence, extend, figure, resolver, resolver_with};
pub use hearsay_read::{Limits, Meter, Origin, ReadError, feed_entries, feeds};
pub use hearsay_resolve::{Resolved, Resolver, Summary, Survey};
pub use sources::{Given, Refused};
pub use stream::{Jobs, Options, each_document};
