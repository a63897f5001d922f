//! Claims: events lowered, with their arguments and their chain of sources, to what the ledger keeps.

use crate::actors::actor_choice;
use crate::affected::role::{role_choice, role_name};
use crate::affected::{side::side_choice, unit, who_choice, whole};
use crate::choice::Weights;
use crate::circumstances::{place_choice, time_choice};
use crate::gazetteer::Located;
use crate::groups::state_of;
use crate::layer::{Id, Ids, Layer};
use crate::places::PlaceMention;
use crate::scope::{modality_choice, scope_choice};
use crate::times::{TimeMention, normalise};
use crate::tokens::Token;
use crate::vicinity::{Told, Vicinity};
use hearsay_core::{
    Affected, Claim, ClaimId, Confidence, Digest, Document, Modality, Place, Quantity, Quote, Role, Scope, Span, Text,
    Time,
};

/// What the stages chose for the arguments of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Arguments {
    /// The words that name the affected.
    pub who: Option<Ids<Token>>,
    /// What they do.
    pub role: Role,
    /// Whose they are.
    pub side: Option<String>,
    /// Who did it.
    pub actor: Option<Ids<Token>>,
    /// When.
    pub time: Option<Id<TimeMention>>,
    /// Where.
    pub place: Option<Id<PlaceMention>>,
    /// One event or a total.
    pub scope: Scope,
    /// How surely it is said.
    pub modality: Modality,
}

/// Chooses the arguments of an event, each after those that it leans on.
pub fn arguments(
    near: &Vicinity,
    times: &Layer<TimeMention>,
    places: &Layer<PlaceMention>,
    located: &[Located],
    weights: &Weights,
) -> Arguments {
    let who = who_choice(near).decide(weights).and_then(|(&who, _)| who);
    let actor = actor_choice(near, places)
        .decide_among(weights, |actor| actor.map(|actor| party(near, actor)))
        .and_then(|(&actor, _)| actor);
    let role = role_choice(near, who, actor).decide(weights).map_or(Role::Unknown, |(&role, _)| role);
    let time = time_choice(near, times);
    let time = time.decide_among(weights, |time| time.map(|time| (times[time].from, times[time].reach)));
    let time = time.and_then(|(&time, _)| time);
    let kind = time.map_or("none", |time| times[time].kind.name());
    let scope = scope_choice(near, kind).decide(weights).map_or(Scope::Incident, |(&scope, _)| scope);
    let place = place_choice(near, places, located, scope);
    let place = place
        .decide_among(weights, |place| place.map(|id| whereabouts(near, places[id].tokens, located.get(id.index()))));
    let place = place.and_then(|(&place, _)| place);
    let land = place.and_then(|place| located.get(place.index())).and_then(|at| state_of(at.country));
    let side = side_choice(near, who, role, actor, land).decide(weights).and_then(|(side, _)| side.clone());
    let modality = modality_choice(near).decide(weights).map_or(Modality::Asserted, |(&modality, _)| modality);
    Arguments { who, role, side, actor, time, place, scope, modality }
}

/// Whom an actor's words name: a side by its name, anybody else by the words.
fn party<'a>(near: &'a Vicinity, actor: Ids<Token>) -> &'a str {
    near.report.sides_in(actor).first().map_or_else(|| near.lower(actor), |one| one.side.name)
}

/// Which place the words mean: the gazetteer's, else the words.
fn whereabouts<'a>(near: &'a Vicinity, place: Ids<Token>, located: Option<&Located>) -> (Option<u32>, u8, &'a str) {
    match located.and_then(|at| at.geonames.map(|id| (id, at.precision))) {
        Some((id, precision)) => (Some(id), precision, ""),
        None => (None, 7, near.lower(place)),
    }
}

/// What later events of the report may share with this one.
pub fn told(near: &Vicinity, found: &Arguments, times: &Layer<TimeMention>, places: &Layer<PlaceMention>) -> Told {
    let words = |tokens: Ids<Token>| near.lower(tokens).to_owned();
    Told {
        sentence: near.sentence,
        actor: found.actor.map(words),
        time: found.time.map(|time| words(times[time].tokens)),
        place: found.place.map(|place| words(places[place].tokens)),
        role: role_name(found.role),
        noun: found
            .who
            .map_or_else(String::new, |who| near.report.words.lower(Id::new(who.range().end - 1)).to_owned()),
        side: found.side.clone(),
    }
}

/// The shortest stretch that holds the figure, the word that tells what happened and, where it stands beside the number,
/// the noun that is counted.
pub fn evidence(near: &Vicinity) -> Span {
    let words = near.report.words;
    let span = words.span(near.number).cover(words.span(near.measure));
    match near.event.counted.phrase {
        Some(own) => span.cover(words.span(own)),
        None => span,
    }
}

fn quote(text: &Text, words: &crate::words::Words, tokens: Ids<Token>) -> Option<Quote> {
    text.quote(words.span(tokens)).filter(|quote| !quote.text.is_empty())
}

/// Lowers one event with its arguments to a claim without its chain. `None` only where a quote does not stand in the text,
/// which the layers rule out.
pub fn claim(
    document: &Document,
    near: &Vicinity,
    found: &Arguments,
    times: &Layer<TimeMention>,
    places: &Layer<PlaceMention>,
    located: &[Located],
    confidence: Confidence,
) -> Option<Claim> {
    let event = near.event;
    let words = near.report.words;
    let text = &document.text;
    let mention = &near.report.quantities[event.quantity];
    let time = found.time.and_then(|id| {
        let interval = normalise(&times[id], document.published);
        let quote = quote(text, words, times[id].tokens)?;
        Some(Time { quote, from: interval.map(|(from, _)| from), to: interval.map(|(_, to)| to) })
    });
    let measure = near.report.measures[event.measure].measure;
    let claim = Claim {
        id: ClaimId(Digest::of("claim", &[])),
        document: document.id,
        chain: Vec::new(),
        measure,
        quantity: Quantity {
            low: mention.low,
            best: mention.best,
            high: mention.high,
            hedge: mention.hedge,
            unit: unit(near, found.who),
            quote: quote(text, words, mention.tokens)?,
        },
        affected: Affected {
            quote: found.who.and_then(|who| quote(text, words, whole(near.report, who))),
            side: found.side.clone(),
            role: found.role,
        },
        actor: found.actor.and_then(|actor| quote(text, words, actor)),
        place: found.place.and_then(|id| Some(place(quote(text, words, places[id].tokens)?, located.get(id.index())))),
        time,
        scope: found.scope,
        modality: found.modality,
        stances: Vec::new(),
        part_of: None,
        evidence: text.quote(evidence(near))?,
        confidence,
        method: "figures-en".to_owned(),
    };
    Some(claim)
}

/// A place as written, with where it lies.
fn place(quote: Quote, located: Option<&Located>) -> Place {
    Place {
        quote,
        name: located.and_then(|at| at.name).map(str::to_owned),
        country: located.map(|at| at.country).filter(|code| !code.is_empty()).map(str::to_owned),
        lat: located.and_then(|at| at.at).map(|at| at.0),
        lon: located.and_then(|at| at.at).map(|at| at.1),
        precision: located.map_or(7, |at| at.precision),
    }
}
