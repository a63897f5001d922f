//! Standard output, buffered.

use std::io::{self, BufWriter, Write};

/// Where data goes.
pub fn output() -> impl Write + Send {
    BufWriter::with_capacity(64 << 10, io::stdout())
}

/// The width of the terminal, or 120 where there is none.
pub fn width() -> usize {
    match std::env::var("COLUMNS").ok().and_then(|columns| columns.parse::<usize>().ok()) {
        Some(columns) => columns.clamp(60, 400),
        None => usize::from(console::Term::stdout().size_checked().map_or(120, |(_, columns)| columns)).clamp(60, 400),
    }
}
