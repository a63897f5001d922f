//! What can be measured of a block's words alone.

use std::sync::LazyLock;

/// Counts over the words of a block.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Measures {
    pub(crate) chars: f32,
    pub(crate) words: f32,
    /// Ends of sentences.
    pub(crate) stops: f32,
    pub(crate) commas: f32,
    pub(crate) digits: f32,
    /// Words that begin with a capital.
    pub(crate) capitals: f32,
    /// Letters in upper case.
    pub(crate) upper: f32,
    /// Signs that part items of a list: bars, dots, arrows.
    pub(crate) bars: f32,
    pub(crate) quotes: f32,
    /// The last sign ends a sentence.
    pub(crate) ends: bool,
    /// The last sign is a colon.
    pub(crate) colon: bool,
    /// Kinds of [`openings`] that the first words belong to.
    pub(crate) opening: u32,
}

impl Measures {
    /// Whether this reads like sentences and not like a label, given the share of it that is links.
    pub(crate) fn is_prose(&self, linked: f32) -> bool {
        self.chars >= 80.0 && self.stops >= 1.0 && linked < 0.4
    }
}

/// Measures `words`.
pub(crate) fn measure(words: &str) -> Measures {
    let mut m = Measures::default();
    let mut in_word = false;
    let mut last = ' ';
    let mut stop = false;
    for character in words.chars() {
        m.chars += 1.0;
        match character {
            ' ' | '\n' => {
                m.stops += f32::from(u8::from(stop));
                in_word = false;
                stop = false;
                continue;
            }
            '.' | '!' | '?' | '…' => stop = in_word,
            '。' | '।' | '！' | '？' => {
                m.stops += 1.0;
                stop = false;
            }
            ',' | ';' | '、' | '，' => m.commas += 1.0,
            '|' | '·' | '•' | '»' | '›' | '>' | '/' => m.bars += 1.0,
            '"' | '“' | '”' | '«' | '„' | '’' | '\'' | ')' => m.quotes += 1.0,
            _ => {
                stop = false;
                m.digits += f32::from(u8::from(character.is_ascii_digit()));
                m.upper += f32::from(u8::from(character.is_uppercase()));
            }
        }
        if !in_word {
            m.words += 1.0;
            m.capitals += f32::from(u8::from(character.is_uppercase()));
            in_word = true;
        }
        last = character;
    }
    m.stops += f32::from(u8::from(stop));
    let bare = words.trim_end_matches(['"', '”', '»', '’', '\'', ')', ' ']);
    m.ends = bare.ends_with(['.', '!', '?', '…', '。', '।', '！', '？']);
    m.colon = last == ':';
    m.opening = openings(words);
    m
}

/// How many kinds of openings there are.
pub(crate) const OPENINGS: usize = 10;

static PHRASES: LazyLock<Vec<(&str, u32)>> = LazyLock::new(|| {
    let lines = include_str!("../../data/html/openings.tsv").lines().enumerate();
    let mut phrases: Vec<_> = lines
        .flat_map(|(kind, line)| {
            let (_, list) = line.split_once('\t').unwrap_or_default();
            list.split('|').map(move |phrase| (phrase, 1u32 << kind))
        })
        .collect();
    phrases.sort_unstable();
    phrases
});

/// The kinds of phrases, such as "read more", that `words` begin with; a bit each, in order of `openings.tsv`.
fn openings(words: &str) -> u32 {
    let mut head = String::with_capacity(40);
    head.extend(words.chars().take(24).flat_map(char::to_lowercase));
    let Some(first) = head.as_bytes().first() else { return 0 };
    let phrases = &*PHRASES;
    let from = phrases.partition_point(|(phrase, _)| phrase.as_bytes().first() < Some(first));
    let same = phrases[from..].iter().take_while(|(phrase, _)| phrase.as_bytes().first() == Some(first));
    same.filter(|(phrase, _)| head.starts_with(phrase)).fold(0, |kinds, (_, kind)| kinds | kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_counted() {
        let m = measure("The mayor said: “Four were hurt.” It rained, at 5.30 p.m. today");
        assert_eq!((m.words, m.stops, m.commas, m.ends), (12.0, 2.0, 1.0, false));
        assert!(measure("It rained (all day).").ends);
        assert_eq!(measure("").words, 0.0);
    }

    #[test]
    fn openings_are_known() {
        assert_eq!(measure("Read more: rain").opening, 1);
        assert_eq!(measure("© A paper").opening, 2);
        assert_eq!(measure("The rain").opening, 0);
        assert_eq!(include_str!("../../data/html/openings.tsv").lines().count(), OPENINGS);
    }
}
