//! Words and numbers as people read them.

use hearsay_core::format::{Claim, Quantity, Source};
use hearsay_core::{Hedge, Unit};
use serde::Serialize;

/// The word of the public format, as people write it: "not acknowledged".
pub fn word(value: &impl Serialize) -> String {
    let word = serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned));
    word.unwrap_or_default().replace('_', " ")
}

/// `12,345`
pub fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 report`, `2,693 reports`, `3 entries`
pub fn many(count: u64, thing: &str) -> String {
    match (count, thing.strip_suffix('y')) {
        (1, _) => format!("1 {thing}"),
        (_, Some(stem)) => format!("{} {stem}ies", number(count)),
        _ => format!("{} {thing}s", number(count)),
    }
}

/// `about 300`, `more than 10,000`, `200 to 300`, `at least dozens`
pub fn quantity(quantity: &Quantity) -> String {
    let Quantity { low, best, high, hedge, unit, .. } = quantity;
    let bound = |bound: &Option<u64>| bound.map_or("?".to_owned(), number);
    let amount = match (hedge, best) {
        (Hedge::Exact, Some(best)) => number(*best),
        (Hedge::About, Some(best)) => format!("about {}", number(*best)),
        (Hedge::AtLeast, Some(best)) => format!("at least {}", number(*best)),
        (Hedge::AtMost, Some(best)) if high.is_none() => format!("nearly {}", number(*best)),
        (Hedge::AtMost, Some(best)) => format!("at most {}", number(*best)),
        (Hedge::Between, _) => format!("{} to {}", bound(low), bound(high)),
        (Hedge::Vague, _) => format!("{} or more", bound(low)),
        (_, None) => quantity.text.clone(),
    };
    if *unit == Unit::People { amount } else { format!("{amount} {}", word(unit)) }
}

/// `Lee Seong-kweun ← National Intelligence Service`, or what `own_voice` says where there is no source.
pub fn chain(sources: &[Source], own_voice: &str) -> String {
    match sources {
        [] => own_voice.to_owned(),
        sources => sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>().join(" ← "),
    }
}

/// `North Korean soldiers (North Korea, military)`
pub fn group(claim: &Claim) -> String {
    let affected = &claim.affected;
    let role = word(&affected.role);
    let known = affected.side.iter().cloned().chain((role != "unknown").then_some(role)).collect::<Vec<_>>().join(", ");
    match (&affected.text, known.is_empty()) {
        (Some(words), true) => one_line(words),
        (Some(words), false) => format!("{} ({known})", one_line(words)),
        (None, true) => String::new(),
        (None, false) => format!("({known})"),
    }
}

/// `Monday (2025-01-13)`, `past week (2025-01-06 to 2025-01-12)`
pub fn time(claim: &Claim) -> String {
    let Some(time) = &claim.time else { return String::new() };
    let words = one_line(&time.text);
    match (time.from, time.to) {
        (Some(from), Some(to)) if from == to => format!("{words} ({from})"),
        (Some(from), Some(to)) => format!("{words} ({from} to {to})"),
        (Some(from), None) => format!("{words} (from {from})"),
        (None, Some(to)) => format!("{words} (to {to})"),
        (None, None) => words,
    }
}

/// `Kursk`, `Sudzha (Kursk Oblast, RU)`
pub fn place(claim: &Claim) -> String {
    let Some(place) = &claim.place else { return String::new() };
    let words = one_line(&place.text);
    let name = place.name.iter().filter(|name| **name != words);
    let resolved = name.chain(&place.country).cloned().collect::<Vec<_>>().join(", ");
    if resolved.is_empty() { words } else { format!("{words} ({resolved})") }
}

/// `asserted 93%`
pub fn surety(claim: &Claim) -> String {
    format!("{} {}%", word(&claim.modality), claim.confidence.percent())
}

/// Words without line breaks.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn numbers_and_counts_read_well() {
    assert_eq!([0, 999, 1000, 1234567].map(number), ["0", "999", "1,000", "1,234,567"]);
    assert_eq!(many(1, "entry"), "1 entry");
    assert_eq!(many(2, "entry"), "2 entries");
    assert_eq!(many(2693, "report"), "2,693 reports");
}
