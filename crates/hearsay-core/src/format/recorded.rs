//! A claim as the ledger gives it: with its entry and the report it stands in, without the report's text.

use super::Claim;
use crate::{Document, DocumentId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A report, without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Heading {
    /// Names the document by its content.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub document: DocumentId,
    /// The number of the entry that read it.
    pub entry: u64,
    /// The id given with the input, else the stem of its file name.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
}

impl Heading {
    /// The heading of `document`, read by the entry of that number.
    pub fn of(document: &Document, entry: u64) -> Heading {
        Heading {
            document: document.id,
            entry,
            id: document.name.clone(),
            title: document.title.clone(),
            outlet: document.outlet.clone(),
            url: document.url.clone(),
            published: document.published,
        }
    }
}

/// A claim of the ledger. Its offsets refer to the text of its report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Recorded {
    /// The number of its entry.
    pub entry: u64,
    /// When the entry was recorded.
    pub recorded: Timestamp,
    /// The report.
    pub report: Heading,
    /// The claim.
    #[serde(flatten)]
    pub claim: Claim,
}
