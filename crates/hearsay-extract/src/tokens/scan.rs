//! Cuts a stretch without white space into tokens, by the conventions of the English treebanks.

use super::abbreviations::{Abbreviation, abbreviation};
use super::clitics::split_clitics;
use crate::lexicon::rows;
use std::collections::HashSet;
use std::sync::OnceLock;

/// Pushes the byte ranges of the tokens of `text[start..end]`, which holds no white space.
pub fn scan(text: &str, start: usize, end: usize, out: &mut Vec<(u32, u32)>) {
    let chunk = &text[start..end];
    if let Some(length) = address(chunk) {
        out.push((start as u32, (start + length) as u32));
        if start + length < end {
            scan(text, start + length, end, out);
        }
        return;
    }
    if matches!(chunk, ":)" | ":-)" | ";)" | ":(" | ":-(" | ";-)" | ":D" | ":P" | "(:" | "=)" | "<3") {
        out.push((start as u32, end as u32));
        return;
    }
    let mut at = start;
    while let Some(first) = text[at..end].chars().next() {
        let after = at + first.len_utf8();
        at = if is_word(first) {
            let to = word_end(text, at, end);
            split_word(text, at, to, out);
            to
        } else {
            let to = mark_end(text, at, after, end, first);
            out.push((at as u32, to as u32));
            to
        };
    }
}

/// Letters, digits, and the marks that combine with them.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

/// The length of the web or mail address that opens the chunk.
fn address(chunk: &str) -> Option<usize> {
    let web = chunk.starts_with("www.") || chunk.starts_with("http://") || chunk.starts_with("https://");
    let mail = chunk.find('@').is_some_and(|at| {
        at > 0
            && chunk[at + 1..].contains('.')
            && chunk.starts_with(|c: char| c.is_ascii_alphanumeric())
            && chunk[..at].bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+".contains(&b))
    });
    if !web && !mail {
        return None;
    }
    let end = chunk.find(['<', '>', '"', '\u{201c}', '\u{201d}']).unwrap_or(chunk.len());
    let trimmed = chunk[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '\u{2019}']);
    (!trimmed.is_empty()).then_some(trimmed.len())
}

/// One past a run of marks that are one token ("...", "--", "?!", "'s", "#tag").
fn mark_end(text: &str, at: usize, after: usize, end: usize, first: char) -> usize {
    let rest = &text[after..end];
    let run = |same: &dyn Fn(char) -> bool| after + rest.find(|c| !same(c)).unwrap_or(rest.len());
    match first {
        '.' | '\u{2026}' => run(&|c| c == '.' || c == '\u{2026}'),
        '!' | '?' => run(&|c| c == '!' || c == '?'),
        '-' | '*' | '=' | '~' | '+' | '<' | '>' | '\u{2014}' | '|' | '`' => run(&|c| c == first),
        '#' | '@' if rest.starts_with(is_word) => run(&is_word),
        '\'' if rest.starts_with('\'') => after + 1,
        c if is_apostrophe(c) => {
            let word = after + rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let tail = text[after..word].to_ascii_lowercase();
            let clitic = matches!(tail.as_str(), "s" | "m" | "d" | "re" | "ve" | "ll" | "em" | "tis" | "cause");
            let decade = tail.len() == 3 && tail.ends_with('s') && tail.bytes().take(2).all(|b| b.is_ascii_digit());
            let joined = text[..at].chars().next_back().is_some_and(is_word);
            if (clitic && (joined || tail != "s" || word == end)) || decade { word } else { after }
        }
        _ => after,
    }
}

/// One past the word that starts at `at`, marks that belong to it included.
fn word_end(text: &str, at: usize, end: usize) -> usize {
    let mut to = at;
    loop {
        let rest = &text[to..end];
        to += rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let Some(mark) = text[to..end].chars().next() else { return to };
        let next = to + mark.len_utf8();
        let before = text[at..to].chars().next_back().unwrap_or(' ');
        let after = text[next..end].chars().next().unwrap_or(' ');
        let word = &text[at..to];
        let joins = match mark {
            '.' if is_word(after) => !missing_space(word, &text[next..end]),
            '.' => return if stop_belongs(text, word, next) { next } else { to },
            ',' => before.is_ascii_digit() && after.is_ascii_digit(),
            ':' => before.is_ascii_digit() && after.is_ascii_digit(),
            '/' => before.is_ascii_digit() && after.is_ascii_digit(),
            '&' => before.is_uppercase() && after.is_uppercase(),
            '$' if matches!(word, "US" | "A" | "C" | "HK" | "NZ") => return next,
            '-' | '\u{2010}' | '\u{2011}' => is_word(after) && keeps_hyphen(word, &text[next..end]),
            c if is_apostrophe(c) => before.is_alphabetic() && after.is_alphabetic(),
            _ => false,
        };
        if !joins {
            return to;
        }
        to = next;
    }
}

/// Whether a stop between letters ends a sentence whose space was lost ("killed.The").
fn missing_space(word: &str, rest: &str) -> bool {
    let mut next = rest.chars();
    let capital =
        next.next().is_some_and(char::is_uppercase) && next.next().is_none_or(|c| c.is_lowercase() || c == ' ');
    let plain = word.len() > 1 && !word.contains('.') && word.chars().next_back().is_some_and(char::is_lowercase);
    capital && plain && (word.len() > 3 || !rest.bytes().take(40).any(|byte| matches!(byte, b'.' | b'/')))
}

/// Whether the stop after `word`, which ends before byte `next`, is part of it.
fn stop_belongs(text: &str, word: &str, next: usize) -> bool {
    let rest = &text[next..];
    if rest.starts_with('.') {
        return false;
    }
    let following = rest.trim_start_matches([' ', '\u{a0}']).chars().next().unwrap_or('\n');
    let mut letters = word.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        // An initial; a list letter or a lone capital at the end of a sentence keeps its stop apart.
        return only.is_uppercase()
            && only != 'I'
            && (following.is_alphanumeric() || matches!(following, ',' | '\n'))
            && following != '\n'
            || only == 'I' && following.is_uppercase() && initial_before(text, next)
            || matches!(only, 'v' | 'p' | 'c') && following.is_ascii_digit();
    }
    if word.contains('.')
        && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
    {
        return true;
    }
    match abbreviation(word) {
        Some(Abbreviation::Number) => following.is_ascii_digit(),
        Some(Abbreviation::Title) => following != '\n',
        Some(Abbreviation::Month) => following.is_ascii_digit() || following.is_lowercase() || following == ',',
        Some(Abbreviation::Plain) => {
            common_word(word) || word.chars().next().is_some_and(char::is_uppercase) && following != '\n'
        }
        None => false,
    }
}

/// Abbreviations that are no words of their own, whatever their case.
fn common_word(word: &str) -> bool {
    !matches!(
        word.to_ascii_lowercase().as_str(),
        "co" | "miss"
            | "mass"
            | "ill"
            | "ind"
            | "del"
            | "ore"
            | "la"
            | "pa"
            | "max"
            | "min"
            | "wash"
            | "al"
            | "ark"
            | "tex"
    ) || word == "al"
}

/// Whether the word before the one that ends at `next` is a capital with a stop ("J. I. Case").
fn initial_before(text: &str, next: usize) -> bool {
    text[..next].split_whitespace().rev().nth(1).is_some_and(|word| word.ends_with('.') && word.len() == 2)
}

/// Whether the hyphen between `word` and `rest` stays inside one token: prefixes and telephone numbers.
fn keeps_hyphen(word: &str, rest: &str) -> bool {
    static PREFIXES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    let prefixes = PREFIXES.get_or_init(|| {
        rows(include_str!("../../data/tokens/prefixes.tsv")).flat_map(|row| row[0].split('|')).collect()
    });
    if word.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let more = rest.as_bytes().get(digits) == Some(&b'-') || word.contains('-');
        return digits > 0 && (more && digits <= 4 || word.len() == 3 && digits == 4);
    }
    word.len() <= 7 && prefixes.contains(word.to_ascii_lowercase().as_str()) && rest.starts_with(char::is_alphabetic)
}

/// Pushes a word, cut at its clitics and between a figure and its unit.
fn split_word(text: &str, at: usize, to: usize, out: &mut Vec<(u32, u32)>) {
    let word = &text[at..to];
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let digits = word.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',' && c != ':').unwrap_or(word.len());
        let unit = word[digits..].to_ascii_lowercase();
        let is_unit = matches!(
            unit.as_str(),
            "am" | "pm"
                | "a.m."
                | "p.m."
                | "km"
                | "kg"
                | "cm"
                | "mm"
                | "m"
                | "g"
                | "lb"
                | "lbs"
                | "ft"
                | "mph"
                | "hrs"
                | "bn"
                | "mn"
        );
        if digits > 0 && is_unit {
            out.push((at as u32, (at + digits) as u32));
            out.push(((at + digits) as u32, to as u32));
            return;
        }
    }
    split_clitics(text, at, to, out);
}
