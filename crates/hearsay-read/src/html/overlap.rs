//! How much of a block stands also in what the page says of itself: its text, summary and title as data.

use super::hints::{Quick, QuickMap};
use std::hash::Hasher;

/// Runs of words of what the page says of itself.
#[derive(Debug, Default)]
pub(crate) struct Overlap {
    body: Option<QuickMap<u64, ()>>,
    summary: QuickMap<u64, ()>,
    title: QuickMap<u64, ()>,
    title_words: usize,
}

/// How many words make a run.
const RUN: usize = 3;

/// A text given as data counts as the page's own only if it is at least this long, in bytes.
const BODY: usize = 300;

impl Overlap {
    /// With the text, the summary and the title that the page's data gives.
    pub(crate) fn new(body: Option<&str>, summary: &str, title: &str) -> Overlap {
        let set = |text: &str, run: usize| runs(text, run).map(|run| (run, ())).collect::<QuickMap<_, _>>();
        let title_words = words(title).count();
        let body = body.filter(|body| body.len() >= BODY).map(|body| set(body, RUN));
        Overlap { body, summary: set(summary, RUN), title: set(title, 1), title_words }
    }

    /// The share of runs that stand in the page's text; -1 where the data gives no text.
    pub(crate) fn body(&self, block: &str) -> f32 {
        self.body.as_ref().map_or(-1.0, |body| share(body, block, RUN))
    }

    /// The share of runs that stand in the page's summary.
    pub(crate) fn summary(&self, block: &str) -> f32 {
        if self.summary.is_empty() { -1.0 } else { share(&self.summary, block, RUN) }
    }

    /// How alike the block and the title are, by words.
    pub(crate) fn title(&self, block: &str) -> f32 {
        if block.len() > 400 {
            return 0.0;
        }
        let (mut shared, mut count) = (0usize, 0usize);
        for word in runs(block, 1) {
            count += 1;
            shared += usize::from(self.title.contains_key(&word));
        }
        2.0 * shared as f32 / (count + self.title_words).max(1) as f32
    }
}

fn share(set: &QuickMap<u64, ()>, block: &str, run: usize) -> f32 {
    let (mut shared, mut count) = (0u32, 0u32);
    for run in runs(block, run) {
        count += 1;
        shared += u32::from(set.contains_key(&run));
    }
    if count == 0 { 0.0 } else { shared as f32 / count as f32 }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Hashes of all runs of `run` words; of the whole where it has fewer.
fn runs(text: &str, run: usize) -> impl Iterator<Item = u64> {
    let mut window = [0u64; RUN];
    let mut seen = 0;
    let mut words = words(text);
    let mut over = false;
    std::iter::from_fn(move || {
        while !over {
            let Some(word) = words.next() else {
                over = true;
                return (seen > 0 && seen < run).then(|| mixed(&window[RUN - seen..]));
            };
            window.rotate_left(1);
            let mut hash = Quick::default();
            hash.write(word.as_bytes());
            window[RUN - 1] = hash.finish();
            seen += 1;
            if seen >= run {
                return Some(mixed(&window[RUN - run..]));
            }
        }
        None
    })
}

fn mixed(window: &[u64]) -> u64 {
    let mut hash = Quick::default();
    window.iter().for_each(|word| hash.write_u64(*word));
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_of_the_body_is_known() {
        let body = "The bridge fell at noon, and nobody was hurt. ".repeat(10);
        let overlap = Overlap::new(Some(&body), "Nobody was hurt", "The bridge fell");
        assert_eq!(overlap.body("the bridge fell at noon"), 2.0 / 3.0);
        assert_eq!(overlap.body("Sign up for our newsletter"), 0.0);
        assert_eq!(overlap.title("The bridge fell"), 1.0);
        assert_eq!(Overlap::new(None, "", "").body("x"), -1.0);
    }
}
