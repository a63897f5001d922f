//! How much of hostile input is taken, and how much was read so far.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Limits on input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of one report, decompressed.
    pub report_bytes: usize,
    /// The most bytes of one page of HTML.
    pub page_bytes: usize,
    /// The most files of one archive.
    pub files: usize,
    /// The most bytes of one archive, unpacked.
    pub archive_bytes: u64,
    /// How deep folders, and archives within archives, are followed.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { report_bytes: 4 << 20, page_bytes: 16 << 20, files: 100_000, archive_bytes: 4 << 30, depth: 64 }
    }
}

/// Counts the bytes taken from files as they lie on disk, for a progress bar.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes taken so far.
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A reader whose bytes are counted.
pub(crate) struct Metered<R> {
    pub(crate) inner: R,
    pub(crate) meter: Meter,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.meter.0.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}
