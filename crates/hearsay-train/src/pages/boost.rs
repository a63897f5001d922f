//! Boosted trees of decisions for yes-or-no questions: each tree mends what those before it got wrong.

use hearsay_read::html::forest::{Forest, LEAF, Node};

/// How to grow a forest.
#[derive(Clone, Copy, Debug)]
pub struct Growth {
    /// Trees.
    pub trees: usize,
    /// Leaves of a tree.
    pub leaves: usize,
    /// The share of a tree's advice that is taken.
    pub rate: f32,
    /// The share of numbers, and of examples, that a tree sees.
    pub numbers: f32,
    /// See `numbers`.
    pub examples: f32,
    /// Examples that a leaf needs.
    pub least: usize,
    /// How far leaves are drawn to zero.
    pub pull: f32,
    /// Where chance begins.
    pub seed: u64,
}

/// Examples to learn from.
pub struct Examples {
    /// How many numbers an example has.
    pub width: usize,
    /// The numbers of all examples, one after the other.
    pub rows: Vec<f32>,
    /// The answers.
    pub right: Vec<bool>,
    /// What each counts for.
    pub weights: Vec<f32>,
}

/// How many values a number is told apart by.
const BINS: usize = 64;

/// Grows a forest on `examples`.
pub fn grow(examples: &Examples, growth: &Growth) -> Forest {
    let count = examples.right.len();
    let binned = Binned::new(examples);
    let (yes, all) = (0..count).fold((0.0f64, 0.0f64), |(yes, all), at| {
        let weight = f64::from(examples.weights[at]);
        (yes + if examples.right[at] { weight } else { 0.0 }, all + weight)
    });
    let base = ((yes + 1.0) / (all - yes + 1.0)).ln() as f32;
    let mut forest = Forest::new(base);
    let mut scores = vec![base; count];
    let mut chance = Chance(growth.seed);
    for _ in 0..growth.trees {
        let slopes: Vec<Slope> = (0..count)
            .map(|at| {
                let likely = 1.0 / (1.0 + (-scores[at]).exp());
                let weight = examples.weights[at];
                let wrong = f32::from(u8::from(examples.right[at])) - likely;
                Slope { first: weight * wrong, second: weight * (likely * (1.0 - likely)).max(1e-6), count: 1.0 }
            })
            .collect();
        let numbers: Vec<usize> = (0..examples.width).filter(|_| chance.below(growth.numbers)).collect();
        let seen: Vec<u32> = (0..count as u32).filter(|_| chance.below(growth.examples)).collect();
        let tree = Tree::grow(&binned, &slopes, &numbers, seen, growth);
        let nodes = tree.nodes(&binned);
        let mut alone = Forest::new(0.0);
        alone.push(&nodes);
        for (at, score) in scores.iter_mut().enumerate() {
            let likely = alone.likely(&examples.rows[at * examples.width..(at + 1) * examples.width]);
            *score += (likely / (1.0 - likely)).ln();
        }
        forest.push(&nodes);
    }
    forest
}

#[derive(Clone, Copy, Default)]
struct Slope {
    first: f32,
    second: f32,
    count: f32,
}

impl Slope {
    fn add(&mut self, other: Slope) {
        self.first += other.first;
        self.second += other.second;
        self.count += other.count;
    }

    fn without(self, other: Slope) -> Slope {
        let Slope { first, second, count } = self;
        Slope { first: first - other.first, second: second - other.second, count: count - other.count }
    }

    fn gain(self, pull: f32) -> f32 {
        self.first * self.first / (self.second + pull)
    }
}

/// Numbers as the bins they fall into, so that sums over bins can be made quickly.
struct Binned {
    /// For each number, the upper ends of its bins but the last.
    ends: Vec<Vec<f32>>,
    /// For each number, the bin of each example.
    bins: Vec<Vec<u8>>,
}

impl Binned {
    fn new(examples: &Examples) -> Binned {
        let count = examples.right.len();
        let (mut ends, mut bins) = (Vec::new(), Vec::new());
        for number in 0..examples.width {
            let column: Vec<f32> = (0..count).map(|at| examples.rows[at * examples.width + number]).collect();
            let mut sorted = column.clone();
            sorted.sort_by(f32::total_cmp);
            let mut cuts: Vec<f32> = Vec::new();
            for bin in 1..BINS {
                let Some(&low) = sorted.get((bin * count / BINS).saturating_sub(1)) else { continue };
                let next = sorted[sorted.partition_point(|value| *value <= low).min(count - 1)];
                if next > low {
                    cuts.push(low + (next - low) / 2.0);
                }
            }
            cuts.dedup();
            bins.push(column.iter().map(|value| cuts.partition_point(|cut| cut < value) as u8).collect());
            ends.push(cuts);
        }
        Binned { ends, bins }
    }
}

struct Cut {
    number: usize,
    bin: usize,
    gain: f32,
}

enum Part {
    Leaf { seen: Vec<u32>, sum: Slope, cut: Option<Cut> },
    Branch { number: usize, bin: usize, below: usize, above: usize },
}

struct Tree {
    parts: Vec<Part>,
    growth: Growth,
}

impl Tree {
    fn grow(binned: &Binned, slopes: &[Slope], numbers: &[usize], seen: Vec<u32>, growth: &Growth) -> Tree {
        let leaf = |seen: Vec<u32>| {
            let mut sum = Slope::default();
            seen.iter().for_each(|at| sum.add(slopes[*at as usize]));
            let cut = best(binned, slopes, numbers, &seen, sum, growth);
            Part::Leaf { seen, sum, cut }
        };
        let mut parts = vec![leaf(seen)];
        for _ in 1..growth.leaves {
            let gain = |part: &Part| match part {
                Part::Leaf { cut: Some(cut), .. } => cut.gain,
                _ => 0.0,
            };
            let best = (0..parts.len()).max_by(|a, b| gain(&parts[*a]).total_cmp(&gain(&parts[*b])));
            let Some(at) = best.filter(|at| gain(&parts[*at]) > 0.0) else { break };
            let (below, above) = (parts.len(), parts.len() + 1);
            let Part::Leaf { seen, cut: Some(Cut { number, bin, .. }), .. } =
                std::mem::replace(&mut parts[at], Part::Branch { number: 0, bin: 0, below, above })
            else {
                break;
            };
            parts[at] = Part::Branch { number, bin, below, above };
            let (low, high) = seen.iter().partition(|at| usize::from(binned.bins[number][**at as usize]) <= bin);
            parts.push(leaf(low));
            parts.push(leaf(high));
        }
        Tree { parts, growth: *growth }
    }

    fn nodes(&self, binned: &Binned) -> Vec<Node> {
        let mut nodes = Vec::new();
        self.write(0, binned, &mut nodes);
        nodes
    }

    fn write(&self, at: usize, binned: &Binned, nodes: &mut Vec<Node>) {
        match &self.parts[at] {
            Part::Leaf { sum, .. } => {
                let value = self.growth.rate * sum.first / (sum.second + self.growth.pull);
                nodes.push(Node { number: LEAF, larger: 0, value });
            }
            Part::Branch { number, bin, below, above } => {
                let here = nodes.len();
                nodes.push(Node { number: *number as u16, larger: 0, value: binned.ends[*number][*bin] });
                self.write(*below, binned, nodes);
                nodes[here].larger = (nodes.len() - here) as u16;
                self.write(*above, binned, nodes);
            }
        }
    }
}

/// The cut that tells yes from no best among the examples `seen`.
fn best(
    binned: &Binned,
    slopes: &[Slope],
    numbers: &[usize],
    seen: &[u32],
    sum: Slope,
    growth: &Growth,
) -> Option<Cut> {
    let mut best: Option<Cut> = None;
    if seen.len() < 2 * growth.least {
        return None;
    }
    for &number in numbers {
        let bins = &binned.bins[number];
        let mut sums = [Slope::default(); BINS];
        seen.iter().for_each(|at| sums[usize::from(bins[*at as usize])].add(slopes[*at as usize]));
        let mut below = Slope::default();
        for (bin, slope) in sums.iter().enumerate().take(binned.ends[number].len()) {
            below.add(*slope);
            let above = sum.without(below);
            if (below.count as usize) < growth.least || (above.count as usize) < growth.least {
                continue;
            }
            let gain = below.gain(growth.pull) + above.gain(growth.pull) - sum.gain(growth.pull);
            if gain > best.as_ref().map_or(1e-6, |best| best.gain) {
                best = Some(Cut { number, bin, gain });
            }
        }
    }
    best
}

/// Chance that comes out the same each time (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, share: f32) -> bool {
        ((self.draw() >> 40) as f32 / (1u64 << 24) as f32) < share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_of_two_numbers_is_learned() {
        let mut chance = Chance(1);
        let (mut rows, mut right) = (Vec::new(), Vec::new());
        for _ in 0..2000 {
            let [a, b, c] = [0; 3].map(|_| (chance.draw() >> 40) as f32 / (1u64 << 24) as f32);
            rows.extend([a, b, c]);
            right.push((a > 0.5) != (b > 0.3));
        }
        let weights = vec![1.0; right.len()];
        let growth =
            Growth { trees: 60, leaves: 6, rate: 0.2, numbers: 1.0, examples: 0.8, least: 5, pull: 1.0, seed: 7 };
        let forest = grow(&Examples { width: 3, rows: rows.clone(), right: right.clone(), weights }, &growth);
        let hits = rows.chunks(3).zip(&right).filter(|(row, right)| (forest.likely(row) > 0.5) == **right).count();
        assert!(hits > 1900, "{hits}");
    }
}
