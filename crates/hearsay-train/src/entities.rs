//! The entities of the GUM corpus: phrases with a type and a chain, read from the last column.

use crate::conllu::Tree;
use hearsay_extract::Entity;

/// A phrase that stands for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldMention {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// The word that heads it in the tree.
    pub head: usize,
    /// Its type.
    pub kind: Entity,
    /// The chain it belongs to in its document.
    pub chain: String,
    /// The kind of link to what came before ("coref", "ana", "appos", "sgl").
    pub link: String,
}

/// The phrases of a tree, in the order in which they close.
pub fn gold_mentions(tree: &Tree) -> Vec<GoldMention> {
    let mut open: Vec<(usize, Vec<String>)> = Vec::new();
    let mut found = Vec::new();
    for (at, word) in tree.words.iter().enumerate() {
        let Some(value) = word.misc.split('|').find_map(|one| one.strip_prefix("Entity=")) else { continue };
        let mut rest = value;
        while !rest.is_empty() {
            let opens = rest.starts_with('(');
            let end = rest[1..].find(['(', ')']).map_or(rest.len(), |end| end + 1);
            let closes = rest[end..].starts_with(')');
            let fields: Vec<String> = rest[usize::from(opens)..end].split('-').map(str::to_owned).collect();
            if opens {
                open.push((at, fields));
                if closes && let Some((start, fields)) = open.pop() {
                    found.extend(mention(tree, start, at + 1, &fields));
                }
            } else if closes && let Some(place) = open.iter().rposition(|(_, open)| open.first() == fields.first()) {
                let (start, fields) = open.remove(place);
                found.extend(mention(tree, start, at + 1, &fields));
            }
            rest = &rest[end + usize::from(closes)..];
        }
    }
    found
}

fn mention(tree: &Tree, start: usize, end: usize, fields: &[String]) -> Option<GoldMention> {
    let kind = Entity::from_name(fields.get(1)?)?;
    let inside = |head: usize| head > 0 && (start..end).contains(&(head - 1));
    let head = (start..end).find(|&at| !inside(tree.words[at].head))?;
    let link = fields.get(6).cloned().unwrap_or_default();
    Some(GoldMention { start, end, head, kind, chain: fields.first()?.clone(), link })
}

/// What the phrase headed by each word stands for; the shortest phrase where a word heads several.
pub fn head_entities(tree: &Tree) -> Vec<u8> {
    let mut kinds = vec![Entity::None as u8; tree.words.len()];
    let mut lengths = vec![usize::MAX; tree.words.len()];
    for mention in gold_mentions(tree) {
        let length = mention.end - mention.start;
        if length < lengths[mention.head] {
            lengths[mention.head] = length;
            kinds[mention.head] = mention.kind as u8;
        }
    }
    kinds
}
