//! The text of a report with its claims and attributions marked where they stand.

use hearsay_core::{Claim, Document, Extraction, Span, Text};
use maud::{Markup, html};

/// A claim that a stretch of the text holds.
pub struct Marked<'a> {
    /// Its number in the report, from 1.
    pub number: usize,
    /// The claim.
    pub claim: &'a Claim,
}

/// What a letter of the text may be part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    Source,
    Cue,
    Content,
    Quantity,
}

impl Layer {
    fn class(self) -> &'static str {
        match self {
            Layer::Source => "source",
            Layer::Cue => "cue",
            Layer::Content => "content",
            Layer::Quantity => "quantity",
        }
    }
}

/// A stretch of the text that holds claims, as far as their evidence runs together.
struct Run<'a> {
    span: Span,
    claims: Vec<Marked<'a>>,
}

/// The text in paragraphs. `note` tells what is shown beside a stretch that holds claims.
pub fn reading(document: &Document, found: &Extraction, note: &dyn Fn(&[Marked<'_>]) -> Markup) -> Markup {
    let text = &document.text;
    let layers = layers(found);
    let runs = runs(&found.claims);
    html! {
        @for paragraph in paragraphs(text) {
            p {
                @for piece in pieces(paragraph, &runs) {
                    @match piece {
                        (span, None) => (stretch(text, span, &layers)),
                        (span, Some(run)) => {
                            span.claim {
                                a.evidence href=[first(run).map(|one| format!("#n-{}", one.claim.id))]
                                    id=[first(run).filter(|_| starts(run, span)).map(|one| format!("c-{}", one.claim.id))] {
                                    @for one in run.claims.iter().skip(1).filter(|_| starts(run, span)) {
                                        span id={ "c-" (one.claim.id) } {}
                                    }
                                    (stretch(text, span, &layers))
                                }
                                @if ends(run, span) {
                                    sup { @for (at, one) in run.claims.iter().enumerate() { @if at > 0 { " " } (one.number) } }
                                    span.pop { (note(&run.claims)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn first<'a, 'b>(run: &'b Run<'a>) -> Option<&'b Marked<'a>> {
    run.claims.first()
}

fn starts(run: &Run<'_>, span: Span) -> bool {
    run.span.start() == span.start()
}

fn ends(run: &Run<'_>, span: Span) -> bool {
    run.span.end() == span.end()
}

fn layers(found: &Extraction) -> Vec<(Span, Layer)> {
    let of = |spans: &[Span], layer: Layer| spans.iter().map(|&span| (span, layer)).collect::<Vec<_>>();
    let attributions = found.attributions.iter().flat_map(|one| {
        [of(&one.content, Layer::Content), of(&one.source, Layer::Source), of(&one.cue, Layer::Cue)].concat()
    });
    let quantities = found.claims.iter().map(|claim| (claim.quantity.quote.span, Layer::Quantity));
    attributions.chain(quantities).collect()
}

/// Claims whose evidence overlaps stand in one run.
fn runs(claims: &[Claim]) -> Vec<Run<'_>> {
    let mut marked: Vec<(Span, Marked)> = claims
        .iter()
        .zip(1..)
        .map(|(claim, number)| (claim.evidence.span.cover(claim.quantity.quote.span), Marked { number, claim }))
        .collect();
    marked.sort_by_key(|(span, _)| *span);
    let mut runs: Vec<Run> = Vec::new();
    for (span, claim) in marked {
        match runs.last_mut().filter(|run| run.span.overlaps(span)) {
            Some(run) => {
                run.span = run.span.cover(span);
                run.claims.push(claim);
            }
            None => runs.push(Run { span, claims: vec![claim] }),
        }
    }
    runs
}

/// Stretches between line ends that hold more than blanks.
fn paragraphs(text: &Text) -> Vec<Span> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.as_str().split_inclusive('\n') {
        let end = start + line.len();
        if !line.trim().is_empty() {
            found.push(Span::new(start as u32, (start + line.trim_end().len()) as u32));
        }
        start = end;
    }
    found
}

/// A paragraph cut where runs begin and end.
fn pieces<'r, 'a>(paragraph: Span, runs: &'r [Run<'a>]) -> Vec<(Span, Option<&'r Run<'a>>)> {
    let mut pieces = Vec::new();
    let mut at = paragraph.start();
    for run in runs.iter().filter(|run| run.span.overlaps(paragraph)) {
        let (from, to) = (run.span.start().max(at), run.span.end().min(paragraph.end()));
        if at < from {
            pieces.push((Span::new(at, from), None));
        }
        pieces.push((Span::new(from, to), Some(run)));
        at = to;
    }
    if at < paragraph.end() {
        pieces.push((Span::new(at, paragraph.end()), None));
    }
    pieces
}

/// Words with the layers they are part of.
fn stretch(text: &Text, span: Span, layers: &[(Span, Layer)]) -> Markup {
    let here: Vec<&(Span, Layer)> = layers.iter().filter(|(other, _)| other.overlaps(span)).collect();
    let mut cuts: Vec<u32> = here.iter().flat_map(|(other, _)| [other.start(), other.end()]).collect();
    cuts.extend([span.start(), span.end()]);
    cuts.retain(|&cut| (span.start()..=span.end()).contains(&cut));
    cuts.sort_unstable();
    cuts.dedup();
    html! {
        @for ends in cuts.windows(2) {
            @let part = Span::new(ends[0], ends[1]);
            @match classes(part, &here) {
                None => (text.at(part)),
                Some(classes) => { span class=(classes) { (text.at(part)) } }
            }
        }
    }
}

fn classes(part: Span, layers: &[&(Span, Layer)]) -> Option<String> {
    let mut classes: Vec<&str> = Vec::new();
    for (_, layer) in layers.iter().filter(|(span, _)| span.contains(part)) {
        if !classes.contains(&layer.class()) {
            classes.push(layer.class());
        }
    }
    (!classes.is_empty()).then(|| classes.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a page, without its marks.
    fn bare(page: &str) -> String {
        let mut out = String::new();
        let mut inside = false;
        for letter in page.chars() {
            match letter {
                '<' => inside = true,
                '>' => inside = false,
                letter if !inside => out.push(letter),
                _ => {}
            }
        }
        out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("&quot;", "\"")
    }

    #[test]
    fn no_letter_is_lost_and_none_is_a_mark() {
        let text = "Rockets hit <b>the</b> pier & 14 people were killed and 20 wounded, the “Skerry” police said.\n\n\
                    “Three boats sank,” said Ann <script>alert(1)</script>. Élan: 5 soldiers died, it said.\n";
        let document = Document::of_text("x", Text::from(text));
        let found = hearsay_extract::extract(&document);
        assert!(!found.claims.is_empty() && !found.attributions.is_empty());
        let page = reading(&document, &found, &|_| html! {}).into_string();
        assert!(!page.contains("<script") && !page.contains("<b>"));
        let read = bare(&page);
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).collect::<String>();
        assert_eq!(letters(&read), letters(text));
        for claim in &found.claims {
            assert!(page.contains(&format!("id=\"c-{}\"", claim.id)), "{page}");
        }
    }
}
