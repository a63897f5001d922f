//! Chains of sources: lessons for the choice of voice, and how often chains are right, apart from the finding of figures.
//!
//! The evidence of every annotated claim is given to the program, which answers with the chain that it reads there.

use super::token;
use crate::bench;
use crate::figures::learn::learn_in_orders;
use flate2::read::GzDecoder;
use hearsay_core::{Document, Source, Span, Text};
use hearsay_extract::attributions::{attributions, wants_syntax};
use hearsay_extract::chain::options::{choice, kind_name};
use hearsay_extract::study::{Choice, Features, Weights};
use hearsay_extract::{Parser, Voices, Words, english, sentences};
use serde_json::Value;
use std::collections::HashSet;
use std::error::Error;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

/// In how many orders the lessons are learned; the weights are their mean.
const ORDERS: u64 = 10;

/// The chain of an annotated claim.
struct GoldChain {
    names: Vec<String>,
    kinds: Vec<String>,
}

/// One claim with what may be answered: the options, each with its features and its chain.
struct Asked {
    gold: GoldChain,
    options: Vec<(Features, Vec<Source>)>,
    shown: String,
}

/// How many chains are right: attributed or not, first source, origin, whole chain; of how many; and kinds of sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    right: [usize; 4],
    all: usize,
    kinds: [usize; 2],
}

impl Tally {
    fn add(&mut self, asked: &Asked, chain: &[Source]) {
        let right = judge(&asked.gold.names, chain);
        self.all += 1;
        (0..4).for_each(|at| self.right[at] += usize::from(right[at]));
        if right[3] {
            self.kinds[1] += chain.len();
            self.kinds[0] +=
                chain.iter().zip(&asked.gold.kinds).filter(|(one, kind)| kind_name(one.kind) == kind.as_str()).count();
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
        let [attributed, first, origin, chain] = self.right.map(|right| share(right, self.all));
        let kinds = share(self.kinds[0], self.kinds[1]);
        write!(
            f,
            "{} claims: attributed {attributed:.3}, first {first:.3}, origin {origin:.3}, chain {chain:.3}, kind {kinds:.3}",
            self.all
        )
    }
}

/// Learns the choice of voice from all annotated reports and returns the model's bytes.
pub fn train() -> Result<Vec<u8>, Box<dyn Error>> {
    let asked = [asked(&bench::train())?, asked(&bench::dev())?];
    Ok(model(asked.iter().flatten().flatten()))
}

/// The choice of voice learned from the training part alone: for what is measured on the other.
pub fn of_train() -> Result<Weights, Box<dyn Error>> {
    Ok(Weights::read(&model(asked(&bench::train())?.iter().flatten())))
}

/// For each fold of the training part the choice of voice learned from the others.
pub fn readers(folds: usize) -> Result<Vec<Weights>, Box<dyn Error>> {
    let reports = asked(&bench::train())?;
    Ok((0..folds).map(|fold| unseen(&reports, folds, fold)).collect())
}

/// A model that has not seen one fold.
fn unseen(reports: &[Vec<Asked>], folds: usize, fold: usize) -> Weights {
    let seen = reports.iter().enumerate().filter(|(at, _)| at % folds != fold).flat_map(|(_, report)| report);
    Weights::read(&model(seen))
}

/// Reads the chains of every annotated report by a model that has not seen it; writes what is wrong.
pub fn cross_validate(folds: usize, errors: &mut dyn Write) -> Result<Tally, Box<dyn Error>> {
    let reports = asked(&bench::train())?;
    let mut tally = Tally::default();
    for fold in 0..folds {
        let weights = unseen(&reports, folds, fold);
        let held = reports.iter().enumerate().filter(|(at, _)| at % folds == fold).flat_map(|(_, report)| report);
        held.into_iter().try_for_each(|one| answer(one, &weights, &mut tally, errors))?;
    }
    Ok(tally)
}

/// Reads the chains of an annotated file by a model of the training part alone; writes what is wrong.
pub fn test(gold: &Path, errors: &mut dyn Write) -> Result<Tally, Box<dyn Error>> {
    let weights = of_train()?;
    let mut tally = Tally::default();
    asked(gold)?.iter().flatten().try_for_each(|one| answer(one, &weights, &mut tally, errors))?;
    Ok(tally)
}

fn answer(asked: &Asked, weights: &Weights, tally: &mut Tally, errors: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let options = asked.options.iter().enumerate().map(|(at, (features, _))| (at, features.clone())).collect();
    let names = |at: &usize| asked.options[*at].1.iter().map(|one| one.name.clone()).collect::<Vec<_>>();
    let chosen = Choice { options }.decide_among(weights, names).map_or(0, |(&at, _)| at);
    let chain = &asked.options[chosen].1;
    tally.add(asked, chain);
    if !judge(&asked.gold.names, chain)[3] {
        let reachable = asked.options.iter().any(|(_, chain)| judge(&asked.gold.names, chain)[3]);
        let names: Vec<&str> = chain.iter().map(|one| one.name.as_str()).collect();
        let among = if reachable { "among the options" } else { "not among the options" };
        writeln!(errors, "{}\n  gold {:?}, {among}\n  read {names:?}\n", asked.shown, asked.gold.names)?;
    }
    Ok(())
}

fn model<'a>(asked: impl Iterator<Item = &'a Asked>) -> Vec<u8> {
    let lessons: Vec<_> = asked.filter_map(lesson).collect();
    Weights::write(&learn_in_orders(&lessons.iter().collect::<Vec<_>>(), ORDERS))
}

/// The right options: those with the whole chain, else those with its origin, else its first link. `None` where no option
/// is right in any of these.
fn lesson(asked: &Asked) -> Option<Vec<(Features, bool)>> {
    let judged: Vec<_> = asked.options.iter().map(|(_, chain)| judge(&asked.gold.names, chain)).collect();
    let level = (1..4).rev().find(|&level| judged.iter().any(|right| right[level]))?;
    Some(asked.options.iter().zip(judged).map(|((features, _), right)| (features.clone(), right[level])).collect())
}

fn asked(gold: &Path) -> Result<Vec<Vec<Asked>>, Box<dyn Error>> {
    let file = std::fs::File::open(gold).map_err(|error| format!("{}: {error}", gold.display()))?;
    BufReader::new(GzDecoder::new(file)).lines().map(|line| Ok(ask(&serde_json::from_str(&line?)?))).collect()
}

fn ask(row: &Value) -> Vec<Asked> {
    let words = |value: &Value| value.as_str().map(str::to_owned);
    let mut document =
        Document::of_text(row["id"].as_str().unwrap_or(""), Text::new(words(&row["text"]).unwrap_or_default()));
    document.outlet = words(&row["outlet"]);
    document.title = words(&row["title"]);
    let text = &document.text;
    let bytes: Vec<u32> = text.as_str().char_indices().map(|(at, _)| at as u32).chain([text.span().end()]).collect();
    let byte = |value: &Value| bytes[(value.as_u64().unwrap_or(0) as usize).min(bytes.len() - 1)];
    let (sentences, tokens) = sentences(text);
    let words = Words::new(text, &sentences, &tokens);
    let syntax = english().parse_some(text, &sentences, &tokens, &|id| wants_syntax(&words, sentences[id].tokens));
    let relations = attributions(&words, &syntax);
    let voices = Voices::new(&document, &words, &syntax, &relations);
    let claims = row["claims"].as_array().into_iter().flatten();
    claims
        .map(|claim| {
            let of = |field: &str| -> Vec<String> {
                let sources = claim["sources"].as_array().into_iter().flatten();
                sources.map(|source| source[field].as_str().unwrap_or("").to_owned()).collect()
            };
            let evidence = Span::new(byte(&claim["start"]), byte(&claim["end"]));
            let held = words.tokens_of(evidence);
            let top = |&at: &_| syntax.head(at).is_none_or(|head| !held.contains(head));
            let head = held.iter().find(top).unwrap_or(token(held.range().start));
            let options = choice(&voices, held, head).options.into_iter();
            let chain = |voice| voices.links(voice).iter().map(|one| one.source(&words)).collect();
            let options = options.map(|(voice, features)| (features, chain(voice))).collect();
            Asked { gold: GoldChain { names: of("name"), kinds: of("type") }, options, shown: shown(text, evidence) }
        })
        .collect()
}

/// The evidence with what stands around it.
fn shown(text: &Text, evidence: Span) -> String {
    let all = text.as_str();
    let (start, end) = (evidence.start() as usize, evidence.end() as usize);
    let from = (start.saturating_sub(250)..=start).find(|&at| all.is_char_boundary(at)).unwrap_or(start);
    let to = (end..=(end + 250).min(all.len())).rev().find(|&at| all.is_char_boundary(at)).unwrap_or(end);
    format!("{}[[{}]]{}", &all[from..start], &all[start..end], &all[end..to]).replace('\n', " ")
}

/// Attributed or not, first source, origin, whole chain: as the scorer of claims judges them.
fn judge(gold: &[String], chain: &[Source]) -> [bool; 4] {
    let same = |gold: Option<&String>, read: Option<&Source>| match (gold, read) {
        (Some(gold), Some(read)) => same_name(gold, &read.name),
        (None, None) => true,
        _ => false,
    };
    [
        gold.is_empty() == chain.is_empty(),
        same(gold.first(), chain.first()),
        same(gold.last(), chain.last()),
        gold.len() == chain.len() && gold.iter().zip(chain).all(|(gold, read)| same_name(gold, &read.name)),
    ]
}

/// Names agree when the words of one are among the other's, or half of all are shared.
fn same_name(a: &str, b: &str) -> bool {
    let words = |name: &str| -> HashSet<String> {
        const SMALL: [&str; 20] = [
            "the", "a", "an", "of", "in", "on", "at", "its", "their", "his", "her", "our", "for", "and", "to", "by",
            "from", "with", "s", "us",
        ];
        let name = name.to_lowercase().replace("'s", "");
        let all = name.split(|c: char| !c.is_ascii_alphanumeric());
        all.filter(|word| !word.is_empty() && !SMALL.contains(word)).map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    if a.is_empty() || b.is_empty() {
        return a.is_empty() && b.is_empty();
    }
    a.is_subset(&b) || b.is_subset(&a) || a.intersection(&b).count() * 2 >= a.union(&b).count()
}

#[cfg(test)]
mod tests {
    use super::same_name;

    #[test]
    fn names_agree_by_their_words() {
        assert!(same_name("the ministry", "Defence Ministry"));
        assert!(same_name("Ministry of Health", "Health Ministry"));
        assert!(!same_name("a hospital", "the army"));
    }
}
