//! Which blocks of a page stand in its gold text.

use std::collections::{HashMap, HashSet};

/// The words of a text in lower case.
pub fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric() && character != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Runs of four words and how often each stands in a text; the whole where it has fewer.
pub type Runs<'t> = HashMap<&'t [String], u32>;

/// The runs of `words`.
pub fn runs(words: &[String]) -> Runs<'_> {
    let mut runs = Runs::new();
    let size = words.len().min(4);
    if size > 0 {
        words.windows(size).for_each(|run| *runs.entry(run).or_default() += 1);
    }
    runs
}

/// Agreement of two texts by runs of four words, as the scorer of the bench counts it.
pub fn agreement(gold: &[String], found: &[String]) -> f64 {
    let (gold, found) = (runs(gold), runs(found));
    let shared: u32 = gold.iter().map(|(run, count)| found.get(run).copied().unwrap_or(0).min(*count)).sum();
    let total = |runs: &Runs<'_>| f64::from(runs.values().sum::<u32>().max(1));
    let (precision, recall) = (f64::from(shared) / total(&found), f64::from(shared) / total(&gold));
    if shared == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

/// A block of fewer words is looked for together with what stands around it.
const SHORT: usize = 4;

/// For each block, whether it belongs to the gold text, and its words.
pub fn labels(gold: &str, blocks: &[Vec<String>]) -> Vec<bool> {
    let gold = words(gold);
    let long = runs(&gold);
    let known: HashSet<&[String]> = (2..7).flat_map(|size| gold.windows(size)).collect();
    let all: Vec<String> = blocks.iter().flatten().cloned().collect();
    let mut from = 0;
    let mut labels: Vec<bool> = blocks
        .iter()
        .map(|block| {
            let to = from + block.len();
            let here = std::mem::replace(&mut from, to);
            match block.len() {
                0 => false,
                SHORT.. => {
                    let held = block.windows(4).filter(|run| long.contains_key(run)).count();
                    2 * held > block.len() - 3
                }
                // With two words before, or two after.
                _ => {
                    let before = here.checked_sub(2).and_then(|here| all.get(here..to));
                    let after = all.get(here..to + 2);
                    before.is_some_and(|run| known.contains(run)) || after.is_some_and(|run| known.contains(run))
                }
            }
        })
        .collect();
    drop_strays(&mut labels, blocks);
    labels
}

/// A short block far from all that is sure stands there by chance.
fn drop_strays(labels: &mut [bool], blocks: &[Vec<String>]) {
    let sure: Vec<bool> = labels.iter().zip(blocks).map(|(label, block)| *label && block.len() >= SHORT).collect();
    let all = labels.to_vec();
    for at in 0..labels.len() {
        if blocks[at].len() >= SHORT || !labels[at] {
            continue;
        }
        let near = |reach: usize| at.saturating_sub(reach)..(at + reach + 1).min(all.len());
        let company = all[near(4)].iter().filter(|label| **label).count();
        labels[at] = sure[near(8)].contains(&true) || company > 3;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_blocks_are_known_by_what_stands_around() {
        let blocks = ["Home", "The storm came at night and left.", "Pos Name", "1 Ann", "Share", "2 Bob", "Home"];
        let blocks: Vec<_> = blocks.iter().map(|block| words(block)).collect();
        let gold = "The storm came at night and left.\n\nPos Name\n1 Ann\n2 Bob";
        assert_eq!(labels(gold, &blocks), [false, true, true, true, false, false, false]);
        assert_eq!(agreement(&words(gold), &words(gold)), 1.0);
    }
}
