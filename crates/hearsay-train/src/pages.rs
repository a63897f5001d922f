//! The models of main text: learned from pages whose text was picked out by hand, two stages of boosted trees.

pub mod boost;
pub mod label;

use crate::bench;
use boost::{Chance, Examples, Growth, grow};
use hearsay_read::html::forest::Forest;
use hearsay_read::html::lab::Sample;
use label::{agreement, labels, words};
use std::io::Read;

/// A page and its gold text.
pub struct Gold {
    /// Its id in the bench.
    pub id: String,
    /// Its host without "www", to keep pages of one site together.
    pub site: String,
    source: String,
    words: Vec<String>,
    right: Vec<bool>,
    weights: Vec<f32>,
}

/// The pages of the bench.
pub fn pages() -> Result<Vec<Gold>, Box<dyn std::error::Error>> {
    let folder = bench::folder().join("html");
    let lines = std::fs::read_to_string(folder.join("gold.jsonl"))?;
    lines.lines().map(|line| page(&folder, line)).collect()
}

fn page(folder: &std::path::Path, line: &str) -> Result<Gold, Box<dyn std::error::Error>> {
    let gold: serde_json::Value = serde_json::from_str(line)?;
    let field = |key: &str| gold[key].as_str().ok_or(format!("a gold page without {key}"));
    let id = field("id")?.to_owned();
    let mut bytes = Vec::new();
    let file = std::fs::File::open(folder.join(format!("pages/{id}.html.gz")))?;
    flate2::read::MultiGzDecoder::new(file).read_to_end(&mut bytes)?;
    let source = String::from_utf8_lossy(&bytes).into_owned();
    let blocks: Vec<_> = Sample::new(&source).blocks().map(words).collect();
    let right = labels(field("text")?, &blocks);
    // All pages count alike, whatever their length; a block counts by its words.
    let long = |at: usize| blocks[at].len().min(60) as f32;
    let whole: f32 = (0..blocks.len()).filter(|at| right[*at]).map(long).sum::<f32>() + 5.0;
    let weights = (0..blocks.len()).map(|at| 100.0 * long(at) / whole + 0.05).collect();
    let host = field("url")?.split('/').nth(2).unwrap_or_default();
    let site = host.trim_start_matches("www.").to_owned();
    Ok(Gold { id, site, words: words(field("text")?), source, right, weights })
}

/// How both stages grow.
pub const GROWTH: Growth =
    Growth { trees: 200, leaves: 8, rate: 0.06, numbers: 0.3, examples: 0.7, least: 25, pull: 5.0, seed: 1 };

/// Both stages.
pub type Stages = [Forest; 2];

/// The examples of several pages, whose rows are given.
fn examples(pages: &[&Gold], rows: &[Vec<f32>]) -> Examples {
    let right: Vec<bool> = pages.iter().flat_map(|page| page.right.iter().copied()).collect();
    let weights = pages.iter().flat_map(|page| page.weights.iter().copied()).collect();
    let rows: Vec<f32> = rows.concat();
    Examples { width: rows.len() / right.len().max(1), rows, right, weights }
}

/// What `stage` holds of each block of a page with those rows.
fn judged(stage: &Forest, rows: &[f32], count: usize) -> Vec<f32> {
    rows.chunks_exact((rows.len() / count.max(1)).max(1)).map(|row| stage.likely(row)).collect()
}

/// Learns both stages. The second must not see a page through a first stage that learned from it.
pub fn learn(pages: &[&Gold], growth: &Growth) -> Stages {
    let samples: Vec<_> = pages.iter().map(|page| Sample::new(&page.source)).collect();
    let first: Vec<_> = samples.iter().map(|sample| sample.first().to_vec()).collect();
    let folds = folds(pages, 5, growth.seed);
    let mut second = vec![Vec::new(); pages.len()];
    for fold in 0..5 {
        let rest: Vec<usize> = (0..pages.len()).filter(|at| folds[*at] != fold).collect();
        let rows: Vec<_> = rest.iter().map(|at| first[*at].clone()).collect();
        let stage = grow(&examples(&rest.iter().map(|at| pages[*at]).collect::<Vec<_>>(), &rows), growth);
        for at in (0..pages.len()).filter(|at| folds[*at] == fold) {
            second[at] = samples[at].second(&judged(&stage, &first[at], pages[at].right.len()));
        }
    }
    [grow(&examples(pages, &first), growth), grow(&examples(pages, &second), growth)]
}

/// The text of a page by `stages`, and how it agrees with the gold text.
pub fn score(page: &Gold, [first, second]: &Stages) -> (f64, String) {
    let sample = Sample::new(&page.source);
    let count = page.right.len();
    let likely = judged(first, sample.first(), count);
    let text = sample.text(&judged(second, &sample.second(&likely), count));
    (agreement(&page.words, &words(&text)), text)
}

/// How the best choice of blocks would agree.
pub fn best(page: &Gold) -> f64 {
    let sample = Sample::new(&page.source);
    let likely: Vec<f32> = page.right.iter().map(|right| f32::from(u8::from(*right))).collect();
    agreement(&page.words, &words(&sample.text(&likely)))
}

/// The fold of each page; pages of a site share one.
pub fn folds(pages: &[&Gold], count: usize, seed: u64) -> Vec<usize> {
    let mut sites: Vec<&str> = pages.iter().map(|page| page.site.as_str()).collect();
    sites.sort_unstable();
    sites.dedup();
    let mut chance = Chance(seed);
    let mut order: Vec<usize> = (0..sites.len()).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, (chance.draw() % (at as u64 + 1)) as usize);
    }
    let place = |page: &&Gold| sites.binary_search(&page.site.as_str()).unwrap_or(0);
    pages.iter().map(|page| order[place(page)] % count).collect()
}
