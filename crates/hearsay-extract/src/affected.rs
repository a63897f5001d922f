//! The affected: which words name them, which side they belong to, what they do.

pub mod role;
pub mod side;
pub mod tally;

use crate::choice::{Choice, Features};
use crate::chunks::chunks;
use crate::groups::group_at;
use crate::layer::{Id, Ids};
use crate::measures::Turn;
use crate::report::Report;
use crate::tokens::Token;
use crate::vicinity::Vicinity;
use hearsay_core::Unit;

/// The options for the words that name the affected. Where the number has a noun of its own there is one option.
pub fn who_choice(near: &Vicinity) -> Choice<Option<Ids<Token>>> {
    let report = near.report;
    if let Some(own) = near.event.counted.phrase {
        return Choice { options: vec![(Some(own), Features::of("who"))] };
    }
    let mut none = Features::of("who-none");
    none.add(&["bias"]);
    none.add(&["measure", near.measure_name(), near.turn_name()]);
    none.add(&["words", near.measure_words()]);
    none.add(&["after", report.words.near(near.within, near.number.range().end as isize)]);
    let numbers = report
        .quantities_in(near.within)
        .filter(|(_, one)| one.number.range().start < near.number.range().start)
        .count();
    none.add(&["numbers-before", ["0", "1", "2"][numbers.min(2)]]);
    let mut options = vec![(None, none)];
    for (sentence, offset) in near.neighbours().into_iter().filter(|(_, offset)| matches!(*offset, "0" | "-1")) {
        for chunk in chunks(report, report.words.sentences[Id::new(sentence)].tokens) {
            let group = chunk.iter().filter_map(|token| group_at(report.words, chunk, token)).next_back();
            let Some((_, group)) = group.filter(|(tokens, _)| tokens.range().end == chunk.range().end) else {
                continue;
            };
            let phrase = without_number(near, chunk);
            if phrase.is_empty() || near.number.iter().any(|token| phrase.contains(token)) {
                continue;
            }
            let counted = phrase.range().start > chunk.range().start;
            let kind = if group.unit != Unit::People {
                "thing"
            } else if counted {
                "counted"
            } else {
                "people"
            };
            let mut f = Features::of("who");
            near.relate(&mut f, phrase, offset, kind);
            f.add(&["noun", report.words.lower(Id::new(phrase.range().end - 1))]);
            options.push((Some(phrase), f));
        }
    }
    Choice { options }
}

/// The words for the affected with what says of whom they are: "members of the town's guard".
pub(crate) fn whole(report: &Report, who: Ids<Token>) -> Ids<Token> {
    let end = who.range().end;
    let within = report.sentence(Id::new(end - 1)).1;
    let people = group_at(report.words, within, Id::new(end - 1)).is_some_and(|(_, group)| group.unit == Unit::People);
    let link = report.words.near(within, end as isize);
    if !people || !matches!(link, "of" | "from") || end + 1 >= within.range().end {
        return who;
    }
    let next = chunks(report, Ids::new(end + 1..within.range().end.min(end + 13))).into_iter().next();
    let next = next.filter(|chunk| chunk.range().start == end + 1);
    let armed =
        |chunk: &Ids<Token>| report.sides_in(*chunk).iter().any(|one| one.side.kind == crate::groups::SideKind::Group);
    match next.filter(|chunk| link == "of" || armed(chunk)) {
        Some(chunk) => Ids::new(who.range().start..chunk.range().end),
        None => who,
    }
}

/// A chunk without article, hedge and number: from the first token after its last quantity.
fn without_number(near: &Vicinity, chunk: Ids<Token>) -> Ids<Token> {
    let report = near.report;
    let mut start = chunk.range().start;
    for (_, quantity) in report.quantities_in(Ids::new(chunk.range().start.saturating_sub(4)..chunk.range().end)) {
        if quantity.number.range().end <= chunk.range().end {
            start = start.max(quantity.number.range().end);
        }
    }
    while start < chunk.range().end && matches!(report.words.lower(Id::new(start)), "the" | "a" | "an" | "more" | "of")
    {
        start += 1;
    }
    Ids::new(start..chunk.range().end)
}

/// The name of a kind of side, for features.
pub(crate) fn side_kind(kind: crate::groups::SideKind) -> &'static str {
    match kind {
        crate::groups::SideKind::State => "state",
        crate::groups::SideKind::People => "people",
        crate::groups::SideKind::Group => "group",
        crate::groups::SideKind::Alliance => "alliance",
    }
}

/// What the number counts: by its noun, else by what the measure allows.
pub fn unit(near: &Vicinity, who: Option<Ids<Token>>) -> Unit {
    let report = near.report;
    let by_words = who.and_then(|who| {
        let mut found = None;
        for token in who.iter() {
            if let Some((tokens, group)) = group_at(report.words, who, token) {
                found = Some(group.unit);
                if tokens.range().end == who.range().end {
                    break;
                }
            }
        }
        found
    });
    let measure = &report.measures[near.event.measure];
    match (by_words, measure.measure) {
        (Some(unit), _) => unit,
        (None, hearsay_core::Measure::Destroyed) if measure.turn != Turn::Weak => Unit::Other,
        _ => Unit::People,
    }
}
