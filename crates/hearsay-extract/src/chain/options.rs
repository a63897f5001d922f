//! Whose voice a stretch of text is: the options, and what speaks for each.

use super::Voices;
use super::links::class_of;
use crate::attributions::AttributionMention;
use crate::choice::{Choice, Features};
use crate::layer::{Id, Ids};
use crate::tokens::Token;
use hearsay_core::{SourceKind, Speech};

/// Whose voice it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The outlet's own.
    Outlet,
    /// That of the one who speaks in the whole document.
    Author,
    /// That of a relation's chain.
    Relation(Id<AttributionMention>),
}

/// Sentences on either side whose relations are looked at.
const BEFORE: usize = 3;
const AFTER: usize = 2;

/// The options for a stretch of tokens.
pub fn choice(voices: &Voices, evidence: Ids<Token>, head: Id<Token>) -> Choice<Voice> {
    let place = Place::new(voices, evidence, head);
    let mut options = vec![(Voice::Outlet, place.outlet())];
    if voices.author.is_some() {
        options.push((Voice::Author, place.author()));
    }
    for id in place.candidates.iter().copied() {
        options.push((Voice::Relation(id), place.relation(id)));
    }
    Choice { options }
}

/// Whether a relation is a headline that begins with its source and says what holds `head`.
pub(crate) fn opens_headline(voices: &Voices, id: Id<AttributionMention>, head: Id<Token>) -> bool {
    let relation = &voices.relations[id];
    let at = Id::new(relation.cue.range().start);
    let (sentence, within) = voices.sentence(at);
    let opens = relation.source.first().is_some_and(|tokens| tokens.range().start == within.range().start);
    sentence < 2
        && voices.words.lower(at) == ":"
        && opens
        && relation.says(head)
        && !voices.chains[id.index()].is_empty()
}

/// Where the stretch stands.
struct Place<'v, 'a> {
    voices: &'v Voices<'a>,
    evidence: Ids<Token>,
    head: Id<Token>,
    sentence: usize,
    within: Ids<Token>,
    candidates: Vec<Id<AttributionMention>>,
    covering: usize,
}

fn small(number: usize) -> &'static str {
    ["0", "1", "2", "3", "4", "5"].get(number).copied().unwrap_or("many")
}

fn yes(holds: bool) -> &'static str {
    if holds { "yes" } else { "no" }
}

impl<'v, 'a> Place<'v, 'a> {
    fn new(voices: &'v Voices<'a>, evidence: Ids<Token>, head: Id<Token>) -> Place<'v, 'a> {
        let (sentence, within) = voices.sentence(head);
        let near = |id: &Id<AttributionMention>| {
            let cue = Id::new(voices.relations[*id].cue.range().start);
            let at = voices.sentence(cue).0;
            let speaks = !voices.chains[id.index()].is_empty();
            speaks && at + BEFORE >= sentence && at <= sentence + AFTER
        };
        let candidates: Vec<_> = voices.relations.ids().iter().filter(near).collect();
        let covering = candidates.iter().filter(|id| voices.relations[**id].says(head)).count();
        Place { voices, evidence, head, sentence, within, candidates, covering }
    }

    fn lower(&self, at: usize) -> &str {
        self.voices.words.near(self.within, at as isize)
    }

    fn quoted(&self) -> bool {
        let mut open = false;
        for at in self.within.range().start..self.head.index() {
            match self.lower(at) {
                "“" => open = true,
                "”" => open = false,
                "\"" => open = !open,
                _ => {}
            }
        }
        open
    }

    fn opening(&self) -> [&str; 2] {
        [self.lower(self.within.range().start), self.lower(self.within.range().start + 1)]
    }

    fn shared(&self, f: &mut Features) {
        let place = match self.sentence {
            0 => "first",
            1 => "second",
            2 => "third",
            _ => "later",
        };
        f.add(&["bias"]);
        f.add(&["place", place]);
        f.add(&["covering", small(self.covering)]);
        f.add(&["quoted", yes(self.quoted())]);
        f.add(&["quoted-covering", yes(self.quoted()), small(self.covering)]);
        f.add(&["candidates", small(self.candidates.len())]);
        f.add(&["author", yes(self.voices.author.is_some())]);
        let [first, second] = self.opening();
        f.add(&["first", first]);
        f.add(&["first-two", first, second]);
        f.add(&["covering-place", small(self.covering), place]);
    }

    fn outlet(&self) -> Features {
        let mut f = Features::of("voice-outlet");
        self.shared(&mut f);
        for token in self.within.iter() {
            let word = self.voices.words.lower(token);
            if word.len() > 3 {
                f.add(&["word", word, small(self.covering.min(1))]);
            }
        }
        let ends = self.voices.sentence(Id::new(self.within.range().end.saturating_sub(2))).1;
        f.add(&[
            "paragraph",
            yes(self
                .voices
                .words
                .sentences
                .of(self.voices.words.sentences.ids())
                .get(self.sentence)
                .is_some_and(|one| one.opens_paragraph)),
        ]);
        f.add(&["length", small(ends.len() / 8)]);
        f
    }

    fn author(&self) -> Features {
        let mut f = Features::of("voice-author");
        self.shared(&mut f);
        f
    }

    fn relation(&self, id: Id<AttributionMention>) -> Features {
        let voices = self.voices;
        let words = voices.words;
        let relation = &voices.relations[id];
        let cue = relation.cue.range();
        let (cue_sentence, _) = voices.sentence(Id::new(cue.start));
        let offset = match cue_sentence as i64 - self.sentence as i64 {
            0 => "0",
            -1 => "-1",
            -2 => "-2",
            -3 => "-3",
            1 => "+1",
            _ => "+2",
        };
        let (class, base) = class_of(voices, relation).map_or(("other", "other"), |(class, base)| (class.name(), base));
        let says = relation.says(self.head);
        let share = self.evidence.iter().filter(|token| relation.says(*token)).count() * 4 / self.evidence.len().max(1);
        let side = if cue.start >= self.evidence.range().end {
            "after"
        } else if cue.end <= self.evidence.range().start {
            "before"
        } else {
            "inside"
        };
        let chain = &voices.chains[id.index()];
        let kind = chain.last().map_or("none", |speaker| kind_name(speaker.kind));
        let sourced = !relation.source.is_empty();
        let speech = match relation.speech {
            Speech::Direct => "direct",
            Speech::Mixed => "mixed",
            Speech::Indirect => "indirect",
        };
        let source_word = relation.source.first().map_or("none", |tokens| words.lower(Id::new(tokens.range().start)));
        let mut f = Features::of("voice-relation");
        f.add(&["bias"]);
        f.add(&["offset", offset, yes(says)]);
        f.add(&["share", small(share), offset]);
        f.add(&["class", class, yes(says), offset]);
        f.add(&["base", base, yes(says)]);
        f.add(&["base-side", base, side, offset]);
        f.add(&["side", side, offset, yes(says)]);
        f.add(&["kind", kind, yes(says), offset]);
        f.add(&["speech", speech, yes(self.quoted()), yes(says), offset]);
        f.add(&["source-word", source_word, yes(says)]);
        f.add(&["sourced", yes(sourced), offset, yes(says)]);
        f.add(&["links", small(chain.len()), yes(says)]);
        let between =
            if cue.start >= self.head.index() { self.head.index()..cue.start } else { cue.end..self.head.index() };
        let other = self
            .candidates
            .iter()
            .filter(|other| **other != id && between.contains(&voices.relations[**other].cue.range().start))
            .count();
        f.add(&["between", small(other), offset, yes(says)]);
        f.add(&["far", distance(between.len()), offset, side, yes(says)]);
        let inner = relation.within.is_some_and(|outer| voices.relations[outer].says(self.head));
        f.add(&["inner", yes(inner), yes(says)]);
        let holds_inner = self
            .candidates
            .iter()
            .any(|other| voices.relations[*other].within == Some(id) && voices.relations[*other].says(self.head));
        f.add(&["holds-inner", yes(holds_inner), yes(says)]);
        let paragraph = (cue_sentence.min(self.sentence)..cue_sentence.max(self.sentence))
            .filter(|at| words.sentences[Id::new(at + 1)].opens_paragraph)
            .count();
        f.add(&["paragraphs", small(paragraph), offset, yes(says)]);
        let [first, second] = self.opening();
        f.add(&["opening", first, offset, yes(self.covering > 0), yes(says)]);
        f.add(&["opening-two", first, second, offset, yes(self.covering > 0)]);
        f.add(&["covered", small(self.covering), offset, yes(says)]);
        f.add(&["place", small(self.sentence.min(3)), offset, yes(says)]);
        let in_source = relation.source.iter().any(|piece| self.evidence.iter().any(|token| piece.contains(token)));
        f.add(&["in-source", yes(in_source)]);
        let last = cue.end + 4 >= voices.sentence(Id::new(cue.start)).1.range().end;
        f.add(&["last", yes(last), offset, yes(says), side]);
        f.add(&["path", self.path(cue.clone()), yes(says)]);
        f
    }

    /// How the head hangs below the cue in the tree, where both stand in one sentence.
    fn path(&self, cue: std::ops::Range<usize>) -> &'static str {
        if !self.within.range().contains(&cue.start) {
            return "apart";
        }
        let mut above = self.voices.syntax.ancestors(self.head).skip(1);
        if above.any(|at| cue.contains(&at.index())) {
            return "below";
        }
        let own: Vec<_> = cue.clone().map(Id::new).collect();
        let over = own.iter().any(|&token| self.voices.syntax.ancestors(token).skip(1).any(|at| at == self.head));
        if over { "above" } else { "beside" }
    }
}

fn distance(tokens: usize) -> &'static str {
    match tokens {
        0..=3 => "near",
        4..=8 => "some",
        9..=20 => "far",
        _ => "very-far",
    }
}

/// The name of a kind, for features.
pub fn kind_name(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "person",
        SourceKind::Government => "government",
        SourceKind::Military => "military",
        SourceKind::Intelligence => "intelligence",
        SourceKind::ArmedGroup => "armed_group",
        SourceKind::International => "international",
        SourceKind::Medical => "medical",
        SourceKind::Organization => "organization",
        SourceKind::Media => "media",
        SourceKind::Witness => "witness",
        SourceKind::Document => "document",
        SourceKind::Anonymous => "anonymous",
    }
}
