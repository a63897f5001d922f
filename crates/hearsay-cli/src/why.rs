//! `hearsay why`: one claim with its sentence, its chain of sources and its place in the ledger.

use crate::args::{Why, WhyFormat};
use crate::claims::{each, recorded};
use crate::finish::Outcome;
use crate::ledger::open;
use crate::output::{output, width};
use crate::table::wrap;
use crate::words::{group, one_line, place, quantity, time, word};
use hearsay_core::format::Recorded;
use hearsay_core::{Document, Span};
use hearsay_ledger::{Access, Filter, Found};
use std::fmt::Write as _;
use std::io::Write;
use std::num::NonZeroUsize;
use unicode_width::UnicodeWidthStr;

/// More claims than this are not listed where the beginning of an id fits several.
const LISTED: usize = 10;

pub fn run(args: Why) -> anyhow::Result<Outcome> {
    let store = open(&args.ledger, Access::Ask)?;
    let filter =
        Filter { id: Some(args.id.trim().to_owned()), limit: NonZeroUsize::new(LISTED + 1), ..Filter::default() };
    let mut found = Vec::new();
    each(&store, &filter, &mut |one| {
        found.push(one);
        Ok(())
    })?;
    let one = match found.as_slice() {
        [] => {
            eprintln!("hearsay: no claim of the ledger has an id that begins with {}", args.id);
            return Ok(Outcome::default());
        }
        [one] => one,
        several => {
            eprintln!("hearsay: several claims have an id that begins with {}:", args.id);
            for one in several.iter().take(LISTED) {
                eprintln!("  {}  {}", one.claim.id, one_line(&one.claim.evidence.text));
            }
            return Ok(Outcome::default());
        }
    };
    let mut out = output();
    match args.format {
        WhyFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&recorded(one))?)?,
        WhyFormat::Text => out.write_all(text(one, width().min(110)).as_bytes())?,
    }
    out.flush()?;
    Ok(Outcome { done: 1, refused: 0 })
}

/// The claim in words.
pub fn text(found: &Found, width: usize) -> String {
    let Recorded { entry, recorded, report, claim } = recorded(found);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{}\n",
        drawn(
            &claim.sources.iter().map(|one| (one.name.as_str(), word(&one.kind))).collect::<Vec<_>>(),
            report.outlet.as_deref()
        )
    );
    out.push_str(&marked(&found.document, found.claim.evidence.span, found.claim.quantity.quote.span, width));
    out.push('\n');
    let mut line = |name: &str, value: String| {
        if !value.is_empty() {
            let mut lines = wrap(&value, width.saturating_sub(12).max(20)).into_iter();
            let _ = writeln!(out, "{name:<11} {}", lines.next().unwrap_or_default());
            lines.for_each(|rest| {
                let _ = writeln!(out, "{:<11} {rest}", "");
            });
        }
    };
    line("claim", format!("{} {}", word(&claim.measure), quantity(&claim.quantity)));
    line("of whom", group(&claim));
    line("by whom", claim.actor.as_ref().map(|actor| one_line(&actor.text)).unwrap_or_default());
    line("where", place(&claim));
    line("when", time(&claim));
    line("scope", word(&claim.scope));
    line("said as", word(&claim.modality));
    for on in &claim.stances {
        line("stance", format!("{}: {}", on.holder, word(&on.stance)));
    }
    line("part of", claim.part_of.map(|id| format!("claim {id}")).unwrap_or_default());
    line("confidence", format!("{:.2}, by {}", claim.confidence.get(), claim.method));
    let day = report.published.map(|day| day.to_string());
    let about = [report.title, report.outlet, day, report.url].into_iter().flatten().collect::<Vec<_>>().join(", ");
    line("report", if about.is_empty() { report.id.clone() } else { format!("{}: {about}", report.id) });
    line("document", format!("{} (entry {})", report.document, report.entry));
    line("claim id", format!("{} (entry {entry}, recorded {recorded})", claim.id));
    out
}

/// The chain with arrows, and under each name what it is.
fn drawn(sources: &[(&str, String)], outlet: Option<&str>) -> String {
    let outlet = outlet.map(|outlet| (outlet, "outlet".to_owned()));
    let mut names = String::from("reader");
    let mut kinds = " ".repeat(names.width());
    for (name, kind) in outlet.iter().chain(sources) {
        names.push_str(" ← ");
        kinds.extend(std::iter::repeat_n(' ', names.width() - kinds.width()));
        names.push_str(name);
        kinds.push_str(kind);
    }
    if sources.is_empty() && outlet.is_none() {
        names.push_str(" ← the report in its own voice");
    }
    format!("{names}\n{kinds}").trim_end().to_owned()
}

/// How far a sentence is shown to either side of the evidence, in bytes.
const REACH: u32 = 600;

/// The sentence, with marks under the figure.
fn marked(document: &Document, evidence: Span, figure: Span, width: usize) -> String {
    let text = &document.text;
    let sentence = text.sentence_around(evidence.cover(figure), REACH);
    let before = text.at(Span::new(sentence.start(), figure.start()));
    let after = text.at(Span::new(figure.end(), sentence.end()));
    // The figure travels through the wrapping as marks of its own width, so that it is found again.
    let words = format!("{before}{}{after}", text.at(figure));
    let mask = format!("{}{}{}", blank(before, ' '), blank(text.at(figure), '^'), blank(after, ' '));
    let mut out = String::new();
    let mut marks = mask.chars();
    let letters: Vec<(char, char)> = words.chars().map(|letter| (letter, marks.next().unwrap_or(' '))).collect();
    for line in lines(&letters, width.saturating_sub(4).max(20)) {
        let shown: String = line.iter().map(|&(letter, _)| letter).collect();
        let under: String = line.iter().map(|&(letter, mark)| mark.to_string().repeat(wide(letter))).collect();
        let _ = writeln!(out, "    {}", shown.trim_end());
        if under.contains('^') {
            let _ = writeln!(out, "    {}", under.trim_end());
        }
    }
    out
}

fn blank(words: &str, mark: char) -> String {
    words.chars().map(|_| mark).collect()
}

fn wide(letter: char) -> usize {
    unicode_width::UnicodeWidthChar::width(letter).unwrap_or(0)
}

/// Letters with their marks on lines of at most `width`, broken between words.
fn lines(letters: &[(char, char)], width: usize) -> Vec<Vec<(char, char)>> {
    let mut lines: Vec<Vec<(char, char)>> = vec![Vec::new()];
    for word in letters.split_inclusive(|(letter, _)| letter.is_whitespace()) {
        let size = |letters: &[(char, char)]| letters.iter().map(|&(letter, _)| wide(letter)).sum::<usize>();
        let bare =
            word.iter().filter(|(letter, _)| !letter.is_whitespace()).map(|&(letter, _)| wide(letter)).sum::<usize>();
        let full = lines.last().is_some_and(|line| !line.is_empty() && size(line) + bare > width);
        if full {
            lines.push(Vec::new());
        }
        if let Some(line) = lines.last_mut() {
            line.extend(
                word.iter().map(|&(letter, mark)| if letter.is_whitespace() { (' ', mark) } else { (letter, mark) }),
            );
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearsay_core::Text;

    #[test]
    fn the_figure_is_marked_where_it_stands() {
        let text = "Élan first. Around 300 soldiers were killed near the river, a lawmaker said. Next.";
        let document = Document::of_text("x", Text::from(text));
        let span = |words: &str| {
            let start = text.find(words).unwrap() as u32;
            Span::new(start, start + words.len() as u32)
        };
        assert_eq!(
            marked(&document, span("300 soldiers were killed"), span("Around 300"), 34),
            "    Around 300 soldiers were\n    ^^^^^^^^^^\n    killed near the river, a\n    lawmaker said.\n"
        );
    }

    #[test]
    fn the_chain_has_arrows() {
        let sources =
            [("Lee Seong-kweun", "person".to_owned()), ("National Intelligence Service", "intelligence".to_owned())];
        assert_eq!(
            drawn(&sources, None),
            "reader ← Lee Seong-kweun ← National Intelligence Service\n         person            intelligence"
        );
        assert_eq!(drawn(&[], None), "reader ← the report in its own voice");
    }
}
