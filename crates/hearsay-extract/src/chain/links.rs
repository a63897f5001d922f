//! The links of one relation: the relations that it stands in, the outlet that was told, whom its speaker cites.

use super::Voices;
use crate::attributions::AttributionMention;
use crate::cues::{CueClass, cue_word};
use crate::layer::{Id, Ids};
use crate::speakers::{Speaker, Speakers};
use crate::tokens::Token;
use hearsay_core::SourceKind;

/// More links than this are not followed.
const LONGEST: usize = 5;

/// The class of a relation's cue: that of its first word of saying.
pub(crate) fn class_of(voices: &Voices, relation: &AttributionMention) -> Option<(CueClass, &'static str)> {
    let found = |token: Id<Token>| cue_word(voices.words.lower(token));
    relation.cue.iter().filter_map(found).min_by_key(|(class, _)| matches!(class, CueClass::Word | CueClass::Attitude))
}

/// Whether a cue reports what happened, rather than what somebody wishes or asks for.
pub(crate) fn reports(class: CueClass) -> bool {
    !matches!(class, CueClass::Attitude | CueClass::Ask)
}

/// The chain of a relation, nearest to the reader first.
pub(crate) fn chain(
    voices: &Voices,
    register: &mut Speakers,
    id: Id<AttributionMention>,
    outlet: Option<&str>,
) -> Vec<Speaker> {
    let mut links: Vec<Speaker> = Vec::new();
    let mut around = Some(id);
    let mut chain = Vec::new();
    while let Some(at) = around.filter(|_| chain.len() < LONGEST) {
        chain.push(at);
        around = voices.relations[at].within.filter(|outer| !chain.contains(outer));
    }
    for &at in chain.iter().rev() {
        let relation = &voices.relations[at];
        if at != id && !class_of(voices, relation).is_some_and(|(class, _)| reports(class)) {
            continue;
        }
        match told(voices, register, relation, outlet) {
            Some(told) => links.push(told),
            None => links.extend(told_before(voices, at)),
        }
        links.extend(citing(voices, at));
        links.extend(voices.speakers[at.index()].iter().cloned());
        links.extend(super::cited::cited(voices, register, relation));
    }
    let mut seen: Vec<Speaker> = Vec::new();
    for link in links {
        if seen.iter().all(|one| one.name != link.name) {
            seen.push(link);
        }
    }
    seen.truncate(LONGEST);
    seen
}

/// The outlet that the same source told before, where it is only pointed back to ("the source added").
fn told_before(voices: &Voices, id: Id<AttributionMention>) -> Option<Speaker> {
    let [speaker] = voices.speakers[id.index()].as_slice() else { return None };
    let words = voices.words;
    let first = speaker.tokens.and_then(|tokens| tokens.iter().next())?;
    if !matches!(words.lower(first), "the" | "he" | "she" | "it" | "they") {
        return None;
    }
    let before = (0..id.index())
        .rev()
        .find(|&at| voices.speakers[at].iter().any(|one| one.name == speaker.name) && at < voices.chains.len())?;
    let links = &voices.chains[before];
    (links.len() > 1 && links[0].kind == SourceKind::Media && links[1].name == speaker.name).then(|| links[0].clone())
}

/// The outlet that a source spoke to ("told SANA", "in a statement to SANA"), unless it is the one that reports.
fn told(
    voices: &Voices,
    register: &mut Speakers,
    relation: &AttributionMention,
    outlet: Option<&str>,
) -> Option<Speaker> {
    let words = voices.words;
    let verb =
        relation.cue.iter().find(|&token| matches!(words.lower(token), "told" | "tells" | "telling" | "informed"));
    let end = relation.cue.range().end;
    let quoted = relation.cue.iter().find(|&token| {
        matches!(words.lower(token), "quoted" | "cited")
            && (words.near(words.tokens.ids(), token.index() as isize + 1) == "by")
    });
    let verb =
        quoted.map(|token| Id::new((token.index() + 1).max(end.saturating_sub(1).min(token.index() + 1)))).or(verb);
    let (_, within) = voices.sentence(Id::new(relation.cue.range().start));
    let from = match verb {
        Some(verb) => verb.index() + 1,
        None => {
            let paper = within.iter().find(|&token| {
                matches!(
                    words.lower(token),
                    "statement" | "statements" | "interview" | "remarks" | "comments" | "speaking" | "spoke"
                ) && !relation.says(token)
            })?;
            let to = words.near(within, paper.index() as isize + 1);
            if !matches!(to, "to" | "with") {
                return None;
            }
            paper.index() + 2
        }
    };
    let phrase = phrase_after(voices, within, from)?;
    let speaker = register.resolve(phrase, from).pop()?;
    let own = outlet.is_some_and(|outlet| same(outlet, &speaker.name));
    (speaker.kind == SourceKind::Media && !own).then_some(speaker)
}

/// Who cites the source of this relation: "[Reuters], citing a U.S. official, reported", "[Interfax] cited the ministry as
/// saying".
fn citing(voices: &Voices, id: Id<AttributionMention>) -> Vec<Speaker> {
    let words = voices.words;
    let relation = &voices.relations[id];
    let Some(source) = relation.source.first() else { return Vec::new() };
    let (_, within) = voices.sentence(Id::new(source.range().start));
    let cites = (1..=4)
        .map(|back| source.range().start as isize - back)
        .find(|&at| matches!(words.near(within, at), "citing" | "quoting" | "cited" | "quoted" | "cites" | "quotes"));
    let Some(cites) = cites else { return Vec::new() };
    let before = |other: &AttributionMention| {
        other.source.first().is_some_and(|tokens| (tokens.range().end as isize) <= cites) && overlaps(other.cue, within)
    };
    let other = voices.relations.ids().iter().rfind(|&other| other != id && before(&voices.relations[other]));
    other.map(|other| voices.speakers[other.index()].clone()).unwrap_or_default()
}

fn overlaps(a: Ids<Token>, b: Ids<Token>) -> bool {
    a.range().start < b.range().end && b.range().start < a.range().end
}

/// The noun phrase that starts at an index: up to a mark, a word that opens a clause, or a verb.
pub(crate) fn phrase_after(voices: &Voices, within: Ids<Token>, start: usize) -> Option<Ids<Token>> {
    let words = voices.words;
    let mut end = start;
    while end < within.range().end && end - start < 14 {
        let word = words.lower(Id::new(end));
        let stops = matches!(
            word,
            "that"
                | "who"
                | "which"
                | "as"
                | "after"
                | "on"
                | "while"
                | "when"
                | "said"
                | "says"
                | "and"
                | "in"
                | "via"
                | "during"
                | "by phone"
                | "but"
                | "reported"
        );
        let marks = !word.starts_with(|c: char| c.is_alphanumeric())
            && !matches!(word, "'s" | "’s" | "-" | "." | "&" | "'" | "’");
        // "… to VANA a source at …": another phrase begins.
        let article = matches!(word, "a" | "an" | "the")
            && end > start
            && words.written(Id::new(end - 1)).starts_with(char::is_uppercase)
            && (end + 1 >= within.range().end || !words.written(Id::new(end + 1)).starts_with(char::is_uppercase));
        if stops
            || article
            || marks
            || cue_word(word).is_some_and(|(class, _)| {
                matches!(class, CueClass::Say | CueClass::Tell) && end > start && word.ends_with("ed")
            })
        {
            break;
        }
        end += 1;
    }
    (end > start).then(|| Ids::new(start..end))
}

fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    a.contains(&b) || b.contains(&a)
}
