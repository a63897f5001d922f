//! Any entries: a ledger takes or refuses them, and always verifies afterwards.
#![no_main]

use hearsay_core::Entry;
use hearsay_ledger::{Memory, Store, conformance, verify};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut store = Memory::new();
    let known = store.append(&[conformance::report(12, "2025-01-13")], Default::default());
    assert!(known.is_ok());
    let groups: Vec<Vec<Entry>> =
        bytes.split(|&byte| byte == b'\n').map(|line| serde_json::from_slice(line).into_iter().collect()).collect();
    let _ = store.append(&groups, Default::default());
    assert!(matches!(verify(&store, &mut |_| ()), Ok(Ok(_))));
});
