//! The public format: what is printed of a document, and what other programs read. A promise, kept in `docs/format/`.
//!
//! It differs from the types of the ledger in its offsets: they count Unicode code points of `text`, end exclusive, and
//! `text[start:end]` equals the text beside it, always.

mod claim;
mod figure;
mod numbers;
mod points;
mod recorded;
mod report;
mod review;

pub use claim::{Affected, Claim, Place, Quantity, Source, StanceOn, Time, Words};
pub use figure::{Figure, FigurePoint, OriginNode, Origins, Passing, Relation, RelationKind};
pub use numbers::{FieldAgreement, ReviewNumbers, ReviewerNumbers, VerdictNumbers};
pub use points::Points;
pub use recorded::{Heading, Recorded};
pub use report::{Attribution, Note, Report, Speaker};
pub use review::{Correction, Review, Verdict};
