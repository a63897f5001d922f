//! `hearsay export`: claims, or the whole ledger, in a form that other programs read.

use crate::args::{Filters, Ledger};
use crate::claims::filter;
use crate::finish::Outcome;
use crate::ledger::open;
use crate::output::output;
use crate::words::many;
use anyhow::{Context, bail};
use clap::{Args as Group, ValueEnum};
use hearsay::forms::{Form, Texts, exporter, line_of};
use hearsay::{Names, export, export_entries};
use hearsay_ledger::{Access, AsOf, Filter, Sqlite};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// `hearsay export`
#[derive(Group)]
pub struct Export {
    /// The ledger.
    #[command(flatten)]
    pub ledger: Ledger,
    /// The form.
    #[arg(long = "as", value_enum, value_name = "FORM")]
    pub form: ExportForm,
    /// Write to this file, in place of standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Hand out the texts of the reports too. As JSON Lines and Parquet this is the whole ledger, which `hearsay import`
    /// reads back.
    #[arg(long)]
    pub with_text: bool,
    /// Blot out the names of people to whom the report gives no public office.
    #[arg(long)]
    pub mask_names: bool,
    /// Which claims.
    #[command(flatten)]
    pub filters: Filters,
}

/// What other programs read.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportForm {
    /// Comma-separated values.
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// Typed columns, for pyarrow, DuckDB and their like.
    #[cfg(feature = "parquet")]
    Parquet,
    /// CSV with the columns of the UCDP Georeferenced Event Dataset.
    Ucdp,
    /// CSV with tags of the Humanitarian Exchange Language.
    Hxl,
    /// PROV-O, as JSON-LD.
    Prov,
    /// The W3C Web Annotation model, as JSON-LD.
    #[value(name = "webannotation")]
    WebAnnotation,
    /// schema.org's ClaimReview, as JSON-LD, without a verdict.
    #[value(name = "claimreview")]
    ClaimReview,
}

impl ExportForm {
    fn form(self) -> Form {
        match self {
            ExportForm::Csv => Form::Csv,
            ExportForm::Jsonl => Form::Jsonl,
            #[cfg(feature = "parquet")]
            ExportForm::Parquet => Form::Parquet,
            ExportForm::Ucdp => Form::Ucdp,
            ExportForm::Hxl => Form::Hxl,
            ExportForm::Prov => Form::Prov,
            ExportForm::WebAnnotation => Form::WebAnnotation,
            ExportForm::ClaimReview => Form::ClaimReview,
        }
    }
}

pub fn run(args: Export) -> anyhow::Result<Outcome> {
    let store = open(&args.ledger, Access::Ask)?;
    let filter = filter(&args.filters);
    let form = args.form.form();
    let texts = if args.with_text { Texts::Whole } else { Texts::Quotes };
    let whole = args.with_text && keeps_ledgers(form);
    if whole {
        check_whole(&args, &filter)?;
    }
    #[cfg(feature = "parquet")]
    if form == Form::Parquet && args.out.is_none() {
        not_to_a_terminal()?;
    }
    let out: Box<dyn Write + Send> = match &args.out {
        None => Box::new(output()),
        Some(path) => {
            let file = File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
            Box::new(BufWriter::with_capacity(64 << 10, file))
        }
    };
    let done = if whole {
        entries(&store, form, filter.as_of, out)?
    } else {
        let names = if args.mask_names { Names::Masked } else { Names::Kept };
        let mut writer = exporter(form, texts, out)?;
        let done = export(&store, &filter, texts, names, &mut *writer)?;
        writer.end()?;
        done
    };
    if let Some(path) = &args.out {
        let what = many(done, if whole { "entry" } else { "claim" });
        eprintln!("wrote {what} to {}", path.display());
    }
    Ok(Outcome { done, refused: 0 })
}

/// Whether a form can give a ledger back.
fn keeps_ledgers(form: Form) -> bool {
    match form {
        Form::Jsonl => true,
        #[cfg(feature = "parquet")]
        Form::Parquet => true,
        _ => false,
    }
}

/// A whole ledger is whole, and it is that ledger.
fn check_whole(args: &Export, filter: &Filter) -> anyhow::Result<()> {
    let all = Filter { as_of: filter.as_of, ..Filter::default() };
    if *filter != all {
        bail!("with --with-text this form holds the whole ledger, so that it can be imported: no filter but --as-of");
    }
    if args.mask_names {
        bail!(
            "a ledger with masked names is another ledger, which nobody could verify: leave --with-text or --mask-names out"
        );
    }
    Ok(())
}

/// Writes every entry.
fn entries(store: &Sqlite, form: Form, as_of: Option<AsOf>, mut out: Box<dyn Write + Send>) -> anyhow::Result<u64> {
    #[cfg(feature = "parquet")]
    if form == Form::Parquet {
        let mut writer = hearsay::forms::EntryWriter::begin(out)?;
        let done = export_entries(store, as_of, &mut |kept| writer.entry(kept))?;
        writer.end()?;
        return Ok(done);
    }
    debug_assert!(form == Form::Jsonl);
    let done = export_entries(store, as_of, &mut |kept| writeln!(out, "{}", line_of(&kept)))?;
    out.flush()?;
    Ok(done)
}

/// Parquet is nothing to look at.
#[cfg(feature = "parquet")]
pub fn not_to_a_terminal() -> anyhow::Result<()> {
    if std::io::IsTerminal::is_terminal(&std::io::stdout()) {
        bail!("Parquet is for programs, not for a terminal: send it to a file");
    }
    Ok(())
}
