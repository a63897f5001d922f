//! Kinds of sources, by the words of their names.

use crate::groups::{SideKind, sides_in};
use crate::layer::Ids;
use crate::lexicon::rows;
use crate::tokens::Token;
use crate::words::Words;
use hearsay_core::SourceKind;
use std::collections::HashMap;
use std::sync::OnceLock;

struct Row {
    kind: SourceKind,
    words: Vec<&'static str>,
    whole: Vec<&'static str>,
}

fn from_name(name: &str) -> SourceKind {
    match name {
        "government" => SourceKind::Government,
        "military" => SourceKind::Military,
        "intelligence" => SourceKind::Intelligence,
        "armed_group" => SourceKind::ArmedGroup,
        "international" => SourceKind::International,
        "medical" => SourceKind::Medical,
        "organization" => SourceKind::Organization,
        "media" => SourceKind::Media,
        "witness" => SourceKind::Witness,
        "document" => SourceKind::Document,
        "person" => SourceKind::Person,
        _ => SourceKind::Anonymous,
    }
}

fn table() -> &'static [Row] {
    static TABLE: OnceLock<Vec<Row>> = OnceLock::new();
    TABLE.get_or_init(|| {
        rows(include_str!("../../data/attribution/sources.tsv"))
            .map(|row| {
                let all: Vec<&str> = row.get(1).copied().unwrap_or("").split('|').collect();
                Row {
                    kind: from_name(row.first().copied().unwrap_or("")),
                    words: all.iter().copied().filter(|word| !word.starts_with('=')).collect(),
                    whole: all.iter().filter_map(|word| word.strip_prefix('=')).collect(),
                }
            })
            .collect()
    })
}

/// The kind that each phrase tells, and the length of the longest phrase.
fn phrases() -> &'static (HashMap<&'static str, SourceKind>, usize) {
    static PHRASES: OnceLock<(HashMap<&'static str, SourceKind>, usize)> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let mut kinds = HashMap::new();
        for row in table() {
            let whole = row.whole.iter().filter(|phrase| phrase.len() > 3);
            for phrase in row.words.iter().chain(whole) {
                kinds.entry(*phrase).or_insert(row.kind);
            }
        }
        let longest = kinds.keys().map(|phrase| phrase.len()).max().unwrap_or(0);
        (kinds, longest)
    })
}

/// The kind that a name or description tells by its words: a whole name, else the word nearest to the end of its head (what
/// stands before "of", "at", "in" and a comma counts first), else `None`.
pub(crate) fn kind_of_text(text: &str) -> Option<SourceKind> {
    let text = text.to_lowercase();
    let bare = text.trim_start_matches("the ");
    if let Some(row) = table().iter().find(|row| row.whole.contains(&bare)) {
        return Some(row.kind);
    }
    let cut = [" of ", " at ", " in ", " from ", " with ", " for ", ", ", " who ", " that ", " on "];
    let head = cut.iter().filter_map(|mark| text.find(mark)).min().map_or(text.as_str(), |at| &text[..at]);
    best_in(head).or_else(|| best_in(&text))
}

/// The kind of the phrase that ends last in `text`, of those that stand as whole words; the longest of several.
fn best_in(text: &str) -> Option<SourceKind> {
    let (kinds, longest) = phrases();
    let mut edges: Vec<(usize, bool, bool)> = Vec::new();
    let mut before = None;
    for (at, letter) in text.char_indices().map(|(at, letter)| (at, Some(letter))).chain([(text.len(), None)]) {
        let open = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        let (starts, ends) = (open(before), open(letter));
        if starts || ends {
            edges.push((at, starts, ends));
        }
        before = letter;
    }
    edges.iter().rev().filter(|&&(_, _, ends)| ends).find_map(|&(end, _, _)| {
        let starts = edges.iter().filter(|&&(start, starts, _)| starts && start < end && end - start <= *longest);
        starts.into_iter().find_map(|&(start, _, _)| kinds.get(&text[start..end]).copied())
    })
}

/// The kind of a source by its words, by the side that it names, or `None` where neither tells.
pub(crate) fn kind_of(words: &Words, core: Ids<Token>, described: &str) -> Option<SourceKind> {
    let text = words.text.at(words.span(core));
    kind_of_text(text)
        .or_else(|| {
            let side = sides_in(words, core).pop()?;
            let whole = side.tokens.len() + 1 >= core.len();
            whole.then_some(match side.side.kind {
                SideKind::State | SideKind::People => SourceKind::Government,
                SideKind::Group => SourceKind::ArmedGroup,
                SideKind::Alliance => SourceKind::International,
            })
        })
        .or_else(|| kind_of_text(described))
}

#[cfg(test)]
mod tests {
    use super::kind_of_text;
    use hearsay_core::SourceKind;

    #[test]
    fn the_head_of_a_description_tells_its_kind() {
        let kind = |text: &str| kind_of_text(text);
        assert_eq!(kind("a military source"), Some(SourceKind::Military));
        assert_eq!(kind("a security source"), Some(SourceKind::Anonymous));
        assert_eq!(kind("the health ministry"), Some(SourceKind::Medical));
        assert_eq!(kind("source at the police command"), Some(SourceKind::Anonymous));
        assert_eq!(kind("Tamar Observatory for Human Rights"), Some(SourceKind::Organization));
        assert_eq!(kind("the table"), None);
    }
}
