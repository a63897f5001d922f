//! The examples of treebanks: forms with their gold columns, and the changes of dress that make the parser robust.

use super::tensor::Lot;
use crate::conllu::Tree;
use crate::entities::head_entities;
use hearsay_extract::{Rel, Upos};
use std::collections::HashMap;

/// The mark of words whose treebank has no entities.
pub const UNKNOWN: u8 = 255;

/// A sentence to learn from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    /// The words as written.
    pub forms: Vec<String>,
    /// Whether white space follows each word.
    pub spaces: Vec<bool>,
    /// Word classes.
    pub upos: Vec<u8>,
    /// Classes of features.
    pub feats: Vec<u16>,
    /// Heads, counted from 1; 0 at the root.
    pub heads: Vec<u32>,
    /// Relations.
    pub rels: Vec<u8>,
    /// What the phrase of each word stands for; [`UNKNOWN`] where the treebank does not say.
    pub entities: Vec<u8>,
}

/// The strings of features that occur, the commonest first.
pub fn feature_classes(trees: &[Tree], at_least: usize) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in trees.iter().flat_map(|tree| &tree.words) {
        *counts.entry(&word.feats).or_default() += 1;
    }
    let mut classes: Vec<(&str, usize)> = counts.into_iter().filter(|&(_, count)| count >= at_least).collect();
    classes.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    classes.into_iter().map(|(feats, _)| feats.to_owned()).collect()
}

/// The examples of the trees.
pub fn examples(trees: &[Tree], feats: &[String], with_entities: bool) -> Vec<Example> {
    let classes: HashMap<&str, u16> = feats.iter().enumerate().map(|(i, feats)| (feats.as_str(), i as u16)).collect();
    trees
        .iter()
        .map(|tree| {
            let mut example = Example::default();
            for word in &tree.words {
                let rel = Rel::from_name(&word.rel)
                    .or_else(|| Rel::from_name(word.rel.split(':').next().unwrap_or("dep")))
                    .unwrap_or(Rel::Dep);
                example.forms.push(word.form.clone());
                example.spaces.push(word.space_after);
                example.upos.push(Upos::from_name(&word.upos).unwrap_or(Upos::X) as u8);
                example.feats.push(classes.get(word.feats.as_str()).copied().unwrap_or(0));
                example.heads.push(word.head as u32);
                example.rels.push(rel as u8);
            }
            example.entities = if with_entities { head_entities(tree) } else { vec![UNKNOWN; tree.words.len()] };
            example
        })
        .collect()
}

/// The example in another dress, by lot: capitals, a headline, small letters, without its last stop, with other quotes.
pub fn dress(example: &Example, lot: &mut Lot) -> Example {
    let mut example = example.clone();
    let last = example.forms.len() - 1;
    let dice = lot.unit();
    if last > 1 && dice < 0.08 && is_leaf(&example, last) && matches!(example.forms[last].as_str(), "." | "?" | "!") {
        example.forms.pop();
        example.spaces.pop();
        example.upos.pop();
        example.feats.pop();
        example.heads.pop();
        example.rels.pop();
        example.entities.pop();
    }
    let quotes = lot.unit();
    let mut open = false;
    for form in &mut example.forms {
        if quotes < 0.25 {
            match form.as_str() {
                "\"" | "''" | "``" => {
                    open = !open;
                    *form = if open { "\u{201c}" } else { "\u{201d}" }.to_owned();
                }
                _ if form.contains('\'') => *form = form.replace('\'', "\u{2019}"),
                "--" => *form = "\u{2014}".to_owned(),
                _ => {}
            }
        }
    }
    let case = lot.unit();
    if case < 0.09 {
        for form in &mut example.forms {
            *form = form.to_uppercase();
        }
    } else if case < 0.12 {
        for form in &mut example.forms {
            *form = form.to_lowercase();
        }
    } else if case < 0.14 {
        for form in &mut example.forms {
            let mut letters = form.chars();
            if form.len() > 3
                && let Some(first) = letters.next()
            {
                *form = first.to_uppercase().chain(letters).collect();
            }
        }
    }
    example
}

fn is_leaf(example: &Example, at: usize) -> bool {
    example.heads.iter().all(|&head| head as usize != at + 1)
}
