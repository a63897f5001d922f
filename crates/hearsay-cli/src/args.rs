//! What can be typed.

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Reads reports of armed conflict and keeps a ledger of who said what number, about whom, on whose word.
#[derive(Parser)]
#[command(name = "hearsay", version, about, max_term_width = 100)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Print what each report claims: figures with their chain of sources, attributions, notes. Touches no ledger.
    Extract(Extract),
    /// Only read: print each report as cleaned, one JSON object a line.
    Read(Read),
    /// Print who says what in each report.
    Attributions(Attributions),
}

/// The reports to read.
#[derive(Group)]
pub struct Inputs {
    /// Files, folders, or - for standard input: plain text, Markdown, JSON Lines, also gzip or zstd.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Day of publication of reports that bring none, as in 2025-01-13.
    #[arg(long, value_name = "DAY")]
    pub date: Option<Date>,
    /// Threads; all cores if not given. The output is the same for any number.
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

/// `hearsay extract`
#[derive(Group)]
pub struct Extract {
    /// The reports.
    #[command(flatten)]
    pub inputs: Inputs,
    /// How to print.
    #[arg(long, value_enum, default_value_t = ReportFormat::Jsonl)]
    pub format: ReportFormat,
}

/// How to print reports.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// One JSON object a line for each report.
    Jsonl,
    /// One JSON array of all reports.
    Json,
    /// The claims as a table.
    Table,
}

/// `hearsay read`
#[derive(Group)]
pub struct Read {
    /// The reports.
    #[command(flatten)]
    pub inputs: Inputs,
}

/// `hearsay attributions`
#[derive(Group)]
pub struct Attributions {
    /// The reports.
    #[command(flatten)]
    pub inputs: Inputs,
    /// How to print.
    #[arg(long, value_enum, default_value_t = AttributionFormat::Text)]
    pub format: AttributionFormat,
}

/// How to print attributions.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AttributionFormat {
    /// Readable: speaker, words that tell it, what is said.
    Text,
    /// One JSON object a line for each report.
    Jsonl,
}
