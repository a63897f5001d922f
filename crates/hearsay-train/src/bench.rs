//! Where the corpora are.

use std::path::PathBuf;

/// The folder of the corpora: `HEARSAY_BENCH`, else `../shared/bench`.
pub fn folder() -> PathBuf {
    std::env::var_os("HEARSAY_BENCH").map_or_else(|| PathBuf::from("../shared/bench"), PathBuf::from)
}

/// The annotated reports to learn figures and chains from.
pub fn train() -> PathBuf {
    folder().join("claims/train.jsonl.gz")
}

/// The annotated reports to measure them on. What is shipped has learned from these too; what is measured on them has not.
pub fn dev() -> PathBuf {
    folder().join("claims/dev.jsonl.gz")
}
