//! `hearsay extract`: what each report claims.

use crate::args::{Extract, ReportFormat};
use crate::finish::Outcome;
use crate::inputs::{Bar, run as each};
use crate::output::{output, width};
use crate::table;
use hearsay_core::Document;
use hearsay_core::format::Report;
use std::io::Write;

pub fn run(args: Extract) -> anyhow::Result<Outcome> {
    let mut out = output();
    let bar = Bar::beside_data();
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
                |document| table::of_report(&report(document), width),
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

fn json(document: Document) -> serde_json::Result<String> {
    serde_json::to_string(&report(document))
}
