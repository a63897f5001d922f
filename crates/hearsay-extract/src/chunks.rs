//! Noun chunks: a noun with what stands before it ("the elite Storm Corps"), found by word class.

use crate::layer::{Id, Ids};
use crate::report::Report;
use crate::tags::Upos;
use crate::tokens::Token;

/// The noun chunks of a stretch of tokens, in order, never overlapping.
pub fn chunks(report: &Report, within: Ids<Token>) -> Vec<Ids<Token>> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    let mut noun: Option<usize> = None;
    for at in within.range() {
        let word = report.words.lower(Id::new(at));
        let goes_on = match report.upos(at) {
            Upos::Noun | Upos::Propn => {
                noun = Some(at);
                true
            }
            Upos::Adj | Upos::Num => true,
            Upos::Det => start.is_none(),
            Upos::Pron => start.is_none() && matches!(word, "his" | "her" | "their" | "its" | "our" | "my"),
            Upos::Part => start.is_some() && matches!(word, "'s" | "’s" | "'" | "’"),
            Upos::Punct | Upos::Sym => start.is_some() && matches!(word, "-" | "‑") && report.words.joined(at),
            Upos::Verb => (word.ends_with("ed") || word.ends_with("led")) && report.words.joined(at) && start.is_some(),
            _ => false,
        };
        if goes_on {
            start.get_or_insert(at);
            continue;
        }
        close(&mut found, &mut start, &mut noun);
        if matches!(report.upos(at), Upos::Det) {
            start = Some(at);
        }
    }
    close(&mut found, &mut start, &mut noun);
    found
}

fn close(found: &mut Vec<Ids<Token>>, start: &mut Option<usize>, noun: &mut Option<usize>) {
    if let (Some(from), Some(last)) = (start.take(), noun.take()) {
        found.push(Ids::new(from..last + 1));
    }
}
