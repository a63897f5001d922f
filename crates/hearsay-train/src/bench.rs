//! Where the corpora are.

use std::path::PathBuf;

/// The folder of the corpora: `HEARSAY_BENCH`, else `../shared/bench`.
pub fn folder() -> PathBuf {
    std::env::var_os("HEARSAY_BENCH").map_or_else(|| PathBuf::from("../shared/bench"), PathBuf::from)
}
