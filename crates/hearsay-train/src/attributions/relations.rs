//! Annotated relations, tied to the tokens of our own reading.

use flate2::read::GzDecoder;
use hearsay_core::{Span, Text};
use hearsay_extract::attributions::grain::Grains;
use hearsay_extract::attributions::wants_syntax;
use hearsay_extract::{Layer, Parser, Sentence, Syntax, Token, Words, english, sentences};
use serde_json::Value;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;

/// An annotated page as the file gives it; offsets in code points.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The page's id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Source, cue and content of each relation.
    pub relations: Vec<[Vec<(u32, u32)>; 3]>,
}

/// A relation in tokens.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The source's tokens.
    pub source: Vec<usize>,
    /// The cue's tokens.
    pub cue: Range<usize>,
    /// The content's tokens.
    pub content: Vec<usize>,
}

/// A page with its layers and its relations.
pub struct Page {
    /// Its id.
    pub id: String,
    /// Its text.
    pub text: Text,
    /// Its sentences.
    pub sentences: Layer<Sentence>,
    /// Its tokens.
    pub tokens: Layer<Token>,
    /// Its syntax, of the sentences that may hold a cue.
    pub syntax: Syntax,
    /// Its relations.
    pub relations: Vec<Relation>,
}

impl Page {
    /// What the models see of it.
    pub fn grains(&self) -> Grains {
        let words = Words::new(&self.text, &self.sentences, &self.tokens);
        Grains::new(&words, &self.sentences, &self.tokens, &self.syntax)
    }
}

/// Reads a gzip file of annotated pages.
pub fn rows(path: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let file = std::fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    BufReader::new(GzDecoder::new(file)).lines().map(|line| Ok(row(&serde_json::from_str(&line?)?))).collect()
}

fn row(value: &Value) -> Row {
    let spans = |part: &Value| -> Vec<(u32, u32)> {
        let pair = |span: &Value| Some((span.get(0)?.as_u64()? as u32, span.get(1)?.as_u64()? as u32));
        part.as_array().into_iter().flatten().filter_map(pair).collect()
    };
    let relations = value["attributions"].as_array().into_iter().flatten();
    Row {
        id: value["id"].as_str().unwrap_or("").to_owned(),
        text: value["text"].as_str().unwrap_or("").to_owned(),
        relations: relations.map(|one| ["source", "cue", "content"].map(|part| spans(&one[part]))).collect(),
    }
}

/// The layers of a page. Relations without a cue are left out: nothing would find them.
pub fn page(row: &Row) -> Page {
    let bytes: Vec<u32> = row.text.char_indices().map(|(at, _)| at as u32).chain([row.text.len() as u32]).collect();
    let text = Text::new(row.text.clone());
    let (sentences, tokens) = sentences(&text);
    let words = Words::new(&text, &sentences, &tokens);
    let syntax = english().parse_some(&text, &sentences, &tokens, &|id| wants_syntax(&words, sentences[id].tokens));
    let at = |point: u32| bytes[(point as usize).min(bytes.len() - 1)];
    let all = |spans: &[(u32, u32)]| {
        let within = |&(start, end): &(u32, u32)| words.tokens_of(Span::new(at(start), at(end))).range();
        let mut found: Vec<usize> = spans.iter().flat_map(within).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let relations = row.relations.iter().filter_map(|[source, cue, content]| {
        let cue = all(cue);
        let cue = *cue.first()?..*cue.last()? + 1;
        Some(Relation { source: all(source), cue, content: all(content) })
    });
    let relations = relations.collect();
    drop(words);
    Page { id: row.id.clone(), text, sentences, tokens, syntax, relations }
}
