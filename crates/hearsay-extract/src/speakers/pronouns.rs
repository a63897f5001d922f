//! Sources that are pronouns.

use super::Speaker;
use crate::layer::{Id, Ids};
use crate::syntax::Syntax;
use crate::tags::{Rel, Upos};
use crate::tokens::Token;
use crate::words::Words;
use hearsay_core::SourceKind;

/// Whether a word speaks of the speaker.
pub(super) fn is_first_person(word: &str) -> bool {
    matches!(word, "i" | "we" | "us" | "me" | "our" | "my")
}

/// Whether a word stands for a source named elsewhere.
pub(super) fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "he" | "she"
            | "it"
            | "they"
            | "him"
            | "her"
            | "them"
            | "who"
            | "which"
            | "that"
            | "his"
            | "its"
            | "their"
            | "both"
            | "whom"
            | "this"
    )
}

/// Whom a pronoun stands for: for "who" and "which" the words before them, else the nearest known speaker of the right kind.
pub(super) fn resolve(
    words: &Words,
    syntax: &Syntax,
    pronoun: Ids<Token>,
    _cue: usize,
    known: &[(usize, Speaker)],
) -> Option<Speaker> {
    let at = pronoun.range().start;
    let word = words.lower(Id::new(at));
    if matches!(word, "who" | "which" | "that" | "whom") {
        return relative(words, syntax, at, known);
    }
    let person = matches!(word, "he" | "she" | "him" | "her" | "his");
    let fits = |speaker: &Speaker| {
        let named = speaker.kind == SourceKind::Person;
        if person {
            return named || is_single_person(&speaker.name);
        }
        !named && (matches!(word, "they" | "them" | "their" | "both") || !is_single_person(&speaker.name))
    };
    let before = known.iter().rev().filter(|(start, _)| *start < at);
    let sentence = words.sentence_of(Id::new(at))?.index();
    let near = words.sentences[Id::new(sentence.saturating_sub(1))].tokens.range().start;
    // One who spoke in this sentence or the one before speaks on; else the subject of the sentence before does.
    let spoke = before.clone().any(|(start, speaker)| *start >= near && fits(speaker));
    if let Some(subject) = subject_before(words, syntax, at, person).filter(|_| !spoke) {
        return Some(subject);
    }
    before.clone().find(|(_, speaker)| fits(speaker)).map(|(_, speaker)| speaker.clone())
}

/// The subject of the sentence before, where it is a person ("he") or a body that may speak ("it").
fn subject_before(words: &Words, syntax: &Syntax, at: usize, person: bool) -> Option<Speaker> {
    let sentence = words.sentence_of(Id::new(at))?.index();
    let before = words.sentences[Id::new(sentence.checked_sub(1)?)].tokens;
    let root = before.iter().find(|&token| syntax.head(token).is_none_or(|head| !before.contains(head)))?;
    let subject = syntax.children(root).find(|&child| matches!(syntax.rel(child), Rel::Nsubj | Rel::NsubjPass))?;
    let phrase = syntax.extent(subject);
    if phrase.len() > 14 || !before.contains(Id::new(phrase.range().start)) {
        return None;
    }
    if person {
        let name = super::names::person_in(words, phrase)?;
        return Some(Speaker { name, kind: SourceKind::Person, tokens: None });
    }
    let core = super::names::core(words, phrase);
    let text = words.text.at(words.span(core)).to_owned();
    let kind = super::kind_of(words, core, "")?;
    let speaks =
        !matches!(kind, SourceKind::Person | SourceKind::Document | SourceKind::Witness | SourceKind::Anonymous);
    (speaks && super::names::person_in(words, phrase).is_none()).then_some(Speaker { name: text, kind, tokens: None })
}

/// The noun phrase that a relative pronoun follows.
fn relative(words: &Words, syntax: &Syntax, at: usize, known: &[(usize, Speaker)]) -> Option<Speaker> {
    let mut end = at;
    while end > 0 && matches!(words.lower(Id::new(end - 1)), "," | "-" | "—" | "–") {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && end - start < 12 {
        let token = Id::new(start - 1);
        let noun = matches!(syntax.upos(token), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Det | Upos::Num | Upos::X);
        let of = matches!(words.lower(token), "of" | "for" | "'s" | "’s" | "the");
        let mark = words.lower(token).chars().all(|c| !c.is_alphanumeric());
        if !(noun || of) || mark {
            break;
        }
        start -= 1;
    }
    if start == end {
        return None;
    }
    let phrase = Ids::new(start..end);
    let held = known.iter().rev().find(|(first, _)| phrase.range().contains(first)).map(|(_, speaker)| speaker.clone());
    held.or_else(|| {
        // "… took the minister, by surprise, who said": what cannot speak is not meant.
        let before = words.near(words.tokens.ids(), start as isize - 1);
        if end < at && before == "by" && !super::is_plausible(words, phrase) {
            return None;
        }
        let name = super::names::person_in(words, phrase);
        let text = words.text.at(words.span(super::names::core(words, phrase)));
        let kind = super::kind_of(words, phrase, text).unwrap_or(SourceKind::Person);
        Some(match name {
            Some(name) => Speaker { name, kind: SourceKind::Person, tokens: None },
            None => Speaker { name: text.to_owned(), kind, tokens: None },
        })
    })
}

/// Whether a description is of one human being ("a lawmaker").
pub(super) fn is_single_person(name: &str) -> bool {
    let last = name.split([',', '(']).next().unwrap_or(name);
    let head = last
        .split(" of ")
        .next()
        .unwrap_or(last)
        .split(" at ")
        .next()
        .unwrap_or(last)
        .split(" in ")
        .next()
        .unwrap_or(last);
    let word = head.split_whitespace().last().unwrap_or("").to_ascii_lowercase();
    let modifier = matches!(
        word.as_str(),
        "state"
            | "foreign"
            | "defense"
            | "defence"
            | "interior"
            | "press"
            | "national"
            | "security"
            | "information"
            | "health"
            | "opposition"
            | "emergency"
            | "first"
            | "prime"
            | "vice"
            | "acting"
            | "former"
            | "interim"
            | "crown"
            | "field"
            | "democratic"
    );
    super::names::is_title(&word) && !word.ends_with('s') && !modifier
}
