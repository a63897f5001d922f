//! The names of an article, each in its fullest form.

use super::kinds::kind_of_text;
use super::names::{capital, clean, is_title, joins_body, joins_person};
use crate::layer::{Id, Ids};
use crate::words::Words;

/// All runs of capitals of an article, with what stands in brackets after them.
pub(crate) struct Names {
    runs: Vec<String>,
    /// The runs without the titles they start with.
    bare: Vec<String>,
    short: Vec<(String, String)>,
}

impl Names {
    /// The names of that document.
    pub(crate) fn of(words: &Words) -> Names {
        let mut runs = Vec::new();
        let mut short = Vec::new();
        for sentence in words.sentences.iter() {
            let range = sentence.tokens.range();
            let mut at = range.start;
            while at < range.end {
                if !capital(words, at) {
                    at += 1;
                    continue;
                }
                let start = at;
                let mut end = at;
                while at < range.end {
                    if capital(words, at) {
                        at += 1;
                        end = at;
                    } else if at + 1 < range.end
                        && (joins_person(words, at) || joins_body(words.lower(Id::new(at))))
                        && at - end < 2
                    {
                        at += 1;
                    } else {
                        break;
                    }
                }
                at = at.max(end);
                let text = clean(words.text.at(words.span(Ids::new(start..end))));
                let bracket =
                    end + 2 < range.end && words.lower(Id::new(end)) == "(" && words.lower(Id::new(end + 2)) == ")";
                if bracket && words.written(Id::new(end + 1)).chars().all(|c| c.is_uppercase() || c == '-') {
                    short.push((words.written(Id::new(end + 1)).to_owned(), text.clone()));
                }
                if end > start {
                    runs.push(text);
                }
                at = at.max(start + 1);
            }
        }
        let bare = runs.iter().map(|run| strip_titles(run)).collect();
        Names { runs, bare, short }
    }

    /// The name of a body that watches a war, where the article holds one.
    pub(super) fn monitor(&self) -> Option<String> {
        let watches = |run: &String| {
            run.split_whitespace().count() > 2
                && run
                    .to_lowercase()
                    .split(' ')
                    .any(|word| matches!(word, "observatory" | "monitor" | "watch" | "watchdog"))
        };
        self.bare.iter().find(|run| watches(run)).cloned()
    }

    /// Whether a name stands somewhere in the article as a run of capitals of its own.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.runs.iter().any(|run| run == name)
    }

    /// What a name of first letters ("SOHR") stands for, where the article has such a run of words.
    fn spelled_out(&self, name: &str) -> Option<String> {
        let letters: String = name.chars().filter(|c| *c != '.').collect();
        if !(3..=7).contains(&letters.len()) || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
            return None;
        }
        self.bare.iter().find(|run| run.len() > letters.len() && initials(run) == letters).cloned()
    }

    /// The fullest form of a name: what its short form stands for, or the run of capitals that holds its words and ends, for
    /// one word, with it. Titles and words of other names before it are left out.
    pub(crate) fn fullest(&self, name: &str) -> String {
        if let Some((_, long)) = self.short.iter().find(|(short, _)| short == name) {
            return strip_titles(long);
        }
        if let Some(long) = self.spelled_out(name) {
            return long;
        }
        // "ISs", "Syrias": a genitive whose apostrophe is lost.
        let bare = name
            .strip_suffix('s')
            .filter(|bare| bare.len() > 1 && (self.holds(bare) || bare.bytes().all(|b| b.is_ascii_uppercase())));
        let name = bare.unwrap_or(name);
        let own: Vec<&str> = name.split_whitespace().collect();
        let Some(last) = own.last() else { return name.to_owned() };
        let kind = kind_of_text(name);
        let body = kind.is_some();
        let mut best: Option<&String> = None;
        for run in &self.bare {
            let all: Vec<&str> = run.split_whitespace().collect();
            if run.contains(" and the ") || all.len() <= own.len() || all.len() > if body { 8 } else { own.len() + 3 } {
                continue;
            }
            let fits = if body {
                // "the Observatory" in "Syrian Observatory for Human Rights".
                all.windows(own.len()).any(|window| window == own.as_slice()) && kind_of_text(run) == kind
            } else {
                all.ends_with(&own)
                    && all.last() == Some(last)
                    && !all.iter().any(|word| joins_body(&word.to_lowercase()))
                    && kind_of_text(run).is_none()
            };
            if fits && best.as_ref().is_none_or(|best| best.len() < run.len()) {
                best = Some(run);
            }
        }
        best.cloned().unwrap_or_else(|| strip_titles(name))
    }
}

/// First letters of the words of a name, small words left out.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter(|word| word.starts_with(char::is_uppercase))
        .filter_map(|word| word.chars().next())
        .collect()
}

/// Words that open a sentence before a name and are no part of it.
fn opens(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "neither"
            | "both"
            | "either"
            | "but"
            | "and"
            | "in"
            | "on"
            | "at"
            | "as"
            | "when"
            | "while"
            | "after"
            | "before"
            | "if"
            | "for"
            | "most"
            | "many"
            | "some"
            | "meanwhile"
            | "however"
            | "despite"
            | "since"
            | "from"
            | "by"
            | "with"
            | "although"
            | "though"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "earlier"
            | "later"
            | "last"
            | "that"
            | "this"
    )
}

/// A name without the titles that it starts with ("President Vladimir Putin"), unless nothing else is left.
fn strip_titles(name: &str) -> String {
    let mut rest = name;
    while let Some((first, after)) = rest.split_once(' ') {
        let word = first.to_lowercase();
        if opens(&word) || (is_title(&word) && kind_of_text(after).is_none()) {
            rest = after;
        } else {
            break;
        }
    }
    rest.to_owned()
}
