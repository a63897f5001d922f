//! A ledger's entries as lines of JSON, with the exact bytes that its chain of digests covers.

use hearsay_core::Digest;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::fmt;

/// An entry as it lies in a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its number, from 1.
    pub seq: u64,
    /// When it was recorded.
    pub recorded: String,
    /// Its digest, which covers the bytes below and the digest before.
    pub digest: Digest,
    /// The entry in JSON, byte for byte.
    pub body: String,
}

/// The line of an entry, without its end.
pub fn line_of(kept: &Kept) -> String {
    let Kept { seq, recorded, digest, body } = kept;
    format!("{{\"seq\":{seq},\"recorded\":\"{recorded}\",\"digest\":\"{digest}\",\"entry\":{body}}}")
}

/// The entry that a line holds.
pub fn of_line(line: &str) -> Result<Kept, NotAnEntry> {
    #[derive(Deserialize)]
    struct Line<'a> {
        seq: u64,
        recorded: String,
        digest: Digest,
        #[serde(borrow)]
        entry: &'a RawValue,
    }
    match serde_json::from_str::<Line>(line) {
        Ok(Line { seq, recorded, digest, entry }) => Ok(Kept { seq, recorded, digest, body: entry.get().to_owned() }),
        Err(error) => Err(NotAnEntry::of(line, &error.to_string())),
    }
}

/// Why a line is no entry of a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAnEntry {
    /// It is a claim without the text of its report.
    Claim,
    /// It is what `hearsay extract` or `hearsay read` prints of a report.
    Report,
    /// It is no JSON, or something else.
    Other {
        /// What is wrong.
        cause: String,
    },
}

impl NotAnEntry {
    fn of(line: &str, cause: &str) -> NotAnEntry {
        let value: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
        let has = |key: &str| value.get(key).is_some();
        match () {
            () if has("measure") && has("evidence") && has("report") => NotAnEntry::Claim,
            () if has("text") && !has("seq") => NotAnEntry::Report,
            () => NotAnEntry::Other { cause: cause.to_owned() },
        }
    }
}

impl fmt::Display for NotAnEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotAnEntry::Claim => f.write_str(
                "it holds claims without the texts of their reports, and a ledger takes no quote that it cannot check; \
                 export with --with-text",
            ),
            NotAnEntry::Report => f.write_str("it holds reports, not entries of a ledger; `hearsay add` reads them"),
            NotAnEntry::Other { cause } => write!(f, "it is no entry of a ledger: {cause}"),
        }
    }
}

impl std::error::Error for NotAnEntry {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_keeps_the_bytes_of_its_entry() {
        let kept = Kept {
            seq: 7,
            recorded: "2025-01-13T10:00:00Z".to_owned(),
            digest: Digest::of("x", &[]),
            body: r#"{"entry":"read", "x": 1.50,"text":"\u00e9 \"quoted\""}"#.to_owned(),
        };
        assert_eq!(of_line(&line_of(&kept)), Ok(kept));
    }

    #[test]
    fn what_is_no_entry_is_told_apart() {
        assert_eq!(of_line(r#"{"entry":3,"measure":"killed","evidence":{},"report":{}}"#), Err(NotAnEntry::Claim));
        assert_eq!(of_line(r#"{"id":"a","text":"Twelve died."}"#), Err(NotAnEntry::Report));
        assert!(matches!(of_line("{"), Err(NotAnEntry::Other { .. })));
        assert!(matches!(of_line("[]"), Err(NotAnEntry::Other { .. })));
    }
}
