//! The names of an article, each in its fullest form.

use super::kinds::kind_of_text;
use super::names::{capital, clean, hyphened, is_title, joins_body, joins_person};
use crate::layer::{Id, Ids};
use crate::tokens::Token;
use crate::words::Words;
use hearsay_core::SourceKind;

/// A run of capitals.
pub(super) struct Run {
    /// The words as written.
    text: String,
    /// The words without the titles they start with.
    pub(super) bare: String,
    /// Where they stand.
    pub(super) tokens: Ids<Token>,
    /// Whether a title stands before them ("lawmaker [Ivan Petrov]").
    titled: bool,
}

impl Run {
    fn new(words: &Words, tokens: Ids<Token>, titled: bool) -> Run {
        let text = clean(words.text.at(words.span(tokens)));
        let bare = strip_titles(&text);
        let titled = titled || bare.len() < text.len();
        Run { text, bare, tokens, titled }
    }
}

/// All runs of capitals of an article, with what stands in brackets after them.
pub(crate) struct Names {
    runs: Vec<Run>,
    short: Vec<(String, String)>,
}

impl Names {
    /// The names of that document.
    pub(crate) fn of(words: &Words) -> Names {
        let mut runs = Vec::new();
        let mut short = Vec::new();
        for (number, sentence) in words.sentences.iter().enumerate() {
            let range = sentence.tokens.range();
            if number < 2 && words.sentences.len() > 4 && is_title_case(words, sentence.tokens) {
                continue;
            }
            let mut at = range.start;
            while at < range.end {
                if !capital(words, at) {
                    at += 1;
                    continue;
                }
                let start = at;
                let mut end = at;
                while at < range.end {
                    if names_on(words, at, start) {
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
                // "the National Shield Service (NSS)", "the Northern Front group (NF)".
                let bracket = |at: usize, marks: [&str; 2]| marks.contains(&words.lower(Id::new(at)));
                let opens = (end..(end + 3).min(range.end)).find(|&at| bracket(at, ["(", "["]));
                if let Some(at) = opens.filter(|&at| at + 2 < range.end && bracket(at + 2, [")", "]"])) {
                    let name = words.written(Id::new(at + 1));
                    let letters = name.chars().all(|c| c.is_uppercase() || c == '-');
                    if letters && (at == end || initials(&text) == name) {
                        short.push((name.to_owned(), text.clone()));
                    }
                }
                // "… clashes with Northern Monitor AFP": an agency after a name is none of it.
                while end > start + 1 && is_agency(words, end - 1) {
                    end -= 1;
                }
                let of = (start + 2..end.saturating_sub(2)).find(|&at| divides(words, start, at, end));
                let pieces = match of {
                    Some(of) => [start..of, of + 2..end],
                    None => [start..end, end..end],
                };
                for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
                    let before = piece.start;
                    let titled = before > range.start && is_title(words.lower(Id::new(before - 1)));
                    runs.push(Run::new(words, Ids::new(piece), titled));
                }
                at = at.max(start + 1);
            }
        }
        Names { runs, short }
    }

    /// The name of a body that holds these words, where they are only its end ("Rights" in "Northern Council for Rights").
    pub(super) fn around(&self, words: &Words, tokens: Ids<Token>) -> Option<Ids<Token>> {
        let range = tokens.range();
        let at = self.runs.partition_point(|run| run.tokens.range().end < range.end);
        let run = self.runs.get(at)?.tokens;
        let held = run.range().end == range.end && run.range().start < range.start && run.len() < 9;
        let body = |token: Id<Token>| matches!(words.lower(token), "for" | "of" | "on");
        (held && run.iter().skip(1).any(body)).then_some(run)
    }

    /// All runs, in order of the text.
    pub(super) fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The name of a body that watches a war, where the article holds one.
    pub(super) fn monitor(&self) -> Option<String> {
        let watches = |run: &String| {
            run.split_whitespace().count() > if run.contains("Observatory") { 1 } else { 2 }
                && run
                    .to_lowercase()
                    .split(' ')
                    .any(|word| matches!(word, "observatory" | "monitor" | "watch" | "watchdog"))
        };
        let mut all = self.runs.iter().map(|run| &run.bare).filter(|run| watches(run));
        let first = all.clone().find(|run| run.contains("Observatory"));
        first.or_else(|| all.next()).cloned()
    }

    /// Whether a name stands somewhere in the article as a run of capitals of its own.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.runs.iter().any(|run| run.text == name)
    }

    /// What a name of first letters ("SOHR") stands for, where the article has such a run of words.
    fn spelled_out(&self, name: &str) -> Option<String> {
        let letters: String = name.chars().filter(|c| *c != '.').collect();
        if !(3..=7).contains(&letters.len()) || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
            return None;
        }
        self.runs.iter().find_map(|run| spelled_in(&run.bare, &letters))
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
        for run in self.runs.iter().map(|run| &run.bare) {
            let all: Vec<&str> = run.split_whitespace().collect();
            if run.contains(" and the ") || all.len() <= own.len() || all.len() > if body { 8 } else { own.len() + 3 } {
                continue;
            }
            let fits = if body {
                // "the Observatory" in "Syrian Observatory for Human Rights".
                all.windows(own.len()).any(|window| window == own.as_slice()) && kind_of_text(run) == kind
            } else {
                let before = &all[..all.len() - own.len()];
                all.ends_with(&own)
                    && before.iter().all(|word| !is_title(&word.to_lowercase()) && !is_shouted(word))
                    && all.last() == Some(last)
                    && !all.iter().any(|word| joins_body(&word.to_lowercase()))
                    && kind_of_text(run).is_none()
            };
            if fits && best.as_ref().is_none_or(|best| best.len() < run.len()) {
                best = Some(run);
            }
        }
        best.cloned().or_else(|| self.family_first(name)).unwrap_or_else(|| strip_titles(name))
    }

    /// The person whose family name stands first ("Nam" in "lawmaker Nam Ji-won"): of such names only those with a title or a
    /// hyphen, and only where one person has it.
    fn family_first(&self, name: &str) -> Option<String> {
        if name.contains(' ') {
            return None;
        }
        let opens = |run: &&Run| {
            let rest = run.bare.strip_prefix(name).and_then(|rest| rest.strip_prefix(' '));
            rest.is_some_and(|rest| rest.split(' ').count() <= 2 && (run.titled || rest.contains('-')))
                && run.bare.split(' ').all(|word| word.starts_with(char::is_uppercase))
                && kind_of_text(&run.bare).is_none()
        };
        let mut found = self.runs.iter().filter(opens).map(|run| &run.bare);
        let first = found.next()?;
        found.all(|other| other == first).then(|| first.clone())
    }
}

/// Whether a word is the short name of a news agency ("AFP").
fn is_agency(words: &Words, at: usize) -> bool {
    let written = words.written(Id::new(at));
    written.len() > 1
        && written != "TV"
        && written.bytes().all(|b| b.is_ascii_uppercase())
        && kind_of_text(written) == Some(SourceKind::Media)
}

/// Whether an "of the" at `at` stands between a person and a body ("Ivan Petrov of the Northern Council").
fn divides(words: &Words, start: usize, at: usize, end: usize) -> bool {
    let kind = |range: std::ops::Range<usize>| kind_of_text(words.text.at(words.span(Ids::new(range))));
    words.lower(Id::new(at)) == "of"
        && words.lower(Id::new(at + 1)) == "the"
        && kind(start..at).is_none()
        && kind(at + 2..end).is_some()
}

/// Whether a run that starts at `start` goes on at `at`: with a capital that is no weekday, or after a hyphen ("Ji-[won]").
fn names_on(words: &Words, at: usize, start: usize) -> bool {
    (capital(words, at) && (at == start || !is_weekday(words.lower(Id::new(at)))))
        || (at > start && hyphened(words, at))
}

fn is_weekday(word: &str) -> bool {
    matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")
}

/// A headline in which nearly every long word has a capital: its runs are no names.
fn is_title_case(words: &Words, tokens: Ids<Token>) -> bool {
    let long =
        || tokens.range().filter(|&at| words.lower(Id::new(at)).chars().filter(|c| c.is_alphabetic()).count() > 3);
    let capitals = long().filter(|&at| capital(words, at)).count();
    capitals > 4 && capitals * 10 >= long().count() * 9
}

/// The last words of a run whose first letters spell a short name.
fn spelled_in(run: &str, letters: &str) -> Option<String> {
    let starts = std::iter::once(0).chain(run.match_indices(' ').map(|(at, _)| at + 1));
    let mut tails = starts.map(|at| &run[at..]).filter(|tail| tail.starts_with(char::is_uppercase));
    tails.find(|tail| tail.len() > letters.len() && initials(tail) == letters).map(str::to_owned)
}

/// Whether a word is written all in capitals, as labels between paragraphs are.
fn is_shouted(word: &str) -> bool {
    word.len() > 3 && word.bytes().all(|b| b.is_ascii_uppercase())
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
            | "a"
            | "an"
            | "no"
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

/// Whether a word is part of a title only before another.
fn qualifies(word: &str) -> bool {
    matches!(
        word,
        "rear" | "security" | "national" | "information" | "health" | "interior" | "defense" | "defence" | "emergency"
    )
}

/// A name without the titles that it starts with ("President Vladimir Putin"), unless nothing else is left.
fn strip_titles(name: &str) -> String {
    let mut rest = name;
    while let Some((first, after)) = rest.split_once(' ') {
        let word = first.to_lowercase();
        // "Security Service": what stands before offices ("security adviser") is no title by itself.
        let office = !qualifies(&word) || after.split(' ').next().is_some_and(|next| is_title(&next.to_lowercase()));
        // "general staff" is no general: a title stands before a name or another title.
        let named = office && after.starts_with(char::is_uppercase);
        if opens(&word) || word.ends_with("-based") || (is_title(&word) && named && kind_of_text(after).is_none()) {
            rest = after;
        } else {
            break;
        }
    }
    rest.to_owned()
}
