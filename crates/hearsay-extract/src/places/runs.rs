//! Runs of names and nouns in a sentence: "the northern province", "Khan Sheikhoun", "a busy market".

use super::lexicon::{Roles, roles};
use super::{PlaceKind, article};
use crate::gazetteer::{Class, NameMention};
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
    /// What each word of the sentence does, looked up once.
    roles: Vec<Roles>,
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

impl<'a> Reader<'a> {
    /// A reader of the sentence `within`, with the gazetteer's names in it.
    pub(super) fn new(
        words: &'a Words<'a>,
        syntax: &'a Syntax,
        within: Ids<Token>,
        names: &'a [NameMention],
    ) -> Reader<'a> {
        let roles = within.iter().map(|token| roles(words.lower(token))).collect();
        Reader { words, syntax, within, roles, names }
    }

    /// What the word at `at` does; nothing outside the sentence.
    pub(super) fn roles(&self, at: usize) -> Roles {
        at.checked_sub(self.within.range().start).and_then(|at| self.roles.get(at)).copied().unwrap_or_default()
    }

    /// The token in lower case; empty outside the sentence.
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.near(self.within, at as isize)
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
        match self.upos(at) {
            Upos::Noun | Upos::Propn | Upos::Adj | Upos::X | Upos::Intj | Upos::Sym | Upos::Part | Upos::Punct => true,
            // The tagger takes some names for verbs, but seldom where a sentence begins.
            Upos::Verb | Upos::Adv => at != self.within.range().start && self.word(at).len() >= 3,
            _ => false,
        }
    }

    /// Whether the token is a name's small word that leads into a capital: "al" in "al-Bab", "de" in "Rio de Janeiro".
    fn particle(&self, at: usize) -> bool {
        if !self.roles(at).particle || self.capital(at) {
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
            let roles = self.roles(end);
            if self.name_like(end) || self.particle(end) {
                nominal = true;
            } else if self.hyphen(end) {
                // Goes on.
            } else if matches!(word, "'s" | "’s" | "'" | "’") {
                if !nominal || !self.nominal(end + 1) {
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
                    && self.roles(end + 1).noun.is_some()
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

    /// Whether the token may stand in a noun phrase after its owner.
    fn nominal(&self, at: usize) -> bool {
        let tagged = matches!(self.upos(at), Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn);
        self.within.range().contains(&at) && (tagged || self.closes(at))
    }

    fn closes(&self, at: usize) -> bool {
        let roles = self.roles(at);
        self.name_like(at)
            || roles.noun.is_some()
            || roles.direction
            || matches!(self.upos(at), Upos::Noun | Upos::Propn)
    }

    /// What kind of run stands there.
    fn run(&self, tokens: Range<usize>) -> Option<Run> {
        let last = tokens.end - 1;
        let role = self.roles(last);
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
                    tokens.clone().rev().find_map(|at| if self.capital(at) { None } else { self.roles(at).noun });
                let directed = tokens.clone().any(|at| self.roles(at).direction);
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
            self.name_like(at) || self.hyphen(at) || self.particle(at)
        } {
            start -= 1;
        }
        while start < end && (self.demonym(start) || self.hyphen(start)) {
            start += 1;
        }
        (start < end).then_some(start..end)
    }

    /// Whether the token names a people: "Syrian".
    fn demonym(&self, at: usize) -> bool {
        self.names.iter().any(|name| name.people && name.tokens.contains(Id::new(at)))
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
