//! The words around a claim by which one event is known from another: names, pairs of names, rarer other words.

use crate::copies::of_bytes;
use hearsay_core::{Span, Text};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A word, hashed with its channel.
pub(crate) type Term = u32;

/// The ways in which a word can tell events apart.
pub(crate) const CHANNELS: usize = 3;

/// The words of a stretch of text, by channel: names, pairs of names, other words. Each with how often it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Context {
    pub channels: [Vec<(Term, u8)>; CHANNELS],
}

/// How common a word is where no ledger has told us yet: reports in a thousand.
static COMMON: LazyLock<BTreeMap<&'static str, f32>> = LazyLock::new(|| {
    let lines = include_str!("../data/figures/common-words.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t').and_then(|(word, n)| Some((word, n.parse().ok()?)))).collect()
});

/// The share of reports that hold a word nobody has counted.
const RARE: f32 = 0.0008;

/// Bytes of a stretch that are read: what tells an event stands early, and a long report must not cost more.
const READ: usize = 6000;

impl Context {
    /// The words of some stretches of a text.
    pub fn of(text: &Text, stretches: &[Span], prior: &mut Priors) -> Context {
        let mut counts: [BTreeMap<Term, u8>; CHANNELS] = Default::default();
        let mut left = READ;
        for &stretch in stretches {
            let mut words = text.at(stretch);
            if words.len() > left {
                let cut = (0..=left).rev().find(|&at| words.is_char_boundary(at)).unwrap_or(0);
                words = &words[..cut];
            }
            left -= words.len();
            read(words, &mut |channel, term, common| {
                prior.note(term, common);
                let count = counts[channel].entry(term).or_default();
                *count = count.saturating_add(1);
            });
        }
        Context { channels: counts.map(|counts| counts.into_iter().collect()) }
    }

    /// Adds the words of another stretch.
    pub fn add(&mut self, other: Context) {
        for (mine, theirs) in self.channels.iter_mut().zip(other.channels) {
            mine.extend(theirs);
            mine.sort_unstable();
            mine.dedup_by(|next, first| {
                let same = next.0 == first.0;
                first.1 = if same { first.1.saturating_add(next.1) } else { first.1 };
                same
            });
        }
    }

    /// A context of given terms, for claims without a text.
    pub fn of_terms(names: &[Term]) -> Context {
        let mut terms: Vec<(Term, u8)> = names.iter().map(|&term| (term, 1)).collect();
        terms.sort_unstable();
        terms.dedup_by_key(|(term, _)| *term);
        Context { channels: [terms, Vec::new(), Vec::new()] }
    }
}

/// How common each term is in news at large, where that is more than [`RARE`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Priors(crate::copies::HashedMap<Term, f32>);

impl Priors {
    fn note(&mut self, term: Term, common: f32) {
        if common > RARE {
            self.0.insert(term, common);
        }
    }

    /// The share of reports that hold it.
    pub fn of(&self, term: Term) -> f32 {
        self.0.get(&term).copied().unwrap_or(RARE)
    }
}

/// Hands out the terms of some words with their share in news at large.
fn read(words: &str, out: &mut dyn FnMut(usize, Term, f32)) {
    let mut name_before: Option<(String, usize)> = None;
    let mut at = 0;
    let bytes = words.as_bytes();
    while at < words.len() {
        let Some(start) = words[at..].find(char::is_alphanumeric).map(|found| at + found) else { break };
        let end = words[start..]
            .find(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .map_or(words.len(), |n| start + n);
        at = end.max(start + 1);
        while at < words.len() && !words.is_char_boundary(at) {
            at += 1;
        }
        let raw = words[start..end].trim_end_matches(['\'', '’']);
        let raw = raw.strip_suffix("'s").or(raw.strip_suffix("’s")).unwrap_or(raw);
        let first = raw.chars().next().unwrap_or(' ');
        let word = raw.to_lowercase();
        if first.is_numeric() || word.chars().nth(2).is_none() {
            name_before = None;
            continue;
        }
        let common = COMMON.get(word.as_str()).map_or(RARE, |n| n / 1000.0);
        if first.is_uppercase() {
            out(0, term('C', &word), common);
            if let Some((before, ended)) = name_before.take()
                && bytes[ended..start].iter().all(|&b| b == b' ')
            {
                let before_common = COMMON.get(before.as_str()).map_or(RARE, |n| n / 1000.0);
                let both = if common > RARE && before_common > RARE { 0.3 * common.min(before_common) } else { 0.0 };
                out(1, term('B', &format!("{before} {word}")), both);
            }
            name_before = Some((word, end));
        } else {
            name_before = None;
            if word.chars().nth(3).is_some() {
                out(2, term('l', &word), common);
            }
        }
    }
}

fn term(channel: char, word: &str) -> Term {
    of_bytes(format!("{channel}{word}").as_bytes()) as Term
}

#[test]
fn names_pairs_and_words_are_kept_apart() {
    let text = Text::from("In Varna Point’s market, Mira Holt heard shelling. Shelling again.");
    let mut priors = Priors::default();
    let context = Context::of(&text, &[text.span()], &mut priors);
    let has =
        |channel: usize, word: &str, mark| context.channels[channel].iter().any(|(one, _)| *one == term(mark, word));
    assert!(has(0, "point", 'C') && has(0, "holt", 'C'));
    assert!(has(1, "varna point", 'B') && has(1, "mira holt", 'B') && !has(1, "market mira", 'B'));
    assert!(has(2, "shelling", 'l') && has(2, "heard", 'l'));
    assert!(priors.of(term('l', "market")) > priors.of(term('C', "varna")));
    assert_eq!(Context::of(&text, &[], &mut priors), Context::default());
}
