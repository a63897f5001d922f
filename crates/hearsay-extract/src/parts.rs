//! Parts and wholes: "at least 12 people, including three children" states two figures, one of them a part of the other.

use crate::events::EventMention;
use crate::layer::Ids;
use crate::report::Report;

/// For each event the index of the event of which it counts a part.
pub fn wholes(report: &Report, events: &[EventMention]) -> Vec<Option<usize>> {
    (0..events.len()).map(|at| whole(report, events, at)).collect()
}

fn whole(report: &Report, events: &[EventMention], at: usize) -> Option<usize> {
    let event = &events[at];
    let number = report.quantities[event.quantity].tokens;
    let (_, within) = report.sentence(crate::layer::Id::new(number.range().start));
    let value = |event: &EventMention| {
        let quantity = &report.quantities[event.quantity];
        quantity.best.or(quantity.low).unwrap_or(0)
    };
    let measure = report.measures[event.measure].measure;
    // The nearest larger figure of the same measure before it in its sentence, with a word of inclusion between.
    let start = |at: usize| report.quantities[events[at].quantity].tokens.range().start;
    let here = (0..at).rev().take_while(|&before| within.range().contains(&start(before)));
    here.into_iter().find(|&before| {
        let other = &events[before];
        let tokens = report.quantities[other.quantity].tokens;
        let same = report.measures[other.measure].measure == measure && value(other) > value(event) && value(event) > 0;
        let between = Ids::new(tokens.range().end..number.range().start.max(tokens.range().end));
        same && includes(report, between, number)
    })
}

/// Whether the words between two numbers, or those straight after the second, say that the second is a part.
fn includes(report: &Report, between: Ids<crate::tokens::Token>, number: Ids<crate::tokens::Token>) -> bool {
    let word = |i: usize| if i < report.words.tokens.len() { report.words.lower(crate::layer::Id::new(i)) } else { "" };
    let named = between.range().any(|i| match word(i) {
        "including" | "includes" | "included" | "include" => true,
        "among" => matches!(word(i + 1), "them" | "whom" | "those" | "which"),
        _ => false,
    });
    let end = number.range().end;
    named || (word(end) == "of" && matches!(word(end + 1), "them" | "whom" | "those" | "which"))
}
