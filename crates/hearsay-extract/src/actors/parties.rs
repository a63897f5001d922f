//! Who may be an actor: the part of a noun chunk that names somebody, and what kind of party it is.

use crate::counted::is_time_noun;
use crate::groups::{group_at, sides_in};
use crate::layer::{Id, Ids};
use crate::lexicon::rows;
use crate::measures::Turn;
use crate::phrases::Phrases;
use crate::report::Report;
use crate::tags::{Rel, Upos};
use crate::tokens::Token;
use hearsay_core::{Role, Unit};
use std::collections::HashSet;
use std::sync::OnceLock;

fn phrases(file: &'static str) -> Phrases<()> {
    let words = rows(file).flat_map(|row| row.first().copied().unwrap_or("").split('|'));
    Phrases::new(words.map(|word| (word, ())))
}

fn means() -> &'static Phrases<()> {
    static MEANS: OnceLock<Phrases<()>> = OnceLock::new();
    MEANS.get_or_init(|| phrases(include_str!("../../data/events/means.tsv")))
}

fn powers() -> &'static Phrases<()> {
    static POWERS: OnceLock<Phrases<()>> = OnceLock::new();
    POWERS.get_or_init(|| phrases(include_str!("../../data/events/powers.tsv")))
}

/// Whether a word tells of an attack whose subject did it, by its lemma.
fn is_deed(lemma: &str) -> bool {
    static DEEDS: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let read = || rows(include_str!("../../data/events/deeds.tsv")).flat_map(|row| row[0].split('|')).collect();
    DEEDS.get_or_init(read).contains(lemma)
}

/// The part of a chunk that names an actor, and what kind it is: a bare means is none, "Russian airstrikes" is "Russian".
pub(super) fn party(report: &Report, chunk: Ids<Token>) -> Option<(Ids<Token>, &'static str)> {
    let words = report.words;
    let chunk = trimmed(report, chunk);
    let last = chunk.iter().next_back()?;
    let sides = sides_in(words, chunk);
    let group = chunk.iter().filter_map(|token| group_at(words, chunk, token)).next_back().map(|(_, group)| group);
    if means().at(words, chunk, last).is_some() {
        let start = chunk.iter().find(|&token| means().at(words, chunk, token).is_some())?;
        let tokens = Ids::new(chunk.range().start..start.index());
        let armed = group.is_some_and(|group| matches!(group.role, Role::Military | Role::Militant));
        let power = tokens.iter().any(|token| powers().at(words, tokens, token).is_some());
        let kind = match (sides.is_empty(), armed, power) {
            (false, ..) => "side-means",
            (_, true, _) => "armed-means",
            (.., true) => "power-means",
            _ => "other-means",
        };
        let named = kind != "other-means"
            || tokens.iter().any(|token| matches!(report.upos(token.index()), Upos::Noun | Upos::Propn));
        return (!tokens.is_empty() && named).then_some((tokens, kind));
    }
    let power = powers().at(words, chunk, last).is_some();
    let kind = match group {
        Some(group) if group.unit == Unit::People => match (group.role, sides.is_empty()) {
            (Role::Militant, _) => "militant",
            (Role::Military, _) => "military",
            (Role::Police, _) => "police",
            (_, false) => "side-people",
            (Role::Civilian, _) => "civilian",
            _ => "people",
        },
        _ if !sides.is_empty() => "side",
        _ if power => "power",
        _ => "other",
    };
    Some((chunk, kind))
}

/// A chunk without its article, a date before the name and, in a headline, the verb after it ("05-02-2015 Red Guard Fires").
fn trimmed(report: &Report, chunk: Ids<Token>) -> Ids<Token> {
    let word = |at: usize| report.words.lower(Id::new(at));
    let (mut start, mut end) = (chunk.range().start, chunk.range().end);
    if matches!(word(start), "the" | "a" | "an") {
        start += 1;
    }
    while start < end && (is_date(word(start)) || matches!(word(start), "-" | "." | "of")) {
        start += 1;
    }
    let verb = |at: usize| {
        let capital = report.words.written(Id::new(at)).starts_with(char::is_uppercase);
        let strong = |turn: Turn| matches!(turn, Turn::Object | Turn::Subject);
        let told = report.measures_in(Ids::new(at..at + 1)).any(|(_, one)| one.tokens.len() == 1 && strong(one.turn));
        let means = means().at(report.words, chunk, Id::new(at)).is_some();
        capital && !means && word(at).ends_with('s') && (told || is_deed(report.syntax.lemma(Id::new(at))))
    };
    while end > start + 1 && verb(end - 1) {
        end -= 1;
    }
    Ids::new(start..end)
}

fn is_date(word: &str) -> bool {
    const MONTHS: &str = " january february march april may june july august september october november december \
        jan feb mar apr jun jul aug sep sept oct nov dec ";
    word.starts_with(|c: char| c.is_ascii_digit()) || is_time_noun(word) || MONTHS.contains(&format!(" {word} "))
}

/// How a party stands to an attack that is told where it is named: it makes it, it is made "by" it, the attack is its.
pub(super) fn acts(report: &Report, tokens: Ids<Token>, kind: &str) -> &'static str {
    if kind.ends_with("means") {
        return "means";
    }
    let head = report.head_of(tokens);
    let Some(above) = report.syntax.head(head) else { return "no" };
    let measured =
        report.measures_in(Ids::new(above.index()..above.index() + 1)).any(|(_, one)| one.turn == Turn::Object);
    if !measured
        && !is_deed(report.syntax.lemma(above))
        && means().at(report.words, report.sentence(above).1, above).is_none()
    {
        return "no";
    }
    let within = report.sentence(head).1;
    let by = report.words.near(within, tokens.range().start as isize - 1) == "by"
        || report.words.near(within, tokens.range().start as isize - 2) == "by";
    match report.syntax.rel(head) {
        _ if by => "by",
        Rel::Nsubj | Rel::NsubjOuter => "does",
        Rel::NmodPoss | Rel::Compound | Rel::Amod => "owns",
        _ => "no",
    }
}

/// Whom the words of a party name: a side by its name, anybody else by the last word.
pub(super) fn name<'a>(report: &'a Report, tokens: Ids<Token>) -> &'a str {
    let side = report.sides_in(tokens).first().map(|one| one.side.name);
    side.unwrap_or_else(|| report.words.lower(Id::new(tokens.range().end - 1)).trim_end_matches('s'))
}

/// The first noun of an attack in a stretch, and the word before it.
pub(super) fn attack<'a>(report: &'a Report, within: Ids<Token>) -> Option<(&'a str, &'a str)> {
    let at = within.iter().find(|&token| means().at(report.words, within, token).is_some())?;
    Some((report.words.lower(at), report.words.near(within, at.index() as isize - 1)))
}
