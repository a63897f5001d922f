//! Phrase lists looked up in a text: the longest phrase that starts at a token wins.
//!
//! Matching runs on the text and not on tokens, so that it does not depend on how hyphens are split; a space in a phrase
//! matches any white space (wire copy breaks lines inside names), a hyphen matches a hyphen or a space.

use crate::layer::{Id, Ids};
use crate::tokens::Token;
use crate::words::Words;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// FNV-1a: fast on short words; the lists are our own, so no input can aim at collisions.
#[derive(Clone, Copy)]
pub(crate) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

/// Phrases in lower case, each with what it stands for.
pub(crate) struct Phrases<T> {
    by_first: HashMap<&'static str, Vec<(&'static str, T)>, BuildHasherDefault<Fnv>>,
}

impl<T: Copy> Phrases<T> {
    /// The list of these phrases. Where one is given twice, each payload is kept, in order.
    pub(crate) fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Phrases<T> {
        let mut by_first: HashMap<_, Vec<_>, _> = HashMap::default();
        for (phrase, payload) in phrases {
            by_first.entry(first_word(phrase)).or_default().push((phrase, payload));
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(phrase, _): &(&str, T)| std::cmp::Reverse(phrase.len()));
        }
        Phrases { by_first }
    }

    /// What every phrase stands for.
    pub(crate) fn payloads(&self) -> impl Iterator<Item = &T> {
        self.by_first.values().flatten().map(|(_, payload)| payload)
    }

    /// The longest phrase that starts at `token` and ends at a word's end, inside `within`.
    pub(crate) fn at(&self, words: &Words, within: Ids<Token>, token: Id<Token>) -> Option<(Ids<Token>, T)> {
        self.all_at(words, within, token).next()
    }

    /// All phrases that start at `token`, longest first.
    pub(crate) fn all_at<'s>(
        &'s self,
        words: &'s Words,
        within: Ids<Token>,
        token: Id<Token>,
    ) -> impl Iterator<Item = (Ids<Token>, T)> + 's {
        let start = words.tokens[token].span.start() as usize;
        let rest = words.lower_from(start);
        let list = self.by_first.get(first_word(rest)).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(move |&(phrase, payload)| {
            let end = (start + matched(rest, phrase)?) as u32;
            let mut last = token.index();
            while last + 1 < within.range().end && words.tokens[Id::new(last + 1)].span.start() < end {
                last += 1;
            }
            (words.tokens[Id::new(last)].span.end() >= end).then(|| (Ids::new(token.index()..last + 1), payload))
        })
    }
}

/// The run of letters and digits that a text starts with; its first character where that is neither.
fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    if end == 0 { &text[..text.chars().next().map_or(0, char::len_utf8)] } else { &text[..end] }
}

/// How many bytes of `text` the phrase takes, if it stands at its start as whole words.
fn matched(text: &str, phrase: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for byte in phrase.bytes() {
        match byte {
            b' ' => {
                let from = at;
                while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                    at += 1;
                }
                if at == from {
                    return None;
                }
            }
            b'-' if matches!(bytes.get(at), Some(b'-' | b' ')) => at += 1,
            b'-' if text.get(at..).is_some_and(|rest| rest.starts_with('\u{2011}') || rest.starts_with('–')) => {
                at += 3
            }
            b'\'' if text.get(at..).is_some_and(|rest| rest.starts_with('’')) => at += 3,
            _ if bytes.get(at) == Some(&byte) => at += 1,
            _ => return None,
        }
    }
    let rest = text.get(at..)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(at)
}
