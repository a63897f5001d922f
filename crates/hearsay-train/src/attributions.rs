//! Trains the models of attribution: who says what, by which words, and whose voice a figure stands in.
//!
//! Cues, sources and contents are learned from the annotated news of `polnear/train.jsonl.gz` by conditional random fields
//! ([`crf`]); the choice of voice from the chains of `claims/train.jsonl.gz`.

mod blur;
pub mod chains;
pub mod crf;
mod learn;
pub mod relations;
pub mod sequences;
mod strip;

use crate::bench;
use hearsay_extract::attributions::weights::Table;
use hearsay_extract::attributions::{attributions_with, english_attribution};
use hearsay_extract::{Id, Ids, Token, Words};
use relations::Page;
use std::error::Error;
use std::io::Write;
use std::path::Path;

/// Which pages a model learns from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// All of them.
    None,
    /// All but every eighth, which are kept to choose settings by.
    Eighth,
}

/// Learns the model of relations and returns its bytes.
pub fn learn(held: Held) -> Result<Vec<u8>, Box<dyn Error>> {
    let rows = relations::rows(&bench::folder().join("polnear/train.jsonl.gz"))?;
    let kept = |at: usize| held == Held::None || at % 8 != 3;
    let mut pages: Vec<Page> = Vec::new();
    for (_, row) in rows.iter().enumerate().filter(|(at, _)| kept(*at)) {
        pages.push(relations::page(row));
        pages.push(relations::page(&strip::without_marks(row)));
    }
    let mut cues = Vec::new();
    let mut roles = Vec::new();
    for page in &pages {
        let mut grains = page.grains();
        blur::blur(&mut grains, page.text.as_str().len() as u64);
        sequences::cues(page, &grains, &mut cues);
        roles.extend(page.relations.iter().filter_map(|relation| sequences::roles(&grains, relation)));
    }
    eprintln!("{} pages, {} sentences, {} relations", pages.len(), cues.len(), roles.len());
    Ok(Table::write(&crf::learn(&cues, &roles)))
}

/// Writes the relations that a model finds in the pages of a file (all, or those kept out of learning), for the scorer.
pub fn read(gold: &Path, held: Held, model: Option<&[u8]>, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let own = model.map(Table::read);
    let table = own.as_ref().unwrap_or_else(|| english_attribution());
    for (at, row) in relations::rows(gold)?.iter().enumerate() {
        if held == Held::Eighth && at % 8 != 3 {
            continue;
        }
        let page = relations::page(row);
        let words = Words::new(&page.text, &page.sentences, &page.tokens);
        let found = attributions_with(&words, &page.syntax, table);
        let points = points(&page);
        let spans = |pieces: &[Ids<Token>]| -> Vec<[u32; 2]> {
            let ends = |ids: &Ids<Token>| {
                let span = words.span(*ids);
                [points[span.start() as usize], points[span.end() as usize]]
            };
            pieces.iter().map(ends).collect()
        };
        let relations: Vec<_> = found
            .iter()
            .map(|one| serde_json::json!({"source": spans(&one.source), "cue": spans(&[one.cue]), "content": spans(&one.content)}))
            .collect();
        writeln!(out, "{}", serde_json::json!({"id": page.id, "attributions": relations}))?;
    }
    Ok(())
}

/// For each byte of the text, how many code points stand before it.
fn points(page: &Page) -> Vec<u32> {
    page.text.code_points(0..=page.text.span().end())
}

/// The first token of a range, as an id.
pub(crate) fn token(at: usize) -> Id<Token> {
    Id::new(at)
}
