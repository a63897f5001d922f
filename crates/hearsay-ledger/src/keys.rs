//! What is derived from a claim to find it by.

use crate::fold::{folded, words};
use crate::{Days, Filter};
use hearsay_core::{Claim, Document};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The keys of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keys {
    pub side: String,
    pub sources: String,
    pub place: String,
    /// The sentence, title, group and actor.
    pub text: String,
    pub event: Option<(Date, Date)>,
}

impl Keys {
    pub fn of(claim: &Claim, document: &Document) -> Keys {
        let group = claim.affected.quote.iter().chain(&claim.actor).map(|quote| quote.text.as_str());
        let place = claim.place.iter().flat_map(|place| [Some(place.quote.text.as_str()), place.name.as_deref()]);
        let sentence = document.text.at(document.text.sentence_around(claim.evidence.span, REACH));
        let event = claim.time.as_ref().and_then(|time| match (time.from, time.to) {
            (Some(from), Some(to)) => Some((from.min(to), from.max(to))),
            (from, to) => from.or(to).map(|day| (day, day)),
        });
        Keys {
            side: folded(claim.affected.side.as_deref()),
            sources: folded(claim.chain.iter().map(|source| source.name.as_str())),
            place: folded(place.flatten()),
            text: folded([sentence].into_iter().chain(document.title.as_deref()).chain(group)),
            event,
        }
    }

    /// Whether a claim with these keys passes the parts of `filter` that ask for words or for days of the event.
    pub fn pass(&self, filter: &Filter) -> bool {
        let holds = |texts: &[&String], asked: &Option<String>| {
            let Some(asked) = asked else { return true };
            let held: BTreeSet<&str> = texts.iter().flat_map(|text| text.split(' ')).collect();
            words(asked).iter().all(|word| held.contains(word.as_str()))
        };
        holds(&[&self.side], &filter.side)
            && holds(&[&self.sources], &filter.source)
            && holds(&[&self.place], &filter.place)
            && holds(&[&self.side, &self.sources, &self.place, &self.text], &filter.text)
            && within(filter.event, self.event)
    }
}

/// The folded words by which [`Filter::text`] finds a claim of `document`, parted by spaces.
pub fn searchable(claim: &Claim, document: &Document) -> String {
    let Keys { side, sources, place, text, .. } = Keys::of(claim, document);
    [text, side, sources, place].join(" ")
}

/// Whether the days are known and meet the range, or the range is open.
pub(crate) fn within(range: Days, days: Option<(Date, Date)>) -> bool {
    range.is_open() || days.is_some_and(|(first, last)| range.meets(first, last))
}

/// How far a sentence is followed to either side of the evidence, in bytes.
const REACH: u32 = 400;
