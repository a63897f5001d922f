//! The fields of a reading as values that can be compared: two coders agree on a field where its values are the same.

use hearsay_core::{Claim, Correction, Decision, Place, Quantity, Quote, Review, Source, Time};
use serde::Serialize;
use std::collections::BTreeMap;

/// The value of a field, compared without case, spaces and the place where its words stand.
pub(super) type Value = String;

/// Whether the text makes the claim, and where it does, what is read differently.
pub(super) fn verdict(review: &Review) -> (&'static str, BTreeMap<&'static str, Value>) {
    let corrected = review.decision.corrections().iter().map(|one| (one.field(), corrected(one))).collect();
    (holds(review).unwrap_or("unsure"), corrected)
}

/// Whether the text makes the claim, as far as the reviewer could tell.
pub(super) fn holds(review: &Review) -> Option<&'static str> {
    match review.decision {
        Decision::Accepted | Decision::Corrected { .. } => Some("made"),
        Decision::Rejected { .. } => Some("not made"),
        Decision::Unsure => None,
    }
}

/// The value of every field of a reading, in the order of [`Correction::FIELDS`].
pub(super) fn values(claim: &Claim) -> [Value; 11] {
    [
        word(&claim.measure),
        quantity(&claim.quantity),
        words(claim.affected.quote.as_ref()),
        plain(claim.affected.side.as_deref().unwrap_or_default()),
        word(&claim.affected.role),
        words(claim.actor.as_ref()),
        claim.place.as_ref().map(place).unwrap_or_default(),
        claim.time.as_ref().map(time).unwrap_or_default(),
        word(&claim.scope),
        word(&claim.modality),
        chain(&claim.chain),
    ]
}

/// The value that a correction gives to its field.
fn corrected(correction: &Correction) -> Value {
    match correction {
        Correction::Measure(value) => word(value),
        Correction::Quantity(value) => quantity(value),
        Correction::Group(value) | Correction::Actor(value) => words(value.as_ref()),
        Correction::Side(value) => plain(value.as_deref().unwrap_or_default()),
        Correction::Role(value) => word(value),
        Correction::Place(value) => value.as_ref().map(place).unwrap_or_default(),
        Correction::Time(value) => value.as_ref().map(time).unwrap_or_default(),
        Correction::Scope(value) => word(value),
        Correction::Modality(value) => word(value),
        Correction::Chain(value) => chain(value),
    }
}

/// The word of the public format.
pub(super) fn word(value: &impl Serialize) -> Value {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn plain(text: &str) -> Value {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn words(quote: Option<&Quote>) -> Value {
    quote.map(|quote| plain(&quote.text)).unwrap_or_default()
}

/// Bounds and what is counted; the hedge is told by the bounds.
fn quantity(quantity: &Quantity) -> Value {
    let Quantity { low, best, high, unit, .. } = quantity;
    let bound = |bound: &Option<u64>| bound.map_or("?".to_owned(), |bound| bound.to_string());
    format!("{} {} {} {}", bound(low), bound(best), bound(high), word(unit))
}

/// The resolved name where there is one, else the words.
fn place(place: &Place) -> Value {
    let country = place.country.as_deref().unwrap_or_default();
    format!("{} {}", plain(place.name.as_deref().unwrap_or(&place.quote.text)), plain(country))
}

/// The days where they are known, else the words.
fn time(time: &Time) -> Value {
    match (time.from, time.to) {
        (None, None) => plain(&time.quote.text),
        (from, to) => [from, to].map(|day| day.map_or("?".to_owned(), |day| day.to_string())).join(" to "),
    }
}

fn chain(chain: &[Source]) -> Value {
    chain.iter().map(|source| plain(&source.name)).collect::<Vec<_>>().join(" < ")
}
