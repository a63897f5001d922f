//! `hearsay claims`: the claims of the ledger that pass all filters.

use crate::args::{ClaimFormat, Claims};
use crate::csv;
use crate::finish::Outcome;
use crate::ledger::open;
use crate::output::{output, width};
use crate::table::Table;
use crate::words::{chain, group, many, number, one_line, place, quantity, surety, time, word};
use hearsay_core::Confidence;
use hearsay_core::format::{Claim, Heading, Recorded};
use hearsay_ledger::{Access, Filter, Found, Store};
use std::collections::BTreeSet;
use std::io::Write;
use std::ops::ControlFlow;

pub fn run(args: Claims) -> anyhow::Result<Outcome> {
    let store = open(&args.ledger, Access::Ask)?;
    let filter = filter(&args);
    let mut out = output();
    let mut done = 0;
    match args.format {
        ClaimFormat::Jsonl => each(&store, &filter, &mut |found| {
            done += 1;
            Ok(writeln!(out, "{}", serde_json::to_string(&recorded(&found))?)?)
        })?,
        ClaimFormat::Json => {
            each(&store, &filter, &mut |found| {
                let mark = if done == 0 { "[" } else { "," };
                done += 1;
                Ok(write!(out, "{mark}\n{}", serde_json::to_string(&recorded(&found))?)?)
            })?;
            writeln!(out, "{}\n]", if done == 0 { "[" } else { "" })?;
        }
        ClaimFormat::Csv => {
            out.write_all(csv::line(&CSV.map(str::to_owned)).as_bytes())?;
            each(&store, &filter, &mut |found| {
                done += 1;
                Ok(out.write_all(csv::line(&csv_cells(&recorded(&found))).as_bytes())?)
            })?;
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

fn filter(args: &Claims) -> Filter {
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

/// The claim as it is printed.
pub fn recorded(found: &Found) -> Recorded {
    Recorded {
        entry: found.seq,
        recorded: found.recorded,
        report: Heading::of(&found.document, found.document_seq),
        claim: Claim::of(&found.claim, &found.document.text),
    }
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

/// The columns of the comma-separated form.
const CSV: [&str; 36] = [
    "id",
    "measure",
    "low",
    "best",
    "high",
    "hedge",
    "unit",
    "figure",
    "group",
    "side",
    "role",
    "actor",
    "place",
    "place_name",
    "country",
    "lat",
    "lon",
    "time",
    "from",
    "to",
    "scope",
    "modality",
    "sources",
    "source_types",
    "stances",
    "part_of",
    "evidence",
    "confidence",
    "method",
    "report",
    "document",
    "title",
    "outlet",
    "url",
    "published",
    "entry",
];

fn csv_cells(recorded: &Recorded) -> Vec<String> {
    let Recorded { entry, report, claim, .. } = recorded;
    fn text(value: &Option<impl ToString>) -> String {
        value.as_ref().map(ToString::to_string).unwrap_or_default()
    }
    let name = |value: &dyn Fn() -> String| value().replace(' ', "_");
    let (place, time) = (claim.place.as_ref(), claim.time.as_ref());
    vec![
        claim.id.to_string(),
        word(&claim.measure),
        text(&claim.quantity.low),
        text(&claim.quantity.best),
        text(&claim.quantity.high),
        name(&|| word(&claim.quantity.hedge)),
        word(&claim.quantity.unit),
        one_line(&claim.quantity.text),
        claim.affected.text.as_deref().map(one_line).unwrap_or_default(),
        text(&claim.affected.side),
        word(&claim.affected.role),
        claim.actor.as_ref().map(|actor| one_line(&actor.text)).unwrap_or_default(),
        place.map(|place| one_line(&place.text)).unwrap_or_default(),
        place.map(|place| text(&place.name)).unwrap_or_default(),
        place.map(|place| text(&place.country)).unwrap_or_default(),
        place.map(|place| text(&place.lat)).unwrap_or_default(),
        place.map(|place| text(&place.lon)).unwrap_or_default(),
        time.map(|time| one_line(&time.text)).unwrap_or_default(),
        time.map(|time| text(&time.from)).unwrap_or_default(),
        time.map(|time| text(&time.to)).unwrap_or_default(),
        word(&claim.scope),
        word(&claim.modality),
        claim.sources.iter().map(|source| source.name.clone()).collect::<Vec<_>>().join(" < "),
        claim.sources.iter().map(|source| name(&|| word(&source.kind))).collect::<Vec<_>>().join(" < "),
        claim.stances.iter().map(|on| format!("{}: {}", on.holder, word(&on.stance))).collect::<Vec<_>>().join("; "),
        text(&claim.part_of),
        one_line(&claim.evidence.text),
        format!("{:.2}", claim.confidence.get()),
        claim.method.clone(),
        report.id.clone(),
        report.document.to_string(),
        text(&report.title),
        text(&report.outlet),
        text(&report.url),
        text(&report.published),
        number(*entry).replace(',', ""),
    ]
}
