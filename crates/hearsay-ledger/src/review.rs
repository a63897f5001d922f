//! Reviews: the rules that a decision about a claim keeps, and how decisions are asked for.

use crate::{AsOf, LedgerError, Refusal};
use hearsay_core::{ClaimId, Document, Review};
use jiff::Timestamp;

/// Which decisions are asked for; all parts that are given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewFilter {
    /// About this claim.
    pub claim: Option<ClaimId>,
    /// By this reviewer, letter for letter.
    pub reviewer: Option<String>,
    /// Only entries after that number.
    pub after: u64,
    /// The ledger as it stood then; as it is now if not given.
    pub as_of: Option<AsOf>,
}

/// A decision, and where it stands in the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundReview {
    /// The number of its entry.
    pub seq: u64,
    /// When that entry was recorded.
    pub recorded: Timestamp,
    /// The number of the entry of the claim.
    pub claim_seq: u64,
    /// The decision.
    pub review: Review,
}

/// What a list of all claims tells of each, without reading its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The number of the claim's entry.
    pub seq: u64,
    /// The claim.
    pub claim: ClaimId,
    /// The number of the entry that read its report.
    pub document_seq: u64,
    /// Its confidence in percent.
    pub percent: u8,
}

/// The first rule that a review breaks. `document` is the report of its claim; `decided` tells whether somebody of that
/// name decided about the claim before.
pub(crate) fn broken(
    review: &Review,
    document: &Document,
    decided: &mut dyn FnMut(&str) -> Result<bool, LedgerError>,
) -> Result<Option<Refusal>, LedgerError> {
    let claim = review.claim;
    if let Some(flaw) = review.flaw() {
        return Ok(Some(Refusal::Review { claim, flaw }));
    }
    let mut quotes = review.decision.corrections().iter().flat_map(|correction| correction.quotes());
    if let Some(quote) = quotes.find(|quote| !quote.stands_in(&document.text)) {
        return Ok(Some(Refusal::Quote { claim, words: quote.text.clone() }));
    }
    for reviewer in &review.settles {
        if !decided(reviewer)? {
            return Ok(Some(Refusal::Undecided { claim, reviewer: reviewer.clone() }));
        }
    }
    Ok(None)
}
