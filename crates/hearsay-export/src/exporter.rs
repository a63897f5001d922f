//! The forms, and what writes them.

use crate::graph::Graph;
use crate::lines::Lines;
use crate::table::Table;
use crate::{annotation, columns, hxl, prov, review, ucdp};
use hearsay_core::format::Recorded;
use std::io::{self, Write};

/// What another program reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated values, as `hearsay claims --format csv`.
    Csv,
    /// One JSON object a line, as `hearsay claims --format jsonl`.
    Jsonl,
    /// The columns of the CSV, with their types.
    #[cfg(feature = "parquet")]
    Parquet,
    /// CSV with the columns of the UCDP Georeferenced Event Dataset.
    Ucdp,
    /// CSV with a row of tags of the Humanitarian Exchange Language.
    Hxl,
    /// PROV-O in JSON-LD.
    Prov,
    /// The W3C Web Annotation model in JSON-LD.
    WebAnnotation,
    /// `ClaimReview` of schema.org in JSON-LD, without a verdict.
    ClaimReview,
}

/// How much of a report is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// The words that a claim quotes.
    Quotes,
    /// The whole text as well.
    Whole,
}

/// A claim on its way out.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    /// The claim with its report.
    pub recorded: &'a Recorded,
    /// The text of its report, where it is handed out.
    pub text: Option<&'a str>,
}

/// Writes claims in one form.
pub trait Exporter {
    /// Writes one claim.
    fn claim(&mut self, item: &Item) -> io::Result<()>;

    /// Writes what comes after the last, and flushes.
    fn end(self: Box<Self>) -> io::Result<()>;
}

/// What writes `form` to `out`.
pub fn exporter<'w>(form: Form, texts: Texts, out: Box<dyn Write + Send + 'w>) -> io::Result<Box<dyn Exporter + 'w>> {
    Ok(match form {
        Form::Csv => Box::new(Table::begin(out, columns::COLUMNS, texts)?),
        Form::Ucdp => Box::new(Table::begin(out, ucdp::COLUMNS, texts)?),
        Form::Hxl => Box::new(Table::begin(out, hxl::COLUMNS, texts)?),
        Form::Jsonl => Box::new(Lines(out)),
        #[cfg(feature = "parquet")]
        Form::Parquet => Box::new(crate::parquet::ClaimWriter::begin(out, columns::COLUMNS, texts)?),
        Form::Prov => Box::new(Graph::begin(out, &prov::context(), prov::nodes)?),
        Form::WebAnnotation => Box::new(Graph::begin(out, &annotation::context(), annotation::nodes)?),
        Form::ClaimReview => Box::new(Graph::begin(out, &review::context(), review::nodes)?),
    })
}
