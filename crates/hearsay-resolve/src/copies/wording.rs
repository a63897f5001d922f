//! A text as copies are found in it: its words without case and marks, each with its place, paragraph and whether it is
//! quoted.

use super::hash::{Folded, together};
use hearsay_core::{Span, Text};

/// Words in a shingle.
pub(super) const SHINGLE: usize = 5;

/// The words of a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Hash of each word, lower case.
    words: Vec<u32>,
    /// Where each word stands.
    spans: Vec<Span>,
    /// Whether each word stands in quotation marks: the same quotation in two reports makes neither a copy.
    quoted: Vec<bool>,
    /// The word at which each paragraph begins.
    paragraphs: Vec<u32>,
}

impl Wording {
    /// Reads a text once.
    pub fn of(text: &Text) -> Wording {
        let source = text.as_str();
        let about = source.len() / 6;
        let mut wording = Wording {
            words: Vec::with_capacity(about),
            spans: Vec::with_capacity(about),
            quoted: Vec::with_capacity(about),
            paragraphs: Vec::new(),
        };
        let mut quoted = false;
        let mut opens_paragraph = true;
        // Where the word under way begins, and the hash of its letters so far.
        let mut open: Option<(usize, Folded)> = None;
        for (at, c) in source.char_indices().chain([(source.len(), '\n')]) {
            if c.is_alphanumeric() {
                open.get_or_insert((at, Folded::new())).1.add(c);
                continue;
            }
            if let Some((from, hash)) = open.take() {
                if std::mem::take(&mut opens_paragraph) {
                    wording.paragraphs.push(wording.words.len() as u32);
                }
                wording.words.push(hash.finish() as u32);
                wording.spans.push(Span::new(from as u32, at as u32));
                wording.quoted.push(quoted);
            }
            match c {
                '\n' => {
                    opens_paragraph = true;
                    quoted = false;
                }
                '“' => quoted = true,
                '”' => quoted = false,
                '"' => quoted = !quoted,
                _ => {}
            }
        }
        wording
    }

    /// How many words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The hash of each word.
    pub(super) fn words(&self) -> &[u32] {
        &self.words
    }

    /// How many words of a stretch stand outside quotation marks.
    pub(super) fn own_words(&self, words: std::ops::Range<usize>) -> usize {
        self.quoted.get(words).map_or(0, |quoted| quoted.iter().filter(|&&quoted| !quoted).count())
    }

    /// Where a stretch of words stands in the text.
    pub(super) fn span(&self, words: std::ops::Range<usize>) -> Span {
        match (self.spans.get(words.start), words.end.checked_sub(1).and_then(|last| self.spans.get(last))) {
            (Some(first), Some(last)) => first.cover(*last),
            _ => Span::new(0, 0),
        }
    }

    /// The words of each paragraph.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let ends = self.paragraphs.iter().skip(1).map(|&start| start as usize).chain([self.words.len()]);
        self.paragraphs.iter().map(|&start| start as usize).zip(ends).map(|(start, end)| start..end)
    }

    /// The hash of each run of [`SHINGLE`] words; of the whole where it is shorter.
    pub(super) fn shingles(&self) -> Vec<u64> {
        if self.words.len() < SHINGLE {
            return if self.words.is_empty() { Vec::new() } else { vec![together(&self.words)] };
        }
        self.words.windows(SHINGLE).map(together).collect()
    }
}

#[test]
fn words_keep_their_places_paragraphs_and_quotes() {
    let text = Text::from("Ten died. “We saw it”, he said.\n\nLater: \"no one\" left");
    let wording = Wording::of(&text);
    assert_eq!(wording.len(), 11);
    assert_eq!(wording.paragraphs().collect::<Vec<_>>(), [0..7, 7..11]);
    assert_eq!(text.at(wording.span(2..5)), "We saw it");
    assert_eq!(wording.own_words(0..7), 4);
    assert_eq!(wording.own_words(7..11), 2);
    assert_eq!(Wording::of(&Text::from("TEN died")).words(), &wording.words()[..2]);
}
