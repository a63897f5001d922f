//! Place phrases of one sentence: runs of names, nouns and what stands before them, and the runs that they are joined to.

use super::lexicon::{Roles, roles};
use super::{PlaceKind, PlaceMention};
use crate::gazetteer::{Class, NameMention};
use crate::groups::{SideMention, sides_in};
use crate::layer::{Id, Ids};
use crate::syntax::Syntax;
use crate::tags::Upos;
use crate::times::calendar_name;
use crate::tokens::Token;
use crate::words::Words;
use std::ops::Range;

/// A run is no longer than this, and a phrase joins no more runs.
const LONGEST_RUN: usize = 12;
const MOST_RUNS: usize = 5;

/// Reads the place phrases of one sentence.
pub(super) struct Phrase<'a> {
    words: &'a Words<'a>,
    syntax: &'a Syntax,
    within: Ids<Token>,
    sides: Vec<SideMention>,
    /// The names of the gazetteer in the sentence.
    names: &'a [NameMention],
}

/// A run of names and nouns: "the northern province", "Khan Sheikhoun".
#[derive(Clone, Debug)]
struct Run {
    tokens: Range<usize>,
    head: usize,
    name: Option<Range<usize>>,
    /// The kind that its noun gives, or `Name` for a bare name; `None` where it is no place by itself.
    kind: Option<PlaceKind>,
    known: bool,
}

impl<'a> Phrase<'a> {
    /// Adds the place phrases of the sentence `within`.
    pub(super) fn read(
        words: &'a Words<'a>,
        syntax: &'a Syntax,
        within: Ids<Token>,
        names: &'a [NameMention],
        found: &mut Vec<PlaceMention>,
    ) {
        let phrase = Phrase { words, syntax, within, sides: sides_in(words, within), names };
        let runs = phrase.runs();
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

    fn word(&self, at: usize) -> &str {
        self.words.near(self.within, at as isize)
    }

    fn before(&self, at: usize) -> &str {
        self.words.near(self.within, at as isize - 1)
    }

    fn upos(&self, at: usize) -> Upos {
        if at < self.syntax.len() { self.syntax.upos(Id::new(at)) } else { Upos::X }
    }

    fn capital(&self, at: usize) -> bool {
        !self.word(at).is_empty() && self.words.written(Id::new(at)).starts_with(char::is_uppercase)
    }

    /// Whether the token belongs to a proper name.
    fn name_like(&self, at: usize) -> bool {
        if !self.capital(at) || calendar_name(self.word(at)) {
            return false;
        }
        let first = at == self.within.range().start;
        let function = matches!(
            self.upos(at),
            Upos::Det
                | Upos::Pron
                | Upos::Adp
                | Upos::Verb
                | Upos::Aux
                | Upos::Cconj
                | Upos::Sconj
                | Upos::Adv
                | Upos::Num
        );
        !(function && (first || self.word(at).len() < 3))
            && !(function && !matches!(self.upos(at), Upos::Verb | Upos::Adv))
    }

    /// Whether the token is a name's small word that leads into a capital: "al" in "al-Bab", "de" in "Rio de Janeiro".
    fn particle(&self, at: usize, roles: Roles) -> bool {
        if !roles.particle || self.capital(at) {
            return false;
        }
        let hyphen = matches!(self.word(at + 1), "-" | "‑") && self.words.joined(at + 1);
        let article = matches!(
            self.word(at),
            "al" | "el" | "ash" | "an" | "az" | "ad" | "ar" | "at" | "as" | "es" | "er" | "ed" | "ez"
        );
        if hyphen {
            return article && self.capital(at + 2);
        }
        let inside = !matches!(
            self.word(at),
            "the" | "of" | "and" | "as" | "at" | "an" | "on" | "upon" | "ad" | "ash" | "sur" | "am"
        );
        inside && self.capital(at + 1) && (article || self.capital(at.wrapping_sub(1)))
    }

    /// Whether the hyphen at `at` joins two words.
    fn hyphen(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "‑" | "–") && self.words.joined(at) && self.words.joined(at + 1)
    }

    /// The runs of the sentence, in order.
    fn runs(&self) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = self.within.range().start;
        while at < self.within.range().end {
            let end = self.run_end(at);
            if end > at {
                runs.extend(self.run(at..end));
            }
            at = end.max(at + 1);
        }
        runs
    }

    /// Past the last token of the run that starts at `at`; `at` where none does.
    fn run_end(&self, at: usize) -> usize {
        let mut end = at;
        if opens(self.word(at)) || self.upos(at) == Upos::Det {
            end += 1;
        }
        let mut nominal = false;
        while end < self.within.range().end && end < at + LONGEST_RUN {
            let word = self.word(end);
            let roles = roles(word);
            if self.name_like(end) || self.particle(end, roles) {
                nominal = true;
            } else if self.hyphen(end) {
                // Goes on.
            } else if matches!(word, "'s" | "’s" | "'" | "’") {
                if !nominal || end == at || self.run_end(end + 1) == end + 1 {
                    break;
                }
            } else if calendar_name(word) && self.capital(end) {
                break;
            } else {
                let before_is_name = end > at && self.capital(end - 1);
                // "Idlib northwestern Syria": a new place begins.
                if roles.direction
                    && before_is_name
                    && roles.noun.is_none()
                    && !self.hyphen(end.wrapping_sub(1))
                    && self.capital(end + 1)
                {
                    break;
                }
                let tagged = matches!(self.upos(end), Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn);
                let joined = end > at && self.hyphen(end - 1) && self.words.joined(end);
                let participle = (word.ends_with("ed") || word.ends_with("ing"))
                    && end + 1 < self.within.range().end
                    && self::roles(self.word(end + 1)).noun.is_some()
                    && !before_is_name;
                if !(tagged || joined || participle || roles.noun.is_some() || roles.direction) {
                    break;
                }
                nominal |= self.upos(end) == Upos::Noun || roles.noun.is_some();
            }
            end += 1;
        }
        // A run does not end in a hyphen, an article or an adjective.
        while end > at && !self.closes(end - 1) {
            end -= 1;
        }
        end
    }

    fn closes(&self, at: usize) -> bool {
        let roles = roles(self.word(at));
        self.name_like(at)
            || roles.noun.is_some()
            || roles.direction
            || matches!(self.upos(at), Upos::Noun | Upos::Propn)
    }

    /// What kind of run stands there.
    fn run(&self, tokens: Range<usize>) -> Option<Run> {
        let last = tokens.end - 1;
        let word = self.word(last);
        let role = roles(word);
        let name = self.name_in(&tokens);
        let named_last = name.as_ref().is_some_and(|name| name.end == tokens.end);
        let direction_noun =
            role.direction && role.noun.is_none() && opens(self.word(tokens.start)) && tokens.len() <= 3
                || role.direction && self.word(tokens.end) == "of";
        let kind = match role.noun {
            _ if role.body => None,
            Some(kind) => Some(kind),
            None if direction_noun => Some(PlaceKind::Area),
            None if named_last => {
                let noun =
                    tokens.clone().rev().find_map(|at| if self.capital(at) { None } else { roles(self.word(at)).noun });
                let directed = tokens.clone().any(|at| roles(self.word(at)).direction);
                let bare = || self.known_kind(&tokens).unwrap_or(PlaceKind::Name);
                Some(noun.unwrap_or_else(|| if directed { PlaceKind::Area } else { bare() }))
            }
            None => None,
        };
        let known = name.as_ref().is_some_and(|name| self.knows(name));
        Some(Run { head: last, name, kind, known, tokens })
    }

    /// The kind of the gazetteer's last name in the stretch.
    fn known_kind(&self, stretch: &Range<usize>) -> Option<PlaceKind> {
        let inside = |name: &&NameMention| !name.people && stretch.contains(&name.tokens.range().start);
        self.names.iter().rev().find(inside).map(kind_of)
    }

    /// Whether the gazetteer has a name in the stretch.
    fn knows(&self, stretch: &Range<usize>) -> bool {
        let inside =
            |name: &&NameMention| stretch.start <= name.tokens.range().start && name.tokens.range().end <= stretch.end;
        self.names.iter().filter(|name| !name.people).any(|name| inside(&name))
    }

    /// The last proper name in the run, without demonyms ("Syrian") before it and place nouns in small letters.
    fn name_in(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let mut end = tokens.end;
        while end > tokens.start && !self.name_like(end - 1) {
            end -= 1;
        }
        let mut start = end;
        while start > tokens.start && {
            let at = start - 1;
            self.name_like(at) || self.hyphen(at) || self.particle(at, roles(self.word(at)))
        } {
            start -= 1;
        }
        while start < end && (self.demonym(start) || self.hyphen(start)) {
            start += 1;
        }
        (start < end).then_some(start..end)
    }

    /// Whether the token is the adjective of a state or people.
    fn demonym(&self, at: usize) -> bool {
        let side = self.sides.iter().find(|side| side.tokens.range() == (at..at + 1));
        side.is_some_and(|side| !side.own_name)
            && matches!(
                self.word(at).as_bytes(),
                [.., b'a', b'n']
                    | [.., b'e', b's', b'e']
                    | [.., b'i' | b's', b's' | b'h']
                    | [.., b'i']
                    | [.., b'c', b'h']
                    | [.., b's']
            )
    }

    /// Adds the phrases that begin with the run at `at`.
    fn emit(&self, runs: &[Run], at: usize, found: &mut Vec<PlaceMention>) {
        let run = &runs[at];
        let mut end = run.tokens.end;
        let followed_by_of = self.word(end) == "of";
        let Some(kind) =
            run.kind.or_else(|| (followed_by_of && self.links(runs, at).is_some()).then_some(PlaceKind::Description))
        else {
            return;
        };
        let bare = matches!(kind, PlaceKind::Name) || run.name.as_ref().is_some_and(|name| name.end == run.tokens.end);
        if bare && !self.cued(runs, at) {
            return;
        }
        let lacks_noun = run.kind.is_none();
        let mention = |end: usize, name: Option<Range<usize>>| {
            let start = run.tokens.start;
            let preposition = roles(self.before(start)).before.then(|| Id::new(start - 1));
            PlaceMention {
                tokens: Ids::new(start..end),
                head: Id::new(run.head),
                kind: if name.is_none() && opens(self.word(start)) && self.word(start) != "the" {
                    PlaceKind::Description
                } else {
                    kind
                },
                name: name.map(Ids::new),
                preposition,
                known: run.known,
            }
        };
        if !lacks_noun && !(followed_by_of && self.links(runs, at).is_some()) {
            found.push(mention(end, run.name.clone()));
        }
        let (mut next, mut name) = (at, run.name.clone());
        for _ in 0..MOST_RUNS {
            let Some(joined) = self.links(runs, next) else { break };
            next = joined;
            end = runs[next].tokens.end;
            name = name.or_else(|| runs[next].name.clone());
            if !(self.word(end) == "of" && self.links(runs, next).is_some()) {
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
            preposition: roles(self.before(range.start)).before.then(|| Id::new(range.start - 1)),
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
            1 => match self.word(gap.start) {
                "of" => placed,
                "in" | "on" | "near" | "outside" | "inside" | "around" | "at" | "under" | "from" | "along"
                | "between" | "within" | "across" => placed,
                "," | "(" | "and" | "or" | "&" => placed && (next.name.is_some() || self.word(gap.start) == "and"),
                _ => false,
            },
            2 => {
                matches!(
                    (self.word(gap.start), self.word(gap.start + 1)),
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
        let before = self.before(run.tokens.start);
        let role = roles(before);
        let joined = at > 0 && runs[at - 1].kind.is_some() && self.links(runs, at - 1) == Some(at);
        run.known || role.before || role.verb || joined || self.word(run.tokens.end) == ","
    }
}

/// The kind of the largest place of that name.
fn kind_of(name: &NameMention) -> PlaceKind {
    match name.largest.0 {
        Class::Country => PlaceKind::Country,
        Class::Region | Class::District => PlaceKind::Region,
        Class::Area => PlaceKind::Area,
        Class::Capital | Class::Seat | Class::City | Class::Section => PlaceKind::City,
    }
}

/// Words that open a noun phrase.
fn opens(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "this"
            | "that"
            | "these"
            | "those"
            | "its"
            | "their"
            | "his"
            | "her"
            | "our"
            | "my"
            | "another"
            | "other"
            | "each"
            | "every"
            | "both"
            | "all"
            | "several"
            | "many"
            | "some"
            | "various"
            | "any"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "dozens"
            | "one"
    )
}
