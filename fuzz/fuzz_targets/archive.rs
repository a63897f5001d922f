//! Any bytes as a file called `files.zip`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| hearsay_fuzz::read_as("files.zip", bytes));
