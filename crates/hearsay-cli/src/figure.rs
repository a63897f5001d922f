//! `hearsay figure`: one figure: its series, how its claims relate, where they began.

use crate::args::Ledger;
use crate::finish::Outcome;
use crate::ledger::open;
use crate::output::{output, width};
use crate::table::{Table, wrap};
use crate::words::{many, one_line, word};
use anyhow::bail;
use clap::{Args as Group, ValueEnum};
use hearsay::resolver;
use hearsay_core::format::{Figure as Shown, OriginNode, Passing};
use hearsay_ledger::{Access, AsOf};
use std::fmt::Write as _;
use std::io::Write;

/// `hearsay figure`
#[derive(Group)]
pub struct Figure {
    /// The ledger.
    #[command(flatten)]
    pub ledger: Ledger,
    /// The figure's id, or its beginning; that of one of its claims does too.
    pub id: String,
    /// The ledger as it stood: the number of an entry, a day (at its end, UTC) or a time.
    #[arg(long, value_name = "WHEN", value_parser = crate::args::as_of)]
    pub as_of: Option<AsOf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = FigureFormat::Text)]
    pub format: FigureFormat,
}

/// How to show one figure.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FigureFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}

pub fn run(args: Figure) -> anyhow::Result<Outcome> {
    let store = open(&args.ledger, Access::Ask)?;
    let resolver = resolver(&store, args.as_of)?;
    let beginning = args.id.trim().to_lowercase();
    let ids = resolver.resolve().addresses(&beginning);
    let id = match ids.as_slice() {
        [] => {
            eprintln!("hearsay: no figure's id begins with {beginning}");
            return Ok(Outcome::default());
        }
        [id] => *id,
        ids => bail!("{} begin with {beginning}; give more of the id", many(ids.len() as u64, "id")),
    };
    let Some(figure) = hearsay::figure(&store, &resolver, id)? else { return Ok(Outcome::default()) };
    let mut out = output();
    match args.format {
        FigureFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&figure)?)?,
        FigureFormat::Text => out.write_all(text(&figure, width()).as_bytes())?,
    }
    out.flush()?;
    Ok(Outcome { done: 1, refused: 0 })
}

/// The page of a figure.
fn text(figure: &Shown, width: usize) -> String {
    let origins = &figure.origins;
    let mut out = format!("{}\n{}\n\n", figure.title, "═".repeat(figure.title.chars().count().min(width)));
    let mut facts = vec![
        format!("{} in {}", many(figure.series.len() as u64, "claim"), many(origins.outlets.into(), "outlet")),
        many(origins.independent.into(), "independent origin"),
    ];
    if origins.anonymous > 0 {
        facts.push(many(origins.anonymous.into(), "unnamed origin"));
    }
    if !origins.parties.is_empty() {
        facts.push(format!("a party's own figure: {}", origins.parties.join(", ")));
    }
    facts.extend(origins.circular.iter().map(|circle| format!("reported in a circle: {}", circle.join(" → "))));
    facts.iter().for_each(|fact| paragraph(&mut out, fact, "", width));
    let _ = writeln!(out, "figure {}", figure.id);
    out.push_str("\nwhat was said, by day of publication\n\n");
    let rows: Vec<Vec<String>> = figure
        .series
        .iter()
        .map(|point| {
            let modality = word(&point.modality);
            let says = if modality == "asserted" { point.says.clone() } else { format!("{} ({modality})", point.says) };
            vec![
                point.published.map(|day| day.to_string()).unwrap_or_default(),
                says,
                if point.sources.is_empty() { "(its own voice)".to_owned() } else { point.sources.join(" ← ") },
                point.outlet.clone(),
                point.evidence.as_deref().map(one_line).unwrap_or_default(),
                point.claim.to_string().chars().take(8).collect(),
            ]
        })
        .collect();
    let table = Table::fit(&["day", "how many", "who says", "outlet", "words", "claim"], &rows, width);
    out.push_str(&table.head());
    rows.iter().for_each(|row| out.push_str(&table.row(row)));
    if !figure.relations.is_empty() {
        out.push_str("\nhow they relate\n\n");
        for relation in &figure.relations {
            paragraph(&mut out, &format!("{}: {}", word(&relation.kind), relation.reason), "  ", width);
        }
    }
    out.push_str("\nwhere it began\n\n");
    for node in &origins.tree {
        let _ = writeln!(out, "{}", named(node));
        branches(&node.passed_to, "", &mut out);
    }
    for circle in &origins.circular {
        let _ = writeln!(
            out,
            "nobody outside the circle {} → {}",
            circle.join(" → "),
            circle.first().map_or("", |one| one)
        );
    }
    out
}

fn paragraph(out: &mut String, text: &str, indent: &str, width: usize) {
    let lines = wrap(text, width.saturating_sub(2 * indent.len()).max(20));
    for (at, line) in lines.iter().enumerate() {
        let hanging = if at == 0 { "" } else { indent };
        let _ = writeln!(out, "{indent}{hanging}{line}");
    }
}

fn branches(nodes: &[OriginNode], indent: &str, out: &mut String) {
    for (at, node) in nodes.iter().enumerate() {
        let last = at + 1 == nodes.len();
        let _ = writeln!(out, "{indent}{} {}", if last { "└─" } else { "├─" }, named(node));
        branches(&node.passed_to, &format!("{indent}{}", if last { "   " } else { "│  " }), out);
    }
}

/// `Harbour Gazette, copies it word for word: 1 claim`
fn named(node: &OriginNode) -> String {
    let mut text = node.name.clone();
    if let Some(side) = &node.side {
        let _ = write!(text, " ({side})");
    }
    text.push_str(match node.how {
        Passing::Began => "",
        Passing::Cites => ", cites it",
        Passing::Copies => ", copies it word for word",
        Passing::Credits => ", prints it with a credit",
    });
    if !node.claims.is_empty() {
        let _ = write!(text, ": {}", many(node.claims.len() as u64, "claim"));
    }
    text
}
