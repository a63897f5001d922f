//! Finds the cues: labels each token of a sentence as outside, first or further token of a cue.

use super::grain::{Grain, Grains, Mark};
use super::weights::{Slots, Table, hash};
use crate::cues::CITING;
use crate::layer::Ids;
use crate::tags::{Rel, Upos};
use crate::tokens::Token;
use std::ops::Range;

/// Outside of any cue.
pub const OUTSIDE: usize = 0;
/// The first token of a cue.
pub const BEGINS: usize = 1;
/// A further token of a cue.
pub const INSIDE: usize = 2;

const NONE: u32 = 0xffff_fff1;

/// Slots of the weights of a step from the label before to each label.
pub fn step_slots(slots: &mut Slots, before: usize) -> &[u32] {
    slots.clear();
    slots.add(&[before as u32, 0x57e9]);
    slots.as_slice()
}

/// Facts of a sentence that hold for all its tokens.
pub struct SentenceView<'g> {
    grains: &'g Grains,
    tokens: Range<usize>,
    quotes: Vec<usize>,
}

impl<'g> SentenceView<'g> {
    /// A view of that sentence.
    pub fn new(grains: &'g Grains, tokens: Ids<Token>) -> SentenceView<'g> {
        let range = tokens.range();
        let quotes = range.clone().filter(|&at| matches!(grains.all[at].mark, Mark::Opens | Mark::Closes)).collect();
        SentenceView { grains, tokens: range, quotes }
    }

    fn at(&self, at: isize) -> Option<&Grain> {
        let inside = at >= self.tokens.start as isize && at < self.tokens.end as isize;
        inside.then(|| &self.grains.all[at as usize])
    }

    fn word(&self, at: isize) -> u32 {
        self.at(at).map_or(NONE, |grain| grain.word)
    }

    fn upos(&self, at: isize) -> u32 {
        self.at(at).map_or(99, |grain| grain.upos as u32)
    }

    /// Features of the token at `at`.
    pub fn features(&self, at: usize, slots: &mut Slots) {
        slots.clear();
        let grain = &self.grains.all[at];
        let i = at as isize;
        let pos = grain.upos as u32;
        let rel = grain.rel as u32;
        let head = if grain.head as usize == at { None } else { Some(&self.grains.all[grain.head as usize]) };
        let head_lemma = head.map_or(NONE, |head| head.lemma);
        let head_pos = head.map_or(99, |head| head.upos as u32);
        let above = head.map(|head| &self.grains.all[head.head as usize]);
        let quoted = u32::from(grain.quoted);
        slots.add(&[]);
        slots.add(&[grain.word]);
        slots.add(&[grain.lemma]);
        slots.add(&[grain.lemma, pos]);
        slots.add(&[pos]);
        slots.add(&[pos, grain.form]);
        slots.add(&[grain.ending, pos]);
        slots.add(&[rel]);
        slots.add(&[self.word(i - 1)]);
        slots.add(&[self.word(i + 1)]);
        slots.add(&[self.word(i - 2)]);
        slots.add(&[self.word(i + 2)]);
        slots.add(&[self.word(i - 1), grain.word]);
        slots.add(&[grain.word, self.word(i + 1)]);
        slots.add(&[self.word(i - 1), self.word(i + 1)]);
        slots.add(&[self.upos(i - 1), pos]);
        slots.add(&[pos, self.upos(i + 1)]);
        slots.add(&[self.upos(i - 1), pos, self.upos(i + 1)]);
        slots.add(&[self.upos(i - 2), self.upos(i - 1), pos]);
        slots.add(&[pos, self.upos(i + 1), self.upos(i + 2)]);
        slots.add(&[grain.lemma, self.upos(i + 1)]);
        slots.add(&[grain.lemma, self.upos(i - 1)]);
        slots.add(&[grain.lemma, self.word(i + 1), self.word(i + 2)]);
        slots.add(&[rel, head_lemma]);
        slots.add(&[rel, head_pos, pos]);
        slots.add(&[pos, head_lemma]);
        slots.add(&[rel, above.map_or(NONE, |above| above.lemma), head.map_or(99, |head| head.rel as u32)]);
        slots.add(&[grain.kids]);
        slots.add(&[grain.lemma, grain.kids & 0x3f]);
        slots.add(&[grain.lemma, grain.kids & 0x8]);
        slots.add(&[grain.lemma, rel]);
        slots.add(&[pos, rel, grain.kids & 0x1ff]);
        slots.add(&[grain.lemma, quoted]);
        slots.add(&[pos, quoted]);
        slots.add(&[grain.lemma, u32::from(!self.quotes.is_empty())]);
        let before = self.quotes.iter().rev().find(|&&quote| quote < at).map_or(9, |&quote| bucket(at - quote));
        let after = self.quotes.iter().find(|&&quote| quote > at).map_or(9, |&quote| bucket(quote - at));
        slots.add(&[pos, before]);
        slots.add(&[pos, after]);
        slots.add(&[grain.lemma, before.min(3), after.min(3)]);
        self.subject_and_complement(at, grain, slots);
        self.chain_above(at, slots);
        let from_start = bucket(at - self.tokens.start);
        slots.add(&[pos, from_start]);
        slots.add(&[grain.lemma, from_start.min(2)]);
        slots.add(&[bucket(self.tokens.end - at), grain.lemma]);
        slots.add(&[self.word(i - 1), self.word(i - 2), pos]);
        slots.add(&[self.word(i - 2), self.word(i - 1), grain.word]);
        // Classes of words of saying, for verbs that the lessons seldom hold.
        let class = u32::from(grain.class);
        let others = self
            .tokens
            .clone()
            .filter(|&other| other != at && matches!(self.grains.all[other].class, 1 | 2))
            .count()
            .min(2) as u32;
        slots.add(&[class, pos, rel]);
        slots.add(&[class, grain.kids & 0x1ff]);
        slots.add(&[class, quoted, others]);
        slots.add(&[pos, rel, others, quoted]);
        slots.add(&[grain.lemma, others, quoted]);
        slots.add(&[head.map_or(99, |head| u32::from(head.class)), rel, pos]);
    }

    fn subject_and_complement(&self, at: usize, grain: &Grain, slots: &mut Slots) {
        let mut subject = None;
        let mut complement = None;
        if grain.kids != 0 {
            for child in self.tokens.clone() {
                let kid = &self.grains.all[child];
                if kid.head as usize != at || child == at {
                    continue;
                }
                match kid.rel {
                    Rel::Nsubj | Rel::NsubjPass | Rel::NmodPoss => subject = subject.or(Some(kid)),
                    Rel::Ccomp
                    | Rel::Xcomp
                    | Rel::Obj
                    | Rel::Obl
                    | Rel::Advcl
                    | Rel::Acl
                    | Rel::Parataxis
                    | Rel::Nmod => {
                        complement = complement.or(Some(kid));
                    }
                    _ => {}
                }
            }
        }
        slots.add_if(subject.is_some(), &[grain.lemma, subject.map_or(99, |kid| kid.upos as u32)]);
        slots.add_if(subject.is_some(), &[subject.map_or(NONE, |kid| kid.lemma), grain.upos as u32]);
        slots.add_if(subject.is_some(), &[subject.map_or(NONE, |kid| kid.lemma), grain.lemma]);
        slots.add_if(
            complement.is_some(),
            &[grain.lemma, complement.map_or(99, |kid| kid.rel as u32), complement.map_or(99, |kid| kid.upos as u32)],
        );
        slots.add_if(
            complement.is_some(),
            &[grain.upos as u32, complement.map_or(99, |kid| kid.rel as u32), complement.map_or(NONE, |kid| kid.lemma)],
        );
    }

    /// The nearest verb or noun above through auxiliaries, negation, particles and prepositions.
    fn chain_above(&self, at: usize, slots: &mut Slots) {
        let mut node = at;
        let mut steps = 0;
        while steps < 4 {
            let grain = &self.grains.all[node];
            let passes = matches!(
                grain.rel,
                Rel::Aux
                    | Rel::AuxPass
                    | Rel::Advmod
                    | Rel::Mark
                    | Rel::Case
                    | Rel::Cop
                    | Rel::CompoundPrt
                    | Rel::Det
                    | Rel::Fixed
                    | Rel::Obl
                    | Rel::Obj
                    | Rel::Xcomp
                    | Rel::Amod
                    | Rel::Compound
                    | Rel::OblUnmarked
                    | Rel::Nmod
            );
            if !passes || grain.head as usize == node {
                break;
            }
            node = grain.head as usize;
            steps += 1;
        }
        let top = &self.grains.all[node];
        let side = u32::from(node > at);
        slots.add_if(steps > 0, &[top.lemma, side, steps.min(2), self.grains.all[at].rel as u32]);
        slots.add_if(steps > 0, &[top.lemma, self.grains.all[at].word]);
        slots.add_if(steps > 0, &[top.lemma, bucket(node.abs_diff(at)), side]);
        let verb = matches!(top.upos, Upos::Verb);
        slots.add(&[u32::from(verb), top.kids & 0x1ff, steps.min(3), self.grains.all[at].upos as u32]);
    }
}

/// A distance in a few steps.
pub fn bucket(distance: usize) -> u32 {
    match distance {
        0..=3 => distance as u32,
        4..=6 => 4,
        7..=12 => 5,
        13..=25 => 6,
        _ => 7,
    }
}

/// The best labels for a sentence: Viterbi over sums of whole numbers. A further token follows only a first or further one.
pub fn decode(scores: &[[i32; 3]], steps: &[[i32; 3]; 4]) -> Vec<usize> {
    let n = scores.len();
    let mut best = vec![[i32::MIN / 2; 3]; n];
    let mut from = vec![[0usize; 3]; n];
    for at in 0..n {
        for label in 0..3 {
            if at == 0 {
                if label != INSIDE {
                    best[0][label] = scores[0][label] + steps[3][label];
                }
                continue;
            }
            for before in 0..3 {
                if label == INSIDE && before == OUTSIDE {
                    continue;
                }
                let value = best[at - 1][before] + steps[before][label] + scores[at][label];
                if value > best[at][label] {
                    best[at][label] = value;
                    from[at][label] = before;
                }
            }
        }
    }
    let mut labels = vec![OUTSIDE; n];
    if n == 0 {
        return labels;
    }
    let mut label = (0..3).rev().max_by_key(|&label| best[n - 1][label]).unwrap_or(OUTSIDE);
    for at in (0..n).rev() {
        labels[at] = label;
        label = from[at][label];
    }
    labels
}

/// The cues of a sentence, as ranges of tokens.
pub fn cues(table: &Table, grains: &Grains, tokens: Ids<Token>, bias: i32) -> Vec<Range<usize>> {
    let view = SentenceView::new(grains, tokens);
    let mut slots = Slots::of(1);
    let scores: Vec<[i32; 3]> = tokens
        .range()
        .map(|at| {
            view.features(at, &mut slots);
            let mut sum = table.sum(slots.as_slice());
            sum[BEGINS] += bias;
            sum
        })
        .collect();
    let mut steps = [[0; 3]; 4];
    for (before, step) in steps.iter_mut().enumerate() {
        *step = table.sum(step_slots(&mut slots, before));
    }
    let start = tokens.range().start;
    let mut cues = runs(&decode(&scores, &steps), start);
    for cue in &mut cues {
        if let Some(verb) = cites_for(grains, cue) {
            *cue = verb..verb + 1;
        }
    }
    cues.sort_by_key(|cue| (cue.start, cue.end));
    cues.dedup_by(|later, before| later.start < before.end);
    cues
}

/// The verb of saying that a word of citing stands under: "she [told] reporters, citing the ministry". The one who cites
/// says it; whom they cite stands behind them, and is found as the source of their words.
fn cites_for(grains: &Grains, cue: &Range<usize>) -> Option<usize> {
    let cites = &grains.all[cue.start];
    let verb = cites.head as usize;
    let quotes = CITING.iter().any(|word| hash(word.as_bytes()) == cites.word);
    let says = matches!(grains.all[verb].class, 1 | 2) && grains.all[verb].upos == Upos::Verb;
    (quotes && says).then_some(verb)
}

fn runs(labels: &[usize], start: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, &label) in labels.iter().enumerate() {
        match label {
            BEGINS => found.push(start + at..start + at + 1),
            INSIDE => {
                if let Some(last) = found.last_mut() {
                    last.end = start + at + 1;
                }
            }
            _ => {}
        }
    }
    found
}
