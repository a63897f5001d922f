//! Coreference: which mentions of a document stand for the same, and by which name each is best called.

mod features;
mod names;
mod nominals;
mod pronouns;

use crate::layer::{Id, Layer};
use crate::mentions::{Mention, MentionForm};
use crate::syntax::Syntax;
use crate::tokens::Token;
use features::View;
use hearsay_core::Text;

/// The chains of a document's mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coreference {
    chain: Vec<u32>,
    antecedent: Vec<Option<u32>>,
    fullest: Vec<Option<u32>>,
}

impl Coreference {
    /// The number of the mention's chain: the place of its first mention in the layer.
    pub fn chain(&self, mention: Id<Mention>) -> usize {
        self.chain[mention.index()] as usize
    }

    /// The earlier mention that this one was linked to.
    pub fn antecedent(&self, mention: Id<Mention>) -> Option<Id<Mention>> {
        self.antecedent[mention.index()].map(|at| Id::new(at as usize))
    }

    /// The fullest name in the mention's chain, which may be the mention itself; `None` where the chain has no name.
    pub fn representative(&self, mention: Id<Mention>) -> Option<Id<Mention>> {
        self.fullest[self.chain(mention)].map(|at| Id::new(at as usize))
    }

    /// The mentions of the same chain, in order.
    pub fn others(&self, mention: Id<Mention>) -> impl Iterator<Item = Id<Mention>> + '_ {
        let chain = self.chain[mention.index()];
        self.chain.iter().enumerate().filter(move |&(_, &other)| other == chain).map(|(at, _)| Id::new(at))
    }
}

/// Links the mentions of a document.
pub fn coreference(text: &Text, tokens: &Layer<Token>, syntax: &Syntax, mentions: &Layer<Mention>) -> Coreference {
    let view = View::new(text, tokens, syntax, mentions);
    let mut chains = Chains::new(mentions.len());
    for id in mentions.ids().iter() {
        let antecedent = match mentions[id].form {
            MentionForm::Name => names::antecedent(&view, &chains, id),
            MentionForm::Nominal => nominals::antecedent(&view, &chains, id),
            MentionForm::Pronoun => pronouns::antecedent(&view, &chains, id),
        };
        if let Some(antecedent) = antecedent {
            chains.link(id.index(), antecedent.index());
        }
    }
    chains.finish(&view)
}

/// The chains as they grow.
#[derive(Debug)]
pub(crate) struct Chains {
    chain: Vec<u32>,
    antecedent: Vec<Option<u32>>,
    /// The mentions of each chain, kept at its first mention.
    members: Vec<Vec<u32>>,
}

impl Chains {
    fn new(mentions: usize) -> Chains {
        Chains {
            chain: (0..mentions as u32).collect(),
            antecedent: vec![None; mentions],
            members: (0..mentions as u32).map(|at| vec![at]).collect(),
        }
    }

    fn link(&mut self, mention: usize, antecedent: usize) {
        let to = self.chain[antecedent];
        self.antecedent[mention] = Some(antecedent as u32);
        self.chain[mention] = to;
        self.members[mention].clear();
        self.members[to as usize].push(mention as u32);
    }

    /// The mentions so far in the chain of this one.
    fn members(&self, mention: Id<Mention>) -> impl Iterator<Item = Id<Mention>> + '_ {
        self.members[self.chain[mention.index()] as usize].iter().map(|&at| Id::new(at as usize))
    }

    fn finish(self, view: &View) -> Coreference {
        let fullest = self.members.iter().map(|members| {
            let names = members.iter().copied().filter(|&at| view.mentions[Id::new(at as usize)].is_name());
            // The longest name; of equals the first.
            names.fold(None, |best: Option<u32>, at| match best {
                Some(best) if view.name_length(best) >= view.name_length(at) => Some(best),
                _ => Some(at),
            })
        });
        Coreference { fullest: fullest.collect(), chain: self.chain, antecedent: self.antecedent }
    }
}
