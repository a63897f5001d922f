//! The ground of Hearsay: what is written in the ledger, or names or locates it.
//!
//! Everything here is plain data. No type has a field for the truth of a claim: Hearsay says who said what, never what
//! happened.

mod attribution;
mod claim;
mod confidence;
mod digest;
mod document;
mod entry;
pub mod format;
mod measure;
mod moment;
mod note;
mod quantity;
mod quote;
mod review;
mod source;
mod span;
mod text;

pub use attribution::{Attribution, Speech, Stance, StanceOn};
pub use claim::{Affected, Claim, Extraction, Modality, Place, Role, Scope, Time};
pub use confidence::Confidence;
pub use digest::{ClaimId, Digest, DocumentId, EntityId, FigureId, NotADigest};
pub use document::{Document, Language};
pub use entry::{Cluster, Entry, Link, LinkTarget, Posted};
pub use measure::Measure;
pub use moment::{Moment, NotAMoment};
pub use note::{Note, NoteKind};
pub use quantity::{Hedge, Quantity, Unit};
pub use quote::Quote;
pub use review::{Correction, Decision, Ground, Review, ReviewFlaw};
pub use source::{Source, SourceKind};
pub use span::Span;
pub use text::Text;
