//! Speakers: the words of a source resolved to the fullest name that the article gives, with its kind.

mod bodies;
mod descriptions;
mod fullest;
mod kinds;
mod names;
mod plausible;
mod pronouns;

pub(crate) use fullest::Names;
pub(crate) use kinds::kind_of;
pub(crate) use names::is_title;
pub(crate) use plausible::is_plausible;

use crate::attributions::AttributionMention;
use crate::cues::CITING;
use crate::groups::sides_in;
use crate::layer::{Id, Ids, Layer};
use crate::syntax::Syntax;
use crate::tags::{Rel, Upos};
use crate::tokens::Token;
use crate::words::Words;
use hearsay_core::{Quote, Source, SourceKind};

/// A source as the article's words name it, resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest form of the article.
    pub name: String,
    /// Its kind.
    pub kind: SourceKind,
    /// The words where it is named; `None` where they are left out.
    pub tokens: Option<Ids<Token>>,
}

impl Speaker {
    /// The link of a chain.
    pub fn source(&self, words: &Words) -> Source {
        let quote = self.tokens.map(|tokens| words.span(tokens)).and_then(|span| words.text.quote(span));
        Source { name: self.name.clone(), kind: self.kind, quote: quote as Option<Quote> }
    }
}

/// Resolves the sources of a document, in order of the text.
pub(crate) struct Speakers<'a> {
    words: &'a Words<'a>,
    syntax: &'a Syntax,
    names: Names,
    /// Everybody resolved so far, with the first token of the words that named them.
    known: Vec<(usize, Speaker)>,
    /// The words that named each of them, in lower case.
    described: Vec<String>,
    /// Who speaks in the first person, where the whole document is one speaker's.
    author: Option<Speaker>,
}

impl<'a> Speakers<'a> {
    /// A register of that document; `author` is the name of the one who speaks in it, if it is a statement or transcript.
    pub(crate) fn new(words: &'a Words<'a>, syntax: &'a Syntax, author: Option<Speaker>) -> Speakers<'a> {
        Speakers { words, syntax, names: Names::of(words), known: Vec::new(), described: Vec::new(), author }
    }

    /// The speakers of each relation.
    pub(crate) fn of_relations(&mut self, relations: &Layer<AttributionMention>) -> Vec<Vec<Speaker>> {
        let mut order: Vec<usize> = (0..relations.len()).collect();
        let start =
            |at: &usize| relations[Id::new(*at)].source.first().map_or(usize::MAX, |tokens| tokens.range().start);
        order.sort_by_key(start);
        let mut all = vec![Vec::new(); relations.len()];
        for at in order {
            let relation = &relations[Id::new(at)];
            let mut speakers: Vec<Speaker> = Vec::new();
            for &piece in &relation.source {
                speakers.extend(self.resolve(piece, relation.cue.range().start));
            }
            all[at] = speakers;
        }
        self.look_ahead(&mut all);
        all
    }

    /// The speakers that a stretch of words names: several where they are joined.
    pub(crate) fn resolve(&mut self, tokens: Ids<Token>, cue: usize) -> Vec<Speaker> {
        let mut speakers = Vec::new();
        let mut parts = self.parts(self.before_citing(tokens));
        // Of joined words that cannot all speak, those that can are the source.
        if parts.iter().any(|&part| is_plausible(self.words, part)) {
            parts.retain(|&part| is_plausible(self.words, part));
        }
        for part in
            parts.into_iter().map(|part| descriptions::with_its_place(self.words, names::whole_words(self.words, part)))
        {
            let plain = self.words.written(Id::new(part.range().start)).starts_with(char::is_lowercase);
            // "Ivan Petrov, a scholar and retired officer": both tell who he is.
            let apposed = plain
                && speakers.last().is_some_and(|one: &Speaker| {
                    one.kind == SourceKind::Person
                        && one.tokens.is_some_and(|held| held.iter().any(|at| self.words.lower(at) == ","))
                })
                && pronouns::is_single_person(self.words.text.at(self.words.span(part)))
                && !matches!(self.words.lower(Id::new(part.range().start)), "the" | "a" | "an");
            if apposed {
                continue;
            }
            if let Some(speaker) = self.one(part, cue) {
                self.known.push((part.range().start, speaker.clone()));
                self.described.push(self.words.text.at(self.words.span(part)).to_lowercase());
                speakers.push(speaker);
            }
        }
        speakers
    }

    /// Those who cite, without whom they cite ("[two officials] citing data of the ministry"): these stand behind them.
    fn before_citing(&self, tokens: Ids<Token>) -> Ids<Token> {
        let cites = |&token: &Id<Token>| CITING.contains(&self.words.lower(token));
        let end = tokens.iter().skip(1).find(cites).map_or(tokens.range().end, Id::index);
        Ids::new(tokens.range().start..end)
    }

    fn one(&self, tokens: Ids<Token>, cue: usize) -> Option<Speaker> {
        let words = self.words;
        let first = words.lower(tokens.iter().next()?);
        if tokens.len() <= 2 && pronouns::is_first_person(first) {
            return self.author.clone().map(|author| Speaker { tokens: Some(tokens), ..author });
        }
        if tokens.len() == 1 && pronouns::is_pronoun(first) {
            let stands = pronouns::resolve(words, self.syntax, tokens, cue, &self.known)?;
            let name = self.names.fullest(&stands.name);
            return Some(Speaker { name, tokens: Some(tokens), ..stands });
        }
        if tokens.len() > 2 && matches!(first, "which" | "who") {
            let relative = Ids::new(tokens.range().start..tokens.range().start + 1);
            return pronouns::resolve(words, self.syntax, relative, cue, &self.known);
        }
        if let Some(speaker) = self.own_words(tokens, cue) {
            return Some(speaker);
        }
        // Where only the end of a name was found, the whole of it is meant.
        let tokens =
            self.names.around(words, tokens).filter(|_| kind_of(words, tokens, "").is_none()).unwrap_or(tokens);
        let tokens =
            descriptions::behind_paper(words, tokens).unwrap_or_else(|| descriptions::from_its_noun(words, tokens));
        let tokens = names::reaching_back(words, tokens);
        let described = words.text.at(words.span(tokens));
        if let Some(name) = descriptions::armed_side(words, tokens) {
            return Some(Speaker { name, kind: SourceKind::ArmedGroup, tokens: Some(tokens) });
        }
        if let Some(person) = names::person_in(words, tokens) {
            let name = self.names.fullest(&person);
            return Some(Speaker { name, kind: SourceKind::Person, tokens: Some(tokens) });
        }
        let core = names::core(words, tokens);
        let text = words.text.at(words.span(core)).to_owned();
        let kind = kind_of(words, core, described);
        // "The President": an office, though it has a capital.
        let office = core.len() == 1 && core.len() < tokens.len() && is_title(&text.to_lowercase());
        if names::is_name(words, core) && !office {
            // A state is called by its own name, whatever stands around it in a headline.
            let state = sides_in(words, core).first().is_some_and(|side| side.tokens == core && side.own_name);
            let name = if state { text.clone() } else { self.names.fullest(&text) };
            let kind = if name == text { kind } else { kinds::kind_of_text(&name) };
            let kind = kind.unwrap_or(SourceKind::Person);
            return Some(Speaker { name, kind, tokens: Some(tokens) });
        }
        let kind = kind.unwrap_or(SourceKind::Anonymous);
        if let Some(person) = descriptions::office(words, core, tokens, &self.known, &self.described) {
            return Some(Speaker { tokens: Some(tokens), ..person });
        }
        if let Some(name) = bodies::named(words, &self.names, core).filter(|_| descriptions::is_definite(words, tokens))
        {
            let kind = kinds::kind_of_text(&name).unwrap_or(kind);
            return Some(Speaker { name, kind, tokens: Some(tokens) });
        }
        if let Some(known) = descriptions::known(words, core, tokens, kind, &self.known) {
            return Some(Speaker { tokens: Some(tokens), ..known });
        }
        if let Some(name) = descriptions::armed_group(words, core, tokens) {
            return Some(Speaker { name, kind: SourceKind::ArmedGroup, tokens: Some(tokens) });
        }
        Some(Speaker { name: text, kind, tokens: Some(tokens) })
    }

    /// The speaker of "his prepared remarks", "her testimony".
    fn own_words(&self, tokens: Ids<Token>, cue: usize) -> Option<Speaker> {
        let words = self.words;
        let first = tokens.range().start;
        let told = |at: usize| {
            matches!(
                words.lower(Id::new(at)),
                "remarks" | "statement" | "speech" | "testimony" | "account" | "comments" | "letter" | "interview"
            )
        };
        let own = matches!(words.lower(Id::new(first)), "his" | "her")
            && (first + 1..tokens.range().end.min(first + 4)).any(told);
        let owner = Ids::new(first..first + 1);
        let stands = pronouns::resolve(words, self.syntax, owner, cue, &self.known).filter(|_| own)?;
        Some(Speaker { name: self.names.fullest(&stands.name), tokens: Some(tokens), ..stands })
    }

    /// The named body that watches the war, for one that is only described.
    fn monitor_for(&self, described: &str) -> Option<String> {
        let longer = |name: &String| name.len() > described.len();
        self.names.monitor().filter(longer).filter(|_| descriptions::is_monitor(described))
    }

    /// "A monitor said …. The Syrian Observatory …": a description that the article names only later.
    fn look_ahead(&self, all: &mut [Vec<Speaker>]) {
        for speakers in all.iter_mut() {
            for speaker in speakers {
                let person = || descriptions::person_later(speaker, &self.known, &self.described);
                if let Some(named) = descriptions::named_later(speaker, &self.known).or_else(person) {
                    speaker.name = named.name.clone();
                    speaker.kind = named.kind;
                } else if let Some(name) = self.monitor_for(&speaker.name) {
                    speaker.name = name;
                    speaker.kind = SourceKind::Organization;
                }
            }
        }
    }

    /// The parts on either side of an "and" where both name a source and the second is no name of its own.
    fn plain_parts(&self, tokens: Ids<Token>) -> Vec<Ids<Token>> {
        let mut range = tokens.range();
        let neither =
            range.len() > 1 && matches!(self.words.lower(Id::new(range.start)), "neither" | "both" | "either");
        range.start += usize::from(neither);
        let and = range.clone().skip(1).find(|&at| matches!(self.words.lower(Id::new(at)), "and" | "nor" | "or"));
        let Some(and) = and.filter(|&and| and + 1 < range.end) else { return vec![Ids::new(range)] };
        let (left, right) = (Ids::new(range.start..and), Ids::new(and + 1..range.end));
        let plain = neither || self.words.written(Id::new(and + 1)).starts_with(char::is_lowercase);
        let both = [left, right].into_iter().all(|part| kind_of(self.words, part, "").is_some());
        if plain && both { vec![left, right] } else { vec![Ids::new(range)] }
    }

    /// Three or more sides one after the other with nothing but commas and "and" between them.
    fn listed_states(&self, tokens: Ids<Token>) -> Option<Vec<Ids<Token>>> {
        let sides: Vec<_> = sides_in(self.words, tokens).into_iter().map(|side| side.tokens).collect();
        let held = |at: usize| sides.iter().any(|side| side.contains(Id::new(at)));
        let joins = |at: usize| matches!(self.words.lower(Id::new(at)), "," | "and" | "or" | "the" | "both");
        (sides.len() > 2 && tokens.range().all(|at| held(at) || joins(at))).then_some(sides)
    }

    /// The parts of joined sources ("Ukraine, the United States and South Korea").
    fn parts(&self, tokens: Ids<Token>) -> Vec<Ids<Token>> {
        if let Some(states) = self.listed_states(tokens) {
            return states;
        }
        if names::is_one_body(self.words, tokens) {
            return vec![tokens];
        }
        let head = tokens.iter().find(|&token| self.syntax.head(token).is_none_or(|head| !tokens.contains(head)));
        let Some(head) = head else { return vec![tokens] };
        let mut heads = vec![head];
        heads.extend(
            self.syntax.children(head).filter(|&child| self.syntax.rel(child) == Rel::Conj && tokens.contains(child)),
        );
        if heads.len() < 2
            || heads.iter().any(|&one| !matches!(self.syntax.upos(one), Upos::Noun | Upos::Propn | Upos::Pron))
        {
            return self.plain_parts(tokens);
        }
        let mut parts = Vec::new();
        let mut start = tokens.range().start;
        for (i, _) in heads.iter().enumerate() {
            let end = heads
                .get(i + 1)
                .map_or(tokens.range().end, |&next| self.syntax.extent(next).range().start.max(start + 1));
            let mut range = start..end.min(tokens.range().end);
            start = range.end;
            let joins = |at: usize| {
                matches!(
                    self.words.lower(Id::new(at)),
                    "," | "and" | "or" | "nor" | "neither" | "either" | ";" | "both" | "&" | "as" | "well"
                )
            };
            while !range.is_empty() && joins(range.start) {
                range.start += 1;
            }
            while !range.is_empty() && joins(range.end - 1) {
                range.end -= 1;
            }
            if !range.is_empty() {
                parts.push(Ids::new(range));
            }
        }
        parts
    }
}
