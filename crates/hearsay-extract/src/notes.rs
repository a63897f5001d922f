//! Notes: numbers and measure words that were seen and did not become claims. Nothing seen is dropped in silence.

use crate::events::EventMention;
use crate::layer::Id;
use crate::measures::Turn;
use crate::quantities::Form;
use crate::report::Report;
use hearsay_core::{Note, NoteKind};
use std::collections::HashSet;

/// The notes on figures, in order of the text.
pub fn notes(report: &Report, events: &[EventMention]) -> Vec<Note> {
    let words = report.words;
    let mut notes = Vec::new();
    let counted: HashSet<_> = events.iter().map(|event| event.quantity).collect();
    let told: HashSet<_> = events.iter().map(|event| report.measures[event.measure].tokens.range().start).collect();
    for (id, quantity) in report.quantities.ids().iter().zip(report.quantities.iter()) {
        if matches!(quantity.form, Form::Article | Form::Another) || counted.contains(&id) {
            continue;
        }
        let (_, within) = report.sentence(Id::new(quantity.number.range().start));
        if report.measures_in(within).any(|(_, measure)| measure.turn != Turn::Weak) {
            notes.push(Note { span: words.span(quantity.tokens), kind: NoteKind::QuantityUnused });
        }
    }
    for measure in report.measures.iter() {
        let used = told.contains(&measure.tokens.range().start);
        if measure.turn == Turn::Weak || used {
            continue;
        }
        notes.push(Note { span: words.span(measure.tokens), kind: NoteKind::MeasureWithoutQuantity });
    }
    notes.sort();
    notes.dedup();
    notes
}
