//! Nouns that name those counted ("soldiers", "tanks") and names of sides ("Syrian", "Hezbollah").

use crate::layer::{Id, Ids};
use crate::lexicon::rows;
use crate::phrases::Phrases;
use crate::tokens::Token;
use crate::words::Words;
use hearsay_core::{Role, Unit};
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a noun counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// People, or a kind of equipment.
    pub unit: Unit,
    /// For people, what they do.
    pub role: Role,
}

/// What kind of side a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideKind {
    /// A state, with its people and its government.
    State,
    /// A people without a state of that name.
    People,
    /// A non-state armed group.
    Group,
    /// An alliance or an international body.
    Alliance,
}

/// A side, by its usual English name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The usual English name.
    pub name: &'static str,
    /// Its kind.
    pub kind: SideKind,
    /// The adjective of a state ("Syrian"); empty where there is none.
    pub demonym: &'static str,
    /// The ISO 3166-1 alpha-2 code of a state; empty for others.
    pub country: &'static str,
}

/// A side named in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SideMention {
    /// The words.
    pub tokens: Ids<Token>,
    /// Whom they name.
    pub side: Side,
    /// Whether the words are the side's own name, and not a demonym or a capital.
    pub own_name: bool,
}

fn group_nouns() -> &'static Phrases<Group> {
    static GROUPS: OnceLock<Phrases<Group>> = OnceLock::new();
    GROUPS.get_or_init(|| {
        Phrases::new(rows(include_str!("../data/events/groups.tsv")).flat_map(|row| {
            let group = Group { unit: unit(row.first().copied()), role: role(row.get(1).copied()) };
            row.get(2).copied().unwrap_or("").split('|').map(move |phrase| (phrase, group))
        }))
    })
}

fn unit(name: Option<&str>) -> Unit {
    match name {
        Some("people") => Unit::People,
        Some("vehicles") => Unit::Vehicles,
        Some("aircraft") => Unit::Aircraft,
        Some("drones") => Unit::Drones,
        Some("missiles") => Unit::Missiles,
        Some("artillery") => Unit::Artillery,
        Some("ships") => Unit::Ships,
        Some("buildings") => Unit::Buildings,
        _ => Unit::Other,
    }
}

fn role(name: Option<&str>) -> Role {
    match name {
        Some("military") => Role::Military,
        Some("militant") => Role::Militant,
        Some("police") => Role::Police,
        Some("civilian") => Role::Civilian,
        _ => Role::Unknown,
    }
}

/// The group noun that starts at `token`.
pub(crate) fn group_at(words: &Words, within: Ids<Token>, token: Id<Token>) -> Option<(Ids<Token>, Group)> {
    group_nouns().at(words, within, token)
}

fn sides() -> &'static Phrases<(Side, bool)> {
    static SIDES: OnceLock<Phrases<(Side, bool)>> = OnceLock::new();
    SIDES.get_or_init(|| {
        Phrases::new(rows(include_str!("../data/events/sides.tsv")).flat_map(|row| {
            let name = row.get(1).copied().unwrap_or("");
            let kind = match row.first() {
                Some(&"state") => SideKind::State,
                Some(&"people") => SideKind::People,
                Some(&"group") => SideKind::Group,
                _ => SideKind::Alliance,
            };
            let phrases = row.get(2).copied().unwrap_or("").split('|').filter(|phrase| !phrase.is_empty());
            let demonym = row.get(3).copied().unwrap_or("");
            let country = row.get(4).copied().unwrap_or("");
            phrases
                .map(move |phrase| (phrase, (Side { name, kind, demonym, country }, phrase.eq_ignore_ascii_case(name))))
        }))
    })
}

/// The state of an ISO 3166-1 alpha-2 code.
pub fn state_of(country: &str) -> Option<Side> {
    static STATES: OnceLock<HashMap<&'static str, Side>> = OnceLock::new();
    let states = STATES.get_or_init(|| {
        let all = sides().payloads().map(|&(side, _)| side);
        all.filter(|side| !side.country.is_empty()).map(|side| (side.country, side)).collect()
    });
    states.get(country).copied()
}

/// The sides named in the sentence, in order.
pub(crate) fn sides_in(words: &Words, within: Ids<Token>) -> Vec<SideMention> {
    let mut found = Vec::new();
    let mut at = within.range().start;
    while at < within.range().end {
        let token = Id::new(at);
        let named = sides().at(words, within, token).filter(|&(tokens, _)| is_name(words, tokens));
        if let Some((tokens, (side, own_name))) = named {
            found.push(SideMention { tokens, side, own_name });
        }
        at += named.map_or(1, |(tokens, _)| tokens.len());
    }
    found
}

/// Names are written with a capital; "us" and "is" are names only as "US" and "IS".
fn is_name(words: &Words, tokens: Ids<Token>) -> bool {
    let Some(first) = tokens.iter().next() else { return false };
    let written = words.written(first);
    if tokens.len() == 1 && written.len() <= 3 && !written.contains('.') {
        return written.bytes().all(|b| b.is_ascii_uppercase());
    }
    tokens.iter().any(|token| words.written(token).starts_with(char::is_uppercase))
}
