//! Finds copies among the reports of a JSON Lines file and prints a pair a line, with the passages in code points.
//!
//! `cargo run --release -p hearsay-resolve --example copies -- documents.jsonl > found.jsonl`

use hearsay_core::Text;
use hearsay_resolve::copies::{CopyIndex, Prepared, compare};
use std::io::{BufRead, Write};
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("a file of reports is needed")?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut index = CopyIndex::default();
    let mut known: Vec<(String, Text, Prepared)> = Vec::new();
    let began = Instant::now();
    let mut pairs = 0;
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let (id, text) = (field("id"), Text::new(field("text")));
        let prepared = Prepared::of(&text);
        for candidate in index.candidates(&prepared) {
            let Some((other, other_text, other_prepared)) = known.get(candidate as usize) else { continue };
            let Some(copy) = compare(&prepared.wording, &other_prepared.wording) else { continue };
            let points = |text: &Text, at: u32| text.code_points([at])[0];
            let passages: Vec<_> = copy
                .passages
                .iter()
                .map(|passage| {
                    let (here, there) = (passage.here, passage.there);
                    [
                        points(&text, here.start()),
                        points(&text, here.end()),
                        points(other_text, there.start()),
                        points(other_text, there.end()),
                    ]
                })
                .collect();
            pairs += 1;
            let line = serde_json::json!({"a": id, "b": other, "kind": copy.kind, "share_a": copy.share_here,
                "share_b": copy.share_there, "passages": passages});
            writeln!(out, "{line}")?;
        }
        index.insert(&prepared);
        known.push((id, text, prepared));
    }
    let seconds = began.elapsed().as_secs_f64();
    eprintln!(
        "{} reports, {pairs} pairs, {seconds:.2} s, {:.0} reports a second",
        known.len(),
        known.len() as f64 / seconds
    );
    Ok(())
}
