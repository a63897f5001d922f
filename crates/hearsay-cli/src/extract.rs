//! `hearsay extract`: what each report claims.

use crate::args::{Extract, ReportFormat, Show};
use crate::finish::Outcome;
use crate::inputs::{Bar, run as each};
use crate::output::{output, width};
use crate::table::Table;
use crate::{claims, words::one_line};
use hearsay_core::Document;
use hearsay_core::format::Report;
use hearsay_extract::Parser as _;
use std::io::Write;

pub fn run(args: Extract) -> anyhow::Result<Outcome> {
    let mut out = output();
    let bar = Bar::beside_data();
    if let Some(Show::Syntax) = args.show {
        let outcome = each(&args.inputs, bar, syntax, |text| Ok(out.write_all(text.as_bytes())?))?;
        out.flush()?;
        return Ok(outcome);
    }
    let outcome = match args.format {
        ReportFormat::Jsonl => each(&args.inputs, bar, json, |line| Ok(writeln!(out, "{}", line?)?))?,
        ReportFormat::Json => {
            let mut mark = "[";
            let outcome = each(&args.inputs, bar, json, |line| {
                write!(out, "{}\n{}", std::mem::replace(&mut mark, ","), line?)?;
                Ok(())
            })?;
            writeln!(out, "{}\n]", if outcome.done == 0 { "[" } else { "" })?;
            outcome
        }
        ReportFormat::Table => {
            let width = width();
            each(
                &args.inputs,
                bar,
                |document| table(&report(document), width),
                |text| Ok(out.write_all(text.as_bytes())?),
            )?
        }
    };
    out.flush()?;
    Ok(outcome)
}

fn report(document: Document) -> Report {
    let extraction = hearsay_extract::extract(&document);
    Report::of(&document, &extraction)
}

/// The syntax of a report under its name.
fn syntax(document: Document) -> String {
    let text = &document.text;
    let (sentences, tokens) = hearsay_extract::sentences(text);
    let syntax = hearsay_extract::english().parse(text, &sentences, &tokens);
    format!("{}\n\n{}\n", document.name, hearsay_extract::syntax::show(text, &sentences, &tokens, &syntax))
}

fn json(document: Document) -> serde_json::Result<String> {
    serde_json::to_string(&report(document))
}

/// The claims of one report under its name.
fn table(report: &Report, width: usize) -> String {
    let title = report.title.as_deref().map(|title| format!("  {}", one_line(title))).unwrap_or_default();
    let rows: Vec<_> = report.claims.iter().map(|claim| claims::row(claim, report.outlet.as_deref())).collect();
    let table = Table::fit(&claims::HEADINGS, &rows, width);
    let mut text = format!("{}{title}\n", report.id);
    if rows.is_empty() {
        return text + "no figure claims\n\n";
    }
    text.push_str(&table.head());
    rows.iter().for_each(|row| text.push_str(&table.row(row)));
    text + "\n"
}
