//! Linear-chain conditional random fields (Lafferty et al. 2001), learned by AdaGrad on the log-likelihood with lasso
//! shrinkage, so that few weights remain.

use super::learn::shuffled;
use hearsay_extract::attributions::role_model::{LABEL, follows};
use hearsay_extract::attributions::weights::{BITS, SCALE};
use std::ops::Range;

const ROUNDS: u64 = 8;
const RATE: f32 = 0.012;
const LASSO: f32 = 0.003;
/// Slots that fewer tokens than this touch get no weight.
const LEAST: u32 = 4;
/// Stands for a score that rules a label out.
const LOW: f32 = -1e9;
const STATES: usize = 5;

/// One sequence: the slots of every token, and of every step for each label before it, with the right states.
#[derive(Clone, Debug, Default)]
pub struct Sequence {
    tokens: Vec<u32>,
    token_ends: Vec<u32>,
    steps: Vec<u32>,
    step_ends: Vec<u32>,
    /// Tokens that can bear no label but 0.
    fixed: Vec<bool>,
    /// The right state of each token.
    pub gold: Vec<u8>,
}

impl Sequence {
    /// Adds the slots of the next token.
    pub fn token(&mut self, slots: &[u32]) {
        self.tokens.extend_from_slice(slots);
        self.token_ends.push(self.tokens.len() as u32);
    }

    /// Adds the slots of the step to it from the next label before.
    pub fn step(&mut self, slots: &[u32]) {
        self.steps.extend_from_slice(slots);
        self.step_ends.push(self.steps.len() as u32);
    }

    /// Ends the token with its right state, and whether it can bear no label but 0.
    pub fn end(&mut self, state: u8, fixed: bool) {
        self.gold.push(state);
        self.fixed.push(fixed);
    }

    fn token_slots(&self, at: usize) -> &[u32] {
        &self.tokens[range(&self.token_ends, at)]
    }

    fn step_slots(&self, at: usize, before: usize) -> &[u32] {
        &self.steps[range(&self.step_ends, 3 * at + before)]
    }
}

fn range(ends: &[u32], at: usize) -> Range<usize> {
    (if at == 0 { 0 } else { ends[at - 1] as usize })..ends[at] as usize
}

/// The states of a chain: their labels, which may follow which, which may come first.
struct Chain {
    label: &'static [usize],
    follows: fn(usize, usize) -> bool,
    starts: fn(usize) -> bool,
}

static CUES: Chain =
    Chain { label: &[0, 1, 2], follows: |before, state| !(state == 2 && before == 0), starts: |state| state != 2 };
static ROLES: Chain = Chain { label: &LABEL, follows, starts: |state| state <= 2 };

/// The weights that the lessons teach.
pub fn learn(cues: &[Sequence], roles: &[Sequence]) -> Vec<[i8; 3]> {
    let mut table = Learner::new(cues.iter().chain(roles));
    for round in 0..ROUNDS {
        let cue_loss: f32 = shuffled(cues.len(), round + 1).into_iter().map(|at| table.learn(&CUES, &cues[at])).sum();
        let role_loss: f32 =
            shuffled(roles.len(), round + 100).into_iter().map(|at| table.learn(&ROLES, &roles[at])).sum();
        eprintln!(
            "round {round}: {:.3} a sentence, {:.3} a relation",
            cue_loss / cues.len() as f32,
            role_loss / roles.len() as f32
        );
    }
    let whole = |weight: f32| (weight * SCALE).round().clamp(-127.0, 127.0) as i8;
    table.weights.iter().map(|held| held.map(whole)).collect()
}

struct Learner {
    weights: Vec<[f32; 3]>,
    squares: Vec<[f32; 3]>,
    held: Vec<bool>,
}

impl Learner {
    fn new<'s>(sequences: impl Iterator<Item = &'s Sequence>) -> Learner {
        let slots = 1 << BITS;
        let mut counts = vec![0u32; slots];
        for sequence in sequences {
            sequence.tokens.iter().chain(&sequence.steps).for_each(|&slot| counts[slot as usize] += 1);
        }
        let held = counts.into_iter().map(|count| count >= LEAST).collect();
        Learner { weights: vec![[0.0; 3]; slots], squares: vec![[0.0; 3]; slots], held }
    }

    fn sum(&self, slots: &[u32]) -> [f32; 3] {
        slots.iter().fold([0.0; 3], |sum, &slot| {
            let held = &self.weights[slot as usize];
            [sum[0] + held[0], sum[1] + held[1], sum[2] + held[2]]
        })
    }

    fn update(&mut self, slots: &[u32], slope: [f32; 3]) {
        if slope.iter().all(|one| one.abs() < 1e-4) {
            return;
        }
        for slot in slots.iter().map(|&slot| slot as usize) {
            if !self.held[slot] {
                continue;
            }
            let held = self.weights[slot].iter_mut().zip(&mut self.squares[slot]).zip(slope);
            for ((weight, square), slope) in held {
                *square += slope * slope;
                let size = RATE / (square.sqrt() + 1e-3);
                let moved = *weight + size * slope;
                *weight = moved.signum() * (moved.abs() - size * LASSO).max(0.0);
            }
        }
    }

    /// One step on one sequence; its loss before the step.
    fn learn(&mut self, chain: &Chain, sequence: &Sequence) -> f32 {
        let scores = Scores::of(self, sequence);
        let marginals = Marginals::of(chain, &scores);
        for at in 0..sequence.gold.len() {
            self.update(sequence.token_slots(at), marginals.token_slope(chain, sequence, at));
            if at > 0 {
                for (before, slope) in marginals.step_slopes(chain, sequence, &scores, at).into_iter().enumerate() {
                    self.update(sequence.step_slots(at, before), slope);
                }
            }
        }
        marginals.total - scores.path(chain, sequence)
    }
}

/// The scores of a sequence under the weights of the moment.
struct Scores {
    token: Vec<[f32; 3]>,
    step: Vec<[[f32; 3]; 3]>,
}

impl Scores {
    fn of(learner: &Learner, sequence: &Sequence) -> Scores {
        let token = |at: usize| {
            let mut sum = learner.sum(sequence.token_slots(at));
            if sequence.fixed[at] {
                sum[1] = -1e6;
                sum[2] = -1e6;
            }
            sum
        };
        let n = sequence.gold.len();
        let step = |at: usize| [0, 1, 2].map(|before| learner.sum(sequence.step_slots(at, before)));
        Scores { token: (0..n).map(token).collect(), step: (0..n).map(step).collect() }
    }

    fn path(&self, chain: &Chain, sequence: &Sequence) -> f32 {
        let label = |at: usize| chain.label[usize::from(sequence.gold[at])];
        let steps: f32 = (1..sequence.gold.len()).map(|at| self.step[at][label(at - 1)][label(at)]).sum();
        steps + (0..sequence.gold.len()).map(|at| self.token[at][label(at)]).sum::<f32>()
    }
}

/// Sums over all paths that reach a state, and that go on from it.
struct Marginals {
    forward: Vec<[f32; STATES]>,
    backward: Vec<[f32; STATES]>,
    total: f32,
}

impl Marginals {
    fn of(chain: &Chain, scores: &Scores) -> Marginals {
        let n = scores.token.len();
        let states = chain.label.len();
        let mut forward = vec![[LOW; STATES]; n];
        let mut backward = vec![[LOW; STATES]; n];
        let pass = |at: usize, before: usize, state: usize| {
            if (chain.follows)(before, state) { scores.step[at][chain.label[before]][chain.label[state]] } else { LOW }
        };
        for at in 0..n {
            for state in 0..states {
                let own = scores.token[at][chain.label[state]];
                forward[at][state] = match at {
                    0 if (chain.starts)(state) => own,
                    0 => LOW,
                    _ => own + log_sum((0..states).map(|before| forward[at - 1][before] + pass(at, before, state))),
                };
            }
        }
        backward[n - 1] = [0.0; STATES];
        for at in (0..n - 1).rev() {
            for before in 0..states {
                let on = |state: usize| {
                    backward[at + 1][state] + pass(at + 1, before, state) + scores.token[at + 1][chain.label[state]]
                };
                backward[at][before] = log_sum((0..states).map(on));
            }
        }
        let total = log_sum(forward[n - 1][..states].iter().copied());
        Marginals { forward, backward, total }
    }

    fn token_slope(&self, chain: &Chain, sequence: &Sequence, at: usize) -> [f32; 3] {
        let mut slope = [0.0; 3];
        slope[chain.label[usize::from(sequence.gold[at])]] = 1.0;
        for (state, &label) in chain.label.iter().enumerate() {
            slope[label] -= (self.forward[at][state] + self.backward[at][state] - self.total).exp();
        }
        slope
    }

    fn step_slopes(&self, chain: &Chain, sequence: &Sequence, scores: &Scores, at: usize) -> [[f32; 3]; 3] {
        let mut slopes = [[0.0; 3]; 3];
        let gold = |at: usize| chain.label[usize::from(sequence.gold[at])];
        slopes[gold(at - 1)][gold(at)] = 1.0;
        for (before, &from) in chain.label.iter().enumerate() {
            for (state, &to) in chain.label.iter().enumerate().filter(|(state, _)| (chain.follows)(before, *state)) {
                let path = self.forward[at - 1][before]
                    + scores.step[at][from][to]
                    + scores.token[at][to]
                    + self.backward[at][state];
                slopes[from][to] -= (path - self.total).exp();
            }
        }
        slopes
    }
}

fn log_sum(terms: impl Iterator<Item = f32> + Clone) -> f32 {
    let top = terms.clone().fold(f32::MIN, f32::max);
    if top < LOW / 2.0 { LOW } else { top + terms.map(|term| (term - top).exp()).sum::<f32>().ln() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A field learns a toy language where label 1 opens and label 2 goes on.
    #[test]
    fn a_field_learns_its_lessons() {
        let lesson = || {
            let mut one = Sequence::default();
            for (slot, state) in [(11, 0), (12, 1), (13, 2), (11, 0)] {
                one.token(&[slot]);
                (0..3).for_each(|before| one.step(&[20 + before]));
                one.end(state, false);
            }
            one
        };
        let lessons: Vec<Sequence> = (0..40).map(|_| lesson()).collect();
        let mut table = Learner::new(lessons.iter());
        let before = table.learn(&CUES, &lessons[0]);
        for _ in 0..20 {
            lessons.iter().for_each(|one| {
                table.learn(&CUES, one);
            });
        }
        assert!(table.learn(&CUES, &lessons[0]) < before / 4.0);
    }
}
