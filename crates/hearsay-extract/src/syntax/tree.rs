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
    let mut candidates: Vec<usize> = (0..n).collect();
    let margin = |word: usize| {
        let row = &scores[word * width..(word + 1) * width];
        let other = (1..width).filter(|&head| head != word + 1).map(|head| row[head]).fold(f32::NEG_INFINITY, f32::max);
        if other.is_finite() { other - row[0] } else { f32::NEG_INFINITY }
    };
    candidates.sort_by(|&a, &b| margin(a).total_cmp(&margin(b)).then(a.cmp(&b)));
    candidates.truncate(roots.clamp(1, 4));
    for root in candidates {
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
    let mut seen = vec![0u32; heads.len()];
    for start in 0..heads.len() {
        let mark = start as u32 + 1;
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = mark;
            match heads[at] {
                0 => break,
                head => at = head as usize - 1,
            }
        }
        if seen[at] == mark && heads[at] != 0 && on_path(heads, start, at) {
            return true;
        }
    }
    false
}

/// Whether the path from `at` leads back to it.
fn on_path(heads: &[u32], _start: usize, at: usize) -> bool {
    let mut next = at;
    for _ in 0..=heads.len() {
        match heads[next] {
            0 => return false,
            head => next = head as usize - 1,
        }
        if next == at {
            return true;
        }
    }
    false
}

/// The best tree whose root is the word `root` (Chu and Liu, Edmonds), by repeated contraction of cycles.
fn arborescence(scores: &[f32], n: usize, root: usize) -> Vec<u32> {
    let width = n + 1;
    // Nodes are the words; contracted cycles get new numbers. `weight[to][from]` with the arc it stands for.
    let mut weight: Vec<Vec<(f64, usize, usize)>> = (0..n)
        .map(|to| {
            (0..n)
                .map(|from| {
                    let score = if to == from { f64::NEG_INFINITY } else { f64::from(scores[to * width + from + 1]) };
                    (score, to, from)
                })
                .collect()
        })
        .collect();
    let mut heads = vec![0u32; n];
    for (to, from) in contract(&mut weight, root) {
        heads[to] = from as u32 + 1;
    }
    heads[root] = 0;
    heads
}

/// The arcs of the best tree from `root` over nodes with the given weights.
fn contract(weight: &mut [Vec<(f64, usize, usize)>], root: usize) -> Vec<(usize, usize)> {
    let n = weight.len();
    let best: Vec<usize> = (0..n)
        .map(|to| {
            (0..n)
                .filter(|&from| from != to)
                .fold(to, |best, from| if best == to || weight[to][from].0 > weight[to][best].0 { from } else { best })
        })
        .collect();
    let Some(cycle) = find_cycle(&best, root) else {
        return (0..n).filter(|&to| to != root).map(|to| (weight[to][best[to]].1, weight[to][best[to]].2)).collect();
    };
    let inside: Vec<bool> = (0..n).map(|node| cycle.contains(&node)).collect();
    let outside: Vec<usize> = (0..n).filter(|&node| !inside[node]).collect();
    let m = outside.len();
    let none = (f64::NEG_INFINITY, 0, 0);
    let mut smaller = vec![vec![none; m + 1]; m + 1];
    // Which node of the cycle an arc into it enters.
    let mut enters = vec![cycle[0]; m];
    for (a, &to) in outside.iter().enumerate() {
        for (b, &from) in outside.iter().enumerate() {
            smaller[a][b] = weight[to][from];
        }
        for &from in &cycle {
            if weight[to][from].0 > smaller[a][m].0 || smaller[a][m].0 == f64::NEG_INFINITY {
                smaller[a][m] = weight[to][from];
            }
        }
        // `to` as the source of an arc into the cycle.
        let mut gain = f64::NEG_INFINITY;
        for &node in &cycle {
            let (score, word, head) = weight[node][to];
            let change = score - weight[node][best[node]].0;
            if change > gain || gain == f64::NEG_INFINITY {
                gain = change;
                smaller[m][a] = (change, word, head);
                enters[a] = node;
            }
        }
    }
    let new_root = outside.iter().position(|&node| node == root).unwrap_or(0);
    let entries: Vec<(usize, usize)> = (0..m).map(|a| (smaller[m][a].1, smaller[m][a].2)).collect();
    let mut arcs = contract(&mut smaller, new_root);
    // The arc that enters the cycle breaks it at the node it enters.
    let entered =
        arcs.iter().find_map(|arc| (0..m).find(|&a| entries[a] == *arc).map(|a| enters[a])).unwrap_or(cycle[0]);
    for &node in &cycle {
        if node != entered {
            arcs.push((weight[node][best[node]].1, weight[node][best[node]].2));
        }
    }
    arcs
}

fn find_cycle(best: &[usize], root: usize) -> Option<Vec<usize>> {
    let n = best.len();
    let mut seen = vec![usize::MAX; n];
    for start in 0..n {
        let mut at = start;
        while at != root && seen[at] == usize::MAX {
            seen[at] = start;
            at = best[at];
        }
        if at != root && seen[at] == start {
            let mut cycle = vec![at];
            let mut next = best[at];
            while next != at {
                cycle.push(next);
                next = best[next];
            }
            return Some(cycle);
        }
    }
    None
}
