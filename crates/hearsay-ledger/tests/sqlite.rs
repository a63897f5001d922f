//! The ledger in one file: what cannot be done to it, and what is found when it was done all the same.

use hearsay_ledger::conformance::report;
use hearsay_ledger::{Access, Fault, LedgerError, Outcome, ReviewFilter, Sqlite, Store, VERSION, verify};
use jiff::Timestamp;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// A ledger of `reports` reports, three entries each.
fn ledger(folder: &Path, reports: u64) -> PathBuf {
    let path = folder.join("ledger.db");
    let mut store = Sqlite::open(&path, Access::Append).unwrap();
    for number in 0..reports {
        let outcomes = store.append(&[report(number, "2025-01-13")], Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(outcomes, [Outcome::Added(3)]);
    }
    path
}

fn fault(path: &Path) -> Option<Fault> {
    let store = Sqlite::open(path, Access::Ask).unwrap();
    verify(&store, &mut |_| ()).unwrap().err()
}

#[test]
fn entries_are_neither_changed_nor_deleted_nor_slipped_in() {
    let folder = tempfile::tempdir().unwrap();
    let db = Connection::open(ledger(folder.path(), 2)).unwrap();
    for attack in [
        "UPDATE entries SET body = 'x' WHERE seq = 2",
        "DELETE FROM entries WHERE seq = 6",
        "DELETE FROM entries",
        "INSERT INTO entries SELECT seq + 5, recorded, digest, body FROM entries WHERE seq = 3",
        "INSERT OR REPLACE INTO entries SELECT seq, recorded, digest, 'x' FROM entries WHERE seq = 3",
        "INSERT OR IGNORE INTO entries SELECT NULL, recorded, digest, body FROM entries WHERE seq = 3",
        "INSERT INTO entries SELECT -1, recorded, digest, body FROM entries WHERE seq = 3",
    ] {
        let error = db.execute(attack, []).expect_err(attack);
        assert!(error.to_string().contains("the ledger only grows"), "{attack}: {error}");
    }
    drop(db);
    assert_eq!(fault(&folder.path().join("ledger.db")), None);
}

#[test]
fn one_changed_byte_anywhere_in_the_entries_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger(folder.path(), 3);
    let db = Connection::open(&path).unwrap();
    db.execute_batch("DROP TRIGGER entries_stay").unwrap();
    for (seq, column) in (1..=9u64).flat_map(|seq| ["body", "recorded", "digest"].map(|column| (seq, column))) {
        let read = format!("SELECT CAST({column} AS BLOB) FROM entries WHERE seq = {seq}");
        let bytes: Vec<u8> = db.query_row(&read, [], |row| row.get(0)).unwrap();
        let kind = if column == "digest" { "BLOB" } else { "TEXT" };
        let write = format!("UPDATE entries SET {column} = CAST(? AS {kind}) WHERE seq = {seq}");
        // Every byte of the short columns; of the body, enough to meet each kind of thing in it.
        for at in (0..bytes.len()).step_by(if column == "body" { 13 } else { 1 }) {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << (at % 8);
            db.execute(&write, [&changed]).unwrap();
            assert_eq!(fault(&path), Some(Fault::Changed { seq }), "byte {at} of {column} of entry {seq}");
        }
        db.execute(&write, [&bytes]).unwrap();
    }
    assert_eq!(fault(&path), None);
}

#[test]
fn one_changed_byte_in_the_file_where_an_entry_lies_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger(folder.path(), 3);
    let db = Connection::open(&path).unwrap();
    // A database leaves old copies of moved rows in the file; this blanks them, so that we hit the row itself.
    db.execute_batch("PRAGMA secure_delete = ON; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let body: String = db.query_row("SELECT body FROM entries WHERE seq = 5", [], |row| row.get(0)).unwrap();
    drop(db);
    let file = std::fs::read(&path).unwrap();
    let start = file.windows(body.len()).rposition(|bytes| bytes == body.as_bytes()).expect("entries lie in the file");
    for at in (start..start + body.len()).step_by(7) {
        let mut changed = file.clone();
        changed[at] ^= 0x10;
        std::fs::write(&path, &changed).unwrap();
        assert_eq!(fault(&path), Some(Fault::Changed { seq: 5 }), "byte {at}");
    }
}

#[test]
fn entries_taken_away_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger(folder.path(), 3);
    let db = Connection::open(&path).unwrap();
    db.execute_batch("DROP TRIGGER entries_remain; DELETE FROM entries WHERE seq = 9").unwrap();
    assert!(matches!(fault(&path), Some(Fault::Index { .. })));
    db.execute_batch("DELETE FROM entries WHERE seq = 5").unwrap();
    assert_eq!(fault(&path), Some(Fault::Gap { expected: 5, found: 6 }));
}

#[test]
fn a_ledger_of_another_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger(folder.path(), 1);
    Connection::open(&path).unwrap().pragma_update(None, "user_version", VERSION + 1).unwrap();
    for access in [Access::Ask, Access::Append] {
        let error = Sqlite::open(&path, access).unwrap_err();
        assert!(matches!(error, LedgerError::OtherVersion { found, .. } if found == VERSION + 1), "{error}");
        assert!(error.to_string().contains("format 2"), "{error}");
    }
}

#[test]
fn what_is_no_ledger_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE mine (x)").unwrap();
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "my notes, which are longer than the head of a database would be").unwrap();
    for file in [&path, &text] {
        let before = std::fs::read(file).unwrap();
        for access in [Access::Ask, Access::Append] {
            let error = Sqlite::open(file, access).unwrap_err();
            assert!(matches!(error, LedgerError::NotALedger { .. }), "{error:?}");
        }
        assert_eq!(std::fs::read(file).unwrap(), before);
    }
    let missing = Sqlite::open(&folder.path().join("none.db"), Access::Ask).unwrap_err();
    assert!(matches!(missing, LedgerError::Missing { .. }));
    let error = Sqlite::open(&folder.path().join("no/folder.db"), Access::Append).unwrap_err();
    assert!(error.to_string().contains("there is no folder"), "{error}");
    let error = Sqlite::open(folder.path(), Access::Append).unwrap_err();
    assert!(error.to_string().contains("it is a folder"), "{error}");
}

#[test]
fn a_full_disk_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger(folder.path(), 1);
    let mut store = Sqlite::open(&path, Access::Append).unwrap();
    store.limit_pages(40).unwrap();
    let batch: Vec<_> = (100..400).map(|number| report(number, "2025-01-13")).collect();
    assert!(matches!(store.append(&batch, Timestamp::UNIX_EPOCH), Err(LedgerError::Full)));
    assert_eq!(store.size().unwrap().entries, 3);
    drop(store);
    assert_eq!(fault(&path), None);
}

#[test]
fn a_ledger_opened_to_ask_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger(folder.path(), 1);
    let mut store = Sqlite::open(&path, Access::Ask).unwrap();
    let written = store.append(&[report(5, "2025-01-13")], Timestamp::UNIX_EPOCH);
    assert!(matches!(written, Err(LedgerError::ReadOnly)), "{written:?}");
}

#[test]
fn two_programs_can_append_in_turn_and_the_chain_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger(folder.path(), 1);
    let threads: Vec<_> = (0..2u64)
        .map(|thread| {
            let path = path.clone();
            std::thread::spawn(move || {
                let mut store = Sqlite::open(&path, Access::Append).unwrap();
                for number in 0..30 {
                    store.append(&[report(100 * (thread + 1) + number, "2025-01-13")], Timestamp::UNIX_EPOCH).unwrap();
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    assert_eq!(fault(&path), None);
    assert_eq!(Sqlite::open(&path, Access::Ask).unwrap().size().unwrap().documents, 61);
}

#[test]
fn decisions_in_a_ledger_without_an_index_of_them_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger(folder.path(), 1);
    let claims = report(0, "2025-01-13");
    let hearsay_core::Entry::Claimed { claim } = &claims[1] else { panic!("{claims:?}") };
    let mut store = Sqlite::open(&path, Access::Append).unwrap();
    // As the first version wrote it: a rejection without its ground.
    let old = format!(
        r#"{{"entry":"reviewed","review":{{"claim":"{}","reviewer":"Anna","decision":"rejected","reason":"why"}}}}"#,
        claim.id
    );
    let entry: hearsay_core::Entry = serde_json::from_str(&old).unwrap();
    store.append(&[vec![entry]], Timestamp::UNIX_EPOCH).unwrap();
    drop(store);
    Connection::open(&path).unwrap().execute_batch("DROP TABLE reviews").unwrap();
    for access in [Access::Ask, Access::Append, Access::Ask] {
        let store = Sqlite::open(&path, access).unwrap();
        let mut found = Vec::new();
        store
            .reviews(&ReviewFilter::default(), &mut |one| {
                found.push((one.seq, one.claim_seq, one.review.decision, one.review.reason));
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        let rejected = hearsay_core::Decision::Rejected { ground: hearsay_core::Ground::Other };
        assert_eq!(found, [(4, 2, rejected, Some("why".to_owned()))], "{access:?}");
    }
    assert_eq!(fault(&path), None);
}
