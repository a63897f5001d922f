//! On whom a speaker relies: "citing information from …", "after a briefing from …", "based on data of …".

use super::Voices;
use super::links::phrase_after;
use crate::attributions::AttributionMention;
use crate::layer::{Id, Ids};
use crate::lexicon::rows;
use crate::phrases::Phrases;
use crate::speakers::{Speaker, Speakers, is_plausible};
use crate::tokens::Token;
use hearsay_core::SourceKind;
use std::sync::OnceLock;

/// How words point to whom a speaker relies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Points {
    /// Whatever follows is that source.
    Cites,
    /// What follows is that source where it can be one.
    Hears,
}

fn openers() -> &'static Phrases<Points> {
    static OPENERS: OnceLock<Phrases<Points>> = OnceLock::new();
    OPENERS.get_or_init(|| {
        Phrases::new(rows(include_str!("../../data/attribution/behind.tsv")).flat_map(|row| {
            let points = if row.first() == Some(&"cites") { Points::Cites } else { Points::Hears };
            row.get(1).copied().unwrap_or("").split('|').map(move |phrase| (phrase, points))
        }))
    })
}

/// Whom the speaker cites or was told by, in the sentence of the cue and outside the content.
pub(super) fn cited(voices: &Voices, register: &mut Speakers, relation: &AttributionMention) -> Vec<Speaker> {
    let (_, within) = voices.sentence(Id::new(relation.cue.range().start));
    let points = |token: Id<Token>| openers().at(voices.words, within, token);
    let outside = |token: &Id<Token>| !relation.says(*token);
    let held = |token: Id<Token>| relation.source.iter().any(|source| source.contains(token));
    let mut found = within.iter().filter(outside).filter_map(|token| Some((token, points(token)?)));
    let cites = found.clone().find(|(_, (_, points))| *points == Points::Cites);
    if let Some((token, (opener, _))) = cites {
        return phrase_after(voices, within, opener.range().end)
            .map_or_else(Vec::new, |phrase| register.resolve(behind(voices, phrase), token.index()));
    }
    let hears = found.find_map(|(token, (opener, _))| {
        let phrase = phrase_after(voices, within, opener.range().end).filter(|_| !held(token))?;
        let phrase = behind(voices, phrase);
        is_plausible(voices.words, phrase).then_some((token, phrase))
    });
    let Some((token, phrase)) = hears else { return Vec::new() };
    let mut speakers = register.resolve(phrase, token.index());
    speakers.retain(|one| !matches!(one.kind, SourceKind::Document | SourceKind::Witness));
    speakers
}

/// The body behind a paper: "information from [Oslo's spy agency]".
fn behind(voices: &Voices, phrase: Ids<Token>) -> Ids<Token> {
    let mut range = phrase.range();
    let from = |at: &usize| matches!(voices.words.lower(Id::new(*at)), "from" | "by") && at + 1 < range.end;
    if let Some(from) = range.clone().find(from) {
        range.start = from + 1;
    }
    Ids::new(range)
}
