//! Runs of names and nouns in a sentence: "the northern province", "Khan Sheikhoun", "a busy market".

use super::lexicon::{Roles, roles};
use super::{PlaceKind, article};
use crate::gazetteer::{Class, NameMention};
use crate::groups::SideMention;
use crate::layer::{Id, Ids};
use crate::syntax::Syntax;
use crate::tags::Upos;
use crate::times::calendar_name;
use crate::tokens::Token;
use crate::words::Words;
use std::ops::Range;

/// A run is no longer than this.
const LONGEST: usize = 12;

/// A sentence in which runs are read.
pub(super) struct Reader<'a> {
    pub(super) words: &'a Words<'a>,
    pub(super) syntax: &'a Syntax,
    pub(super) within: Ids<Token>,
    pub(super) sides: Vec<SideMention>,
    /// The names of the gazetteer in the sentence.
    pub(super) names: &'a [NameMention],
}

/// A run of names and nouns.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) tokens: Range<usize>,
    pub(super) head: usize,
    pub(super) name: Option<Range<usize>>,
    /// The kind that its noun gives, or that of its name; `None` where it is no place by itself.
    pub(super) kind: Option<PlaceKind>,
    pub(super) known: bool,
}

impl Reader<'_> {
    /// The token in lower case; empty outside the sentence.
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.near(self.within, at as isize)
    }

    /// The token before `at` in lower case.
    pub(super) fn before(&self, at: usize) -> &str {
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
        let article = article(self.word(at));
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
    pub(super) fn runs(&self) -> Vec<Run> {
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
        while end < self.within.range().end && end < at + LONGEST {
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
}

/// The kind of the largest place of that name.
pub(super) fn kind_of(name: &NameMention) -> PlaceKind {
    match name.largest.0 {
        Class::Country => PlaceKind::Country,
        Class::Region | Class::District => PlaceKind::Region,
        Class::Area => PlaceKind::Area,
        Class::Capital | Class::Seat | Class::City | Class::Section => PlaceKind::City,
    }
}

/// Words that open a noun phrase.
pub(super) fn opens(word: &str) -> bool {
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
