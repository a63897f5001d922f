//! Words that tell that something is said, shown or thought, in all their forms.

use crate::lexicon::rows;
use crate::phrases::Fnv;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

/// What a cue word tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum CueClass {
    /// Reports content as a clause.
    Say,
    /// The same, with a hearer.
    Tell,
    /// Names whom the speaker relies on.
    Quote,
    /// Of documents: shows.
    Show,
    /// Of beliefs.
    Think,
    /// Of questions and demands.
    Ask,
    /// Says that it is not so.
    Deny,
    /// Says that it is so, where another said it first.
    Confirm,
    /// Says that another did it.
    Accuse,
    /// Doubts it.
    Question,
    /// Will not say.
    Decline,
    /// A noun of speech.
    Word,
    /// Of wishes and judgements.
    Attitude,
}

impl CueClass {
    fn from_name(name: &str) -> Option<CueClass> {
        Some(match name {
            "say" => CueClass::Say,
            "tell" => CueClass::Tell,
            "quote" => CueClass::Quote,
            "show" => CueClass::Show,
            "think" => CueClass::Think,
            "ask" => CueClass::Ask,
            "deny" => CueClass::Deny,
            "confirm" => CueClass::Confirm,
            "accuse" => CueClass::Accuse,
            "question" => CueClass::Question,
            "decline" => CueClass::Decline,
            "word" => CueClass::Word,
            "attitude" => CueClass::Attitude,
            _ => return None,
        })
    }

    /// The name, for features.
    pub const fn name(self) -> &'static str {
        match self {
            CueClass::Say => "say",
            CueClass::Tell => "tell",
            CueClass::Quote => "quote",
            CueClass::Show => "show",
            CueClass::Think => "think",
            CueClass::Ask => "ask",
            CueClass::Deny => "deny",
            CueClass::Confirm => "confirm",
            CueClass::Accuse => "accuse",
            CueClass::Question => "question",
            CueClass::Decline => "decline",
            CueClass::Word => "word",
            CueClass::Attitude => "attitude",
        }
    }
}

/// Words between the one who says it and the one whom they rely on: "she said, [citing] the ministry".
pub(crate) const CITING: [&str; 2] = ["citing", "quoting"];

/// Forms that do not follow the rules: form, then dictionary form.
const IRREGULAR: [(&str, &str); 40] = [
    ("said", "say"),
    ("told", "tell"),
    ("wrote", "write"),
    ("written", "write"),
    ("found", "find"),
    ("thought", "think"),
    ("knew", "know"),
    ("known", "know"),
    ("understood", "understand"),
    ("learnt", "learn"),
    ("learned", "learn"),
    ("heard", "hear"),
    ("saw", "see"),
    ("seen", "see"),
    ("felt", "feel"),
    ("read", "read"),
    ("put", "put"),
    ("putting", "put"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("went", "go"),
    ("gone", "go"),
    ("shown", "show"),
    ("admitted", "admit"),
    ("admitting", "admit"),
    ("rebutted", "rebut"),
    ("relied", "rely"),
    ("replied", "reply"),
    ("denied", "deny"),
    ("verified", "verify"),
    ("testified", "testify"),
    ("clarified", "clarify"),
    ("specified", "specify"),
    ("notified", "notify"),
    ("tallied", "tally"),
    ("sought", "seek"),
    ("referred", "refer"),
    ("referring", "refer"),
    ("saying", "say"),
    ("worried", "worry"),
];

type Forms = HashMap<String, (CueClass, &'static str), BuildHasherDefault<Fnv>>;

fn forms() -> &'static Forms {
    static FORMS: OnceLock<Forms> = OnceLock::new();
    FORMS.get_or_init(|| {
        let mut forms = Forms::default();
        for row in rows(include_str!("../data/attribution/cues.tsv")) {
            let Some(class) = row.first().and_then(|name| CueClass::from_name(name)) else { continue };
            for word in row.get(1).copied().unwrap_or("").split('|').filter(|word| !word.is_empty()) {
                for form in inflected(word) {
                    forms.entry(form).or_insert((class, word));
                }
            }
        }
        forms
    })
}

/// The forms of a verb or noun: as written, with -s, -ed and -ing, and those of the list above.
fn inflected(word: &str) -> Vec<String> {
    let stem = word.strip_suffix('e').unwrap_or(word);
    let mut all = vec![word.to_owned(), format!("{word}s"), format!("{stem}ed"), format!("{stem}ing")];
    if let Some(stem) = word.strip_suffix('y') {
        all.push(format!("{stem}ies"));
        all.push(format!("{stem}ied"));
    }
    if word.ends_with(['s', 'h', 'x', 'z']) || word == "go" {
        all.push(format!("{word}es"));
    }
    if word.ends_with("an") || word.ends_with('t') {
        let last = &word[word.len() - 1..];
        all.push(format!("{word}{last}ed"));
        all.push(format!("{word}{last}ing"));
    }
    all.extend(IRREGULAR.iter().filter(|(_, base)| *base == word).map(|(form, _)| (*form).to_owned()));
    all
}

/// The class and dictionary form of a word in lower case; `None` for one that tells of nothing said.
pub fn cue_word(word: &str) -> Option<(CueClass, &'static str)> {
    forms().get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::{CueClass, cue_word};

    #[test]
    fn words_of_saying_are_known_in_all_their_forms() {
        assert_eq!(cue_word("said"), Some((CueClass::Say, "say")));
        assert_eq!(cue_word("denies"), Some((CueClass::Deny, "deny")));
        assert_eq!(cue_word("quoting"), Some((CueClass::Quote, "quote")));
        assert_eq!(cue_word("admitted"), Some((CueClass::Confirm, "admit")));
        assert_eq!(cue_word("table"), None);
    }
}
