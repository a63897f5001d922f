//! The same checks over every store.

use hearsay_ledger::{Access, Memory, Sqlite, conformance};

#[test]
fn memory_keeps_the_rules() {
    conformance::check(&mut || Box::new(Memory::new()));
}

#[test]
fn sqlite_keeps_the_rules() {
    let folder = tempfile::tempdir().unwrap();
    let mut number = 0;
    conformance::check(&mut || {
        number += 1;
        Box::new(Sqlite::open(&folder.path().join(format!("{number}.db")), Access::Append).unwrap())
    });
}
