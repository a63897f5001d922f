//! Any bytes: the readers give documents or refusals, never a panic.
#![no_main]

use hearsay_read::{Limits, Meter, read_stream};
use libfuzzer_sys::fuzz_target;
use std::ops::ControlFlow;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { report_bytes: 1 << 20, ..Limits::default() };
    let _ = read_stream("fuzz", bytes, limits, &Meter::default(), &mut |piece| {
        let _ = piece.and_then(|piece| piece.read());
        ControlFlow::Continue(())
    });
});
