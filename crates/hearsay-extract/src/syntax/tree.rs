//! The best tree of a sentence from the scores of its arcs.

/// The head of each word: the best tree with one root. `scores[word * (n + 1) + head]` is the score of an arc, head 0 being
/// the root and head `h` the word `h - 1`. The heads are written in the same numbers.
pub fn best_tree(scores: &[f32], n: usize, heads: &mut Vec<u32>) {
    heads.clear();
    if n == 0 {
        return;
    }
    let width = n + 1;
    // Each word's best head; most sentences are trees already.
    for word in 0..n {
        let row = &scores[word * width..(word + 1) * width];
        let mut best = usize::MAX;
        for (head, &score) in row.iter().enumerate() {
            if head != word + 1 && (best == usize::MAX || score > row[best]) {
                best = head;
            }
        }
        heads.push(if best == usize::MAX { 0 } else { best as u32 });
    }
    let roots = heads.iter().filter(|&&head| head == 0).count();
    if roots == 1 && !has_cycle(heads) {
        return;
    }
    // One root: the one that loses least by being it, chosen among the words that score the root best.
    let mut best: Option<(f64, Vec<u32>)> = None;
    let margin = |word: usize| {
        let row = &scores[word * width..(word + 1) * width];
        let others = (1..width).filter(|&head| head != word + 1);
        others.map(|head| row[head]).reduce(f32::max).map_or(f32::NEG_INFINITY, |other| other - row[0])
    };
    let mut candidates: Vec<(f32, usize)> = (0..n).map(|word| (margin(word), word)).collect();
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    candidates.truncate(roots.clamp(1, 4));
    for (_, root) in candidates {
        let found = arborescence(scores, n, root);
        let total: f64 =
            found.iter().enumerate().map(|(word, &head)| f64::from(scores[word * width + head as usize])).sum();
        if best.as_ref().is_none_or(|(score, _)| total > *score) {
            best = Some((total, found));
        }
    }
    if let Some((_, found)) = best {
        *heads = found;
    }
}

fn has_cycle(heads: &[u32]) -> bool {
    // From which word each was first reached.
    let mut reached = vec![0u32; heads.len()];
    (1..=heads.len() as u32).any(|start| {
        let mut at = start;
        while at != 0 && reached[at as usize - 1] == 0 {
            reached[at as usize - 1] = start;
            at = heads[at as usize - 1];
        }
        at != 0 && reached[at as usize - 1] == start
    })
}

/// The best tree whose root is the word `root` (Chu and Liu 1965, Edmonds 1967): a path grows towards the root along the
/// best arcs, and what turns out to be a cycle becomes one node (Gabow, Galil, Spencer and Tarjan 1986). Time and memory
/// go with the square of the length.
fn arborescence(scores: &[f32], n: usize, root: usize) -> Vec<u32> {
    let mut growth = Growth::new(scores, n, root);
    for start in 0..n {
        growth.grow(start);
    }
    growth.heads(n, root)
}

/// An arc between words, and how much it is worth where it enters its node.
#[derive(Clone, Copy)]
struct Arc {
    score: f64,
    word: u32,
    head: u32,
}

const NO_ARC: Arc = Arc { score: 0.0, word: 0, head: 0 };

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    OnPath,
    /// Linked with the root.
    Settled,
    /// Part of a cycle that another place stands for.
    Gone,
}

/// Words and contracted cycles. Each live one has a place, `0..n`; its node keeps its history.
struct Growth {
    n: usize,
    /// The best arc into the place `to` from the place `from`, at `to * n + from`.
    arcs: Vec<Arc>,
    states: Vec<State>,
    node_of: Vec<usize>,
    path: Vec<usize>,
    /// Of each node, the arc that enters it; words first, then cycles in the order of their making.
    entry: Vec<Arc>,
    /// Of each node, the cycle that it became part of.
    cycle_of: Vec<Option<usize>>,
}

impl Growth {
    fn new(scores: &[f32], n: usize, root: usize) -> Growth {
        let mut arcs = Vec::with_capacity(n * n);
        for word in 0..n {
            let row = &scores[word * (n + 1) + 1..][..n];
            let arc = |(head, &score): (usize, &f32)| Arc { score: score.into(), word: word as u32, head: head as u32 };
            arcs.extend(row.iter().enumerate().map(arc));
        }
        let mut states = vec![State::New; n];
        states[root] = State::Settled;
        let (entry, cycle_of) = (vec![NO_ARC; n], vec![None; n]);
        Growth { n, arcs, states, node_of: (0..n).collect(), path: Vec::new(), entry, cycle_of }
    }

    /// Links `start` with the root.
    fn grow(&mut self, start: usize) {
        let mut next = start;
        loop {
            match self.states[next] {
                State::New => {
                    self.states[next] = State::OnPath;
                    self.path.push(next);
                }
                State::OnPath => self.contract(next),
                State::Settled | State::Gone => {
                    self.path.drain(..).for_each(|place| self.states[place] = State::Settled);
                    return;
                }
            }
            let Some(&top) = self.path.last() else { return };
            let sources = (0..self.n).filter(|&from| from != top && self.states[from] != State::Gone);
            let score = |from: &usize| self.arcs[top * self.n + from].score;
            let Some(from) = sources.reduce(|best, from| if score(&from) > score(&best) { from } else { best }) else {
                return;
            };
            self.entry[self.node_of[top]] = self.arcs[top * self.n + from];
            next = from;
        }
    }

    /// Makes one node of the end of the path from the place `first` on.
    fn contract(&mut self, first: usize) {
        let (n, cycle) = (self.n, self.entry.len());
        let from = self.path.iter().rposition(|&place| place == first).unwrap_or(0);
        for at in from..self.path.len() {
            let place = self.path[at];
            let node = self.node_of[place];
            self.cycle_of[node] = Some(cycle);
            let lost = self.entry[node].score;
            // Another entry into the cycle gives up the one that its place has now.
            self.arcs[place * n..][..n].iter_mut().for_each(|arc| arc.score -= lost);
            if place != first {
                self.states[place] = State::Gone;
                for other in 0..n {
                    self.keep_better(first * n + other, place * n + other);
                    self.keep_better(other * n + first, other * n + place);
                }
            }
        }
        self.path.truncate(from + 1);
        self.node_of[first] = cycle;
        self.entry.push(NO_ARC);
        self.cycle_of.push(None);
    }

    fn keep_better(&mut self, at: usize, other: usize) {
        if self.arcs[other].score > self.arcs[at].score {
            self.arcs[at] = self.arcs[other];
        }
    }

    /// Opens the cycles again, the last one first: the arc that enters one replaces the entry of the node it enters.
    fn heads(mut self, n: usize, root: usize) -> Vec<u32> {
        for cycle in (n..self.entry.len()).rev() {
            let entry = self.entry[cycle];
            let mut node = entry.word as usize;
            while let Some(outer) = self.cycle_of[node].filter(|&outer| outer != cycle) {
                node = outer;
            }
            self.entry[node] = entry;
        }
        (0..n).map(|word| if word == root { 0 } else { self.entry[word].head + 1 }).collect()
    }
}
