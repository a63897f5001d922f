//! How the corpus writes a claim, an attribution and a note in one line. `corpus/README.md` explains it to people.

use hearsay_core::{Attribution, Claim, Hedge, Note, Quantity, Quote, Role, Source, Span, Text, Unit};

/// `killed about 300 of "soldiers" (North Korea, military) at "Kursk" cumulative asserted <- Lee (person) : "evidence"`
pub fn claim(claim: &Claim, all: &[Claim]) -> String {
    let mut line = format!("{} {}", claim.measure.name(), quantity(&claim.quantity));
    let side = claim.affected.side.as_deref();
    let role = (claim.affected.role != Role::Unknown).then(|| word(&claim.affected.role));
    let group: Vec<_> = side.map(str::to_owned).into_iter().chain(role).collect();
    if claim.affected.quote.is_some() || !group.is_empty() {
        line += &format!(" of {}", claim.affected.quote.as_ref().map_or("-".to_owned(), quoted));
    }
    if !group.is_empty() {
        line += &format!(" ({})", group.join(", "));
    }
    for (mark, quote) in [
        ("by", claim.actor.as_ref()),
        ("at", claim.place.as_ref().map(|place| &place.quote)),
        ("on", claim.time.as_ref().map(|time| &time.quote)),
    ] {
        line += &quote.map(|quote| format!(" {mark} {}", quoted(quote))).unwrap_or_default();
    }
    if let Some((from, to)) = claim.time.as_ref().and_then(|time| Some((time.from?, time.to?))) {
        line += &if from == to { format!(" = {from}") } else { format!(" = {from} to {to}") };
    }
    line += &format!(" {} {}", word(&claim.scope), word(&claim.modality));
    for source in &claim.chain {
        line += &format!(" <- {}", named(source));
    }
    for stance in &claim.stances {
        line += &format!(" ! {} {}", stance.holder, word(&stance.stance));
    }
    if let Some(whole) = claim.part_of.and_then(|id| all.iter().position(|other| other.id == id)) {
        line += &format!(" part of {}", whole + 1);
    }
    line + &format!(" : {}", quoted(&claim.evidence))
}

/// `asserts indirect [police] {said} "Twelve people … on Monday" = Aden police (government)`
pub fn attribution(attribution: &Attribution, text: &Text) -> String {
    let Attribution { source, cue, content, stance, speech, within, speaker } = attribution;
    let words = |spans: &[Span]| spans.iter().map(|&span| one_line(text.at(span))).collect::<Vec<_>>().join(" / ");
    let mut line = format!("{} {} [{}] {{{}}} ", word(stance), word(speech), words(source), words(cue));
    line += &content
        .iter()
        .map(|&span| format!("\"{}\"", shortened(&one_line(text.at(span)))))
        .collect::<Vec<_>>()
        .join(" / ");
    line += &speaker.as_ref().map(|speaker| format!(" = {}", named(speaker))).unwrap_or_default();
    line + &within.map(|within| format!(" within {}", within + 1)).unwrap_or_default()
}

/// `quantity_unused "three kilometres"`
pub fn note(note: &Note, text: &Text) -> String {
    format!("{} \"{}\"", word(&note.kind), one_line(text.at(note.span)))
}

fn quantity(quantity: &Quantity) -> String {
    let Quantity { low, best, high, hedge, unit, .. } = *quantity;
    let number = match (hedge, low, best, high) {
        (Hedge::Exact, Some(low), Some(n), Some(high)) if low == n && n == high => n.to_string(),
        (Hedge::About, None, Some(n), None) => format!("about {n}"),
        (Hedge::AtLeast, Some(low), Some(n), None) if low == n => format!("at least {n}"),
        (Hedge::AtMost, None, Some(n), Some(high)) if n == high => format!("at most {n}"),
        (Hedge::AtMost, None, Some(n), None) => format!("nearly {n}"),
        (Hedge::Between, Some(low), None, Some(high)) => format!("between {low} and {high}"),
        (Hedge::Vague, Some(low), None, None) => format!("vague {low}"),
        _ => {
            let bound = |bound: Option<u64>| bound.map_or("-".to_owned(), |n| n.to_string());
            format!("{} {}..{}..{}", word(&hedge), bound(low), bound(best), bound(high))
        }
    };
    if unit == Unit::People { number } else { format!("{number} {}", word(&unit)) }
}

fn named(source: &Source) -> String {
    format!("{} ({})", source.name, word(&source.kind))
}

fn quoted(quote: &Quote) -> String {
    format!("\"{}\"", one_line(&quote.text))
}

/// The word of the public format.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Long words with their middle left out, so that a line can be read.
fn shortened(words: &str) -> String {
    let letters: Vec<char> = words.chars().collect();
    if letters.len() <= 60 {
        return words.to_owned();
    }
    let (head, tail) = (&letters[..28], &letters[letters.len() - 28..]);
    format!("{} … {}", String::from_iter(head).trim_end(), String::from_iter(tail).trim_start())
}

#[test]
fn a_claim_reads_like_a_sentence() {
    use hearsay_core::*;
    let text = Text::from("Around 300 North Korean soldiers were killed in Kursk on Monday, Lee said.");
    let at = |words: &str| {
        let start = text.as_str().find(words).unwrap() as u32;
        text.quote(Span::new(start, start + words.len() as u32)).unwrap()
    };
    let document = Document::of_text("x", text.clone());
    let one = Claim {
        id: ClaimId(Digest::of("claim", &[])),
        document: document.id,
        chain: vec![Source { name: "Lee".into(), kind: SourceKind::Person, quote: Some(at("Lee")) }],
        measure: Measure::Killed,
        quantity: Quantity {
            low: None,
            best: Some(300),
            high: None,
            hedge: Hedge::About,
            unit: Unit::People,
            quote: at("Around 300"),
        },
        affected: Affected {
            quote: Some(at("North Korean soldiers")),
            side: Some("North Korea".into()),
            role: Role::Military,
        },
        actor: None,
        place: Some(Place { quote: at("Kursk"), name: None, country: None, lat: None, lon: None, precision: 4 }),
        time: Some(Time { quote: at("Monday"), from: None, to: None }),
        scope: Scope::Incident,
        modality: Modality::Asserted,
        stances: Vec::new(),
        part_of: None,
        evidence: at("Around 300 North Korean soldiers were killed"),
        confidence: Confidence::new(0.9),
        method: "x".into(),
    };
    assert_eq!(
        claim(&one, &[]),
        "killed about 300 of \"North Korean soldiers\" (North Korea, military) at \"Kursk\" on \"Monday\" incident \
         asserted <- Lee (person) : \"Around 300 North Korean soldiers were killed\""
    );
}
