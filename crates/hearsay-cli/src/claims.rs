//! `hearsay claims`: the claims of the ledger that pass all filters.

use crate::args::{ClaimFormat, Claims, Filters};
use crate::finish::Outcome;
use crate::ledger::open;
use crate::output::{output, width};
use crate::table::Table;
use crate::words::{chain, group, many, place, quantity, surety, time, word};
use hearsay::forms::{Form, Texts, exporter};
pub use hearsay::recorded;
use hearsay::{Names, export};
use hearsay_core::Confidence;
use hearsay_core::format::{Claim, Recorded};
use hearsay_ledger::{Access, Filter, Found, Store};
use std::collections::BTreeSet;
use std::io::Write;
use std::ops::ControlFlow;

pub fn run(args: Claims) -> anyhow::Result<Outcome> {
    let store = open(&args.ledger, Access::Ask)?;
    let filter = filter(&args.filters);
    let mut out = output();
    let mut done = 0;
    match args.format {
        ClaimFormat::Json => {
            each(&store, &filter, &mut |found| {
                let mark = if done == 0 { "[" } else { "," };
                done += 1;
                Ok(write!(out, "{mark}\n{}", serde_json::to_string(&recorded(&found))?)?)
            })?;
            writeln!(out, "{}\n]", if done == 0 { "[" } else { "" })?;
        }
        ClaimFormat::Jsonl => done = write(&store, &filter, Form::Jsonl)?,
        ClaimFormat::Csv => done = write(&store, &filter, Form::Csv)?,
        #[cfg(feature = "parquet")]
        ClaimFormat::Parquet => {
            crate::export::not_to_a_terminal()?;
            done = write(&store, &filter, Form::Parquet)?;
        }
        ClaimFormat::Table => {
            let mut table = Rows::new(width());
            let mut reports = BTreeSet::new();
            each(&store, &filter, &mut |found| {
                done += 1;
                reports.insert(found.document_seq);
                table.add(cells(&recorded(&found)), &mut out)
            })?;
            table.end(&mut out)?;
            out.flush()?;
            eprintln!("{} in {}", many(done, "claim"), many(reports.len() as u64, "report"));
        }
    }
    out.flush()?;
    Ok(Outcome { done, refused: 0 })
}

/// Writes the claims in a form that other programs read too.
fn write(store: &dyn Store, filter: &Filter, form: Form) -> anyhow::Result<u64> {
    let mut writer = exporter(form, Texts::Quotes, Box::new(output()))?;
    let done = export(store, filter, Texts::Quotes, Names::Kept, &mut *writer)?;
    writer.end()?;
    Ok(done)
}

/// The filter that was typed.
pub fn filter(args: &Filters) -> Filter {
    Filter {
        id: None,
        measures: args.measure.clone(),
        side: args.side.clone(),
        role: args.role,
        source: args.source.clone(),
        place: args.place.clone(),
        text: args.text.clone(),
        event: args.event.unwrap_or_default(),
        published: args.published.unwrap_or_default(),
        document: None,
        confidence: args.confidence.map(Confidence::new),
        as_of: args.as_of,
        limit: args.limit,
    }
}

/// Hands over what passes; a failure of `take` ends it.
pub fn each(
    store: &dyn Store,
    filter: &Filter,
    take: &mut dyn FnMut(Found) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut failed = Ok(());
    store.claims(filter, &mut |found| {
        failed = take(found);
        if failed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    failed
}

/// The headings of the table.
pub const HEADINGS: [&str; 8] = ["id", "who says", "how many", "what", "of whom", "where", "when", "how sure"];

/// The row of a claim that stands in no ledger.
pub fn row(claim: &Claim, outlet: Option<&str>) -> Vec<String> {
    let own_voice = outlet.map_or("(its own voice)".to_owned(), |outlet| format!("({outlet})"));
    vec![
        claim.id.to_string().chars().take(8).collect(),
        chain(&claim.sources, &own_voice),
        quantity(&claim.quantity),
        word(&claim.measure),
        group(claim),
        place(claim),
        time(claim),
        surety(claim),
    ]
}

fn cells(recorded: &Recorded) -> Vec<String> {
    row(&recorded.claim, recorded.report.outlet.as_deref())
}

/// Rows on their way into a table, which is laid out by the first of them.
struct Rows {
    width: usize,
    first: Vec<Vec<String>>,
    table: Option<Table>,
}

/// So many rows tell how wide the columns must be.
const SAMPLE: usize = 500;

impl Rows {
    fn new(width: usize) -> Rows {
        Rows { width, first: Vec::new(), table: None }
    }

    fn add(&mut self, row: Vec<String>, out: &mut impl Write) -> anyhow::Result<()> {
        match &self.table {
            Some(table) => out.write_all(table.row(&row).as_bytes())?,
            None => self.first.push(row),
        }
        if self.first.len() >= SAMPLE {
            self.lay_out(out)?;
        }
        Ok(())
    }

    fn lay_out(&mut self, out: &mut impl Write) -> anyhow::Result<()> {
        let table = Table::fit(&HEADINGS, &self.first, self.width);
        out.write_all(table.head().as_bytes())?;
        for row in self.first.drain(..) {
            out.write_all(table.row(&row).as_bytes())?;
        }
        self.table = Some(table);
        Ok(())
    }

    fn end(mut self, out: &mut impl Write) -> anyhow::Result<()> {
        if self.table.is_none() && !self.first.is_empty() { self.lay_out(out) } else { Ok(()) }
    }
}
