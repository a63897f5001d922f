# Everything that CI runs.
check:
    bash .ci/run

# All tests.
test:
    cargo test --workspace

# Rewrite what the corpus, the transcripts and the schemas expect; review the diff.
update:
    UPDATE_CORPUS=1 UPDATE_TRANSCRIPTS=1 UPDATE_FORMAT=1 cargo test -p hearsay -p hearsay-cli

# Scores on the public sets of HEARSAY_BENCH.
scores *args:
    eval/run {{args}}

# How long each stage takes on one article of ours.
bench:
    cargo bench -p hearsay

# Format and lint.
lint:
    cargo fmt --all
    cargo clippy --workspace --all-targets -- -D warnings

# Feed one fuzz target with made-up input for a minute: extract, ledger, or a reader such as html (see fuzz/Cargo.toml).
fuzz target:
    cargo +nightly fuzz run {{target}} -- -max_total_time=60
