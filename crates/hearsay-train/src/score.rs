//! Scores predicted trees against gold ones, with the alignment of the CoNLL 2018 shared task.
//!
//! Both files must hold the same characters, white space aside. Words align where their characters agree; words joined in
//! writing align by the longest common sequence of their forms.

use crate::conllu::{Tree, Word};
use std::collections::HashMap;

/// Correct, gold and predicted items of one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Count {
    /// Items that agree.
    pub correct: usize,
    /// Items in the gold file.
    pub gold: usize,
    /// Items in the predicted file.
    pub predicted: usize,
}

impl Count {
    /// The harmonic mean of precision and recall, in percent.
    pub fn f1(self) -> f64 {
        let all = self.gold + self.predicted;
        if all == 0 { 0.0 } else { 200.0 * self.correct as f64 / all as f64 }
    }
}

/// The measures of the shared task that we use.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// Surface tokens ("don't" is one).
    pub tokens: Count,
    /// Sentences.
    pub sentences: Count,
    /// Words ("do", "n't").
    pub words: Count,
    /// Word classes.
    pub upos: Count,
    /// Features.
    pub feats: Count,
    /// Lemmas.
    pub lemmas: Count,
    /// Heads.
    pub uas: Count,
    /// Heads and relations, subtypes aside.
    pub las: Count,
    /// Heads and relations with their subtypes.
    pub las_full: Count,
}

struct Flat<'a> {
    /// Surface tokens as character ranges.
    tokens: Vec<(usize, usize)>,
    sentences: Vec<(usize, usize)>,
    words: Vec<FlatWord<'a>>,
    characters: Vec<char>,
}

struct FlatWord<'a> {
    word: &'a Word,
    span: (usize, usize),
    joined: bool,
    head: Option<usize>,
}

fn flatten(trees: &[Tree]) -> Flat<'_> {
    let mut flat = Flat { tokens: Vec::new(), sentences: Vec::new(), words: Vec::new(), characters: Vec::new() };
    for tree in trees {
        let start = flat.characters.len();
        let first = flat.words.len();
        let mut left = 0;
        let mut span = (0, 0);
        for word in &tree.words {
            let joined = left > 0 || word.joined.is_some();
            if left == 0 {
                let (form, words) = word.joined.as_ref().map_or((&word.form, 1), |(form, words)| (form, *words));
                span.0 = flat.characters.len();
                flat.characters.extend(form.chars().filter(|c| !c.is_whitespace()));
                span.1 = flat.characters.len();
                flat.tokens.push(span);
                left = words;
            }
            left -= 1;
            let head = word.head.checked_sub(1).map(|head| first + head);
            flat.words.push(FlatWord { word, span, joined, head });
        }
        flat.sentences.push((start, flat.characters.len()));
    }
    flat
}

/// Scores the predicted trees, or says where the characters of the two differ.
pub fn score(gold: &[Tree], predicted: &[Tree]) -> Result<Scores, String> {
    let (gold, predicted) = (flatten(gold), flatten(predicted));
    if gold.characters != predicted.characters {
        let at = gold.characters.iter().zip(&predicted.characters).take_while(|(a, b)| a == b).count();
        let near: String = gold.characters[at.saturating_sub(20)..].iter().take(40).collect();
        return Err(format!("the texts differ from character {at} on, near \"{near}\""));
    }
    let pairs = align(&gold.words, &predicted.words);
    let mut scores = Scores {
        tokens: spans(&gold.tokens, &predicted.tokens),
        sentences: spans(&gold.sentences, &predicted.sentences),
        ..Scores::default()
    };
    let base = Count { correct: 0, gold: gold.words.len(), predicted: predicted.words.len() };
    let partner: HashMap<usize, usize> = pairs.iter().map(|&(g, p)| (p, g)).collect();
    for count in [
        &mut scores.words,
        &mut scores.upos,
        &mut scores.feats,
        &mut scores.lemmas,
        &mut scores.uas,
        &mut scores.las,
        &mut scores.las_full,
    ] {
        *count = base;
    }
    for &(g, p) in &pairs {
        let (g, p) = (&gold.words[g], &predicted.words[p]);
        scores.words.correct += 1;
        scores.upos.correct += usize::from(g.word.upos == p.word.upos);
        scores.feats.correct += usize::from(g.word.feats == p.word.feats);
        scores.lemmas.correct += usize::from(g.word.lemma == p.word.lemma || g.word.lemma == "_");
        let head = p.head.map(|head| partner.get(&head).copied());
        let same_head = match (g.head, head) {
            (None, None) => true,
            (Some(gold), Some(Some(found))) => gold == found,
            _ => false,
        };
        if same_head {
            scores.uas.correct += 1;
            let universal = |rel: &str| rel.split(':').next().map(str::to_owned);
            scores.las.correct += usize::from(universal(&g.word.rel) == universal(&p.word.rel));
            scores.las_full.correct += usize::from(g.word.rel == p.word.rel);
        }
    }
    Ok(scores)
}

fn spans(gold: &[(usize, usize)], predicted: &[(usize, usize)]) -> Count {
    let mut count = Count { correct: 0, gold: gold.len(), predicted: predicted.len() };
    let (mut g, mut p) = (0, 0);
    while g < gold.len() && p < predicted.len() {
        count.correct += usize::from(gold[g] == predicted[p]);
        match gold[g].0.cmp(&predicted[p].0) {
            std::cmp::Ordering::Less => g += 1,
            std::cmp::Ordering::Greater => p += 1,
            std::cmp::Ordering::Equal => {
                g += 1;
                p += 1;
            }
        }
    }
    count
}

fn align(gold: &[FlatWord], predicted: &[FlatWord]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut g, mut p) = (0, 0);
    while g < gold.len() && p < predicted.len() {
        if gold[g].joined || predicted[p].joined {
            let (g0, p0) = (g, p);
            // The stretch that covers all words joined in writing on either side.
            let mut end = if gold[g].joined { gold[g].span.1 } else { predicted[p].span.1 };
            if gold[g].span.0 < predicted[p].span.0 && !gold[g].joined {
                g += 1;
                continue;
            }
            if predicted[p].span.0 < gold[g].span.0 && !predicted[p].joined {
                p += 1;
                continue;
            }
            loop {
                let before = (g, p);
                while g < gold.len() && gold[g].span.0 < end {
                    if gold[g].joined {
                        end = end.max(gold[g].span.1);
                    }
                    g += 1;
                }
                while p < predicted.len() && predicted[p].span.0 < end {
                    if predicted[p].joined {
                        end = end.max(predicted[p].span.1);
                    }
                    p += 1;
                }
                if before == (g, p) {
                    break;
                }
            }
            common(&gold[g0..g], &predicted[p0..p], g0, p0, &mut pairs);
            continue;
        }
        if gold[g].span == predicted[p].span {
            pairs.push((g, p));
            g += 1;
            p += 1;
        } else if gold[g].span.0 <= predicted[p].span.0 {
            g += 1;
        } else {
            p += 1;
        }
    }
    pairs
}

/// The longest common sequence of forms of two short runs of words.
fn common(gold: &[FlatWord], predicted: &[FlatWord], g0: usize, p0: usize, pairs: &mut Vec<(usize, usize)>) {
    let (n, m) = (gold.len(), predicted.len());
    let mut table = vec![vec![0usize; m + 1]; n + 1];
    let same = |g: usize, p: usize| gold[g].word.form.to_lowercase() == predicted[p].word.form.to_lowercase();
    for g in (0..n).rev() {
        for p in (0..m).rev() {
            table[g][p] = if same(g, p) { table[g + 1][p + 1] + 1 } else { table[g + 1][p].max(table[g][p + 1]) };
        }
    }
    let (mut g, mut p) = (0, 0);
    while g < n && p < m {
        if same(g, p) {
            pairs.push((g0 + g, p0 + p));
            g += 1;
            p += 1;
        } else if table[g + 1][p] >= table[g][p + 1] {
            g += 1;
        } else {
            p += 1;
        }
    }
}
