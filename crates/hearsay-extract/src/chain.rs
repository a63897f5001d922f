//! The chain of sources behind a stretch of text: nearest to the reader first, origin last.

pub mod author;
mod cited;
pub mod links;
pub mod options;
pub mod others;
mod overlooked;
mod restated;

use crate::attributions::AttributionMention;
use crate::choice::Weights;
use crate::layer::{Id, Ids, Layer};
use crate::speakers::{Speaker, Speakers};
use crate::syntax::Syntax;
use crate::tokens::Token;
use crate::words::Words;
use hearsay_core::{Document, Source, Span, Stance, StanceOn};
use std::sync::OnceLock;

/// The voices of one document: its attribution relations with their speakers, ready to be asked who stands behind a
/// stretch of it.
pub struct Voices<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) syntax: &'a Syntax,
    /// The relations found, then those that a second look adds.
    pub(crate) relations: Layer<AttributionMention>,
    /// How many of them are shown.
    found: usize,
    /// Those found, as they were found.
    plain: Layer<AttributionMention>,
    /// Speakers of each relation.
    pub(crate) speakers: Vec<Vec<Speaker>>,
    /// The links of each relation, outermost first.
    pub(crate) chains: Vec<Vec<Speaker>>,
    /// Who speaks in the whole document, where it is a statement or a transcript.
    pub(crate) author: Option<Speaker>,
    /// The outlet that reports, where the document names it.
    pub(crate) outlet: Option<String>,
    weights: &'a Weights,
}

/// The shipped model of chains in English.
pub fn chain_weights() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| Weights::read(include_bytes!("../models/chains-en.bin")))
}

impl<'a> Voices<'a> {
    /// The voices of a document.
    pub fn new(
        document: &Document,
        words: &'a Words<'a>,
        syntax: &'a Syntax,
        relations: &Layer<AttributionMention>,
    ) -> Voices<'a> {
        Voices::with(document, words, syntax, relations, chain_weights())
    }

    /// The same with another model than the shipped one: for the workshop, which tests a model before it ships.
    pub fn with(
        document: &Document,
        words: &'a Words<'a>,
        syntax: &'a Syntax,
        relations: &Layer<AttributionMention>,
        weights: &'a Weights,
    ) -> Voices<'a> {
        let author = author::author(document, words);
        let mut register = Speakers::new(words, syntax, author.clone());
        let plain = relations.clone();
        let (relations, found) = overlooked::completed(words, syntax, relations);
        let speakers = register.of_relations(&relations);
        let mut voices = Voices {
            words,
            syntax,
            relations,
            found,
            plain,
            speakers,
            chains: Vec::new(),
            author,
            outlet: document.outlet.clone(),
            weights,
        };
        let outlet = document.outlet.as_deref();
        for id in voices.relations.ids().iter() {
            let links = links::chain(&voices, &mut register, id, outlet);
            voices.chains.push(links);
        }
        voices
    }

    /// The relations that are shown: those found, and of those of a second look the ones that stand inside another or open
    /// a headline.
    pub fn found(&self) -> Ids<AttributionMention> {
        Ids::new(0..self.found)
    }

    /// A relation as it is shown: as it was found, though a second look may give it another source.
    pub fn relation(&self, id: Id<AttributionMention>) -> &AttributionMention {
        if id.index() < self.plain.len() { &self.plain[id] } else { &self.relations[id] }
    }

    /// The speakers of a relation.
    pub fn speakers(&self, relation: Id<AttributionMention>) -> &[Speaker] {
        self.speakers.get(relation.index()).map_or(&[], Vec::as_slice)
    }

    /// Who says what stands in `evidence`, whose main word is `head`: nearest to the reader first, origin last; empty where
    /// the outlet speaks in its own voice.
    pub fn chain(&self, evidence: Span, head: Id<Token>) -> Vec<Source> {
        self.links(self.voice(evidence, head)).iter().map(|speaker| speaker.source(self.words)).collect()
    }

    /// How the speaker stands to what stands in `evidence`: one who denies it is its source, and says that it is not so.
    pub fn stance(&self, evidence: Span, head: Id<Token>) -> Stance {
        match self.voice(evidence, head) {
            options::Voice::Relation(id) => self.relations[id].stance,
            _ => Stance::Asserts,
        }
    }

    /// Whose voice a stretch is. Several relations may lead to the same chain: they speak for it together.
    fn voice(&self, evidence: Span, head: Id<Token>) -> options::Voice {
        // "Army: four drones shot down" and "the army put its losses at 40" leave no choice.
        let headline = self.found().iter().find(|&id| options::opens_headline(self, id, head));
        if let Some(sure) = headline.or_else(|| restated::restating(self, head)) {
            return options::Voice::Relation(sure);
        }
        let choice = options::choice(self, self.words.tokens_of(evidence), head);
        let names = |voice: &options::Voice| self.links(*voice).iter().map(|one| one.name.clone()).collect::<Vec<_>>();
        choice.decide_among(self.weights, names).map_or(options::Voice::Outlet, |(voice, _)| *voice)
    }

    /// The links of an option.
    pub fn links(&self, voice: options::Voice) -> &[Speaker] {
        match voice {
            options::Voice::Outlet => &[],
            options::Voice::Author => self.author.as_slice(),
            options::Voice::Relation(id) => self.chains.get(id.index()).map_or(&[], Vec::as_slice),
        }
    }

    /// The stances of others towards what stands in `evidence`.
    pub fn stances(&self, evidence: Span, head: Id<Token>) -> Vec<StanceOn> {
        others::stances(self, self.words.tokens_of(evidence), head)
    }

    /// The tokens of the sentence that holds a token.
    pub(crate) fn sentence(&self, token: Id<Token>) -> (usize, Ids<Token>) {
        let id = self.words.sentence_of(token).map_or(0, Id::index);
        let tokens =
            if id < self.words.sentences.len() { self.words.sentences[Id::new(id)].tokens } else { Ids::new(0..0) };
        (id, tokens)
    }
}
