//! Where words stand in a text: what a reviewer types or selects becomes a quote.

use hearsay_core::{Quote, Span, Text};

/// The words as a quote, of several places the one nearest to `near`. Blanks and line breaks count as one, for a form
/// does not keep them.
pub(super) fn quote(text: &Text, words: &str, near: Span) -> Option<Quote> {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let first = parts.first()?;
    let all = text.as_str();
    let spans = all.match_indices(first).filter_map(|(start, _)| {
        let end = parts.iter().skip(1).try_fold(start + first.len(), |end, part| {
            let rest = all.get(end..)?;
            let next = rest.trim_start();
            (next.len() < rest.len() && next.starts_with(part)).then(|| end + (rest.len() - next.len()) + part.len())
        })?;
        Some(Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?))
    });
    let nearest = spans.min_by_key(|span| span.start().abs_diff(near.start()));
    nearest.and_then(|span| text.quote(span))
}

#[test]
fn the_nearest_words_are_found() {
    let text = Text::from("The army said. Élan, the\n  army said it. The army said no.");
    let near = |at| Span::new(at, at + 1);
    let start = |words, at| quote(&text, words, near(at)).map(|quote| quote.span.start());
    assert_eq!(start("army said", 0), Some(4));
    assert_eq!(start(" army  said ", 30), Some(28));
    assert_eq!(
        quote(&text, "the army said it", near(0)).map(|quote| quote.text),
        Some("the\n  army said it".to_owned())
    );
    assert_eq!(start("navy", 0), None);
    assert_eq!(start("armysaid", 0), None);
    assert_eq!(start(" ", 0), None);
}
