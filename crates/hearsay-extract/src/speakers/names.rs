//! Names: where they stand in a source's words, and their fullest form in the article.

use crate::groups::sides_in;
use crate::layer::{Id, Ids};
use crate::lexicon::rows;
use crate::tokens::Token;
use crate::words::Words;
use std::collections::HashSet;
use std::sync::OnceLock;

fn titles() -> &'static HashSet<&'static str> {
    static TITLES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    TITLES.get_or_init(|| {
        rows(include_str!("../../data/attribution/titles.tsv"))
            .flat_map(|row| row.into_iter().flat_map(|one| one.split('|')))
            .collect()
    })
}

/// Whether a word, in lower case, stands before names of people or names an office.
pub(crate) fn is_title(word: &str) -> bool {
    titles().contains(word) || word.strip_suffix('s').is_some_and(|one| titles().contains(one))
}

pub(super) fn capital(words: &Words, at: usize) -> bool {
    words.written(Id::new(at)).starts_with(char::is_uppercase)
}

/// Small words inside names of people ("Bashar al-Assad", "Staffan de Mistura").
pub(super) fn joins_person(words: &Words, at: usize) -> bool {
    let word = words.lower(Id::new(at));
    matches!(
        word,
        "al" | "el"
            | "de"
            | "bin"
            | "ben"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ibn"
            | "abu"
            | "-"
            | "da"
            | "di"
            | "du"
            | "la"
            | "le"
            | "ul"
            | "ur"
            | "'"
            | "’"
            | "."
    ) || (word.starts_with("al-") || word.starts_with("el-") || word.starts_with("ul-"))
}

/// Small words inside names of bodies ("Syrian Observatory for Human Rights").
pub(super) fn joins_body(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "and"
            | "the"
            | "on"
            | "to"
            | "in"
            | "against"
            | "-"
            | "&"
            | "'s"
            | "’s"
            | "without"
            | "at"
            | "du"
            | "des"
            | "del"
            | "sans"
    )
}

/// The name of a person in the words of a source: capitals after its last title, or the first run of capitals before a comma.
pub(super) fn person_in(words: &Words, tokens: Ids<Token>) -> Option<String> {
    let range = tokens.range();
    if speaks_for(words, tokens) {
        return None;
    }
    let comma = |at: usize| matches!(words.lower(Id::new(at)), "," | "(" | "who" | "—" | "–" | "which");
    // "Lee Seong-kweun, a lawmaker": before the comma; "the mayor, Ivan Petrov": after it.
    let mut pieces: Vec<std::ops::Range<usize>> = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if comma(at) {
            pieces.push(start..at);
            start = at + 1;
        }
    }
    pieces.push(start..range.end);
    for (number, piece) in pieces.iter().enumerate() {
        let titled = piece.clone().rev().find(|&at| is_title(words.lower(Id::new(at))));
        let mut from = titled.map_or(piece.start, |at| at + 1);
        // "Ivan Petrov director of the Northern Council": the name stands before the office.
        let of = from < piece.end && matches!(words.lower(Id::new(from)), "of" | "for" | "at" | "in");
        let of = of && capital(words, piece.start) && !is_title(words.lower(Id::new(piece.start)));
        if of {
            from = piece.start;
        }
        if !(from..piece.end).any(|at| capital(words, at))
            && capital(words, piece.start)
            && !is_title(words.lower(Id::new(piece.start)))
        {
            from = piece.start;
        }
        let mut end = from;
        while end < piece.end
            && (capital(words, end)
                || (end > from && (hyphened(words, end) || (joins_person(words, end) && end + 1 < piece.end))))
        {
            end += 1;
        }
        let name = from..end;
        let capitals = name.clone().filter(|&at| capital(words, at)).count();
        // An untitled name must be a whole piece of two to four words that names no body and no side.
        // In reports without commas its office may follow it ("Adrin Kosta a local activist").
        let followed = end < piece.end
            && number == 0
            && (is_title(words.lower(Id::new(end))) || matches!(words.lower(Id::new(end)), "a" | "an" | "the" | "of"));
        let untitled = titled.is_none() || titled.is_some_and(|at| at > end || (of && at == end));
        let whole = untitled && (end == piece.end || followed) && (2..=4).contains(&capitals);
        let named = titled.is_some_and(|at| at < from) && capitals >= 1;
        let titles_only = name.clone().all(|at| is_title(words.lower(Id::new(at))));
        if name.is_empty() || titles_only || !(whole || named) {
            continue;
        }
        if whole && number > 0 && pieces.len() > 2 {
            continue;
        }
        let ids = Ids::new(name);
        let text = words.text.at(words.span(ids));
        if whole && super::kinds::kind_of(words, ids, "").is_some() {
            continue;
        }
        if named && super::kinds::kind_of_text(text).is_some() {
            continue;
        }
        return Some(clean(text));
    }
    last_name(words, tokens)
}

/// "A spokesman for President Ivan Petrov": an office of somebody else.
fn speaks_for(words: &Words, tokens: Ids<Token>) -> bool {
    let at = |index: usize| words.near(tokens, (tokens.range().start + index) as isize);
    matches!(at(0), "a" | "an" | "another")
        && (1..4).any(|office| is_title(at(office)) && matches!(at(office + 1), "for" | "to"))
}

/// Whether the token goes on a word after a hyphen ("Seong-[kweun]").
pub(super) fn hyphened(words: &Words, at: usize) -> bool {
    words.joined(at) && matches!(words.lower(Id::new(at - 1)), "-" | "‑")
}

/// "The head of the monitoring group Adrin Kosta": two to four capitals at the end, after a plain noun.
fn last_name(words: &Words, tokens: Ids<Token>) -> Option<String> {
    let range = tokens.range();
    let mut start = range.end;
    while start > range.start && (capital(words, start - 1) || (start < range.end && joins_person(words, start - 1))) {
        start -= 1;
    }
    while start < range.end && !capital(words, start) {
        start += 1;
    }
    let name = Ids::new(start..range.end);
    let before = start.checked_sub(1).filter(|&at| at >= range.start).map(|at| words.lower(Id::new(at)))?;
    let plain = before.len() > 2
        && before.bytes().all(|b| b.is_ascii_lowercase())
        && !matches!(before, "the" | "and" | "from" | "with" | "for" | "near" | "like");
    let titled = range.clone().any(|at| is_title(words.lower(Id::new(at))));
    let capitals = name.range().filter(|&at| capital(words, at)).count();
    let text = words.text.at(words.span(name));
    (plain && titled && (2..=4).contains(&capitals) && super::kinds::kind_of(words, name, "").is_none())
        .then(|| clean(text))
}

/// The words of a source without article, apposition, relative clause and time.
pub(super) fn core(words: &Words, tokens: Ids<Token>) -> Ids<Token> {
    let mut range = tokens.range();
    let lower = |at: usize| words.lower(Id::new(at));
    let according = range.clone().find(|&at| lower(at) == "according" && at + 2 < range.end && lower(at + 1) == "to");
    if let Some(according) = according {
        range.start = according + 2;
    }
    while range.len() > 1
        && matches!(
            lower(range.start),
            "the"
                | "a"
                | "an"
                | "that"
                | "this"
                | "these"
                | "those"
                | "its"
                | "his"
                | "her"
                | "their"
                | "our"
                | "but"
                | "and"
                | ","
                | "\""
                | "“"
                | "according"
                | "to"
                | "by"
                | "from"
                | "meanwhile"
                | "also"
                | "however"
                | "later"
                | "earlier"
                | "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "despite"
                | "separately"
                | "elsewhere"
                | "more"
                | "while"
                | "when"
                | "what"
                | "neither"
                | "nor"
                | "either"
                | "both"
        )
    {
        range.start += 1;
    }
    // "the movement in a statement published on …".
    let paper = |at: usize| {
        lower(at) == "in"
            && at + 2 < range.end
            && matches!(lower(at + 2), "statement" | "interview" | "report" | "speech")
    };
    let stops = |at: usize| {
        paper(at) || matches!(lower(at), "," | "(" | "who" | "which" | "—" | "–" | ";" | "that" | "whose" | ":")
    };
    if let Some(stop) = (range.start + 1..range.end).find(|&at| stops(at)) {
        range.end = stop;
    }
    while range.len() > 1
        && matches!(
            lower(range.end - 1),
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "on"
                | "also"
                | "'s"
                | "’s"
                | "'"
                | "’"
                | "\""
                | "”"
                | "("
                | "later"
                | "earlier"
                | "."
        )
    {
        range.end -= 1;
    }
    Ids::new(range)
}

/// The same words to the end of a word that was cut at its hyphen ("Seong-[kweun]").
pub(super) fn whole_words(words: &Words, tokens: Ids<Token>) -> Ids<Token> {
    let mut end = tokens.range().end;
    let hyphen = |at: usize| at < words.tokens.len() && matches!(words.lower(Id::new(at)), "-" | "‑");
    while end < words.tokens.len()
        && words.joined(end)
        && (hyphen(end) || hyphen(end - 1))
        && end - tokens.range().start < 20
    {
        end += 1;
    }
    Ids::new(tokens.range().start..end)
}

/// The same words with those before them that belong to the name ("[Staffan] de Mistura", "[Observatory for] Human Rights").
pub(super) fn reaching_back(words: &Words, tokens: Ids<Token>) -> Ids<Token> {
    let range = tokens.range();
    let Some(within) = words.sentence_of(Id::new(range.start)).map(|id| words.sentences[id].tokens.range()) else {
        return tokens;
    };
    let mut start = range.start;
    let lower = |at: usize| words.lower(Id::new(at));
    let small = |at: usize| matches!(lower(at), "de" | "al" | "el" | "bin" | "van" | "von" | "-");
    let kind = |at: usize| matches!(lower(at), "monitoring" | "rights" | "armed" | "militant" | "rebel" | "aid");
    if start > within.start && kind(start - 1) && matches!(lower(start), "group" | "groups" | "agency" | "organisation")
    {
        start -= 1;
    }
    while start > within.start && (small(start) || (small(start - 1) && words.joined(start))) {
        start -= 1;
    }
    let linked = start > within.start + 1
        && capital(words, start)
        && matches!(lower(start - 1), "for" | "of")
        && capital(words, start - 2);
    if linked {
        start -= 2;
        while start > within.start && capital(words, start - 1) && range.end - start < 9 {
            start -= 1;
        }
    }
    Ids::new(start..range.end)
}

/// Whether an "and" joins the last words of one body's name ("Council for Peace and Reconstruction").
pub(super) fn is_one_body(words: &Words, tokens: Ids<Token>) -> bool {
    let range = tokens.range();
    let Some(and) = range.clone().skip(1).find(|&at| words.lower(Id::new(at)) == "and") else { return false };
    let of = |at: usize| matches!(words.lower(Id::new(at)), "for" | "of" | "on") && capital(words, at + 1);
    let opened = (range.start + 1..and.saturating_sub(1)).any(of) && !(and..range.end).any(of);
    opened
        && and + 1 < range.end
        && capital(words, and - 1)
        && (and + 1..range.end).all(|at| capital(words, at) && sides_in(words, Ids::new(at..at + 1)).is_empty())
}

/// Whether the words are a name and not a description: all capitals but for small words.
pub(super) fn is_name(words: &Words, tokens: Ids<Token>) -> bool {
    let capitals = tokens.range().filter(|&at| capital(words, at)).count();
    capitals > 0
        && capital(words, tokens.range().start)
        && tokens.range().all(|at| {
            capital(words, at)
                || joins_body(words.lower(Id::new(at)))
                || joins_person(words, at)
                || !words.lower(Id::new(at)).starts_with(char::is_alphabetic)
        })
        && !(tokens.len() == 1
            && sentence_opens(words, tokens.range().start)
            && super::kinds::kind_of_text(words.lower(Id::new(tokens.range().start))).is_some_and(|_| {
                !words.written(Id::new(tokens.range().start)).chars().skip(1).any(char::is_uppercase)
                    && is_plain_word(words.lower(Id::new(tokens.range().start)))
            }))
}

/// "Police said", "Activists said": a capital that only opens the sentence.
fn is_plain_word(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss") || matches!(word, "police" | "army" | "military" | "media" | "people")
}

fn sentence_opens(words: &Words, at: usize) -> bool {
    words.sentence_of(Id::new(at)).is_some_and(|id| words.sentences[id].tokens.range().start == at)
}

pub(super) fn clean(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_end_matches("'s").trim_end_matches("’s").trim_matches([',', ' ', '"', '”', '“']).to_owned()
}
