//! How likely two accounts tell of the same event: a learned weighing of names, words, days, places and numbers.

use super::account::Account;
use crate::context::{CHANNELS, Context, Priors, Term};
use crate::copies::HashedMap;
use crate::math::{ln, logistic};
use std::sync::LazyLock;

/// Reports that the table of common words stands for beside those of the ledger.
const PRIOR: f32 = 300.0;
/// A term in a larger share of the reports tells nothing.
const COMMON: f32 = 0.25;
/// Terms kept of each channel.
const KEPT: [usize; CHANNELS] = [48, 48, 64];
/// Terms in at most this many accounts are rare.
const RARE: u32 = 20;

/// How many accounts hold each term.
#[derive(Default)]
pub(crate) struct Frequencies {
    counts: HashedMap<Term, u32>,
    accounts: u32,
}

impl Frequencies {
    pub fn of<'a>(contexts: impl IntoIterator<Item = &'a Context>) -> Frequencies {
        let mut frequencies = Frequencies::default();
        for context in contexts {
            frequencies.accounts += 1;
            for &(term, _) in context.channels.iter().flatten() {
                *frequencies.counts.entry(term).or_default() += 1;
            }
        }
        frequencies
    }

    pub fn count(&self, term: Term) -> u32 {
        self.counts.get(&term).copied().unwrap_or(0)
    }

    fn share(&self, term: Term, priors: &Priors) -> f32 {
        (self.count(term) as f32 + PRIOR * priors.of(term)) / (self.accounts as f32 + PRIOR + 1.0)
    }
}

/// A context as unit vectors over its rarer terms.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vectors {
    pub channels: [Vec<(Term, f32)>; CHANNELS],
}

impl Vectors {
    pub fn of(context: &Context, frequencies: &Frequencies, priors: &Priors) -> Vectors {
        let mut vectors = Vectors::default();
        for ((terms, vector), kept) in context.channels.iter().zip(&mut vectors.channels).zip(KEPT) {
            for &(term, count) in terms {
                let share = frequencies.share(term, priors);
                if share < COMMON {
                    vector.push((term, -ln(share) * (1.0 + ln(f32::from(count.max(1))))));
                }
            }
            vector.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            vector.truncate(kept);
            let norm = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(1e-6);
            vector.iter_mut().for_each(|(_, weight)| *weight /= norm);
            vector.sort_unstable_by_key(|(term, _)| *term);
        }
        vectors
    }
}

/// The cosine of two unit vectors, and how many rare terms they share.
fn cosine(a: &[(Term, f32)], b: &[(Term, f32)], frequencies: &Frequencies) -> (f32, u32) {
    let (mut i, mut j) = (0, 0);
    let (mut sum, mut rare) = (0.0, 0);
    while let (Some(&(left, x)), Some(&(right, y))) = (a.get(i), b.get(j)) {
        match left.cmp(&right) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += x * y;
                rare += u32::from(frequencies.count(left) <= RARE);
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    (sum, rare)
}

/// The names of the features, as in the file of weights.
pub(crate) const FEATURES: [&str; 20] = [
    "bias",
    "names",
    "pairs",
    "words",
    "rare pairs",
    "rare names",
    "gap",
    "gap to 3",
    "gap over 30",
    "gap over 365",
    "names squared",
    "root names",
    "root pairs",
    "root words",
    "days meet",
    "days apart",
    "place same",
    "place apart",
    "numbers same",
    "numbers differ",
];

/// What tells two accounts of one event from accounts of two.
pub(crate) fn features(
    a: &Account,
    va: &Vectors,
    b: &Account,
    vb: &Vectors,
    frequencies: &Frequencies,
) -> [f32; FEATURES.len()] {
    let channel = |at: usize| cosine(&va.channels[at], &vb.channels[at], frequencies);
    let ((names, rare_names), (pairs, rare_pairs), (words, _)) = (channel(0), channel(1), channel(2));
    let gap = a.published.zip(b.published).map(|(a, b)| (a - b).abs());
    let log = |n: u32| ln(1.0 + n as f32).min(3.0);
    let is = |yes: bool| if yes { 1.0 } else { 0.0 };
    let days = a.days.zip(b.days).map(|(a, b)| a.gap(b));
    let close = a.days.zip(b.days).is_some_and(|(a, b)| a.len().max(b.len()) <= 8);
    let pairs_of_places = || a.places.iter().flat_map(|one| b.places.iter().map(move |other| (one, other)));
    let place_same = pairs_of_places().any(|(one, other)| one.same(other));
    let place_apart =
        !place_same && pairs_of_places().next().is_some() && pairs_of_places().all(|(one, other)| one.apart(other));
    let (mut same, mut differ) = (false, false);
    for (measure, value) in &a.values {
        let mut other = b.values.iter().filter(|(one, _)| one == measure).peekable();
        if other.peek().is_some() {
            let equal = other.any(|(_, number)| number == value);
            same |= equal && *value > 1;
            differ |= !equal;
        }
    }
    [
        1.0,
        names,
        pairs,
        words,
        log(rare_pairs),
        log(rare_names),
        gap.map_or(0.5, |gap| ln(1.0 + gap as f32) / 3.0),
        is(gap.is_some_and(|gap| gap <= 3)),
        is(gap.is_some_and(|gap| gap > 30)),
        is(gap.is_some_and(|gap| gap > 365)),
        3.0 * names * names,
        names.max(0.0).sqrt(),
        pairs.max(0.0).sqrt(),
        words.max(0.0).sqrt(),
        is(close && days == Some(0)),
        is(days.is_some_and(|gap| gap > 1)),
        is(place_same),
        is(place_apart),
        is(same),
        is(differ && !same),
    ]
}

static WEIGHTS: LazyLock<[f32; FEATURES.len()]> = LazyLock::new(|| {
    let lines = include_str!("../../data/figures/same-event.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut weights = [0.0; FEATURES.len()];
    for (name, weight) in lines.filter_map(|line| line.split_once('\t')) {
        if let (Some(at), Ok(weight)) = (FEATURES.iter().position(|one| *one == name), weight.trim().parse()) {
            weights[at] = weight;
        }
    }
    weights
});

/// The probability that the two are accounts of one event.
pub(crate) fn probability(features: &[f32; FEATURES.len()]) -> f32 {
    logistic(features.iter().zip(WEIGHTS.iter()).map(|(feature, weight)| feature * weight).sum())
}

#[test]
fn every_weight_has_its_feature() {
    assert!(WEIGHTS.iter().filter(|weight| **weight != 0.0).count() > 10);
    let lines = include_str!("../../data/figures/same-event.tsv").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let (name, weight) = line.split_once('\t').expect("a name and a weight");
        assert!(FEATURES.contains(&name) && weight.parse::<f32>().is_ok(), "{line}");
    }
}
