//! Words that are written as one and read as two: "do|n't", "it|'s", "can|not".

use hearsay_core::{Span, Text};

const CLITICS: &[&str] = &["s", "m", "d", "re", "ve", "ll"];

/// Pushes the byte ranges of the word `text[at..to]`, cut before its clitics.
pub fn split_clitics(text: &str, at: usize, to: usize, out: &mut Vec<(u32, u32)>) {
    match cut(&text[at..to]) {
        Some(middle) => {
            split_clitics(text, at, at + middle, out);
            out.push(((at + middle) as u32, to as u32));
        }
        None => out.push((at as u32, to as u32)),
    }
}

/// Where the last clitic of the word begins.
fn cut(word: &str) -> Option<usize> {
    let lower = word.to_ascii_lowercase();
    if let Some(apostrophe) = lower.rfind(['\'', '\u{2019}', '\u{2bc}']) {
        let mark = lower[apostrophe..].chars().next().map_or(1, char::len_utf8);
        let tail = &lower[apostrophe + mark..];
        if tail == "t" && lower[..apostrophe].ends_with('n') && apostrophe > 1 {
            return Some(apostrophe - 1);
        }
        return (apostrophe > 0 && CLITICS.contains(&tail)).then_some(apostrophe);
    }
    match lower.as_str() {
        "cannot" | "gonna" | "wanna" | "gotta" => Some(3),
        "dont" | "didnt" | "doesnt" | "isnt" | "wasnt" | "couldnt" | "wouldnt" | "shouldnt" | "havent" | "hasnt"
        | "arent" | "werent" | "cant" | "wont" => Some(word.len() - 2),
        "im" | "ive" if !word.starts_with("IV") && word != "IM" => Some(1),
        "youre" | "theyre" => Some(word.len() - 2),
        _ => None,
    }
}

/// Whether the token at `span` is the second half of a word written as one with the token at `before`.
pub fn is_clitic(text: &Text, before: Span, span: Span) -> bool {
    if before.end() != span.start() {
        return false;
    }
    let (first, second) = (text.at(before), text.at(span));
    let Some(word) = text.get(before.cover(span)) else { return false };
    let mark = second.chars().next().filter(|c| matches!(c, '\'' | '\u{2019}' | '\u{2bc}'));
    let bare = mark.is_some_and(|mark| second.len() == mark.len_utf8());
    if bare {
        return first.ends_with(['s', 'S', 'x', 'z']);
    }
    first.chars().next_back().is_some_and(char::is_alphanumeric) && cut(word) == Some(first.len())
}
