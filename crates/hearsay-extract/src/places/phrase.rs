//! Place phrases of one sentence: runs of names and nouns, and the runs that they are joined to.

use super::runs::{Reader, Run, kind_of, opens};
use super::{PlaceKind, PlaceMention};
use crate::gazetteer::NameMention;
use crate::layer::{Id, Ids};
use crate::speakers::is_title;
use crate::syntax::Syntax;
use crate::tokens::Token;
use crate::words::Words;
use std::ops::Range;

/// A phrase joins no more runs.
const MOST_RUNS: usize = 5;

/// Adds the place phrases of the sentence `within`.
pub(super) fn read<'a>(
    words: &'a Words<'a>,
    syntax: &'a Syntax,
    within: Ids<Token>,
    names: &'a [NameMention],
    found: &mut Vec<PlaceMention>,
) {
    let phrase = Phrase(Reader::new(words, syntax, within, names));
    let runs = phrase.0.runs();
    let first = found.len();
    for at in 0..runs.len() {
        phrase.emit(&runs, at, found);
    }
    found.extend(names.iter().filter(|name| !name.people).map(|name| phrase.bare_name(name)));
    let new = &mut found[first..];
    new.sort_by_key(|mention| (mention.tokens.range().start, mention.tokens.range().end));
    let mut seen = first;
    for at in first..found.len() {
        if at == first || found[at].tokens != found[seen - 1].tokens {
            found[seen] = found[at];
            seen += 1;
        }
    }
    found.truncate(seen);
}

/// The phrases of a sentence.
struct Phrase<'a>(Reader<'a>);

impl Phrase<'_> {
    /// Adds the phrases that begin with the run at `at`.
    fn emit(&self, runs: &[Run], at: usize, found: &mut Vec<PlaceMention>) {
        let run = &runs[at];
        let mut end = run.tokens.end;
        let followed_by_of = self.0.word(end) == "of";
        let partitive = followed_by_of && partitive(self.0.word(run.head)) && self.links(runs, at).is_some();
        let Some(kind) = run.kind.or_else(|| partitive.then_some(PlaceKind::Description)) else {
            return;
        };
        let bare = matches!(kind, PlaceKind::Name) || run.name.as_ref().is_some_and(|name| name.end == run.tokens.end);
        if bare && !self.cued(runs, at) {
            return;
        }
        let lacks_noun = run.kind.is_none();
        let mention = |end: usize, name: Option<Range<usize>>| {
            let start = run.tokens.start;
            let preposition = self.0.roles(start.wrapping_sub(1)).before.then(|| Id::new(start - 1));
            PlaceMention {
                tokens: Ids::new(start..end),
                head: Id::new(run.head),
                kind: if name.is_none() && opens(self.0.word(start)) && self.0.word(start) != "the" {
                    PlaceKind::Description
                } else {
                    kind
                },
                name: name.map(Ids::new),
                preposition,
                known: run.known,
            }
        };
        let of_another = followed_by_of && self.links(runs, at).is_some();
        if !lacks_noun && !of_another {
            found.push(mention(end, run.name.clone()));
        }
        let (mut next, mut name) = (at, run.name.clone());
        for _ in 0..MOST_RUNS {
            let Some(joined) = self.links(runs, next) else { break };
            next = joined;
            end = runs[next].tokens.end;
            name = name.or_else(|| runs[next].name.clone());
            if !(self.0.word(end) == "of" && self.links(runs, next).is_some()) {
                found.push(mention(end, name.clone()));
            }
        }
    }

    /// A name of the gazetteer by itself, wherever it stands ("Orlen" in "Orlen residents").
    fn bare_name(&self, name: &NameMention) -> PlaceMention {
        let range = name.tokens.range();
        PlaceMention {
            tokens: name.tokens,
            head: Id::new(range.end - 1),
            name: Some(name.tokens),
            preposition: self.0.roles(range.start.wrapping_sub(1)).before.then(|| Id::new(range.start - 1)),
            kind: kind_of(name),
            known: true,
        }
    }

    /// The run that follows and belongs to the same phrase.
    fn links(&self, runs: &[Run], at: usize) -> Option<usize> {
        let next = runs.get(at + 1)?;
        let gap = runs[at].tokens.end..next.tokens.start;
        let placed = next.kind.is_some();
        let linked = match gap.len() {
            0 => placed,
            1 => match self.0.word(gap.start) {
                "of" => placed,
                "in" | "on" | "near" | "outside" | "inside" | "around" | "at" | "under" | "from" | "along"
                | "between" | "within" | "across" => placed,
                // "the market of Larkona, Mayor Brin said": a person.
                "," if !next.known && is_title(self.0.word(next.tokens.start)) => false,
                "," | "(" | "and" | "or" | "&" => placed && (next.name.is_some() || self.0.word(gap.start) == "and"),
                _ => false,
            },
            2 => {
                matches!(
                    (self.0.word(gap.start), self.0.word(gap.start + 1)),
                    ("held" | "controlled", "by") | ("just" | "close", "outside" | "to")
                ) && placed
            }
            _ => false,
        };
        linked.then_some(at + 1)
    }

    /// Whether something tells that the bare name is a place.
    fn cued(&self, runs: &[Run], at: usize) -> bool {
        let run = &runs[at];
        if run.name.is_none() {
            return false;
        }
        let role = self.0.roles(run.tokens.start.wrapping_sub(1));
        let joined = at > 0 && runs[at - 1].kind.is_some() && self.links(runs, at - 1) == Some(at);
        run.known || role.before || role.verb || joined || self.0.word(run.tokens.end) == ","
    }
}

/// Nouns that take a piece of the place after "of": "the rest of the country".
fn partitive(word: &str) -> bool {
    matches!(
        word,
        "rest"
            | "majority"
            | "half"
            | "number"
            | "bulk"
            | "heart"
            | "portion"
            | "swath"
            | "swathe"
            | "swaths"
            | "swathes"
            | "remainder"
            | "hundreds"
            | "dozens"
            | "tip"
            | "foot"
            | "top"
            | "middle"
            | "most"
            | "much"
            | "each"
            | "all"
            | "one"
            | "some"
            | "interior"
    )
}
