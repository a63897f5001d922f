//! Names of the gazetteer in a text: the longest run of capitals that is one.

use super::key::{Key, KeyBuilder};
use super::layout::Match;
use super::table::{Class, Gazetteer};
use crate::layer::{Id, Ids, Layer};
use crate::places::article;
use crate::times::calendar_name;
use crate::tokens::Token;
use crate::words::Words;

/// What the words beside a name say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hint {
    /// Nothing.
    None,
    /// "province", "state"
    Region,
    /// "district", "county"
    District,
    /// "the town of", "city"
    Town,
}

/// A name of the gazetteer in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameMention {
    /// The name.
    pub tokens: Ids<Token>,
    /// Its key.
    pub key: Key,
    /// What stands beside it.
    pub hint: Hint,
    /// Whether it names a people and no place: "Syrian".
    pub people: bool,
    /// The sort and level of the largest place of that name.
    pub largest: (Class, u8),
}

/// A name takes no more tokens.
const LONGEST: usize = 9;

/// The names of the text, in order, none inside another.
pub fn names(gazetteer: &Gazetteer, words: &Words) -> Layer<NameMention> {
    let mut found = Vec::new();
    for sentence in words.sentences.iter() {
        let within = sentence.tokens;
        let mut at = within.range().start;
        while at < within.range().end {
            match name_at(gazetteer, words, within, at) {
                Some(name) => {
                    at = name.tokens.range().end;
                    found.push(name);
                }
                None => at += 1,
            }
        }
    }
    Layer::new(found)
}

/// The name that these tokens are, whatever they are.
pub fn name_of(gazetteer: &Gazetteer, words: &Words, tokens: Ids<Token>) -> NameMention {
    let mut builder = KeyBuilder::default();
    for token in tokens.iter() {
        builder.push(words.written(token));
    }
    let within = tokens
        .iter()
        .next()
        .and_then(|token| words.sentence_of(token))
        .map_or(tokens, |sentence| words.sentences[sentence].tokens);
    let largest = largest(gazetteer, builder.key());
    let people = is_people(gazetteer, builder.key(), largest);
    let hint = hint(words, within, tokens.range().start, tokens.range().end);
    NameMention { tokens, key: builder.key(), hint, people, largest }
}

fn name_at(gazetteer: &Gazetteer, words: &Words, within: Ids<Token>, at: usize) -> Option<NameMention> {
    let word = |i: usize| words.near(within, i as isize);
    let capital = |i: usize| within.range().contains(&i) && words.written(Id::new(i)).starts_with(char::is_uppercase);
    let hyphen = |i: usize| matches!(word(i), "-" | "‑" | "–") && words.joined(i) && words.joined(i + 1);
    let opens = capital(at) || article(word(at)) && hyphen(at + 1) && capital(at + 2);
    // A name does not begin in the middle of a word with hyphens, but for "non-Syrian".
    if !opens || (at > within.range().start && hyphen(at - 1) && capital(at.saturating_sub(2))) {
        return None;
    }
    let mut builder = KeyBuilder::default();
    let mut best = None;
    let mut end = at;
    while end < within.range().end && end < at + LONGEST {
        let written = words.written(Id::new(end));
        let dots = matches!(written, "." | "'" | "’" | ",") && words.joined(end);
        let small = matches!(
            written,
            "of" | "the"
                | "and"
                | "de"
                | "del"
                | "la"
                | "las"
                | "los"
                | "du"
                | "al"
                | "el"
                | "upon"
                | "on"
                | "es"
                | "le"
                | "en"
        ) || article(word(end));
        if capital(end) || written.starts_with(|c: char| c.is_ascii_digit()) && end > at {
            builder.push(written);
            let named = builder.letters() >= 2 && !common(words, within, at, end);
            if named && gazetteer.find(builder.key()).next().is_some() {
                best = Some((end + 1, builder.key()));
            }
        } else if end > at && written.chars().all(|c| !c.is_alphanumeric()) && !hyphen(end) && written != "," && dots {
            // "St. Louis", "N'Djamena": the mark is no part of the key.
        } else if hyphen(end) {
        } else if (end > at && small) || (end == at && article(word(at))) {
            builder.push(written);
        } else {
            break;
        }
        end += 1;
    }
    let (end, key) = best?;
    let largest = largest(gazetteer, key);
    let people = is_people(gazetteer, key, largest);
    if !people && of_a_person(words, within, at..end, largest) {
        return None;
    }
    Some(NameMention { tokens: Ids::new(at..end), key, hint: hint(words, within, at, end), people, largest })
}

/// The sort and level of the largest place of that name, countries first.
fn largest(gazetteer: &Gazetteer, key: Key) -> (Class, u8) {
    let bearers = gazetteer.find(key).filter(|bearer| bearer.by != Match::People);
    let ranked = bearers.filter_map(|bearer| gazetteer.class_and_level(bearer.record));
    // The people of a region are those of its towns: one that is called after its seat stands for the seat.
    let rank = |class: Class, level: u8| {
        if matches!(class, Class::Region | Class::District) { level.saturating_sub(4) } else { level }
    };
    ranked.max_by_key(|&(class, level)| (class == Class::Country, rank(class, level))).unwrap_or((Class::City, 0))
}

/// Whether a people bears the name, and no place of size does ("Canadian" is also a town in Texas).
pub(super) fn is_people(gazetteer: &Gazetteer, key: Key, largest: (Class, u8)) -> bool {
    largest.1 < 17 && largest.0 != Class::Country && gazetteer.find(key).any(|bearer| bearer.by == Match::People)
}

/// Whether the name of a small place is more likely a piece of a person's or a body's name: it follows another word with a
/// capital, or a title, or stands before one and is no larger than a town.
fn of_a_person(words: &Words, within: Ids<Token>, name: std::ops::Range<usize>, (class, level): (Class, u8)) -> bool {
    let capital = |i: usize| within.range().contains(&i) && words.written(Id::new(i)).starts_with(char::is_uppercase);
    if class == Class::Country || headline(words, within) {
        return false;
    }
    let before = name.start.wrapping_sub(1);
    let title = |i: usize| {
        super::names_lexicon::is_title(words.near(within, i as isize))
            || words.near(within, i as isize) == "."
                && super::names_lexicon::is_title(words.near(within, i as isize - 1))
    };
    if title(before) {
        return true;
    }
    let follows = capital(before)
        && before != within.range().start
        && !calendar_name(words.near(within, before as isize))
        && !crate::places::is_place_noun(words.near(within, before as isize))
        && !crate::places::is_direction(words.near(within, before as isize));
    let leads = capital(name.end)
        && !calendar_name(words.near(within, name.end as isize))
        && !crate::places::is_place_noun(words.near(within, name.end as isize))
        && !words.near(within, before as isize).is_empty()
        && !matches!(
            words.near(within, before as isize),
            "in" | "at" | "near" | "from" | "of" | "to" | "outside" | "around"
        );
    (follows && level < 20) || (leads && level < 17)
}

/// Whether most words of the sentence are written with a capital, so that capitals tell nothing.
fn headline(words: &Words, within: Ids<Token>) -> bool {
    let (mut capitals, mut all) = (0, 0);
    for token in within.iter().take(40) {
        let written = words.written(token);
        if written.len() > 3 && written.starts_with(char::is_alphabetic) {
            all += 1;
            capitals += usize::from(written.starts_with(char::is_uppercase));
        }
    }
    capitals * 3 > all * 2
}

/// Whether the tokens from `start` to `end` are a common word that only looks like a name: a weekday, "The", "US" as "us".
fn common(words: &Words, within: Ids<Token>, start: usize, end: usize) -> bool {
    if start != end {
        return false;
    }
    let word = words.near(within, start as isize);
    let written = words.written(Id::new(start));
    let first = start == within.range().start;
    calendar_name(word)
        || matches!(word, "us" | "is" | "it" | "in" | "as" | "or" | "me" | "no" | "so" | "he" | "at" | "an")
            && written.len() == 2
            && written.bytes().any(|b| b.is_ascii_lowercase())
        || (word.len() == 2 && !matches!(word, "us" | "uk"))
        || super::names_lexicon::is_common(word, first)
}

fn hint(words: &Words, within: Ids<Token>, start: usize, end: usize) -> Hint {
    let word = |i: usize| words.near(within, i as isize);
    let of = |i: isize| words.near(within, i);
    let class = |word: &str| match word {
        "province" | "governorate" | "oblast" | "state" | "region" | "krai" | "emirate" | "prefecture" => Hint::Region,
        "district" | "county" | "parish" | "municipality" | "subdistrict" | "counties" => Hint::District,
        "city" | "town" | "village" | "neighborhood" | "neighbourhood" | "suburb" | "airport" | "hospital" => {
            Hint::Town
        }
        _ => Hint::None,
    };
    let before = start as isize;
    match (class(word(end)), of(before - 1)) {
        (Hint::None, "of") => class(of(before - 2)),
        (Hint::None, one) => class(one),
        (hint, _) => hint,
    }
}
