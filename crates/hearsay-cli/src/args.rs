//! What can be typed.

use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use hearsay_core::{Measure, Role};
use hearsay_ledger::{AsOf, Days, NotAsOf};
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
    /// Read, extract, and append to the ledger. A report added twice adds nothing.
    Add(Add),
    /// Print the claims of the ledger that pass all filters.
    Claims(Box<Claims>),
    /// List figures: claims about one count, with how many independent origins, contradictions and revisions.
    Figures(crate::figures::Figures),
    /// Show one figure: what was said and when, how the claims relate, where they began.
    Figure(crate::figure::Figure),
    /// Show one claim: its sentence, its chain of sources, its place in the ledger.
    Why(Why),
    /// Decide about claims, one after the other: accept, correct, reject, unsure.
    Review(crate::review::Review),
    /// Give and take away the right to write over the network.
    Token(crate::token::Token),
    /// Serve the ledger as pages and data: open http://127.0.0.1:8420/ in a browser.
    #[cfg(feature = "serve")]
    Serve(crate::serve::Serve),
    /// Poll feeds, and add what is new in them to the ledger, again and again.
    #[cfg(feature = "fetch")]
    Watch(Watch),
    /// Prove that no entry of the ledger was changed and that every quote stands in its report.
    Verify(Verify),
}

/// Where the ledger is.
#[derive(Group)]
pub struct Ledger {
    /// The ledger.
    #[arg(long, env = "HEARSAY_LEDGER", default_value = "hearsay.db", value_name = "FILE")]
    pub ledger: PathBuf,
}

/// `hearsay add`
#[derive(Group)]
pub struct Add {
    /// The ledger.
    #[command(flatten)]
    pub ledger: Ledger,
    /// The reports.
    #[command(flatten)]
    pub inputs: Inputs,
}

/// `hearsay claims`
#[derive(Group)]
pub struct Claims {
    /// The ledger.
    #[command(flatten)]
    pub ledger: Ledger,
    /// What is counted: killed, wounded, casualties, missing, captured, detained, abducted, released, surrendered,
    /// displaced, deployed, destroyed; several with commas.
    #[arg(long, value_delimiter = ',', value_parser = word::<Measure>)]
    pub measure: Vec<Measure>,
    /// Words of the side of the affected, as in "north korea".
    #[arg(long, value_name = "WORDS")]
    pub side: Option<String>,
    /// Military, militant, police, civilian, mixed or unknown.
    #[arg(long, value_parser = word::<Role>)]
    pub role: Option<Role>,
    /// Words of the chain of sources.
    #[arg(long, value_name = "WORDS")]
    pub source: Option<String>,
    /// Words of the place.
    #[arg(long, value_name = "WORDS")]
    pub place: Option<String>,
    /// Words of the sentence, headline, group, place, actor or sources: all must occur.
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// When it happened: a day, or FROM..TO with either end left out.
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub event: Option<Days>,
    /// When it was published: a day, or FROM..TO with either end left out.
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub published: Option<Days>,
    /// The least confidence, 0 to 1.
    #[arg(long, value_name = "P")]
    pub confidence: Option<f32>,
    /// The ledger as it stood: the number of an entry, a day (at its end, UTC) or a time.
    #[arg(long, value_name = "WHEN", value_parser = as_of)]
    pub as_of: Option<AsOf>,
    /// No more than these.
    #[arg(long, value_name = "N")]
    pub limit: Option<NonZeroUsize>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = ClaimFormat::Table)]
    pub format: ClaimFormat,
}

/// How to print claims.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClaimFormat {
    /// A table for people.
    Table,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values with a heading line.
    Csv,
}

/// `hearsay why`
#[derive(Group)]
pub struct Why {
    /// The ledger.
    #[command(flatten)]
    pub ledger: Ledger,
    /// The claim's id, or its beginning.
    pub id: String,
    /// How to print.
    #[arg(long, value_enum, default_value_t = WhyFormat::Text)]
    pub format: WhyFormat,
}

/// How to show one claim.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WhyFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}

/// `hearsay verify`
#[derive(Group)]
pub struct Verify {
    /// The ledger.
    #[command(flatten)]
    pub ledger: Ledger,
}

/// A word of the public format.
fn word<T: serde::de::DeserializeOwned>(typed: &str) -> Result<T, String> {
    let word = serde_json::Value::String(typed.to_lowercase().replace('-', "_"));
    serde_json::from_value(word).map_err(|error| error.to_string())
}

/// `2025-01-13`, `2025-01-01..2025-01-31`, `2025-01-01..` or `..2025-01-31`.
fn days(typed: &str) -> Result<Days, String> {
    let day = |typed: &str| match typed.trim() {
        "" => Ok(None),
        typed => typed.parse::<Date>().map(Some).map_err(|_| format!("“{typed}” is no day such as 2025-01-13")),
    };
    let (from, to) = typed.split_once("..").unwrap_or((typed, typed));
    let days = Days { from: day(from)?, to: day(to)? };
    match days {
        Days { from: None, to: None } => Err("give a day, or FROM..TO".to_owned()),
        Days { from: Some(from), to: Some(to) } if from > to => Err(format!("{to} is before {from}")),
        days => Ok(days),
    }
}

/// The number of an entry, a day or a time.
pub fn as_of(typed: &str) -> Result<AsOf, String> {
    typed.parse().map_err(|error: NotAsOf| error.to_string())
}

/// The reports to read.
#[derive(Group)]
pub struct Inputs {
    /// Files, folders, addresses (https://…), or - for standard input: text, Markdown, HTML, PDF, Word, e-mail, RSS and Atom, WARC, JSON Lines;
    /// also gzip, zstd, ZIP or tar of these.
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Day of publication of reports that bring none, as in 2025-01-13.
    #[arg(long, value_name = "DAY")]
    pub date: Option<Date>,
    /// Threads; all cores if not given. The output is the same for any number.
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// How to fetch.
    #[cfg(feature = "fetch")]
    #[command(flatten)]
    pub fetching: Fetching,
}

/// How to fetch from addresses.
#[cfg(feature = "fetch")]
#[derive(Group)]
pub struct Fetching {
    /// Also fetch from this machine and private networks.
    #[arg(long)]
    pub allow_private: bool,
    /// Append what is fetched to this web archive, packed where it ends with .gz.
    #[arg(long, value_name = "WARC")]
    pub keep: Option<PathBuf>,
}

/// `hearsay watch`
#[cfg(feature = "fetch")]
#[derive(Group)]
pub struct Watch {
    /// The ledger.
    #[command(flatten)]
    pub ledger: Ledger,
    /// A list of feeds (OPML).
    pub feeds: PathBuf,
    /// Minutes from the beginning of one round to that of the next.
    #[arg(long, value_name = "MINUTES", default_value = "15")]
    pub every: NonZeroUsize,
    /// Go round once.
    #[arg(long)]
    pub once: bool,
    /// How to fetch.
    #[command(flatten)]
    pub fetching: Fetching,
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
    /// Print a layer of the analysis instead, for linguists.
    #[arg(long, value_enum, conflicts_with = "format")]
    pub show: Option<Show>,
}

/// A layer of the analysis.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Show {
    /// The words of each sentence with their tags, heads and relations.
    Syntax,
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
