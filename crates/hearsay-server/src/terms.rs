//! The words of all claims, to search by: which claims hold a word.

use std::collections::HashMap;

/// Numbers of claims, rising, by folded word.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    claims: HashMap<Box<str>, Vec<u32>>,
}

impl Terms {
    /// Adds the words of the claim of that number, which is larger than any before.
    pub fn add(&mut self, claim: u32, words: &str) {
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            match self.claims.get_mut(word) {
                Some(claims) if claims.last() == Some(&claim) => {}
                Some(claims) => claims.push(claim),
                None => drop(self.claims.insert(word.into(), vec![claim])),
            }
        }
    }

    /// The claims that hold every word; all words are folded. Nothing is asked for by no word.
    pub fn holding(&self, words: &[String]) -> Vec<u32> {
        let mut lists: Vec<&[u32]> =
            words.iter().map(|word| self.claims.get(word.as_str()).map_or(&[][..], Vec::as_slice)).collect();
        lists.sort_by_key(|list| list.len());
        let Some((shortest, others)) = lists.split_first() else { return Vec::new() };
        let held = |claim: &u32| others.iter().all(|list| list.binary_search(claim).is_ok());
        shortest.iter().copied().filter(held).collect()
    }
}

#[test]
fn every_word_must_occur() {
    let mut terms = Terms::default();
    terms.add(0, "boats sank near the pier");
    terms.add(1, "boats burnt near the pier the boats");
    let holding = |words: &[&str]| terms.holding(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>());
    assert_eq!(holding(&["boats", "pier"]), [0, 1]);
    assert_eq!(holding(&["pier", "burnt"]), [1]);
    assert!(holding(&["pier", "whale"]).is_empty());
    assert!(holding(&[]).is_empty());
}
