//! Measures mentions and their links against the entities of the GUM corpus.

use crate::conllu::Tree;
use crate::entities::{GoldMention, gold_mentions};
use crate::layout::laid_out;
use crate::score::Count;
use hearsay_extract::{Entity, Mention, MentionForm, MentionKind, Parser, Upos, coreference, mentions};
use std::collections::HashMap;

/// The measures of one or more documents.
#[derive(Clone, Copy, Debug, Default)]
pub struct Links {
    /// Names of persons, organizations, places and times: exact words and type.
    pub names: Count,
    /// The same, by type.
    pub by_kind: [Count; 4],
    /// Names, words only.
    pub spans: Count,
    /// Pronouns of the third person linked to an earlier mention of their chain.
    pub third: Count,
    /// Pronouns of the first and second person.
    pub speakers: Count,
    /// Descriptions with a definite article or demonstrative.
    pub descriptions: Count,
}

/// The kinds of names that are measured.
pub const KINDS: [Entity; 4] = [Entity::Person, Entity::Organization, Entity::Place, Entity::Time];

/// The documents of a treebank.
pub fn documents(trees: &[Tree]) -> Vec<&[Tree]> {
    let mut starts: Vec<usize> = (0..trees.len()).filter(|&at| trees[at].opens_document).collect();
    starts.push(trees.len());
    starts.windows(2).map(|pair| &trees[pair[0]..pair[1]]).collect()
}

fn entity(kind: MentionKind) -> Entity {
    match kind {
        MentionKind::Person | MentionKind::Group => Entity::Person,
        MentionKind::Organization => Entity::Organization,
        MentionKind::Place | MentionKind::Facility => Entity::Place,
        MentionKind::Time => Entity::Time,
        _ => Entity::None,
    }
}

/// Measures one document.
pub fn measure(trees: &[Tree], parser: &dyn Parser, links: &mut Links, show: &mut dyn FnMut(String)) {
    let (text, sentences, tokens) = laid_out(trees);
    let syntax = parser.parse(&text, &sentences, &tokens);
    let found = mentions(&text, &sentences, &tokens, &syntax);
    let chains = coreference(&text, &tokens, &syntax, &found);
    let mut gold: Vec<(usize, GoldMention, &Tree)> = Vec::new();
    for (tree, sentence) in trees.iter().zip(sentences.iter()) {
        let first = sentence.tokens.range().start;
        gold.extend(gold_mentions(tree).into_iter().map(|mention| (first, mention, tree)));
    }
    gold.sort_by_key(|(first, mention, _)| (first + mention.start, usize::MAX - mention.end));
    let words: Vec<&str> = tokens.iter().map(|token| text.at(token.span)).collect();
    name_counts(&words, &found, &syntax, &gold, links, show);
    // The chain of each head word; the shortest phrase where a word heads several.
    let mut chain_of: HashMap<usize, (usize, &str)> = HashMap::new();
    for (first, mention, _) in &gold {
        let length = mention.end - mention.start;
        let known = chain_of.entry(first + mention.head).or_insert((length, &mention.chain));
        if length < known.0 {
            *known = (length, &mention.chain);
        }
    }
    let by_head: HashMap<usize, _> = found.ids().iter().map(|id| (found[id].head.index(), id)).collect();
    for (place, (first, mention, tree)) in gold.iter().enumerate() {
        let head = first + mention.head;
        let earlier = gold[..place].iter().any(|(_, other, _)| other.chain == mention.chain);
        let word = &tree.words[mention.head];
        let form = word.form.to_lowercase();
        let has_article = tree.words[mention.start..mention.end].iter().any(|child| {
            child.head == mention.head + 1
                && matches!(child.form.to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those")
        });
        let count = match word.upos.as_str() {
            "PRON" if word.feats.contains("PronType=Prs") && word.rel != "expl" => {
                match word.feats.contains("Person=3") || form.ends_with("self") || form == "themselves" {
                    true => &mut links.third,
                    false => &mut links.speakers,
                }
            }
            "NOUN" if has_article => &mut links.descriptions,
            _ => continue,
        };
        let own = by_head.get(&head).copied();
        let antecedent = own.and_then(|own| chains.antecedent(own));
        count.gold += usize::from(earlier);
        count.predicted += usize::from(antecedent.is_some());
        let found_chain =
            antecedent.and_then(|other| chain_of.get(&found[other].head.index())).map(|&(_, chain)| chain);
        let right = earlier && found_chain == Some(mention.chain.as_str());
        count.correct += usize::from(right);
        if !right && (earlier || antecedent.is_some()) {
            let words = |id| {
                let mention: &Mention = &found[id];
                let range = mention.tokens.range();
                (range.start..range.end)
                    .map(|at| text.at(tokens[hearsay_extract::Id::new(at)].span))
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let gold_before = gold[..place].iter().rev().find(|(_, other, _)| other.chain == mention.chain);
            let gold_words = gold_before.map(|(_, other, tree)| {
                tree.words[other.start..other.end].iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
            });
            let own_words: Vec<&str> =
                tree.words[mention.start..mention.end].iter().map(|word| word.form.as_str()).collect();
            show(format!("link [{}] to {:?}, found {:?}", own_words.join(" "), gold_words, antecedent.map(words)));
        }
    }
}

fn name_counts(
    words: &[&str],
    found: &hearsay_extract::Layer<Mention>,
    syntax: &hearsay_extract::Syntax,
    gold: &[(usize, GoldMention, &Tree)],
    links: &mut Links,
    show: &mut dyn FnMut(String),
) {
    let gold_names: HashMap<(usize, usize), Entity> = gold
        .iter()
        .filter(|(_, mention, tree)| tree.words[mention.head].upos == "PROPN" && KINDS.contains(&mention.kind))
        .map(|(first, mention, _)| ((first + mention.start, first + mention.end), mention.kind))
        .collect();
    for kind in gold_names.values() {
        links.names.gold += 1;
        links.spans.gold += 1;
        if let Some(at) = KINDS.iter().position(|other| other == kind) {
            links.by_kind[at].gold += 1;
        }
    }
    for mention in found.iter().filter(|mention| mention.form == MentionForm::Name) {
        let kind = entity(mention.kind);
        let Some(at) = KINDS.iter().position(|&other| other == kind) else { continue };
        if syntax.upos(mention.head) != Upos::Propn {
            continue;
        }
        let range = mention.tokens.range();
        let known = gold_names.get(&(range.start, range.end));
        let right = known == Some(&kind);
        for count in [&mut links.names, &mut links.by_kind[at]] {
            count.predicted += 1;
            count.correct += usize::from(right);
        }
        links.spans.predicted += 1;
        links.spans.correct += usize::from(known.is_some());
        if !right {
            let near = gold.iter().find(|(first, gold, _)| first + gold.head == mention.head.index());
            let near = near.map(|(_, gold, tree)| {
                let words: Vec<&str> = tree.words[gold.start..gold.end].iter().map(|word| word.form.as_str()).collect();
                (gold.kind.name(), words.join(" "))
            });
            let own: Vec<&str> = (range.start..range.end).map(|at| words[at]).collect();
            show(format!("name {:?} {:?} gold {near:?}", mention.kind, own.join(" ")));
        }
    }
}
