//! The pipeline: one report, one direction.

use crate::attributions::{attributions, lower::lowered};
use crate::candidates::{Candidates, candidates};
use crate::chain::{Voices, chain_weights};
use crate::choice::{Weights, figure_weights};
use crate::claims::{arguments, claim, told};
use crate::confidence::{Curve, shipped_curve};
use crate::events::events;
use crate::gazetteer::locate;
use crate::layer::Id;
use crate::notes::notes;
use crate::parts::wholes;
use crate::places::places;
use crate::report::Report;
use crate::sentences::sentences;
use crate::syntax::{Parser, Syntax, english};
use crate::times::times;
use crate::tokens::Token;
use crate::vicinity::Vicinity;
use crate::words::Words;
use hearsay_core::{Claim, Document, Extraction};

/// What was learned from annotated reports of war.
#[derive(Clone, Copy)]
pub struct Models<'a> {
    /// Weights of every choice about a figure.
    pub figures: &'a Weights,
    /// Weights of the choice whose voice a figure stands in.
    pub chains: &'a Weights,
    /// How sure a claim of some probability may be.
    pub curve: &'a Curve,
}

impl Models<'static> {
    /// The models that are part of the program.
    pub fn shipped() -> Models<'static> {
        Models { figures: figure_weights(), chains: chain_weights(), curve: shipped_curve() }
    }
}

/// Reads one report. Never fails; the same document gives the same output on every machine.
pub fn extract(document: &Document) -> Extraction {
    extract_with(document, Models::shipped())
}

/// The claims of a report alone: those of [`extract`], and sooner where there are none. No more is parsed than the
/// sentences where a number stands beside a word of a measure; where one of them holds a figure the whole report is parsed
/// after them, so a report with figures takes about a tenth longer than by [`extract`].
pub fn claims(document: &Document) -> Vec<Claim> {
    let text = &document.text;
    let (sentences, tokens) = sentences(text);
    let words = Words::new(text, &sentences, &tokens);
    let Some(Candidates { may, quantities, measures }) = candidates(&words) else { return Vec::new() };
    let syntax = english().parse_some(text, &sentences, &tokens, &|sentence| may[sentence.index()]);
    let report = Report::with(&words, &syntax, &[], document.published, quantities, measures);
    let models = Models::shipped();
    if events(&report, models.figures).is_empty() {
        return Vec::new();
    }
    read(document, &words, models).claims
}

/// Reads one report with other models than the shipped ones: for the workshop, which tests models before they ship.
pub fn extract_with(document: &Document, models: Models) -> Extraction {
    let text = &document.text;
    let (sentences, tokens) = sentences(text);
    let words = Words::new(text, &sentences, &tokens);
    read(document, &words, models)
}

fn read(document: &Document, words: &Words, models: Models) -> Extraction {
    let syntax = syntax(words);
    let times = times(words);
    let places = places(words, &syntax);
    let located = locate(words, &places);
    let report = Report::new(words, &syntax, &located, document.published);
    let relations = attributions(words, &syntax);
    let voices = Voices::with(document, words, &syntax, &relations, models.chains);
    let events = events(&report, models.figures);
    let mut claims = Vec::new();
    let mut before = Vec::new();
    for event in events.iter() {
        let near = Vicinity::new(&report, event, &before);
        let found = arguments(&near, &times, &places, &located, models.figures);
        let shared = told(&near, &found, &times, &places);
        let claim = claim(document, &near, &found, &times, &places, &located, models.curve.at(event.probability));
        claims.push(claim.map(|claim| heard(claim, &voices, near.head)).map(Claim::identified));
        before.push(shared);
    }
    for (part, whole) in wholes(&report, events.of(events.ids())).into_iter().enumerate() {
        let whole = whole.and_then(|whole| claims[whole].as_ref().map(|claim| claim.id));
        if let Some(claim) = &mut claims[part] {
            claim.part_of = whole;
        }
    }
    let notes = notes(&report, events.of(events.ids()));
    Extraction { claims: claims.into_iter().flatten().collect(), attributions: lowered(&voices), notes }
}

/// The claim with its chain of sources and the stances of others.
fn heard(claim: Claim, voices: &Voices, head: Id<Token>) -> Claim {
    let evidence = claim.evidence.span;
    Claim { chain: voices.chain(evidence, head), stances: voices.stances(evidence, head), ..claim }
}

/// The syntax of a text.
pub(crate) fn syntax(words: &Words) -> Syntax {
    english().parse(words.text, words.sentences, words.tokens)
}
