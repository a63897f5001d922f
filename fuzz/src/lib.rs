//! What the targets of the readers share.

use hearsay_read::{Limits, Meter, read_fetched};
use std::ops::ControlFlow;

/// Reads `bytes` as a file of that name: documents or refusals come out, never a panic.
pub fn read_as(name: &str, bytes: &[u8]) {
    let address = format!("http://fuzz.example/{name}");
    let _ = read_fetched(&address, bytes, Limits::default(), &Meter::default(), &mut |piece| {
        let _ = piece.and_then(|piece| piece.read());
        ControlFlow::Continue(())
    });
}
