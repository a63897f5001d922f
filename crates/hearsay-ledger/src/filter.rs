//! Which claims are asked for.

use hearsay_core::{Confidence, DocumentId, Measure, Role};
use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt;
use std::num::NonZeroUsize;
use std::str::FromStr;

/// A range of days, open where an end is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Days {
    /// Whether every day is in it.
    pub fn is_open(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Whether a day of `first..=last` is in it.
    pub fn meets(self, first: Date, last: Date) -> bool {
        self.from.is_none_or(|from| from <= last) && self.to.is_none_or(|to| first <= to)
    }
}

/// The ledger as it stood earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// After the entry of that number.
    Entry(u64),
    /// At that time.
    Time(Timestamp),
}

/// Text that is no time of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAsOf;

impl fmt::Display for NotAsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("give the number of an entry, a day or a time such as 2025-01-13T12:00Z")
    }
}

impl std::error::Error for NotAsOf {}

impl FromStr for AsOf {
    type Err = NotAsOf;

    /// The number of an entry, a day (at its end, UTC) or a time.
    fn from_str(typed: &str) -> Result<AsOf, NotAsOf> {
        if let Ok(entry) = typed.parse() {
            return Ok(AsOf::Entry(entry));
        }
        let time = typed.parse().ok();
        let end = || format!("{}T23:59:59.999999999Z", typed.parse::<Date>().ok()?).parse().ok();
        time.or_else(end).map(AsOf::Time).ok_or(NotAsOf)
    }
}

/// Lets a claim through when it meets every part that is given. Words are compared without case and accents, and all
/// words given must occur.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The beginning of the claim's id, in hexadecimal digits.
    pub id: Option<String>,
    /// Any of these measures; all if empty.
    pub measures: Vec<Measure>,
    /// Words of the side of the affected.
    pub side: Option<String>,
    /// Their role.
    pub role: Option<Role>,
    /// Words of the chain of sources.
    pub source: Option<String>,
    /// Words of the place, as written or as resolved.
    pub place: Option<String>,
    /// Words of the sentence, title, group, place, actor or sources.
    pub text: Option<String>,
    /// Days of the event; a claim whose days are not known does not pass.
    pub event: Days,
    /// Days of publication; a report without a day does not pass.
    pub published: Days,
    /// Only claims of this report.
    pub document: Option<DocumentId>,
    /// The least confidence.
    pub confidence: Option<Confidence>,
    /// The ledger as it stood then; as it is now if not given.
    pub as_of: Option<AsOf>,
    /// No more than these, the first in order of entries.
    pub limit: Option<NonZeroUsize>,
}
