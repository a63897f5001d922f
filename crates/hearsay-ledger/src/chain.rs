//! The chain: the digest of each entry covers its own bytes and the digest before it.

use crate::LedgerError;
use hearsay_core::{Digest, Entry, Posted};
use jiff::Timestamp;

/// An entry as it lies in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number, from 1, without gaps.
    pub seq: u64,
    /// When it was recorded, in the notation of RFC 3339.
    pub recorded: String,
    /// Its digest.
    pub digest: Digest,
    /// The entry in JSON, the exact bytes that the digest covers.
    pub body: String,
}

/// The digest that the first entry is chained to.
pub(crate) fn genesis() -> Digest {
    Digest::of("ledger", &[])
}

/// The digest of an entry that follows one of digest `previous`.
pub(crate) fn digest(previous: Digest, seq: u64, recorded: &str, body: &str) -> Digest {
    Digest::of("entry", &[previous.as_bytes(), &seq.to_le_bytes(), recorded.as_bytes(), body.as_bytes()])
}

/// The end of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub seq: u64,
    pub digest: Digest,
}

impl Head {
    /// Of an empty ledger.
    pub fn empty() -> Head {
        Head { seq: 0, digest: genesis() }
    }

    /// The row that comes next, and the head after it.
    pub fn next(self, entry: &Entry, recorded: Timestamp) -> Result<(Row, Head), LedgerError> {
        let body =
            serde_json::to_string(entry).map_err(|error| LedgerError::Unwritable { cause: error.to_string() })?;
        let seq = self.seq + 1;
        let recorded = recorded.to_string();
        let digest = digest(self.digest, seq, &recorded, &body);
        Ok((Row { seq, recorded, digest, body }, Head { seq, digest }))
    }
}

impl Row {
    /// The entry that the bytes hold.
    pub fn entry(&self) -> Result<Entry, LedgerError> {
        serde_json::from_str(&self.body)
            .map_err(|error| LedgerError::Unreadable { seq: self.seq, cause: error.to_string() })
    }

    /// When it was recorded.
    pub fn time(&self) -> Result<Timestamp, LedgerError> {
        self.recorded
            .parse()
            .map_err(|error: jiff::Error| LedgerError::Unreadable { seq: self.seq, cause: error.to_string() })
    }

    /// Whether its digest covers its bytes and the row before, of digest `previous`; before the first there is none.
    pub fn follows(&self, previous: Option<Digest>) -> bool {
        digest(previous.unwrap_or_else(genesis), self.seq, &self.recorded, &self.body) == self.digest
    }

    /// The entry with its place in the ledger; `previous` is the digest of the row before.
    pub fn posted(&self, previous: Digest) -> Result<Posted, LedgerError> {
        Ok(Posted { seq: self.seq, recorded: self.time()?, previous, entry: self.entry()? })
    }
}
