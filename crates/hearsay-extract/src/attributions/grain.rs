//! What the models of attribution see of each token, computed once a document.

use super::weights::{hash, mix};
use crate::cues::{CueClass, cue_word};
use crate::layer::{Id, Ids, Layer};
use crate::syntax::Syntax;
use crate::tags::{Rel, Upos};
use crate::tokens::{Sentence, Token};
use crate::words::Words;

/// Whether the models were learned with trees; without, they see words and marks alone.
const WITH_TREES: bool = true;

/// What kind of mark a token is, as far as quotations go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Mark {
    /// A word or number.
    Word,
    /// Opens a quotation.
    Opens,
    /// Closes a quotation.
    Closes,
    /// Any other mark.
    Other,
}

/// One token as the models see it.
#[derive(Clone, Copy, Debug)]
pub struct Grain {
    /// Hash of the word in lower case.
    pub word: u32,
    /// Hash of the dictionary form.
    pub lemma: u32,
    /// Hash of the last three letters.
    pub ending: u32,
    /// Word class.
    pub upos: Upos,
    /// Relation to the head.
    pub rel: Rel,
    /// Index of the head; its own at the root.
    pub head: u32,
    /// Which relations its children bear (see [`kid`]).
    pub kids: u32,
    /// Verb form and the like, hashed.
    pub form: u32,
    /// What kind of mark it is.
    pub mark: Mark,
    /// Whether it stands inside quotation marks (the marks themselves included).
    pub quoted: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Index of its sentence.
    pub sentence: u32,
    /// Number of the quotation it stands in, from 1; 0 outside.
    pub quotation: u32,
    /// What it tells as a word of saying, from 1; 0 for other words.
    pub class: u8,
}

/// The tokens of a document with their sentences.
#[derive(Debug)]
pub struct Grains {
    /// One a token.
    pub all: Vec<Grain>,
    /// Tokens of each sentence.
    pub sentences: Vec<Ids<Token>>,
    /// Number of the paragraph of each sentence.
    pub paragraph: Vec<u32>,
    /// Whether a word of saying stands outside quotation marks in each sentence.
    pub reports: Vec<bool>,
}

/// The bit of a child's relation in [`Grain::kids`].
pub(super) fn kid(rel: Rel) -> u32 {
    let bit = match rel {
        Rel::Nsubj | Rel::NsubjOuter => 0,
        Rel::NsubjPass => 1,
        Rel::Obj => 2,
        Rel::Ccomp => 3,
        Rel::Xcomp => 4,
        Rel::Obl | Rel::OblAgent => 5,
        Rel::AuxPass => 6,
        Rel::Mark => 7,
        Rel::Parataxis => 8,
        Rel::Case => 9,
        Rel::Advcl => 10,
        Rel::Iobj => 11,
        Rel::Csubj | Rel::CsubjPass => 12,
        Rel::NmodPoss => 13,
        Rel::Acl => 14,
        Rel::Cop => 15,
        Rel::Nmod => 16,
        Rel::Expl => 17,
        _ => return 0,
    };
    1 << bit
}

impl Grains {
    /// The grains of a document.
    pub fn new(words: &Words, sentences: &Layer<Sentence>, tokens: &Layer<Token>, syntax: &Syntax) -> Grains {
        let mut all = Vec::with_capacity(tokens.len());
        let mut paragraph = Vec::with_capacity(sentences.len());
        let mut reports = Vec::with_capacity(sentences.len());
        let mut paragraphs = 0;
        let mut quotes = Quotes::default();
        for (number, sentence) in sentences.iter().enumerate() {
            if sentence.opens_paragraph && number > 0 {
                paragraphs += 1;
                quotes.paragraph();
            }
            paragraph.push(paragraphs);
            let mut says = false;
            for token in sentence.tokens.iter() {
                let word = words.lower(token);
                let written = words.written(token);
                let (mark, quotation) = quotes.next(words, token, written);
                says |= quotation == 0
                    && cue_word(word).is_some_and(|(class, _)| matches!(class, CueClass::Say | CueClass::Tell));
                let bare = if mark == Mark::Word { Upos::X } else { Upos::Punct };
                let upos = if WITH_TREES { syntax.upos(token) } else { bare };
                let first = Id::new(sentence.tokens.range().start);
                let head = if WITH_TREES { syntax.head(token).unwrap_or(token) } else { first };
                let lemma = if WITH_TREES { syntax.lemma(token) } else { word };
                all.push(Grain {
                    word: hash(word.as_bytes()),
                    lemma: hash(lemma.as_bytes()),
                    ending: ending(word),
                    upos,
                    rel: if WITH_TREES { syntax.rel(token) } else { Rel::Dep },
                    head: head.index() as u32,
                    kids: 0,
                    form: if matches!(upos, Upos::Verb | Upos::Aux) { hash(syntax.feats(token).as_bytes()) } else { 0 },
                    mark,
                    quoted: quotation != 0,
                    capital: written.starts_with(char::is_uppercase),
                    sentence: number as u32,
                    quotation,
                    class: cue_word(word).map_or(0, |(class, _)| class as u8 + 1),
                });
            }
            reports.push(says);
        }
        let sentences = sentences.iter().map(|sentence| sentence.tokens).collect();
        let mut grains = Grains { all, sentences, paragraph, reports };
        grains.tell_heads();
        grains
    }

    /// Lets every head know which relations its children bear, after heads or relations changed.
    pub fn tell_heads(&mut self) {
        self.all.iter_mut().for_each(|grain| grain.kids = 0);
        for at in 0..self.all.len() {
            let (head, rel) = (self.all[at].head as usize, self.all[at].rel);
            if head != at && head < self.all.len() {
                self.all[head].kids |= kid(rel);
            }
        }
    }

    /// The tokens of that sentence; none outside the document.
    pub fn sentence(&self, number: i64) -> Ids<Token> {
        usize::try_from(number).ok().and_then(|at| self.sentences.get(at)).copied().unwrap_or(Ids::new(0..0))
    }

    /// The topmost token of a stretch: the one whose head lies outside, the last of several where a verb is among them.
    pub fn top(&self, start: usize, end: usize) -> usize {
        let inside = |at: usize| (start..end).contains(&at);
        let mut best = start;
        let mut best_rank = -1i32;
        for at in start..end {
            let grain = &self.all[at];
            let head = grain.head as usize;
            if !inside(head) || head == at {
                let rank = match grain.upos {
                    Upos::Verb => 3,
                    Upos::Noun | Upos::Propn | Upos::Adj => 2,
                    Upos::Punct => 0,
                    _ => 1,
                };
                if rank > best_rank {
                    best_rank = rank;
                    best = at;
                }
            }
        }
        best
    }
}

fn ending(word: &str) -> u32 {
    let bytes = word.as_bytes();
    mix(3, hash(&bytes[bytes.len().saturating_sub(3)..]))
}

/// Follows the quotation marks of a paragraph.
#[derive(Default)]
struct Quotes {
    open: bool,
    curly: bool,
    count: u32,
}

impl Quotes {
    /// A new paragraph closes what is open: a quotation that goes on opens again.
    fn paragraph(&mut self) {
        self.open = false;
    }

    fn next(&mut self, words: &Words, token: Id<Token>, written: &str) -> (Mark, u32) {
        let joined_next = words.joined(token.index() + 1);
        let joined_before = words.joined(token.index());
        let kind = match written {
            "“" | "«" | "„" => Some(true),
            "”" | "»" => Some(false),
            "\"" | "''" | "``" => Some(!self.open),
            "‘" => Some(true).filter(|_| !self.open),
            "’" | "'" if self.open && self.curly => None,
            "'" if !self.open && joined_next && !joined_before => None,
            _ => None,
        };
        match kind {
            Some(true) => {
                if !self.open {
                    self.count += 1;
                }
                self.open = true;
                self.curly = written == "“";
                (Mark::Opens, self.count)
            }
            Some(false) => {
                let was = self.open;
                self.open = false;
                (Mark::Closes, if was { self.count } else { 0 })
            }
            None => {
                let word = written.chars().any(char::is_alphanumeric);
                (if word { Mark::Word } else { Mark::Other }, if self.open { self.count } else { 0 })
            }
        }
    }
}
