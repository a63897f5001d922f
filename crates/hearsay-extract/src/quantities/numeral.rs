//! Plain numerals: digits with any thousands mark, number words, and their scales.

use crate::layer::Ids;
use crate::lexicon::rows;
use crate::tokens::Token;
use crate::words::Words;
use std::collections::HashMap;
use std::sync::OnceLock;

/// A number as its words give it, before any hedge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numeral {
    /// How many tokens it takes.
    pub len: usize,
    /// The number; for a vague plural the least that it can mean.
    pub value: u64,
    /// Whether it is a plural such as "dozens", which bounds from below only.
    pub vague: bool,
    /// Whether it is written in digits.
    pub digits: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unit,
    Teen,
    Ten,
    Scale,
    Vague,
}

fn number_words() -> &'static HashMap<&'static str, (Kind, u64)> {
    static WORDS: OnceLock<HashMap<&'static str, (Kind, u64)>> = OnceLock::new();
    WORDS.get_or_init(|| {
        rows(include_str!("../../data/quantities/numerals.tsv"))
            .filter_map(|row| {
                let [word, kind, value] = row[..] else { return None };
                let kind = match kind {
                    "unit" => Kind::Unit,
                    "teen" => Kind::Teen,
                    "ten" => Kind::Ten,
                    "scale" => Kind::Scale,
                    _ => Kind::Vague,
                };
                Some((word, (kind, value.parse().ok()?)))
            })
            .collect()
    })
}

/// The numeral that starts at token `at`, within `within`.
pub(super) fn numeral(words: &Words, within: Ids<Token>, at: usize) -> Option<Numeral> {
    let word = |i: usize| words.near(within, i as isize);
    if word(at).as_bytes().first()?.is_ascii_digit() {
        return in_digits(words, within, at);
    }
    if matches!(word(at), "a" | "an" | "half" | "several" | "few" | "couple" | "pair" | "many" | "low") {
        return with_article(words, within, at);
    }
    in_words(words, within, at)
}

/// "12,000", "1.5 million", "200 000", "40k".
fn in_digits(words: &Words, within: Ids<Token>, at: usize) -> Option<Numeral> {
    let word = |i: usize| words.near(within, i as isize);
    let (mut whole, mut part, mut len) = decimal(word(at))?;
    // A space as thousands mark: "200 000".
    while part == 0.0 && word(at).len() <= 3 && len < 4 {
        let next = word(at + len);
        if next.len() != 3 || !next.bytes().all(|b| b.is_ascii_digit()) || whole == 0 {
            break;
        }
        whole = whole.checked_mul(1000)?.checked_add(next.parse().ok()?)?;
        len += 1;
    }
    while let Some(&(Kind::Scale, scale)) = number_words().get(word(at + len)) {
        if word(at + len) == "score" {
            break;
        }
        let exact = (whole as f64 + part) * scale as f64;
        if exact > 1e15 {
            return None;
        }
        whole = exact.round() as u64;
        part = 0.0;
        len += 1;
    }
    (part == 0.0).then_some(Numeral { len, value: whole, vague: false, digits: true })
}

/// The value of one token of digits: whole part, fraction, and 1 token.
fn decimal(word: &str) -> Option<(u64, f64, usize)> {
    let (body, scale) = match word.as_bytes() {
        [body @ .., b'k'] if !body.is_empty() => (&word[..body.len()], 1000),
        _ => (word, 1),
    };
    if !body.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.')) || body.len() > 18 {
        return None;
    }
    let groups: Vec<&str> = body.split([',', '.']).collect();
    let thousands = groups.len() > 1
        && groups[1..].iter().all(|group| group.len() == 3)
        && (1..=3).contains(&groups[0].len())
        && groups[0] != "0";
    if groups.len() == 1 || thousands {
        let joined: String = groups.concat();
        return Some((joined.parse::<u64>().ok()?.checked_mul(scale)?, 0.0, 1));
    }
    if groups.len() == 2 && body.contains('.') && !groups[0].is_empty() && !groups[1].is_empty() {
        let fraction: f64 = format!("0.{}", groups[1]).parse().ok()?;
        return Some((groups[0].parse().ok()?, fraction, 1));
    }
    // A mark set wrongly, as in "1,2000": the digits are what is written.
    None
}

/// "a dozen", "half a million", "several hundred", "a couple", "a few thousand".
fn with_article(words: &Words, within: Ids<Token>, at: usize) -> Option<Numeral> {
    let word = |i: usize| words.near(within, i as isize);
    let scale_at = |i: usize| match number_words().get(word(i)) {
        Some(&(Kind::Scale, value)) => Some(value),
        _ => None,
    };
    let some = |len, value, vague| Some(Numeral { len, value, vague, digits: false });
    match word(at) {
        "half" if matches!(word(at + 1), "a" | "an") => some(3, scale_at(at + 2)? / 2, false),
        "half" => some(2, scale_at(at + 1)? / 2, false),
        "couple" | "pair" if word(at + 1) == "of" => some(2, 2, false),
        "several" | "few" | "many" | "low" => match number_words().get(word(at + 1)) {
            Some(&(Kind::Scale, value)) if word(at + 1) != "score" => some(2, value * 2, true),
            Some(&(Kind::Vague, value)) => some(2, value, true),
            _ => None,
        },
        "a" | "an" => match word(at + 1) {
            "few" | "couple" if scale_at(at + 2).is_some() => some(3, scale_at(at + 2)? * 2, true),
            "couple" if scale_at(at + 3).is_some() && word(at + 2) == "of" => some(4, scale_at(at + 3)? * 2, true),
            "couple" | "pair" => some(if word(at + 2) == "of" { 3 } else { 2 }, 2, false),
            "half" => None,
            "quarter" if word(at + 2) == "of" && matches!(word(at + 3), "a" | "an") => {
                some(5, scale_at(at + 4)? / 4, false)
            }
            _ => {
                let value = scale_at(at + 1)?;
                match scale_at(at + 2) {
                    Some(more) if word(at + 1) == "hundred" => some(3, value * more, false),
                    _ => some(2, value, false),
                }
            }
        },
        _ => None,
    }
}

/// "twenty-three", "two hundred and five", "three million", "tens of thousands".
fn in_words(words: &Words, within: Ids<Token>, at: usize) -> Option<Numeral> {
    let word = |i: usize| words.near(within, i as isize);
    let look = |i: usize| number_words().get(word(i)).copied();
    if let Some((Kind::Vague, value)) = look(at) {
        if let ("of", Some((Kind::Vague, more))) = (word(at + 1), look(at + 2)) {
            // "tens of thousands" is at least 20,000; "hundreds of thousands" at least 200,000.
            return Some(Numeral { len: 3, value: value * (more / 2).max(1), vague: true, digits: false });
        }
        return Some(Numeral { len: 1, value, vague: true, digits: false });
    }
    let (mut total, mut group, mut len) = (0u64, None::<u64>, 0usize);
    let mut last = None;
    loop {
        let mut next = at + len;
        let joined = len > 0 && matches!(word(next), "-" | "‑" | "–") && words.joined(next);
        let and = len > 0 && word(next) == "and" && last == Some(Kind::Scale);
        if joined || and {
            next += 1;
        }
        // A compound such as "twenty-three" may also be one token.
        let (kind, value) = match look(next) {
            Some(found) => found,
            None => match word(next).split_once('-').map(|(a, b)| (number_words().get(a), number_words().get(b))) {
                Some((Some(&(Kind::Ten, ten)), Some(&(Kind::Unit, unit)))) => (Kind::Teen, ten + unit),
                _ => break,
            },
        };
        match (kind, last) {
            (Kind::Unit, Some(Kind::Ten)) if !and => group = Some(group.unwrap_or(0) + value),
            (Kind::Unit | Kind::Teen | Kind::Ten, None) if !joined && !and => group = Some(value),
            (Kind::Unit | Kind::Teen | Kind::Ten, Some(Kind::Scale)) if group.is_none_or(|g| g % 100 == 0) => {
                group = Some(group.unwrap_or(0) + value);
            }
            (Kind::Scale, Some(_)) if word(next) != "score" => {
                if value == 100 || value == 12 {
                    group = Some(group.unwrap_or(1).checked_mul(value)?);
                } else {
                    total = total.checked_add(group.unwrap_or(1).checked_mul(value)?)?;
                    group = None;
                }
            }
            _ => break,
        }
        last = Some(kind);
        len = next + 1 - at;
    }
    (len > 0).then(|| Numeral { len, value: total + group.unwrap_or(0), vague: false, digits: false })
}
