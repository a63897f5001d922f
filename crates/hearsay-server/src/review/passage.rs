//! The text about a claim, with the words of each field marked where they stand.

use hearsay_core::{Claim, Document, Span};
use maud::{Markup, html};

/// How far the text is shown to either side of the evidence, in bytes.
const REACH: u32 = 1_800;

/// A stretch that is marked: what for, and where.
struct Mark {
    what: &'static str,
    span: Span,
}

fn marks(claim: &Claim) -> Vec<Mark> {
    let mut marks = vec![Mark { what: "evidence", span: claim.evidence.span }];
    let mut add = |what, span| marks.push(Mark { what, span });
    for quote in claim.chain.iter().filter_map(|source| source.quote.as_ref()) {
        add("source", quote.span);
    }
    for quote in claim.affected.quote.iter() {
        add("group", quote.span);
    }
    for quote in claim.actor.iter() {
        add("actor", quote.span);
    }
    for quote in claim.place.iter().map(|place| &place.quote) {
        add("place", quote.span);
    }
    for quote in claim.time.iter().map(|time| &time.quote) {
        add("time", quote.span);
    }
    add("number", claim.quantity.quote.span);
    marks
}

/// The text around the evidence. Everything is escaped; marks tell by word and shape what they mark, never by colour alone.
pub fn passage(document: &Document, claim: &Claim) -> Markup {
    let text = &document.text;
    let marks = marks(claim);
    let all = marks.iter().map(|mark| mark.span).reduce(Span::cover).unwrap_or(claim.evidence.span);
    let near = |span: Span| span.len() <= 4 * REACH;
    let middle = if near(all) { all } else { claim.evidence.span };
    let shown = widen(text.as_str(), middle);
    let mut ends: Vec<u32> = marks.iter().flat_map(|mark| [mark.span.start(), mark.span.end()]).collect();
    ends.extend([shown.start(), shown.end()]);
    ends.retain(|&end| end >= shown.start() && end <= shown.end());
    ends.sort_unstable();
    ends.dedup();
    let pieces = ends.windows(2).map(|pair| Span::new(pair[0], pair[1]));
    html! {
        div.passage #passage lang=[document.language.as_deref()] {
            @if shown.start() > 0 { span.cut { "… " } }
            @for piece in pieces {
                @let what: Vec<_> = marks.iter().filter(|mark| mark.span.contains(piece)).map(|mark| mark.what).collect();
                @if what.is_empty() { (text.at(piece)) } @else { mark class=(what.join(" ")) { (text.at(piece)) } }
            }
            @if shown.end() < text.span().end() { span.cut { " …" } }
        }
    }
}

/// The stretch with `REACH` bytes to either side, at the ends of letters and, if it can be, of words.
fn widen(text: &str, span: Span) -> Span {
    let start = (span.start().saturating_sub(REACH) as usize..=span.start() as usize).find(|&at| {
        at == 0 || (text.is_char_boundary(at) && text.as_bytes().get(at - 1).is_some_and(u8::is_ascii_whitespace))
    });
    let last = text.len().min(span.end() as usize + REACH as usize);
    let end = (span.end() as usize..=last).rev().find(|&at| {
        at == text.len() || (text.is_char_boundary(at) && text.as_bytes().get(at).is_some_and(u8::is_ascii_whitespace))
    });
    let start = start.and_then(|start| u32::try_from(start).ok()).unwrap_or(span.start());
    let end = end.and_then(|end| u32::try_from(end).ok()).unwrap_or(span.end());
    Span::new(start, end)
}

/// What the marks mean.
pub fn legend() -> Markup {
    let signs = [
        ("number", "number"),
        ("group", "of whom"),
        ("source", "who says it"),
        ("place", "where"),
        ("time", "when"),
        ("actor", "by whom"),
    ];
    html! {
        p.legend { @for (class, words) in signs { mark class=(class) { (words) } " " } }
    }
}

#[test]
fn the_text_is_shown_whole_around_the_words() {
    let text = format!("{} é mid {}", "word ".repeat(600), "wörd ".repeat(600));
    let at = text.find("mid").unwrap_or_default() as u32;
    let shown = widen(&text, Span::new(at, at + 3));
    let words = text.get(shown.start() as usize..shown.end() as usize).unwrap_or_default();
    assert!(words.starts_with("word ") && words.ends_with("wörd") && words.contains("é mid"), "{words}");
    assert_eq!(widen("mid", Span::new(0, 3)), Span::new(0, 3));
}
