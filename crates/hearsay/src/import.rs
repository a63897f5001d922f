//! Into a ledger: the entries of an exported one, so that an empty ledger becomes the same ledger.

use hearsay_core::{Digest, Entry};
use hearsay_export::Kept;
use hearsay_ledger::{Group, LedgerError, Outcome, Refusal, Row, Store};
use jiff::Timestamp;
use std::collections::HashSet;
use std::fmt;
use std::ops::ControlFlow;

/// What came of importing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Entries that are new in the ledger.
    pub added: u64,
    /// Entries that were known already.
    pub known: u64,
    /// Entries that the ledger refused.
    pub refused: u64,
    /// Whether the ledger is now, entry for entry and digest for digest, what was exported, or goes on from it. If not,
    /// it held other entries before, and the new ones are recorded as of now.
    pub same: bool,
}

/// Why a file could not be imported.
#[derive(Debug)]
#[non_exhaustive]
pub enum ImportError {
    /// The ledger could not be read or written.
    Ledger(LedgerError),
    /// The file begins in the middle, or entries are missing in it.
    Gap {
        /// The number that should come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// The bytes of an entry are not those that were exported.
    Changed {
        /// Its number.
        seq: u64,
    },
    /// This program writes the entry in other bytes, so that the chain would be another.
    OtherBytes {
        /// Its number.
        seq: u64,
    },
    /// The ledger refuses an entry that the exported one took.
    Refused {
        /// Its number.
        seq: u64,
        /// Why.
        refusal: Refusal,
    },
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::Ledger(error) => error.fmt(f),
            ImportError::Gap { expected, found } => {
                write!(f, "entry {expected} is missing: entry {found} stands in its place")
            }
            ImportError::Changed { seq } => {
                write!(f, "entry {seq} was changed since it was exported: its digest does not cover its bytes")
            }
            ImportError::OtherBytes { seq } => {
                write!(f, "entry {seq} was written by another version of hearsay, in other bytes than this one writes")
            }
            ImportError::Refused { seq, refusal } => write!(f, "the ledger refuses entry {seq}: {refusal}"),
        }
    }
}

impl std::error::Error for ImportError {}

impl From<LedgerError> for ImportError {
    fn from(error: LedgerError) -> ImportError {
        ImportError::Ledger(error)
    }
}

/// A batch goes into the ledger at so many entries or bytes.
const BATCH: usize = 1024;
const BATCH_BYTES: usize = 4 << 20;

/// Appends the entries of an exported ledger, in order. An empty ledger, or one that is a beginning of the exported one,
/// keeps their times of recording and becomes the same ledger; any other records what is new to it at the time that `now`
/// gives, for that is when it came to know. `tell` hears of every entry that is refused then, and `step` of each that is
/// done.
pub fn import<E: From<ImportError>>(
    entries: impl Iterator<Item = Result<Kept, E>>,
    store: &mut dyn Store,
    now: impl Fn() -> Timestamp,
    mut tell: impl FnMut(u64, &Refusal),
) -> Result<Imported, E> {
    let mut import = Import::over(store).map_err(ImportError::from)?;
    let mut before: Option<Row> = None;
    for kept in entries {
        let Kept { seq, recorded, digest, body } = kept?;
        let row = Row { seq, recorded, digest, body };
        let expected = before.as_ref().map_or(1, |row| row.seq + 1);
        if seq != expected {
            return Err(ImportError::Gap { expected, found: seq }.into());
        }
        if !row.follows(before.as_ref().map(|row| row.digest)) {
            return Err(ImportError::Changed { seq }.into());
        }
        import.take(&row, store, &now, &mut tell)?;
        before = Some(row);
    }
    import.flush(store, &now, &mut tell)?;
    Ok(import.done)
}

/// An import under way.
struct Import {
    done: Imported,
    /// The digests of the ledger's entries, as it was before.
    held: Vec<Digest>,
    /// Digests of their bodies alone.
    bodies: HashSet<Digest>,
    /// Entries on their way in, each with its number, and when they were recorded.
    batch: Vec<(u64, Entry)>,
    bytes: usize,
    recorded: Option<Timestamp>,
}

impl Import {
    fn over(store: &dyn Store) -> Result<Import, LedgerError> {
        let (mut held, mut bodies) = (Vec::new(), HashSet::new());
        store.entries(1, &mut |row| {
            held.push(row.digest);
            bodies.insert(body(&row));
            ControlFlow::Continue(())
        })?;
        let done = Imported { same: true, ..Imported::default() };
        Ok(Import { done, held, bodies, batch: Vec::new(), bytes: 0, recorded: None })
    }

    fn take(
        &mut self,
        row: &Row,
        store: &mut dyn Store,
        now: &impl Fn() -> Timestamp,
        tell: &mut impl FnMut(u64, &Refusal),
    ) -> Result<(), ImportError> {
        let there = self.held.get(row.seq as usize - 1);
        self.done.same &= there.is_none_or(|digest| *digest == row.digest);
        if there == Some(&row.digest) || (!self.done.same && self.bodies.contains(&body(row))) {
            self.done.known += 1;
            return Ok(());
        }
        let entry = row.entry()?;
        if self.done.same {
            let time = row.time()?;
            // The chain covers the bytes, so they must come out as they went in.
            if serde_json::to_string(&entry).ok().as_ref() != Some(&row.body) || time.to_string() != row.recorded {
                return Err(ImportError::OtherBytes { seq: row.seq });
            }
            if self.recorded.is_some_and(|recorded| recorded != time) {
                self.flush(store, now, tell)?;
            }
            self.recorded = Some(time);
        }
        self.bytes += row.body.len();
        self.batch.push((row.seq, entry));
        // A report and its claims stay together, so that they go in all or nothing.
        let due = self.batch.len() >= BATCH || self.bytes >= BATCH_BYTES;
        if due { self.flush_reports(store, now, tell) } else { Ok(()) }
    }

    /// Appends all but the last report, whose claims may still come.
    fn flush_reports(
        &mut self,
        store: &mut dyn Store,
        now: &impl Fn() -> Timestamp,
        tell: &mut impl FnMut(u64, &Refusal),
    ) -> Result<(), ImportError> {
        let last = self.batch.iter().rposition(|(_, entry)| !matches!(entry, Entry::Claimed { .. })).unwrap_or(0);
        let rest = if last > 0 { self.batch.split_off(last) } else { Vec::new() };
        let recorded = self.recorded;
        self.flush(store, now, tell)?;
        self.batch = rest;
        self.recorded = recorded;
        Ok(())
    }

    fn flush(
        &mut self,
        store: &mut dyn Store,
        now: &impl Fn() -> Timestamp,
        tell: &mut impl FnMut(u64, &Refusal),
    ) -> Result<(), ImportError> {
        self.bytes = 0;
        let recorded = self.recorded.take().filter(|_| self.done.same).unwrap_or_else(now);
        let (numbers, groups) = groups(std::mem::take(&mut self.batch));
        if groups.is_empty() {
            return Ok(());
        }
        for ((seq, group), outcome) in numbers.iter().zip(&groups).zip(store.append(&groups, recorded)?) {
            let size = group.len() as u64;
            match outcome {
                Outcome::Added(added) => {
                    self.done.added += added;
                    self.done.known += size.saturating_sub(added);
                }
                Outcome::Known => self.done.known += size,
                Outcome::Refused(refusal) if self.done.same => return Err(ImportError::Refused { seq: *seq, refusal }),
                Outcome::Refused(refusal) => {
                    self.done.refused += size;
                    tell(*seq, &refusal);
                }
            }
        }
        Ok(())
    }
}

/// What an entry says, wherever it stands.
fn body(row: &Row) -> Digest {
    Digest::of("body", &[row.body.as_bytes()])
}

/// A report with its claims is a group; everything else stands alone. Each with the number of its first entry.
fn groups(batch: Vec<(u64, Entry)>) -> (Vec<u64>, Vec<Group>) {
    let (mut numbers, mut groups): (Vec<u64>, Vec<Group>) = (Vec::new(), Vec::new());
    for (seq, entry) in batch {
        let of = match &entry {
            Entry::Claimed { claim } => Some(claim.document),
            _ => None,
        };
        match groups.last_mut() {
            Some(group) if of.is_some_and(|id| reads(group, id)) => group.push(entry),
            _ => {
                numbers.push(seq);
                groups.push(vec![entry]);
            }
        }
    }
    (numbers, groups)
}

/// Whether the group begins with that report.
fn reads(group: &Group, id: hearsay_core::DocumentId) -> bool {
    matches!(group.first(), Some(Entry::Read { document }) if document.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export_entries;
    use hearsay_core::{Decision, Document, Review, Text};
    use hearsay_export::{line_of, of_line};
    use hearsay_ledger::{Memory, verify};

    /// A ledger of two reports at two times, a review that was given twice, and a withdrawal.
    fn ledger() -> Memory {
        let mut store = Memory::default();
        let report = |outlet: &str, text: &str| {
            let mut document = Document::of_text(outlet, Text::from(text));
            document.outlet = Some(outlet.to_owned());
            document.published = "2025-01-14".parse().ok();
            let document = document.identified();
            let claims = hearsay_extract::extract(&document).claims;
            assert!(!claims.is_empty(), "{text}");
            let claims = claims.into_iter().map(|claim| Entry::Claimed { claim: Box::new(claim) });
            [Entry::Read { document: Box::new(document.clone()) }].into_iter().chain(claims).collect::<Group>()
        };
        let first =
            report("Northern Mail", "At least 14 people were killed in Varnø on “Tuesday”, the island’s police said.");
        let second = report("Valley Post", "Rockets wounded 30 people, a hospital said.\n\n\tNobody was killed.");
        let Some(Entry::Claimed { claim }) = first.get(1) else { panic!() };
        let (claim, reviewer) = (claim.id, "coder".to_owned());
        let (decision, reason) = (Decision::Accepted, Some("\"right\"".to_owned()));
        let review = Review { claim, reviewer, decision, reason, settles: Vec::new() };
        let Some(Entry::Read { document }) = second.first() else { panic!() };
        let withdrawn = Entry::Withdrawn { document: document.id, reason: "corrected by the outlet".to_owned() };
        let reviewed = || vec![Entry::Reviewed { review: review.clone() }];
        let groups = [vec![first, reviewed()], vec![second, reviewed(), vec![withdrawn]]];
        for (groups, time) in groups.iter().zip(["2025-01-20T00:00:00.123456789Z", "2025-01-21T08:30:00Z"]) {
            store.append(groups, time.parse().unwrap()).unwrap();
        }
        store
    }

    fn exported(store: &dyn Store) -> Vec<Kept> {
        let mut all = Vec::new();
        export_entries(store, None, &mut |kept| {
            all.push(of_line(&line_of(&kept)).unwrap());
            Ok(())
        })
        .unwrap();
        all
    }

    fn into(entries: &[Kept], store: &mut Memory) -> Result<Imported, ImportError> {
        let now = || "2026-02-02T00:00:00Z".parse().unwrap();
        import(entries.iter().cloned().map(Ok), store, now, |seq, refusal| panic!("{seq}: {refusal}"))
    }

    fn head(store: &dyn Store) -> Digest {
        verify(store, &mut |_| ()).unwrap().unwrap().head
    }

    #[test]
    fn an_empty_ledger_becomes_the_same_ledger_and_a_second_time_adds_nothing() {
        let a = ledger();
        let entries = exported(&a);
        let size = entries.len() as u64;
        let mut b = Memory::default();
        assert_eq!(into(&entries, &mut b).unwrap(), Imported { added: size, known: 0, refused: 0, same: true });
        assert_eq!(head(&a), head(&b));
        assert_eq!(exported(&b), entries);
        assert_eq!(into(&entries, &mut b).unwrap(), Imported { added: 0, known: size, refused: 0, same: true });
        assert_eq!(head(&a), head(&b));
    }

    #[test]
    fn a_beginning_goes_on_where_it_ended() {
        let a = ledger();
        let entries = exported(&a);
        for cut in 1..entries.len() {
            let mut b = Memory::default();
            into(&entries[..cut], &mut b).unwrap();
            let done = into(&entries, &mut b).unwrap();
            assert!(done.same && done.known == cut as u64, "{done:?}");
            assert_eq!(head(&a), head(&b));
        }
    }

    #[test]
    fn another_ledger_takes_what_is_new_as_of_now() {
        let entries = exported(&ledger());
        let mut b = Memory::default();
        let other = Document::of_text("other", Text::from("Fog came in."));
        let time = "2025-06-01T00:00:00Z".parse().unwrap();
        b.append(&[vec![Entry::Read { document: Box::new(other) }]], time).unwrap();
        let done = into(&entries, &mut b).unwrap();
        assert!(!done.same && done.refused == 0 && done.added > 0, "{done:?}");
        let last = exported(&b).pop().unwrap();
        assert_eq!(last.recorded, "2026-02-02T00:00:00Z");
        assert!(matches!(verify(&b, &mut |_| ()), Ok(Ok(_))));
        let again = into(&entries, &mut b).unwrap();
        assert_eq!((again.added, again.known), (0, entries.len() as u64));
    }

    #[test]
    fn a_changed_or_cut_file_is_refused_and_nothing_of_the_changed_entry_goes_in() {
        let entries = exported(&ledger());
        let mut changed = entries.clone();
        changed[1].body = changed[1].body.replacen("14", "41", 1);
        let mut b = Memory::default();
        assert!(matches!(into(&changed, &mut b), Err(ImportError::Changed { seq: 2 })));
        assert_eq!(b.size().unwrap().entries, 0);
        assert!(matches!(into(&entries[1..], &mut b), Err(ImportError::Gap { expected: 1, found: 2 })));
    }
}
