//! Copies: reports that share passages with one, and what each adds.

use crate::answer::Scene;
use crate::problem::Problem;
use crate::statements::{Named, link, named};
use hearsay::words::{one_line, word};
use hearsay_core::{Document, DocumentId, Span, Text};
use hearsay_ledger::Store;
use hearsay_resolve::copies::{Copy, CopyKind};
use jiff::civil::Date;
use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

/// Copies that are told of one report.
const MOST: usize = 24;
/// Passages of a report that are told as its own, and letters of each.
const PASSAGES: usize = 8;
const LETTERS: usize = 280;
/// Words below which a passage adds nothing that is worth telling.
const WORDS: usize = 4;

/// Which of two reports is the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The other was there before.
    Earlier,
    /// The other copies this one.
    Later,
}

/// Another report with which one shares passages.
#[derive(Serialize, JsonSchema)]
pub struct CopyOf {
    /// The other report.
    #[schemars(with = "String")]
    pub document: DocumentId,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Named,
    /// Day of publication.
    pub published: Option<Date>,
    /// Whether the other was there before.
    pub direction: Direction,
    /// How they share what they share: identical, near, shortened, extended, passages.
    #[schemars(with = "String")]
    pub kind: CopyKind,
    /// Hundredths of the other's words that stand in this one.
    pub shared: u8,
    /// Passages of the other that do not stand in this one.
    pub adds: Vec<String>,
}

/// The reports that share passages with this one, the earlier ones first.
pub fn copies(scene: &Scene<'_>, document: &Document) -> Result<Vec<CopyOf>, Problem> {
    let resolver = scene.snapshot.resolved.resolver();
    let Some(number) = scene.snapshot.resolved.report_at(document.id) else { return Ok(Vec::new()) };
    let earlier = resolver.copied_by(number).map(|(other, copy)| (other, Direction::Earlier, copy));
    let copiers = scene.snapshot.copiers.get(&number).into_iter().flatten();
    let later = copiers.flat_map(|&other| {
        resolver
            .copied_by(other)
            .filter(move |(of, _)| *of == number)
            .map(move |(_, copy)| (other, Direction::Later, copy))
    });
    let mut found = Vec::new();
    for (other, direction, copy) in earlier.chain(later).take(MOST) {
        found.extend(copy_of(scene, other, direction, copy)?);
    }
    Ok(found)
}

fn copy_of(scene: &Scene<'_>, other: u32, direction: Direction, copy: &Copy) -> Result<Option<CopyOf>, Problem> {
    let Some(report) = scene.snapshot.resolved.resolver().report(other) else { return Ok(None) };
    let Some((_, text)) = scene.store.document(report.document)? else { return Ok(None) };
    let (shared, spans): (u8, Vec<Span>) = match direction {
        Direction::Earlier => (copy.share_there, copy.passages.iter().map(|passage| passage.there).collect()),
        Direction::Later => (copy.share_here, copy.passages.iter().map(|passage| passage.here).collect()),
    };
    Ok(Some(CopyOf {
        document: report.document,
        adds: outside(&text.text, spans),
        title: text.title,
        outlet: named(scene, report.outlet),
        published: report.published,
        direction,
        kind: copy.kind,
        shared,
    }))
}

/// What stands outside of some passages, the longest first.
fn outside(text: &Text, mut passages: Vec<Span>) -> Vec<String> {
    passages.sort_unstable();
    let mut at = 0;
    let mut gaps = Vec::new();
    for passage in passages {
        gaps.push(Span::new(at.min(passage.start()), passage.start()));
        at = at.max(passage.end());
    }
    gaps.push(Span::new(at.min(text.span().end()), text.span().end()));
    let lines = gaps.into_iter().flat_map(|gap| text.at(gap).lines());
    let mut adds: Vec<String> = lines
        .map(|line| line.trim_start_matches(|mark: char| !mark.is_alphanumeric() && !"“\"‘'".contains(mark)))
        .filter(|line| line.split_whitespace().count() >= WORDS)
        .map(|line| match line.char_indices().nth(LETTERS) {
            Some((end, _)) => format!("{}…", one_line(&line[..end])),
            None => one_line(line),
        })
        .collect();
    adds.sort_by_key(|line| std::cmp::Reverse(line.len()));
    adds.truncate(PASSAGES);
    adds
}

/// A copy on the page of a report.
pub fn shown(scene: &Scene<'_>, copy: &CopyOf) -> Markup {
    html! {
        section.copy {
            h3 {
                a href=(scene.link(&format!("/reports/{}", copy.document))) { (copy.title.as_deref().unwrap_or("A report without a headline")) }
            }
            p.about {
                (link(scene, &copy.outlet))
                @if let Some(day) = copy.published { ", " (day) }
                "; " (word(&copy.kind)) ", " (copy.shared) " % of it stands here too"
                @match copy.direction { Direction::Earlier => "; it was there before", Direction::Later => "; it came later" }
                "."
            }
            @if copy.adds.is_empty() { p.about { "It adds nothing." } }
            @else {
                details {
                    summary { "What it adds" }
                    ul { @for passage in &copy.adds { li { (passage) } } }
                }
            }
        }
    }
}

#[test]
fn what_stands_outside_is_told() {
    let text = Text::from("One two three four five. Shared words here.\nAnother sentence that only stands here.");
    let shared = text.as_str().find("Shared").unwrap() as u32;
    let passage = Span::new(shared, shared + "Shared words here.".len() as u32);
    assert_eq!(outside(&text, vec![passage]), ["Another sentence that only stands here.", "One two three four five."]);
    assert_eq!(outside(&text, vec![text.span()]), Vec::<String>::new());
}
