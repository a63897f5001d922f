//! One JSON object a line, each claim as the public format has it.

use crate::{Exporter, Item};
use std::io::{self, Write};

/// Writes claims alone; a ledger with its texts goes by [`crate::line_of`], entry by entry.
pub struct Lines<W>(pub W);

impl<W: Write> Exporter for Lines<W> {
    fn claim(&mut self, item: &Item) -> io::Result<()> {
        writeln!(self.0, "{}", serde_json::to_string(item.recorded)?)
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.0.flush()
    }
}
