//! The desk's numbers, printed.

use super::NumbersFormat;
use crate::finish::Outcome;
use crate::output::{output, width};
use crate::table::Table;
use crate::words::{many, number};
use hearsay::review::{Decisions, Plan, Queue, numbers};
use hearsay_core::format::{FieldAgreement, ReviewNumbers, ReviewerNumbers};
use hearsay_ledger::Sqlite;
use std::io::Write;

/// Prints them.
pub fn print(store: &Sqlite, queue: &Queue, plan: Plan, format: NumbersFormat) -> anyhow::Result<Outcome> {
    let numbers = numbers(store, queue, &Decisions::read(store, None)?, plan)?;
    let mut out = output();
    match format {
        NumbersFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&numbers)?)?,
        NumbersFormat::Text => text(&numbers, &mut out)?,
    }
    out.flush()?;
    Ok(Outcome { done: 1, refused: 0 })
}

fn text(numbers: &ReviewNumbers, out: &mut impl Write) -> anyhow::Result<()> {
    let ReviewNumbers { claims, open, second, differ, done, settled, standing, reviewers, agreement } = numbers;
    writeln!(
        out,
        "{}: {} open, {} wait for a second coder, {} for an editor, {} done, {} settled",
        many(*claims, "claim"),
        number(*open),
        number(*second),
        number(*differ),
        number(*done),
        number(*settled)
    )?;
    writeln!(
        out,
        "decisions that stand: {} accepted, {} corrected, {} rejected, {} unsure\n",
        number(standing.accepted),
        number(standing.corrected),
        number(standing.rejected),
        number(standing.unsure)
    )?;
    if reviewers.is_empty() {
        return Ok(());
    }
    let row = |one: &ReviewerNumbers| {
        let counts = [one.own.accepted, one.own.corrected, one.own.rejected, one.own.unsure, one.settled];
        [one.reviewer.clone()].into_iter().chain(counts.map(number)).collect()
    };
    let rows: Vec<Vec<String>> = reviewers.iter().map(row).collect();
    table(&["reviewer", "accepted", "corrected", "rejected", "unsure", "settled"], &rows, out)?;
    writeln!(out)?;
    let row = |one: &FieldAgreement| {
        let alpha = one.alpha.map_or("–".to_owned(), |alpha| format!("{alpha:.3}"));
        vec![one.field.clone(), number(one.claims), number(one.alike), alpha]
    };
    let rows: Vec<Vec<String>> = agreement.iter().map(row).collect();
    table(&["field", "two coders", "alike", "alpha"], &rows, out)
}

fn table(headings: &[&'static str], rows: &[Vec<String>], out: &mut impl Write) -> anyhow::Result<()> {
    let table = Table::fit(headings, rows, width());
    out.write_all(table.head().as_bytes())?;
    Ok(rows.iter().try_for_each(|row| out.write_all(table.row(row).as_bytes()))?)
}
