//! Whether the words beside a name give the person a public office.

use std::collections::HashSet;
use std::sync::OnceLock;

/// The words of `data/offices.tsv`.
struct Lists {
    office: HashSet<&'static str>,
    weak: HashSet<&'static str>,
    body: HashSet<&'static str>,
    between: HashSet<&'static str>,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let row = |name: &str| {
            let rows = include_str!("../data/offices.tsv").lines().filter_map(|line| line.split_once('\t'));
            rows.filter(|(row, _)| *row == name).flat_map(|(_, words)| words.split('|')).collect()
        };
        Lists { office: row("office"), weak: row("weak"), body: row("body"), between: row("between") }
    })
}

/// So many words before a name are looked at.
const BEFORE: usize = 8;

/// So many words after it.
const AFTER: usize = 12;

/// Whether the office stands in the words right before the name: "South Korean lawmaker", "the mayor of Varna". Nothing
/// but names and small words may stand between, so that "the president told Anna" gives Anna none, and "the president's
/// sister Anna" neither.
pub fn before(words: &str) -> bool {
    let from = words.rfind([',', ';', ':', '(', ')', '“', '”', '"', '\n', '!', '?']).map_or(0, |at| at + 1);
    let words: Vec<&str> = words.get(from..).unwrap_or_default().split_whitespace().collect();
    let words = words.get(words.len().saturating_sub(BEFORE)..).unwrap_or_default();
    let Some(at) = words.iter().rposition(|word| is_office(word)) else { return false };
    let between = words.get(at + 1..).unwrap_or_default();
    let names_it = |word: &&&str| {
        (word.starts_with(char::is_uppercase) && !owns(word)) || lists().between.contains(word.to_lowercase().as_str())
    };
    // "President Ivanov and Anna": what is joined to a bearer bears nothing.
    let joined = between.contains(&"and");
    let led = between.first().is_none_or(|word| lists().between.contains(*word) || is_office(word));
    led && !joined && between.iter().all(|word| names_it(&word)) && holds(words, at)
}

/// Whether it stands in an apposition right after the name: ", the region's governor,". The office must be the head of
/// the apposition: "the governor's aide" and "wife of the governor" are none.
pub fn after(words: &str) -> bool {
    let Some(rest) = words.strip_prefix(',').or_else(|| words.trim_start().strip_prefix('(')) else { return false };
    let end = rest.find([',', ';', ':', '(', ')', '.', '“', '”', '"', '\n', '!', '?']).unwrap_or(rest.len());
    let words: Vec<&str> = rest.get(..end).unwrap_or_default().split_whitespace().take(AFTER).collect();
    let preposition =
        |word: &&str| matches!(*word, "of" | "for" | "in" | "at" | "to" | "from" | "with" | "who" | "whose");
    let head = words.iter().position(preposition).unwrap_or(words.len());
    let Some(last) = head.checked_sub(1) else { return false };
    words.get(last).is_some_and(|word| is_office(word)) && holds(&words, last)
}

/// Whether a name holds its office itself: "President Anna Petrova".
pub fn within(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let offices =
        words.iter().take_while(|word| is_office(word) || lists().body.contains(word.to_lowercase().as_str()));
    let count = offices.count();
    count > 0 && count < words.len() && count.checked_sub(1).is_some_and(|at| is_office(words[at]) && holds(&words, at))
}

fn is_office(word: &str) -> bool {
    let word = word.to_lowercase();
    lists().office.contains(word.as_str()) || lists().weak.contains(word.as_str())
}

/// Whether the office at that place is one: a weak one needs a public body beside it.
fn holds(words: &[&str], at: usize) -> bool {
    let word = words.get(at).map(|word| word.to_lowercase()).unwrap_or_default();
    let body = |word: &&str| {
        let word = word.to_lowercase();
        let bare = word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(&word);
        lists().body.contains(bare)
    };
    lists().office.contains(word.as_str()) || words.iter().enumerate().any(|(other, word)| other != at && body(word))
}

fn owns(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s") || word.ends_with('’') || word.ends_with('\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_before_a_name() {
        for words in [
            "the South Korean lawmaker ",
            "President ",
            "said Prime Minister ",
            "the mayor of Varna ",
            "Foreign Ministry spokeswoman ",
            "Maj. Gen. ",
            "told us, police chief ",
        ] {
            assert!(before(words), "{words}");
        }
        for words in [
            "the president told ",
            "the president's sister ",
            "President Ivanov and ",
            "a shopkeeper ",
            "village chief ",
            "the mayor, ",
            "the family's spokeswoman ",
            "President Ivanov ",
            "",
        ] {
            assert!(!before(words), "{words}");
        }
    }

    #[test]
    fn an_office_after_a_name() {
        for words in [
            ", the region's governor, said",
            ", mayor of Varna, said",
            ", head of the regional administration, said",
            " (deputy) said",
            ", a spokesman for the interior ministry.",
        ] {
            assert!(after(words), "{words}");
        }
        for words in [
            ", wife of the governor, said",
            ", the governor's aide, said",
            ", mayor Ivanov's neighbour, said",
            ", a teacher in the mayor's school, said",
            " said the mayor",
            ", a spokeswoman for the family, said",
            ", who met the president",
        ] {
            assert!(!after(words), "{words}");
        }
    }

    #[test]
    fn an_office_within_a_name() {
        assert!(within("President Anna Petrova") && within("Foreign Minister Anna Petrova"));
        assert!(!within("Anna Petrova") && !within("King") && !within("Chief Petrova") && !within(""));
    }
}
