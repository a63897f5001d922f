//! The rules of the ledger, the same for every store.

use crate::chain::Head;
use crate::keys::Keys;
use crate::{LedgerError, Outcome, Row, review};
use hearsay_core::{Claim, ClaimId, Digest, Document, DocumentId, Entry, Review, ReviewFlaw};
use jiff::Timestamp;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

/// The rule that a group of entries breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// A quote does not stand in its document.
    Quote {
        /// The claim.
        claim: ClaimId,
        /// The words that should stand there.
        words: String,
    },
    /// The document is not in the ledger.
    UnknownDocument {
        /// Which.
        document: DocumentId,
    },
    /// The claim is not in the ledger.
    UnknownClaim {
        /// Which.
        claim: ClaimId,
    },
    /// A review is flawed in itself.
    Review {
        /// The claim that it is about.
        claim: ClaimId,
        /// What is wrong.
        flaw: ReviewFlaw,
    },
    /// A decision is to be settled that was never made.
    Undecided {
        /// The claim.
        claim: ClaimId,
        /// Who did not decide.
        reviewer: String,
    },
    /// An id is not the digest of what it names.
    WrongId {
        /// The id, as given.
        id: String,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Quote { claim, words } => {
                write!(f, "the words “{words}” of claim {claim} do not stand in its document at their place")
            }
            Refusal::UnknownDocument { document } => write!(f, "document {document} is not in the ledger"),
            Refusal::UnknownClaim { claim } => write!(f, "claim {claim} is not in the ledger"),
            Refusal::Review { claim, flaw } => write!(f, "the review of claim {claim}: {flaw}"),
            Refusal::Undecided { claim, reviewer } => {
                write!(f, "{reviewer} made no decision about claim {claim} that could be settled")
            }
            Refusal::WrongId { id } => write!(f, "the id {id} is not the digest of what it names"),
        }
    }
}

/// What the rules need to know of the ledger as it stands.
pub(crate) trait Known {
    fn document(&self, id: DocumentId) -> Result<Option<(u64, Document)>, LedgerError>;
    fn has_document(&self, id: DocumentId) -> Result<bool, LedgerError>;
    fn has_claim(&self, id: ClaimId) -> Result<bool, LedgerError>;
    fn document_of(&self, claim: ClaimId) -> Result<Option<DocumentId>, LedgerError>;
    fn has_review(&self, claim: ClaimId, reviewer: &str) -> Result<bool, LedgerError>;
    fn has_tie(&self, tie: Digest) -> Result<bool, LedgerError>;
}

/// A row that is to be appended, with what it is found by.
pub(crate) struct Made<'a> {
    pub row: Row,
    pub entry: &'a Entry,
    /// Of a claim: its keys, and the number of the entry that read its document.
    pub keys: Option<(Keys, u64)>,
    /// The day of publication of a claim's document.
    pub published: Option<Date>,
    /// Of a link or a cluster, which are said once: the digest of its bytes.
    pub tie: Option<Digest>,
}

/// Checks a group against the rules and makes the rows that are new in it.
pub(crate) fn rows<'a>(
    group: &'a [Entry],
    head: Head,
    recorded: Timestamp,
    known: &dyn Known,
) -> Result<(Vec<Made<'a>>, Head, Outcome), LedgerError> {
    let mut made: Vec<Made> = Vec::new();
    let mut next = head;
    let mut new: New = New::default();
    let mut last_read: Option<(u64, Cow<'_, Document>)> = None;
    for entry in group {
        let mut keys = None;
        let mut published = None;
        let refusal = match entry {
            Entry::Read { document } => {
                if !has_its_id(document) {
                    Some(Refusal::WrongId { id: document.id.to_string() })
                } else if known.has_document(document.id)? {
                    continue;
                } else {
                    last_read = Some((next.seq + 1, Cow::Borrowed(document)));
                    None
                }
            }
            Entry::Claimed { claim } => {
                if new.claims.contains(&claim.id) || known.has_claim(claim.id)? {
                    continue;
                }
                if last_read.as_ref().is_none_or(|(_, document)| document.id != claim.document) {
                    let read = known.document(claim.document)?;
                    last_read = read.map(|(seq, document)| (seq, Cow::Owned(document)));
                }
                match &last_read {
                    None => Some(Refusal::UnknownDocument { document: claim.document }),
                    Some((seq, document)) => {
                        keys = Some((Keys::of(claim, document), *seq));
                        published = document.published;
                        broken(claim, document)
                    }
                }
            }
            Entry::Linked { link } => unknown_claim(&[link.claim], &new, known)?,
            Entry::Grouped { cluster } => unknown_claim(&cluster.claims, &new, known)?,
            Entry::Reviewed { review } => reviewed(review, group, &new, known)?,
            Entry::Withdrawn { document, .. } => {
                let document = *document;
                (!known.has_document(document)?).then_some(Refusal::UnknownDocument { document })
            }
        };
        if let Some(refusal) = refusal {
            return Ok((Vec::new(), head, Outcome::Refused(refusal)));
        }
        let (row, after) = next.next(entry, recorded)?;
        // The same tie or group said twice is said once; a review or a withdrawal can be repeated and counts each time.
        let once = matches!(entry, Entry::Linked { .. } | Entry::Grouped { .. });
        let tie = once.then(|| Digest::of("tie", &[row.body.as_bytes()]));
        if let Some(tie) = tie
            && (!new.ties.insert(tie) || known.has_tie(tie)?)
        {
            continue;
        }
        match entry {
            Entry::Claimed { claim } => drop(new.claims.insert(claim.id)),
            Entry::Reviewed { review } => drop(new.reviews.insert((review.claim, &review.reviewer))),
            _ => {}
        }
        next = after;
        made.push(Made { row, entry, keys, published, tie });
    }
    let outcome = if made.is_empty() { Outcome::Known } else { Outcome::Added(made.len() as u64) };
    Ok((made, next, outcome))
}

/// The first rule that a claim breaks.
pub(crate) fn broken(claim: &Claim, document: &Document) -> Option<Refusal> {
    let quote = claim.quotes().find(|quote| !quote.stands_in(&document.text));
    quote.map(|quote| Refusal::Quote { claim: claim.id, words: quote.text.clone() }).or_else(|| {
        let wrong = claim.clone().identified().id != claim.id;
        wrong.then(|| Refusal::WrongId { id: claim.id.to_string() })
    })
}

/// Whether the document's id is the digest of what it holds.
pub(crate) fn has_its_id(document: &Document) -> bool {
    document.clone().identified().id == document.id
}

/// The rule that a review breaks: of its own, or for the sake of its claim, which can stand in the same group.
fn reviewed(review: &Review, group: &[Entry], new: &New, known: &dyn Known) -> Result<Option<Refusal>, LedgerError> {
    let claim = review.claim;
    let here = group.iter().find_map(|entry| match entry {
        Entry::Claimed { claim: new } if new.id == claim => Some(new.document),
        _ => None,
    });
    let document = if new.claims.contains(&claim) { here } else { known.document_of(claim)? };
    let Some(id) = document else { return Ok(Some(Refusal::UnknownClaim { claim })) };
    let read = group.iter().find_map(|entry| match entry {
        Entry::Read { document } if document.id == id => Some(Cow::Borrowed(&**document)),
        _ => None,
    });
    let document = match read {
        Some(read) => Some(read),
        None => known.document(id)?.map(|(_, document)| Cow::Owned(document)),
    };
    let Some(document) = document else { return Ok(Some(Refusal::UnknownDocument { document: id })) };
    review::broken(review, &document, &mut |reviewer| {
        Ok(new.reviews.contains(&(claim, reviewer)) || known.has_review(claim, reviewer)?)
    })
}

fn unknown_claim(ids: &[ClaimId], new: &New<'_>, known: &dyn Known) -> Result<Option<Refusal>, LedgerError> {
    for &id in ids {
        if !new.claims.contains(&id) && !known.has_claim(id)? {
            return Ok(Some(Refusal::UnknownClaim { claim: id }));
        }
    }
    Ok(None)
}

/// What the group itself has brought so far.
#[derive(Default)]
struct New<'a> {
    claims: BTreeSet<ClaimId>,
    reviews: BTreeSet<(ClaimId, &'a str)>,
    ties: BTreeSet<Digest>,
}
