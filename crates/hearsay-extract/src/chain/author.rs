//! Who speaks in a document that is one speaker's: a statement, a speech, a transcript.

use crate::layer::Id;
use crate::speakers::Speaker;
use crate::words::Words;
use hearsay_core::{Document, SourceKind};

/// The speaker of the whole document: named in its title ("Remarks by President …", "Statement from …"), or at its head
/// before a colon in a transcript. `None` for a report.
pub fn author(document: &Document, words: &Words) -> Option<Speaker> {
    let opening = document.title.clone().into_iter();
    let first = words.sentences.iter().take(2).map(|sentence| words.text.at(sentence.span).to_owned());
    opening.chain(first).find_map(|line| named_in(&line)).or_else(|| transcript(words))
}

fn named_in(line: &str) -> Option<Speaker> {
    const OPENS: [&str; 10] = [
        "remarks by ",
        "statement from ",
        "statement by ",
        "statement of ",
        "speech by ",
        "address by ",
        "remarks of ",
        "remarks from ",
        "letter from ",
        "testimony of ",
    ];
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return None;
    }
    let from =
        OPENS.iter().filter_map(|opens| lower.find(opens).filter(|at| *at < 24).map(|at| at + opens.len())).min()?;
    let mut name = Vec::new();
    for word in line[from..].split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        // "… Kosta Marking One Year Since …": what a title goes on with.
        let goes_on = !name.is_empty() && bare.len() > 5 && bare.ends_with("ing");
        if goes_on
            || !bare.starts_with(char::is_uppercase)
            || matches!(bare, "On" | "At" | "In" | "After" | "Before" | "About" | "Regarding" | "To")
        {
            break;
        }
        name.push(bare);
        if word.ends_with([',', ':', ';']) {
            break;
        }
    }
    while name.len() > 1 && crate::speakers::is_title(&name[0].to_lowercase()) {
        name.remove(0);
    }
    (!name.is_empty()).then(|| Speaker { name: name.join(" "), kind: SourceKind::Person, tokens: None })
}

/// "THE VICE PRESIDENT: Today, …": capitals before a colon at the head of a paragraph, near the top.
fn transcript(words: &Words) -> Option<Speaker> {
    for sentence in words.sentences.iter().take(12).filter(|sentence| sentence.opens_paragraph) {
        let range = sentence.tokens.range();
        let colon = range.clone().take(6).find(|&at| words.lower(Id::new(at)) == ":")?;
        let before = range.start..colon;
        let shouted =
            before.clone().all(|at| words.written(Id::new(at)).chars().all(|c| c.is_uppercase() || !c.is_alphabetic()));
        if before.len() >= 2 && shouted {
            let text = words.text.at(words.span(crate::layer::Ids::new(before)));
            let name =
                text.split_whitespace().filter(|word| *word != "THE").map(title_case).collect::<Vec<_>>().join(" ");
            return Some(Speaker { name, kind: SourceKind::Person, tokens: None });
        }
    }
    None
}

fn title_case(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_string() + &letters.as_str().to_lowercase())
}
