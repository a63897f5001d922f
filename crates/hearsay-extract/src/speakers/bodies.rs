//! Bodies of a state that are described in one place and named in another ("Oslo's spy agency", "the defence ministry").

use super::fullest::{Names, Run};
use crate::groups::{SideKind, sides_in};
use crate::layer::Ids;
use crate::lexicon::rows;
use crate::tokens::Token;
use crate::words::Words;
use std::sync::OnceLock;

/// One kind of body.
struct Body {
    /// The nouns that describe it.
    nouns: Vec<&'static str>,
    /// Words that its names hold.
    names: Vec<&'static str>,
    /// Well-known names, each with its state.
    known: Vec<(&'static str, &'static str)>,
}

fn bodies() -> &'static [Body] {
    static BODIES: OnceLock<Vec<Body>> = OnceLock::new();
    BODIES.get_or_init(|| {
        let phrases = |row: &[&'static str], at: usize| -> Vec<&'static str> {
            row.get(at).map_or_else(Vec::new, |all| all.split('|').filter(|one| !one.is_empty()).collect())
        };
        rows(include_str!("../../data/attribution/bodies.tsv"))
            .map(|row| Body {
                nouns: phrases(&row, 0),
                names: phrases(&row, 1),
                known: phrases(&row, 2).into_iter().filter_map(|one| one.split_once('=')).collect(),
            })
            .collect()
    })
}

/// The name that the article gives of the body that these words describe. The kind of body must agree and, where both tell
/// it, the state; `None` where no name fits, or several different ones do.
pub(super) fn named(words: &Words, names: &Names, core: Ids<Token>) -> Option<String> {
    let described = words.text.at(words.span(core)).to_lowercase();
    if [" for ", " at ", " in ", " from "].iter().any(|mark| described.contains(mark)) {
        return None;
    }
    let state = state_in(words, core);
    let body = bodies().iter().find(|body| body.nouns.iter().any(|noun| ends_with(&described, noun)))?;
    let mut found: Option<(String, Option<&'static str>)> = None;
    for run in names.runs() {
        let Some((name, own)) = name_in(words, body, run) else { continue };
        if own.is_some_and(|own| state.is_some_and(|state| state != own)) {
            continue;
        }
        match &mut found {
            None => found = Some((name, own)),
            Some((known, of)) if of.is_none() || own.is_none() || *of == own => {
                *of = of.or(own);
                if known.len() < name.len() {
                    *known = name;
                }
            }
            Some(_) => return None,
        }
    }
    found.map(|(name, _)| names.fullest(&name)).filter(|name| name.len() > described.len() || !shares(name, &described))
}

/// The name of such a body in a run of capitals, without the words of its state in the genitive, and its state.
fn name_in(words: &Words, body: &Body, run: &Run) -> Option<(String, Option<&'static str>)> {
    if run.bare.split_whitespace().count() > 8 || run.bare.contains(" and the ") {
        return None;
    }
    let name =
        ["'s ", "’s "].iter().find_map(|mark| run.bare.split_once(mark)).map_or(run.bare.as_str(), |(_, name)| name);
    let lower = name.to_lowercase();
    let known = body.known.iter().find(|(known, _)| *known == lower).map(|&(_, state)| state);
    if known.is_none() && !body.names.iter().any(|held| holds(&lower, held)) {
        return None;
    }
    Some((name.to_owned(), state_in(words, run.tokens).or(known)))
}

/// The state that the words name.
fn state_in(words: &Words, tokens: Ids<Token>) -> Option<&'static str> {
    sides_in(words, tokens).into_iter().find(|one| one.side.kind == SideKind::State).map(|one| one.side.name)
}

fn ends_with(text: &str, phrase: &str) -> bool {
    text.strip_suffix(phrase).is_some_and(|before| before.is_empty() || before.ends_with([' ', '-']))
}

fn holds(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let open = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        open(text[..at].chars().next_back()) && open(text[at + phrase.len()..].chars().next())
    })
}

fn shares(name: &str, described: &str) -> bool {
    let lower = name.to_lowercase();
    described.split_whitespace().any(|word| word.len() > 3 && holds(&lower, word))
}
