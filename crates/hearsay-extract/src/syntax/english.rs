//! The parser of English.

use super::features::Case;
use super::level::Level;
use super::model::Model;
use super::network::Network;
use super::{Parsed, Parser, Syntax};
use crate::layer::{Id, Layer};
use crate::tags::{Entity, Rel, Upos};
use crate::tokens::{Sentence, Token};
use hearsay_core::Text;
use std::sync::OnceLock;

/// The bytes of the model; see the card beside it.
static MODEL: &[u8] = include_bytes!("../../models/syntax-en.bin");

/// Words that are worked on together.
const BATCH: usize = 256;

/// The parser of English, its model read at the first call.
pub fn english() -> &'static (impl Parser + Sync) {
    static ENGLISH: OnceLock<NetworkParser> = OnceLock::new();
    ENGLISH.get_or_init(|| NetworkParser::new(MODEL))
}

/// A parser that runs a packed model.
#[derive(Debug)]
pub struct NetworkParser {
    model: Option<Model>,
    level: Level,
}

impl NetworkParser {
    /// The parser of that model. Bytes that are no model give a parser that leaves every sentence flat.
    pub fn new(model: &'static [u8]) -> NetworkParser {
        NetworkParser { model: Model::read(model), level: Level::best() }
    }

    /// The same parser with the instructions of that level.
    pub fn at_level(self, level: Level) -> NetworkParser {
        NetworkParser { level, ..self }
    }

    /// Whether the bytes were a model.
    pub fn is_ready(&self) -> bool {
        self.model.is_some()
    }
}

impl Parser for NetworkParser {
    fn parse_some(
        &self,
        text: &Text,
        sentences: &Layer<Sentence>,
        tokens: &Layer<Token>,
        wanted: &dyn Fn(Id<Sentence>) -> bool,
    ) -> Syntax {
        let mut columns = Columns { text, tokens, syntax: Columns::room(tokens.len()), lower: String::new() };
        let Some(model) = &self.model else {
            for sentence in sentences.iter() {
                columns.flat(sentence);
            }
            return columns.syntax.finish();
        };
        let mut network = Network::new(model, self.level);
        let mut first = 0;
        for (index, id) in sentences.ids().iter().enumerate() {
            if wanted(id) {
                let spans = tokens.of(sentences[id].tokens);
                network.push(spans.iter().enumerate().map(|(i, token)| {
                    let joined = i > 0 && spans[i - 1].span.end() == token.span.start();
                    (text.at(token.span), joined)
                }));
            }
            if network.waiting() >= BATCH || index + 1 == sentences.len() {
                network.run();
                columns.fill(model, &network, sentences, first..index + 1, wanted);
                network.answer.clear();
                first = index + 1;
            }
        }
        columns.syntax.finish()
    }
}

/// The syntax layer as it grows.
struct Columns<'a> {
    text: &'a Text,
    tokens: &'a Layer<Token>,
    syntax: Syntax,
    lower: String,
}

impl Columns<'_> {
    fn room(tokens: usize) -> Syntax {
        Syntax::with_room(tokens)
    }

    /// A sentence that was not read: every word hangs on the first.
    fn flat(&mut self, sentence: &Sentence) {
        let range = sentence.tokens.range();
        for at in range.clone() {
            let rel = if at == range.start { Rel::Root } else { Rel::Dep };
            let head = Id::new(range.start);
            let lemma = self.text.at(self.tokens[Id::new(at)].span);
            self.syntax.push(Parsed { upos: Upos::X, feats: "_", lemma, head, rel }, Entity::None);
        }
    }

    fn fill(
        &mut self,
        model: &Model,
        network: &Network,
        sentences: &Layer<Sentence>,
        range: std::ops::Range<usize>,
        wanted: &dyn Fn(Id<Sentence>) -> bool,
    ) {
        let answer = &network.answer;
        let mut at = 0;
        let mut cases = answer.cases.iter();
        for id in range.map(Id::new) {
            let sentence = &sentences[id];
            if !wanted(id) {
                self.flat(sentence);
                continue;
            }
            let case = cases.next().copied().unwrap_or(Case::Mixed);
            let start = sentence.tokens.range().start;
            for token in sentence.tokens.iter() {
                let head = match answer.heads[at] {
                    0 => token,
                    head => Id::new(start + head as usize - 1),
                };
                let feats = usize::from(answer.feats[at]);
                let form = self.text.at(self.tokens[token].span);
                let lemmas = self.syntax.lemma_room();
                model.lemmas.lemma(form, answer.upos[at], feats, case, &mut self.lower, lemmas);
                let feats = model.feats.get(feats).copied().unwrap_or("_");
                let rel = answer.rels[at];
                let parsed = Parsed { upos: answer.upos[at], feats, lemma: "", head, rel };
                self.syntax.push_with_lemma_in_place(parsed, answer.entities[at]);
                at += 1;
            }
        }
    }
}
