//! For one cue: labels each token around it as part of its source, of its content, or of neither.
//!
//! A chain of five states keeps the source in one piece: nothing, content and source before the source has ended, and
//! nothing and content after it.

use super::cue_model::bucket;
use super::grain::{Grains, Mark};
use super::weights::{Slots, Table, mix};
use crate::tags::{Rel, Upos};
use std::ops::Range;

/// Neither source nor content.
pub const NEITHER: usize = 0;
/// Of the source.
pub const SOURCE: usize = 1;
/// Of the content.
pub const CONTENT: usize = 2;

/// The label of each state.
pub const LABEL: [usize; 5] = [NEITHER, CONTENT, SOURCE, NEITHER, CONTENT];

/// Whether a state may follow another.
pub const fn follows(before: usize, state: usize) -> bool {
    match before {
        0 | 1 => state <= 2,
        2 => state >= 2,
        _ => state >= 3,
    }
}

/// Most tokens on each side of the cue's sentence that are looked at.
const REACH: usize = 220;

/// How a token hangs together with the cue in the tree.
#[derive(Clone, Copy)]
struct Branch {
    /// Steps from the cue's top up to the lowest common ancestor.
    up: u32,
    /// Steps from there down to the token.
    down: u32,
    /// The relations on the way up, hashed.
    ups: u32,
    /// The token below the common ancestor on the way down; the token itself where that is the ancestor.
    child: u32,
}

/// The tokens around a cue and what holds for all of them.
pub struct CueView<'g> {
    grains: &'g Grains,
    cue: Range<usize>,
    window: Range<usize>,
    top: usize,
    sentence: u32,
    branches: Vec<Branch>,
    passive: u32,
    quotation_before: u32,
    quotation_after: u32,
    cue_hash: u32,
    shape: u32,
}

impl<'g> CueView<'g> {
    /// The view from the cue that spans these tokens.
    pub fn new(grains: &'g Grains, cue: Range<usize>) -> CueView<'g> {
        let top = grains.top(cue.start, cue.end);
        let sentence = grains.all[top].sentence;
        let window = window(grains, &cue);
        let own = grains.sentence(i64::from(sentence)).range();
        let passive = u32::from(grains.all[top].kids & super::grain::kid(Rel::AuxPass) != 0)
            + 2 * u32::from(cue.clone().any(|at| grains.all[at].word == BY));
        let quotation = |mut range: Box<dyn Iterator<Item = usize>>| {
            range.find_map(|at| Some(grains.all[at].quotation).filter(|&number| number != 0)).unwrap_or(0)
        };
        let quotation_before = quotation(Box::new((window.start..cue.start).rev()));
        let quotation_after = quotation(Box::new(cue.end..window.end));
        let shape = shape(grains, &cue, &own);
        let mut view = CueView {
            grains,
            branches: Vec::new(),
            window,
            top,
            sentence,
            passive,
            quotation_before,
            quotation_after,
            cue_hash: cue.clone().take(4).fold(7, |hash, at| mix(hash, grains.all[at].lemma)),
            shape,
            cue,
        };
        view.branches = view.branches_of(own);
        view
    }

    /// The tokens looked at.
    pub fn window(&self) -> Range<usize> {
        self.window.clone()
    }

    fn branches_of(&self, own: Range<usize>) -> Vec<Branch> {
        // Distance of each ancestor of the cue's top, with the relations on the way.
        let mut above: Vec<(usize, u32)> = Vec::new();
        let mut node = self.top;
        let mut ups = 17;
        loop {
            above.push((node, ups));
            let grain = &self.grains.all[node];
            if grain.head as usize == node || above.len() > own.len() {
                break;
            }
            ups = mix(ups, grain.rel as u32);
            node = grain.head as usize;
        }
        own.map(|at| {
            let mut node = at;
            let mut down = 0;
            let mut child = at;
            loop {
                if let Some(up) = above.iter().position(|&(ancestor, _)| ancestor == node) {
                    return Branch { up: up as u32, down, ups: above[up].1, child: child as u32 };
                }
                let head = self.grains.all[node].head as usize;
                if head == node || down > 60 {
                    return Branch { up: 99, down: 99, ups: 0, child: at as u32 };
                }
                child = node;
                node = head;
                down += 1;
            }
        })
        .collect()
    }

    fn branch(&self, at: usize) -> Branch {
        let start = self.grains.sentence(i64::from(self.sentence)).range().start;
        let inside = self.grains.all[at].sentence == self.sentence;
        if inside { self.branches[at - start] } else { Branch { up: 50, down: 50, ups: 1, child: at as u32 } }
    }

    fn is_cue(&self, at: usize) -> bool {
        self.cue.contains(&at)
    }

    fn word(&self, at: isize) -> u32 {
        if at < self.window.start as isize || at >= self.window.end as isize {
            return 0xffff_fff2;
        }
        if self.is_cue(at as usize) { 0xffff_fff3 } else { self.grains.all[at as usize].word }
    }

    fn upos(&self, at: isize) -> u32 {
        if at < self.window.start as isize || at >= self.window.end as isize {
            return 98;
        }
        if self.is_cue(at as usize) { 97 } else { self.grains.all[at as usize].upos as u32 }
    }

    fn place(&self, at: usize) -> u32 {
        let grain = &self.grains.all[at];
        let sentences = i64::from(grain.sentence) - i64::from(self.sentence);
        let side = if at < self.cue.start {
            1
        } else if at < self.cue.end {
            2
        } else {
            3
        };
        let paragraphs =
            self.grains.paragraph[grain.sentence as usize] != self.grains.paragraph[self.sentence as usize];
        side + 4 * (sentences.clamp(-2, 3) + 2) as u32 + 32 * u32::from(paragraphs)
    }

    fn quote_state(&self, at: usize) -> u32 {
        let grain = &self.grains.all[at];
        let which = match grain.quotation {
            0 => 0,
            number if number == self.grains.all[self.top].quotation => 1,
            number if number == self.quotation_before => 2,
            number if number == self.quotation_after => 3,
            _ => 4,
        };
        which + 8 * u32::from(self.quotation_before != 0) + 16 * u32::from(self.quotation_after != 0)
    }

    /// Features of the token at `at`.
    pub fn features(&self, at: usize, slots: &mut Slots) {
        slots.clear();
        let i = at as isize;
        let all = &self.grains.all;
        let grain = &all[at];
        let branch = self.branch(at);
        let child = &all[branch.child as usize];
        let pos = grain.upos as u32;
        let rel = grain.rel as u32;
        let place = self.place(at);
        let side = place & 3;
        let cue = all[self.top].lemma;
        let cue_pos = all[self.top].upos as u32;
        let cue_side = if self.cue.start > at { self.cue.start - at } else { (at + 1).saturating_sub(self.cue.end) };
        let near = bucket(cue_side);
        let quote = self.quote_state(at);
        let child_rel = if branch.down == 0 { 90 } else { child.rel as u32 };
        let child_side = u32::from((branch.child as usize) < self.cue.start);
        let up = branch.up.min(4);
        let down = branch.down.min(4);
        let route = mix(mix(branch.ups, child_rel), child_side);
        slots.add(&[place]);
        slots.add(&[grain.word, side]);
        slots.add(&[pos, side, near]);
        slots.add(&[place, quote]);
        slots.add(&[quote, near, side]);
        slots.add(&[route]);
        slots.add(&[route, down]);
        slots.add(&[route, pos]);
        slots.add(&[route, cue]);
        slots.add(&[route, cue_pos, self.passive]);
        slots.add(&[route, quote]);
        slots.add(&[route, child.lemma]);
        slots.add(&[route, child.upos as u32, near]);
        slots.add(&[route, self.shape]);
        slots.add(&[up, down, child_rel, rel]);
        slots.add(&[up, child_rel, rel, pos]);
        slots.add(&[child_rel, up, cue, self.passive]);
        slots.add(&[side, cue, near.min(4)]);
        slots.add(&[side, self.cue_hash]);
        slots.add(&[side, self.cue_hash, quote]);
        slots.add(&[side, cue_pos, self.shape, near]);
        slots.add(&[self.shape, place, pos]);
        slots.add(&[self.shape, child_rel, up, side]);
        slots.add(&[self.word(i - 1), side]);
        slots.add(&[self.word(i + 1), side]);
        slots.add(&[self.upos(i - 1), pos, side]);
        slots.add(&[pos, self.upos(i + 1), side]);
        slots.add(&[self.upos(i - 2), self.upos(i - 1), pos, side]);
        slots.add(&[pos, self.upos(i + 1), self.upos(i + 2), side]);
        slots.add(&[self.word(i - 1), grain.word]);
        slots.add(&[grain.word, self.word(i + 1)]);
        slots.add(&[self.word(i - 2), near.min(4), side]);
        slots.add(&[self.word(i + 2), near.min(4), side]);
        slots.add(&[rel, pos, side, near]);
        slots.add(&[rel, all[grain.head as usize].lemma, side]);
        slots.add(&[u32::from(grain.capital), pos, side, near.min(4)]);
        let sentence_start = self.grains.sentences[grain.sentence as usize].range();
        slots.add(&[bucket(at - sentence_start.start), place]);
        slots.add(&[bucket(sentence_start.end - 1 - at), place]);
        slots.add(&[self.commas(at), side, quote]);
        slots.add(&[self.commas(at), route]);
        slots.add(&[self.commas(at), pos, cue_pos, side]);
        slots.add(&[place, cue, quote]);
        // A quotation whose own sentence tells who speaks belongs to that speaker.
        let reports = u32::from(self.grains.reports[grain.sentence as usize]);
        slots.add(&[place, quote, reports]);
        slots.add(&[place, reports, u32::from(grain.quoted)]);
        let class = u32::from(all[self.top].class);
        slots.add(&[class, route]);
        slots.add(&[class, side, quote, near.min(4)]);
        slots.add(&[class, self.shape, side]);
        let parent = &all[grain.head as usize];
        slots.add(&[route, rel, parent.upos as u32]);
        slots.add(&[side, u32::from(grain.class), pos, quote]);
    }

    /// Marks between the token and the cue.
    fn commas(&self, at: usize) -> u32 {
        let between = if at < self.cue.start { at + 1..self.cue.start } else { self.cue.end..at.max(self.cue.end) };
        if between.len() > 40 {
            return 9;
        }
        between.filter(|&at| self.grains.all[at].upos == Upos::Punct).count().min(4) as u32
    }

    /// Features of the step from the token before `at` to it; `before` is the label of the one before.
    pub fn edge_features(&self, at: usize, before: usize, slots: &mut Slots) {
        slots.clear();
        let i = at as isize;
        let all = &self.grains.all;
        let label = before as u32 + 40;
        let grain = &all[at];
        let (branch, last) = (
            self.branch(at),
            if at > self.window.start { self.branch(at - 1) } else { Branch { up: 77, down: 77, ups: 3, child: 0 } },
        );
        let same = u32::from(branch.child == last.child && branch.up == last.up && branch.down != 0);
        let side = self.place(at) & 3;
        let (pos, prior) = (grain.upos as u32, self.upos(i - 1));
        slots.add(&[label]);
        slots.add(&[label, side]);
        slots.add(&[label, prior, pos]);
        slots.add(&[label, self.word(i - 1)]);
        slots.add(&[label, grain.word]);
        slots.add(&[label, same, branch.up.min(4), branch.down.min(3), last.down.min(3)]);
        slots.add(&[label, same, grain.rel as u32, side]);
        slots.add(&[label, grain.rel as u32, prior, pos]);
        slots.add(&[label, self.word(i - 1), pos]);
        slots.add(&[label, prior, grain.word]);
        slots.add(&[label, self.quote_state(at), self.quote_state(at.saturating_sub(1).max(self.window.start))]);
        let prior_grain = &all[at.saturating_sub(1).max(self.window.start)];
        let break_kind = match () {
            () if self.grains.paragraph[prior_grain.sentence as usize]
                != self.grains.paragraph[grain.sentence as usize] =>
            {
                2
            }
            () if prior_grain.sentence != grain.sentence => 1,
            () => 0,
        };
        let goes_on = u32::from(grain.quotation != 0 && prior_grain.quotation == grain.quotation);
        let reports = u32::from(self.grains.reports[grain.sentence as usize]);
        slots.add(&[label, break_kind, goes_on, u32::from(grain.quoted)]);
        slots.add(&[label, break_kind, goes_on, u32::from(grain.quoted), reports, side]);
        let branch_rel = all[branch.child as usize].rel as u32;
        slots.add(&[label, same, branch_rel, branch.up.min(3), side]);
    }

    /// Whether the token belongs to the cue itself, and so to neither part.
    pub fn taken(&self, at: usize) -> bool {
        self.is_cue(at)
    }
}

const BY: u32 = super::weights::hash(b"by");

/// What surrounds the cue, in a few bits: marks beside it, quotation, its own class, a complement, a subject.
fn shape(grains: &Grains, cue: &Range<usize>, own: &Range<usize>) -> u32 {
    let beside = |at: Option<usize>| match at {
        Some(at) if own.contains(&at) => match grains.all[at].mark {
            Mark::Opens => 1,
            Mark::Closes => 2,
            Mark::Other => 3,
            Mark::Word => match grains.all[at].upos {
                Upos::Noun | Upos::Propn => 4,
                Upos::Pron => 5,
                Upos::Sconj => 6,
                Upos::Verb | Upos::Aux => 7,
                _ => 8,
            },
        },
        _ => 0,
    };
    let top = grains.top(cue.start, cue.end);
    let kids = grains.all[top].kids & (super::grain::kid(Rel::Ccomp) | super::grain::kid(Rel::Nsubj));
    beside(cue.start.checked_sub(1)) + 16 * beside(Some(cue.end)) + 256 * (grains.all[top].upos as u32) + 16384 * kids
}

/// The stretch that a cue's source and content are looked for in: its sentence, the one before, and as many more on
/// either side as the quotation goes on.
fn window(grains: &Grains, cue: &Range<usize>) -> Range<usize> {
    let number = grains.all[cue.start].sentence as i64;
    let last = grains.all[cue.end - 1].sentence as i64;
    let own = grains.sentence(number).range();
    let quoted = |at: usize| grains.all.get(at).is_some_and(|grain| grain.quotation != 0);
    let mut start = own.start;
    let mut back = number - 1;
    while back >= 0 && number - back <= 5 {
        let tokens = grains.sentence(back).range();
        if tokens.is_empty() || own.start - tokens.start > REACH {
            break;
        }
        start = tokens.start;
        // Further back only while the quotation goes on.
        if !(quoted(tokens.start) && grains.all[tokens.start].mark != Mark::Opens) {
            break;
        }
        back -= 1;
    }
    let mut end = grains.sentence(last).range().end;
    let mut next = last + 1;
    while next - last <= 10 {
        let tokens = grains.sentence(next).range();
        if tokens.is_empty() || tokens.end - own.end > REACH || !quoted(tokens.start) {
            break;
        }
        end = tokens.end;
        next += 1;
    }
    start..end
}

/// Scores of the tokens of a window and of the steps between them.
pub struct Scores {
    /// For each token, one a label.
    pub tokens: Vec<[i32; 3]>,
    /// For each token, from the label before (outer) to each label.
    pub steps: Vec<[[i32; 3]; 3]>,
}

/// The scores of the window of that view.
pub fn scores(table: &Table, view: &CueView) -> Scores {
    let mut slots = Slots::of(2);
    let mut edges = Slots::of(3);
    let mut scores = Scores { tokens: Vec::new(), steps: Vec::new() };
    for at in view.window() {
        view.features(at, &mut slots);
        let mut sum = table.sum(slots.as_slice());
        if view.taken(at) {
            sum[SOURCE] = i32::MIN / 8;
            sum[CONTENT] = i32::MIN / 8;
        }
        scores.tokens.push(sum);
        let mut steps = [[0; 3]; 3];
        for (before, step) in steps.iter_mut().enumerate() {
            view.edge_features(at, before, &mut edges);
            *step = table.sum(edges.as_slice());
        }
        scores.steps.push(steps);
    }
    scores
}

/// The best states: one a token, and the sum of their scores.
pub fn decode(scores: &Scores) -> (Vec<usize>, i64) {
    const LOW: i64 = i64::MIN / 4;
    let n = scores.tokens.len();
    let mut best = vec![[LOW; 5]; n];
    let mut from = vec![[0u8; 5]; n];
    for at in 0..n {
        for state in 0..5 {
            let own = i64::from(scores.tokens[at][LABEL[state]]);
            if at == 0 {
                if state <= 2 {
                    best[0][state] = own;
                }
                continue;
            }
            for before in 0..5 {
                if !follows(before, state) || best[at - 1][before] <= LOW {
                    continue;
                }
                let value = best[at - 1][before] + i64::from(scores.steps[at][LABEL[before]][LABEL[state]]) + own;
                if value > best[at][state] {
                    best[at][state] = value;
                    from[at][state] = before as u8;
                }
            }
        }
    }
    let mut labels = vec![NEITHER; n];
    if n == 0 {
        return (labels, 0);
    }
    let mut state = (0..5).rev().max_by_key(|&state| best[n - 1][state]).unwrap_or(0);
    let total = best[n - 1][state];
    for at in (0..n).rev() {
        labels[at] = LABEL[state];
        state = usize::from(from[at][state]);
    }
    (labels, total)
}
