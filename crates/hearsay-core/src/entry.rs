//! What is posted in the ledger. The ledger only grows; a correction is an entry.

use crate::{Claim, ClaimId, Digest, Document, DocumentId, EntityId, FigureId, Review};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What of a claim is tied to an entity of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkTarget {
    /// The link of the chain at that index.
    Source(u32),
    /// The affected group.
    Affected,
    /// The place.
    Place,
}

/// This source, group or place is that entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The claim.
    pub claim: ClaimId,
    /// Which part of it.
    pub target: LinkTarget,
    /// The entity.
    pub entity: EntityId,
}

/// Claims about one figure. It has no value of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// The figure.
    pub id: FigureId,
    /// Its claims, in order of their ids.
    pub claims: Vec<ClaimId>,
}

/// One entry of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "entry")]
pub enum Entry {
    /// A report was read.
    Read {
        /// The report.
        document: Box<Document>,
    },
    /// A claim was found in a report read before.
    Claimed {
        /// The claim.
        claim: Box<Claim>,
    },
    /// A part of a claim was tied to an entity.
    Linked {
        /// The tie.
        link: Link,
    },
    /// Claims were grouped as one figure.
    Grouped {
        /// The group.
        cluster: Cluster,
    },
    /// A reviewer decided.
    Reviewed {
        /// The decision.
        review: Review,
    },
    /// A report or an earlier entry was withdrawn.
    Withdrawn {
        /// The report.
        document: DocumentId,
        /// Why.
        reason: String,
    },
}

/// An entry as it stands in the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Posted {
    /// Its number, from 1, without gaps.
    pub seq: u64,
    /// When it was recorded.
    pub recorded: Timestamp,
    /// Digest of the entry before it; that of nothing for the first.
    pub previous: Digest,
    /// What was posted.
    pub entry: Entry,
}
