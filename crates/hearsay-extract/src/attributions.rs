//! Attribution relations: who says what, by which words, learned from annotated news.

pub mod cue_model;
pub mod grain;
mod joined;
pub(crate) mod lower;
pub mod role_model;
pub mod weights;

pub use lower::lowered;

use crate::cues::cue_word;
use crate::layer::{Id, Ids, Layer};
use crate::stance::stance_of;
use crate::syntax::Syntax;
use crate::tokens::Token;
use crate::words::Words;
use cue_model::cues;
use grain::{Grains, Mark};
use hearsay_core::{Speech, Stance};
use joined::widened;
use role_model::{CONTENT, CueView, SOURCE, decode, scores};
use std::ops::Range;
use std::sync::OnceLock;
use weights::Table;

/// Added to the score of a cue's first token, in units of the table: human annotators agree on more cues than a model of
/// equal errors on both sides finds.
const CUE_BIAS: i32 = 22;

/// Who says what, by which words, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributionMention {
    /// The words that name the source; none where the text leaves it out.
    pub source: Vec<Ids<Token>>,
    /// The words that tell that something is said.
    pub cue: Ids<Token>,
    /// What is said, in pieces.
    pub content: Vec<Ids<Token>>,
    /// How the source stands to the content.
    pub stance: Stance,
    /// How the content is given.
    pub speech: Speech,
    /// The relation in whose content this one stands.
    pub within: Option<Id<AttributionMention>>,
}

impl AttributionMention {
    /// Whether the content holds the token.
    pub fn says(&self, token: Id<Token>) -> bool {
        self.content.iter().any(|piece| piece.contains(token))
    }
}

/// The shipped model of attribution in English.
pub fn english_attribution() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| Table::read(include_bytes!("../models/attribution-en.bin")))
}

/// Whether a sentence may hold a cue: a word that tells of saying, a quotation mark or a colon. Only such sentences need
/// trees, and only in them are cues looked for.
pub fn wants_syntax(words: &Words, sentence: Ids<Token>) -> bool {
    sentence.iter().any(|token| {
        let word = words.lower(token);
        matches!(word, "\"" | "“" | "”" | ":" | "«" | "''" | "``") || cue_word(word).is_some()
    })
}

/// The attribution relations of a document, in order of their cues.
pub fn attributions(words: &Words, syntax: &Syntax) -> Layer<AttributionMention> {
    attributions_with(words, syntax, english_attribution())
}

/// The same with another model than the shipped one: for the workshop, which tests a model before it ships.
pub fn attributions_with(words: &Words, syntax: &Syntax, table: &Table) -> Layer<AttributionMention> {
    let grains = Grains::new(words, words.sentences, words.tokens, syntax);
    let mut found = Vec::new();
    for sentence in &grains.sentences {
        for cue in cues(table, &grains, *sentence, CUE_BIAS) {
            found.extend(relation(words, &grains, table, *sentence, cue));
        }
    }
    nest(&mut found);
    Layer::new(found)
}

/// The relation of one cue; `None` where nothing is said by it.
fn relation(
    words: &Words,
    grains: &Grains,
    table: &Table,
    sentence: Ids<Token>,
    cue: Range<usize>,
) -> Option<AttributionMention> {
    let view = CueView::new(grains, cue.clone());
    let (labels, _) = decode(&scores(table, &view));
    let start = view.window().start;
    let source = runs(&labels, SOURCE, start);
    let content = widened(grains, runs(&labels, CONTENT, start), &source, &cue);
    let (source, content) = (trimmed(grains, source), trimmed(grains, content));
    if content.is_empty() {
        return None;
    }
    let cue = Ids::new(cue);
    Some(AttributionMention {
        stance: stance_of(words, sentence, cue, source.first().copied()),
        speech: speech(grains, &content),
        source,
        cue,
        content,
        within: None,
    })
}

/// The runs of one label, as ranges of tokens.
fn runs(labels: &[usize], wanted: usize, start: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in labels.iter().enumerate().filter(|(_, label)| **label == wanted) {
        match found.last_mut() {
            Some(last) if last.end == start + at => last.end += 1,
            _ => found.push(start + at..start + at + 1),
        }
    }
    found
}

/// Pieces without commas and stops at their edges; those that hold no word are left out.
fn trimmed(grains: &Grains, pieces: Vec<Range<usize>>) -> Vec<Ids<Token>> {
    let bare = |at: usize| grains.all[at].mark == Mark::Other;
    let mut kept = Vec::new();
    for mut piece in pieces {
        while !piece.is_empty() && bare(piece.start) {
            piece.start += 1;
        }
        while !piece.is_empty() && bare(piece.end - 1) {
            piece.end -= 1;
        }
        if piece.clone().any(|at| grains.all[at].mark == Mark::Word) {
            kept.push(Ids::new(piece));
        }
    }
    kept
}

fn speech(grains: &Grains, content: &[Ids<Token>]) -> Speech {
    let words = || content.iter().flat_map(|piece| piece.range()).filter(|&at| grains.all[at].mark == Mark::Word);
    match (words().any(|at| grains.all[at].quoted), words().all(|at| grains.all[at].quoted)) {
        (_, true) => Speech::Direct,
        (true, _) => Speech::Mixed,
        _ => Speech::Indirect,
    }
}

/// Puts each relation within the smallest other one whose content holds its cue.
fn nest(found: &mut [AttributionMention]) {
    for inner in 0..found.len() {
        let cue = found[inner].cue;
        let holds = |outer: &AttributionMention| {
            outer
                .content
                .iter()
                .any(|piece| piece.contains(Id::new(cue.range().start)) && piece.contains(Id::new(cue.range().end - 1)))
        };
        let size = |outer: &AttributionMention| outer.content.iter().map(|piece| piece.len()).sum::<usize>();
        let within = (0..found.len())
            .filter(|&outer| outer != inner && holds(&found[outer]))
            .min_by_key(|&outer| size(&found[outer]));
        found[inner].within = within.map(Id::new);
    }
}
