//! `hearsay figures`: the figures of the ledger in short, the most telling first.

use crate::args::Ledger;
use crate::finish::Outcome;
use crate::ledger::open;
use crate::output::{output, width};
use crate::table::Table;
use crate::words::{many, number};
use clap::{Args as Group, ValueEnum};
use hearsay::{Resolver, Summary, resolver};
use hearsay_ledger::{Access, AsOf};
use std::cmp::Reverse;
use std::io::Write;
use std::num::NonZeroUsize;

/// `hearsay figures`
#[derive(Group)]
pub struct Figures {
    /// The ledger.
    #[command(flatten)]
    pub ledger: Ledger,
    /// Words of what is counted, whose and where: all must occur, as in "soldiers north korea".
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// What comes first.
    #[arg(long, value_enum, default_value_t = Sort::Claims)]
    pub sort: Sort,
    /// The ledger as it stood: the number of an entry, a day (at its end, UTC) or a time.
    #[arg(long, value_name = "WHEN", value_parser = crate::args::as_of)]
    pub as_of: Option<AsOf>,
    /// No more than these.
    #[arg(long, value_name = "N")]
    pub limit: Option<NonZeroUsize>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = FiguresFormat::Table)]
    pub format: FiguresFormat,
}

/// What comes first in a list of figures.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// Those with most claims.
    Claims,
    /// Those with most contradictions.
    Contested,
    /// Those with most revisions.
    Revised,
    /// Those with the fewest origins for the most outlets.
    Echoed,
    /// Those with the latest claims.
    Newest,
    /// In order of the ledger.
    Ledger,
}

/// How to print figures.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FiguresFormat {
    /// A table for people.
    Table,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
}

pub fn run(args: Figures) -> anyhow::Result<Outcome> {
    let store = open(&args.ledger, Access::Ask)?;
    let resolver = resolver(&store, args.as_of)?;
    let mut list = listed(&resolver, args.text.as_deref(), args.sort);
    list.truncate(args.limit.map_or(usize::MAX, NonZeroUsize::get));
    let mut out = output();
    match args.format {
        FiguresFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&list)?)?,
        FiguresFormat::Jsonl => {
            for one in &list {
                writeln!(out, "{}", serde_json::to_string(one)?)?;
            }
        }
        FiguresFormat::Table => {
            let rows: Vec<Vec<String>> = list.iter().map(row).collect();
            if !rows.is_empty() {
                let table = Table::fit(&HEADINGS, &rows, width());
                out.write_all(table.head().as_bytes())?;
                for row in &rows {
                    out.write_all(table.row(row).as_bytes())?;
                }
            }
            out.flush()?;
            eprintln!("{}", many(list.len() as u64, "figure"));
        }
    }
    out.flush()?;
    Ok(Outcome { done: list.len() as u64, refused: 0 })
}

/// The figures whose titles hold all these words, in that order.
pub fn listed(resolver: &Resolver, text: Option<&str>, by: Sort) -> Vec<Summary> {
    let mut list = resolver.resolve().list();
    if let Some(text) = text {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        list.retain(|one| words.iter().all(|word| one.title.to_lowercase().contains(word.as_str())));
    }
    sort(&mut list, by);
    list
}

/// Sorts stably: figures that tell the same stay in order of the ledger.
fn sort(list: &mut [Summary], by: Sort) {
    match by {
        Sort::Claims => list.sort_by_key(|one| Reverse(one.claims)),
        Sort::Contested => list.sort_by_key(|one| Reverse((one.contradictions, one.claims))),
        Sort::Revised => list.sort_by_key(|one| Reverse((one.revisions, one.claims))),
        Sort::Echoed => list.sort_by_key(|one| {
            let origins = one.independent + one.anonymous;
            Reverse((one.outlets.saturating_sub(origins), one.outlets))
        }),
        Sort::Newest => list.sort_by_key(|one| Reverse(one.latest)),
        Sort::Ledger => {}
    }
}

const HEADINGS: [&str; 8] = ["id", "what is counted", "said", "claims", "outlets", "origins", "contested", "days"];

fn row(one: &Summary) -> Vec<String> {
    let said = match one.said {
        Some((low, high)) if low == high => number(low),
        Some((low, high)) => format!("{} … {}", number(low), number(high)),
        None => String::new(),
    };
    let origins = match (one.independent, one.anonymous) {
        (named, 0) => number(named.into()),
        (named, unnamed) => format!("{named} + {unnamed} unnamed"),
    };
    let contested = match (one.contradictions, one.revisions) {
        (0, 0) => String::new(),
        (0, revised) => format!("revised {revised}×"),
        (against, 0) => format!("{against}"),
        (against, revised) => format!("{against}, revised {revised}×"),
    };
    let days = match (one.first, one.latest) {
        (Some(first), Some(latest)) if first == latest => first.to_string(),
        (Some(first), Some(latest)) => format!("{first} to {latest}"),
        _ => String::new(),
    };
    vec![
        one.id.to_string().chars().take(8).collect(),
        one.title.clone(),
        said,
        number(one.claims.into()),
        number(one.outlets.into()),
        origins,
        contested,
        days,
    ]
}

#[test]
fn the_most_echoed_figure_has_many_outlets_and_few_origins() {
    let summary = |outlets: u32, independent: u32| Summary {
        id: "00000000000000000000000000000000".parse().unwrap(),
        title: String::new(),
        claims: outlets,
        outlets,
        independent,
        anonymous: 0,
        contradictions: 0,
        revisions: 0,
        said: None,
        first: None,
        latest: None,
    };
    let mut list = [summary(3, 3), summary(5, 1), summary(9, 8)];
    sort(&mut list, Sort::Echoed);
    assert_eq!(list.map(|one| one.outlets), [5, 9, 3]);
}
