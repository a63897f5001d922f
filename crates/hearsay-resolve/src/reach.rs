//! Whether a claim counts those of one event or a total over many.

use hearsay_core::{Claim, Scope, Span, Text};

/// What a figure reaches over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Reach {
    /// One event, and the toll of one event as it grows.
    Event,
    /// A total over a period.
    Total,
}

/// Words by which a total over many events is known.
const OF_MANY: [&str; 22] = [
    "since ",
    " war",
    "war ",
    "conflict",
    " year",
    " month",
    "insurgency",
    "uprising",
    "campaign",
    "offensive",
    "decade",
    "so far in",
    "in all of",
    "across the country",
    "nationwide",
    "invasion",
    "attacks",
    "strikes",
    "clashes",
    "incidents",
    "week",
    "crisis",
];
/// Words by which the growing toll of one event is known.
const TOLL: [&str; 8] = ["toll", "rose", "risen", "rising", "climbed", "so far", "now stands", "bringing"];

/// The reach of a claim of that text.
pub(crate) fn reach(claim: &Claim, text: &Text) -> Reach {
    if claim.scope == Scope::Incident {
        return Reach::Event;
    }
    let short = claim.time.as_ref().and_then(|time| Some((time.from?, time.to?)));
    if let Some((from, to)) = short {
        let days = crate::subject::day(to) - crate::subject::day(from);
        return if days <= 3 { Reach::Event } else { Reach::Total };
    }
    let sentence = text.at(sentence(text, claim.evidence.span)).to_lowercase();
    let one = TOLL.iter().any(|word| sentence.contains(word)) && !OF_MANY.iter().any(|word| sentence.contains(word));
    if one { Reach::Event } else { Reach::Total }
}

/// The stretch between full stops, or line ends, around a span.
pub(crate) fn sentence(text: &Text, span: Span) -> Span {
    let source = text.as_str();
    let (start, end) = (span.start() as usize, span.end() as usize);
    let from = source.get(..start).and_then(|before| before.rfind(". ").max(before.rfind('\n'))).map_or(0, |at| at + 1);
    let to = source.get(end..).map_or(source.len(), |after| {
        let stop = [after.find(". "), after.find('\n')].into_iter().flatten().min();
        stop.map_or(source.len(), |at| end + at)
    });
    Span::new(from as u32, to as u32)
}
