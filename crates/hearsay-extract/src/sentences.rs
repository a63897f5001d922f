//! Cuts a text into paragraphs, sentences and tokens.

mod boundary;
mod paragraphs;

use crate::layer::{Ids, Layer};
use crate::tokens::{Sentence, Token, scan};
use hearsay_core::{Span, Text};

/// A sentence longer than this is cut, so that no input makes a stage slow.
const LONGEST: usize = 400;

/// The sentences of a text and their tokens. Paragraphs never share a sentence.
pub fn sentences(text: &Text) -> (Layer<Sentence>, Layer<Token>) {
    let mut sentences = Vec::new();
    let mut tokens = Vec::new();
    let mut ranges = Vec::new();
    let words = text.as_str();
    for paragraph in paragraphs::paragraphs(words) {
        ranges.clear();
        let stretch = &words[paragraph.clone()];
        for chunk in stretch.split_whitespace() {
            let start = chunk.as_ptr() as usize - words.as_ptr() as usize;
            scan(words, start, start + chunk.len(), &mut ranges);
        }
        let mut first = 0;
        for next in 1..=ranges.len() {
            let full = next - first >= LONGEST;
            if next < ranges.len() && !full && !boundary::ends_before(words, &ranges, first, next) {
                continue;
            }
            let start = tokens.len();
            tokens.extend(ranges[first..next].iter().map(|&(from, to)| Token { span: Span::new(from, to) }));
            sentences.push(Sentence {
                span: Span::new(ranges[first].0, ranges[next - 1].1),
                tokens: Ids::new(start..tokens.len()),
                opens_paragraph: first == 0,
            });
            first = next;
        }
    }
    (Layer::new(sentences), Layer::new(tokens))
}
