//! Linked data: one JSON-LD object with its context and a graph, a node a line.

use crate::{Exporter, Item};
use hearsay_core::Digest;
use serde_json::Value;
use std::collections::HashSet;
use std::io::{self, Write};

/// Writes the nodes that each claim brings; a node that was written before, as that of a report with several claims, is
/// written once.
pub struct Graph<W> {
    out: W,
    nodes: fn(&Item) -> Vec<Value>,
    written: HashSet<Digest>,
    begun: bool,
}

impl<W: Write> Graph<W> {
    /// Writes the context.
    pub fn begin(mut out: W, context: &Value, nodes: fn(&Item) -> Vec<Value>) -> io::Result<Graph<W>> {
        write!(out, "{{\"@context\": {context},\n \"@graph\": [")?;
        Ok(Graph { out, nodes, written: HashSet::new(), begun: false })
    }
}

impl<W: Write> Exporter for Graph<W> {
    fn claim(&mut self, item: &Item) -> io::Result<()> {
        for node in (self.nodes)(item) {
            let name = node.get("@id").or(node.get("id")).and_then(Value::as_str);
            let new = name.is_none_or(|name| self.written.insert(Digest::of("node", &[name.as_bytes()])));
            if new {
                write!(self.out, "{}\n  {node}", if self.begun { "," } else { "" })?;
                self.begun = true;
            }
        }
        Ok(())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.write_all(b"\n ]}\n")?;
        self.out.flush()
    }
}
