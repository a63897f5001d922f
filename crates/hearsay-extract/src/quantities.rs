//! Quantities: every number that may count people or equipment, with the bounds that its wording sets.
//!
//! The grammar is Hearsay's own; the meaning of hedges and bounds is that of the annotation guideline.

mod hedge;
mod numeral;

use crate::layer::{Ids, Layer};
use crate::lexicon::rows;
use crate::tokens::Token;
use crate::words::Words;
use hearsay_core::Hedge;
use hedge::Bound;
use numeral::{Numeral, numeral};
use std::collections::HashSet;
use std::sync::OnceLock;

/// How the number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// "2,700"
    Digits,
    /// "seven", "a dozen"
    Words,
    /// "dozens", "several hundred"
    Vague,
    /// "one", "a single"
    One,
    /// "a soldier"
    Article,
    /// "another soldier", "a second soldier"
    Another,
    /// "no", "none"
    Zero,
}

/// A number in the text, with its hedge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuantityMention {
    /// Number and hedge.
    pub tokens: Ids<Token>,
    /// The number alone.
    pub number: Ids<Token>,
    /// The least that the wording allows.
    pub low: Option<u64>,
    /// The number that the wording names.
    pub best: Option<u64>,
    /// The most that the wording allows.
    pub high: Option<u64>,
    /// How it is hedged.
    pub hedge: Hedge,
    /// How it is written.
    pub form: Form,
}

/// The quantities of the sentences, in order of the text.
pub fn quantities(words: &Words) -> Layer<QuantityMention> {
    let mut found = Vec::new();
    for sentence in words.sentences.iter() {
        let within = sentence.tokens;
        let mut at = within.range().start;
        while at < within.range().end {
            match quantity(words, within, at) {
                Some(mention) => {
                    at = mention.tokens.range().end.max(at + 1);
                    found.push(mention);
                }
                // A number that counts something else is passed as a whole.
                None => at += numeral(words, within, at).map_or(1, |number| number.len.max(1)),
            }
        }
    }
    Layer::new(found)
}

fn quantity(words: &Words, within: Ids<Token>, at: usize) -> Option<QuantityMention> {
    let word = |i: usize| words.near(within, i as isize);
    let Some(first) = numeral(words, within, at) else { return singular(words, within, at) };
    let (number, range) = match range(words, within, at, &first) {
        Some((len, high)) => (at..at + len, Some(high)),
        None => (at..at + first.len, None),
    };
    if !counts(words, within, number.clone(), &first, range.is_some()) {
        return None;
    }
    let (start, mut bound) = hedge::before(words, within, number.start);
    let (end, later) = hedge::after(words, within, number.end);
    if later.is_some() {
        bound = later;
    }
    let form = match () {
        () if first.vague => Form::Vague,
        () if first.digits => Form::Digits,
        () if first.len == 1 && word(at) == "one" => Form::One,
        () if first.value == 0 => Form::Zero,
        () => Form::Words,
    };
    let n = first.value;
    let (low, best, high, hedge) = match (range, bound) {
        (Some(top), _) => (Some(n), None, Some(top), Hedge::Between),
        (None, _) if first.vague => (Some(n), None, None, Hedge::Vague),
        (None, Some(Bound::Least)) => (Some(n), Some(n), None, Hedge::AtLeast),
        (None, Some(Bound::Most)) => (None, Some(n), Some(n), Hedge::AtMost),
        (None, Some(Bound::Nearly)) => (None, Some(n), None, Hedge::AtMost),
        (None, Some(Bound::About)) => (None, Some(n), None, Hedge::About),
        (None, None | Some(Bound::Exact)) => (Some(n), Some(n), Some(n), Hedge::Exact),
    };
    Some(QuantityMention { tokens: Ids::new(start..end), number: Ids::new(number), low, best, high, hedge, form })
}

/// "a soldier", "another", "no casualties", "a single", "none".
fn singular(words: &Words, within: Ids<Token>, at: usize) -> Option<QuantityMention> {
    let word = |i: usize| words.near(within, i as isize);
    let (len, value, form) = match word(at) {
        "a" | "an" if word(at + 1) == "single" => (2, 1, Form::One),
        "a" if matches!(word(at + 1), "second" | "third" | "fourth" | "fifth" | "further") => (2, 1, Form::Another),
        "a" | "an"
            if !matches!(word(at + 1), "few" | "lot" | "number" | "total" | "day" | "year" | "week" | "month") =>
        {
            (1, 1, Form::Article)
        }
        "another" if numeral(words, within, at + 1).is_none() => (1, 1, Form::Another),
        "no" if matches!(word(at + 1), "one" | "-") => {
            (if word(at + 1) == "one" { 2 } else { return None }, 0, Form::Zero)
        }
        "no" | "none" | "nobody" | "zero" => (1, 0, Form::Zero),
        _ => return None,
    };
    let at_least =
        form != Form::Zero && matches!((word(at.wrapping_sub(2)), word(at.wrapping_sub(1))), ("at", "least"));
    let start = if at_least { at - 2 } else { at };
    let (hedge, high) = if at_least { (Hedge::AtLeast, None) } else { (Hedge::Exact, Some(value)) };
    Some(QuantityMention {
        tokens: Ids::new(start..at + len),
        number: Ids::new(at..at + len),
        low: Some(value),
        best: Some(value),
        high,
        hedge,
        form,
    })
}

/// "200 to 300", "200-300", "between 200 and 300", "five or six": tokens taken in all, and the upper number.
fn range(words: &Words, within: Ids<Token>, at: usize, first: &Numeral) -> Option<(usize, u64)> {
    let word = |i: isize| words.near(within, i);
    let link = word((at + first.len) as isize);
    let between = matches!(word(at as isize - 1), "between") || (word(at as isize - 1) == "from" && link == "to");
    let linked = match link {
        "to" | "-" | "–" | "—" | "‑" => true,
        "and" => word(at as isize - 1) == "between",
        "or" => !first.vague,
        _ => false,
    };
    let rose = word(at as isize - 1) == "from"
        && matches!(
            word(at as isize - 2),
            "rose" | "risen" | "grew" | "grown" | "up" | "down" | "fell" | "dropped" | "increased"
        );
    if !linked || rose || (first.vague && !between) {
        return None;
    }
    let second = numeral(words, within, at + first.len + 1)?;
    // "20 to 30 thousand": the scale of the second holds for both only where the first is the smaller figure.
    let rises = second.value > first.value && !second.vague;
    let near = between || link != "-" || first.digits == second.digits;
    (rises && near && second.value < first.value.saturating_mul(100).max(10))
        .then_some((first.len + 1 + second.len, second.value))
}

/// Whether a numeral may count people or equipment: not a date, age, time, sum of money, share or distance.
fn counts(
    words: &Words,
    within: Ids<Token>,
    number: std::ops::Range<usize>,
    numeral: &Numeral,
    is_range: bool,
) -> bool {
    static AFTER: OnceLock<HashSet<&'static str>> = OnceLock::new();
    static BEFORE: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let file = |side: &'static str| {
        rows(include_str!("../data/quantities/not-counts.tsv"))
            .filter(move |row| row[0] == side)
            .filter_map(|row| row.get(1).copied())
            .collect::<HashSet<_>>()
    };
    let after = AFTER.get_or_init(|| file("after"));
    let before = BEFORE.get_or_init(|| file("before"));
    let word = |i: isize| words.near(within, i);
    let (start, end) = (number.start as isize, number.end as isize);
    if matches!(word(end), "-" | "‑" | "–") && words.joined(number.end) {
        // "20-year-old", "7-member"; but "1,600-plus" counts.
        if word(end + 1) != "plus"
            && words.joined(number.end + 1)
            && !word(end + 1).starts_with(|c: char| c.is_ascii_digit())
        {
            return false;
        }
    }
    if start > within.range().start as isize
        && matches!(word(start - 1), "-" | "/" | ":" | "." | "#" | "№")
        && words.joined(number.start)
    {
        return false;
    }
    if matches!(word(end), "/" | ":") && words.joined(number.end) {
        return false;
    }
    // "21 May" is a day, "21 may" is not.
    let month = word(end) == "may" && !words.text.at(words.span(Ids::new(number.end..number.end + 1))).starts_with('M');
    if (after.contains(word(end)) && !month) || (before.contains(word(start - 1)) && !numeral.vague) {
        return false;
    }
    if numeral.digits && !is_range && is_year(words, within, &number, numeral.value) {
        return false;
    }
    // "the age of 20", "at 20", the day in "March 3, 2014".
    !(matches!(word(start - 1), "of") && matches!(word(start - 2), "age" | "ages"))
}

/// Whether a bare four-digit number is a year: "in 2014", "since 2011", "March 2014", "the 2022 invasion".
fn is_year(words: &Words, within: Ids<Token>, number: &std::ops::Range<usize>, value: u64) -> bool {
    let written = words.near(within, number.start as isize);
    if number.len() != 1 || written.len() != 4 || !(1900..2100).contains(&value) {
        return false;
    }
    let before = words.near(within, number.start as isize - 1);
    let after = words.near(within, number.end as isize);
    let counted = matches!(
        after,
        "people" | "civilians" | "soldiers" | "troops" | "fighters" | "were" | "killed" | "dead" | "wounded"
    ) && !matches!(before, "in" | "since" | "by" | "until" | "of");
    !counted
}
