//! The layers of one report that the figure stages read, gathered in one place.

use crate::actors::agents;
use crate::affected::tally::{SideCount, tally};
use crate::gazetteer::Located;
use crate::groups::{SideMention, sides_in};
use crate::layer::{Id, Ids, Layer};
use crate::measures::{MeasureMention, measures};
use crate::quantities::{QuantityMention, quantities};
use crate::syntax::Syntax;
use crate::tags::Upos;
use crate::tokens::{Sentence, Token};
use crate::words::Words;
use jiff::civil::Date;
use std::cell::OnceCell;

/// What is known of a report when its figures are read.
pub struct Report<'a> {
    /// Text, sentences and tokens.
    pub words: &'a Words<'a>,
    /// Tags and trees.
    pub syntax: &'a Syntax,
    /// Numbers.
    pub quantities: Layer<QuantityMention>,
    /// Words of measures.
    pub measures: Layer<MeasureMention>,
    /// Names of sides, in order of the text.
    pub sides: Layer<SideMention>,
    /// How often each side is named, and as a place, most often first.
    pub side_counts: Vec<SideCount>,
    /// Day of publication.
    pub published: Option<Date>,
    agents: OnceCell<Vec<(String, usize)>>,
}

impl<'a> Report<'a> {
    /// Makes the layers; `located` tells where the report's places lie.
    pub fn new(words: &'a Words<'a>, syntax: &'a Syntax, located: &[Located], published: Option<Date>) -> Report<'a> {
        Report::with(words, syntax, located, published, quantities(words), measures(words))
    }

    /// The same, where the numbers and the words of measures were found before.
    pub(crate) fn with(
        words: &'a Words<'a>,
        syntax: &'a Syntax,
        located: &[Located],
        published: Option<Date>,
        quantities: Layer<QuantityMention>,
        measures: Layer<MeasureMention>,
    ) -> Report<'a> {
        let sides: Vec<_> = words.sentences.iter().flat_map(|sentence| sides_in(words, sentence.tokens)).collect();
        let side_counts = tally(&sides, located);
        Report {
            words,
            syntax,
            quantities,
            measures,
            sides: Layer::new(sides),
            side_counts,
            published,
            agents: OnceCell::new(),
        }
    }

    /// The parties that are told to attack, each with how often, most often first.
    pub fn agents(&self) -> &[(String, usize)] {
        self.agents.get_or_init(|| agents(self))
    }

    /// The sentence of a token, and its tokens.
    pub fn sentence(&self, token: Id<Token>) -> (Id<Sentence>, Ids<Token>) {
        let id = self.words.sentence_of(token).unwrap_or(Id::new(0));
        (id, self.words.sentences[id].tokens)
    }

    /// The measures of a stretch of tokens, with their ids.
    pub fn measures_in(&self, within: Ids<Token>) -> impl Iterator<Item = (Id<MeasureMention>, &MeasureMention)> {
        let all = self.measures.of(self.measures.ids());
        let start = all.partition_point(|one| one.tokens.range().start < within.range().start);
        all[start..]
            .iter()
            .take_while(move |one| one.tokens.range().start < within.range().end)
            .enumerate()
            .map(move |(i, one)| (Id::new(start + i), one))
    }

    /// The quantities of a stretch of tokens, with their ids.
    pub fn quantities_in(&self, within: Ids<Token>) -> impl Iterator<Item = (Id<QuantityMention>, &QuantityMention)> {
        let all = self.quantities.of(self.quantities.ids());
        let start = all.partition_point(|one| one.number.range().start < within.range().start);
        all[start..]
            .iter()
            .take_while(move |one| one.number.range().start < within.range().end)
            .enumerate()
            .map(move |(i, one)| (Id::new(start + i), one))
    }

    /// The sides named in a stretch of tokens.
    pub fn sides_in(&self, within: Ids<Token>) -> &[SideMention] {
        let all = self.sides.of(self.sides.ids());
        let start = all.partition_point(|one| one.tokens.range().start < within.range().start);
        let end = all.partition_point(|one| one.tokens.range().start < within.range().end);
        &all[start..end.max(start)]
    }

    /// The word class of the token at an index; `X` outside the report.
    pub fn upos(&self, index: usize) -> Upos {
        if index < self.syntax.len() { self.syntax.upos(Id::new(index)) } else { Upos::X }
    }

    /// The relations from `from` up to the common ancestor and from there down to `to`, as "nummod<nsubj:pass>…"; `None`
    /// where the way is longer than `longest` steps or leaves the sentence.
    pub fn path(&self, from: Id<Token>, to: Id<Token>, longest: usize) -> Option<String> {
        let up: Vec<_> = self.syntax.ancestors(from).take(longest + 1).collect();
        let down: Vec<_> = self.syntax.ancestors(to).take(longest + 1).collect();
        let (i, j) = up.iter().enumerate().find_map(|(i, a)| down.iter().position(|b| a == b).map(|j| (i, j)))?;
        if i + j > longest {
            return None;
        }
        let mut path = String::new();
        for &token in &up[..i] {
            path.push_str(self.syntax.rel(token).name());
            path.push('<');
        }
        for &token in down[..j].iter().rev() {
            path.push('>');
            path.push_str(self.syntax.rel(token).name());
        }
        Some(path)
    }

    /// The token of a stretch whose head lies outside it: its syntactic head.
    pub fn head_of(&self, tokens: Ids<Token>) -> Id<Token> {
        tokens
            .iter()
            .find(|&token| self.syntax.head(token).is_none_or(|head| !tokens.contains(head)))
            .unwrap_or(Id::new(tokens.range().start))
    }
}
