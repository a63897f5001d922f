//! Short names that a text introduces itself: "the Harbour Rescue Service (HRS)".

/// Pairs of short and full name, in order of the text.
pub fn acronyms(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('(') {
        let Some(short) = text[at + 1..].split(')').next().filter(|short| is_acronym(short)) else { continue };
        let before = text[..at].trim_end();
        let sentence = before.rsplit(['.', '\n', ';', ',', '(', ')']).next().unwrap_or("");
        let words: Vec<&str> = sentence.split_whitespace().collect();
        // The words whose initials, small words left out, spell the short name.
        let letters: Vec<char> = short.chars().rev().collect();
        let mut wanted = letters.iter();
        let mut next = wanted.next();
        let mut start = None;
        for (i, word) in words.iter().enumerate().rev() {
            let Some(&letter) = next else { break };
            match word.chars().next() {
                Some(first) if first.is_uppercase() && first == letter => {
                    start = Some(i);
                    next = wanted.next();
                }
                Some(first) if first.is_lowercase() && word.len() <= 4 => {}
                _ => break,
            }
        }
        if let (None, Some(start)) = (next, start) {
            found.push((short.to_owned(), words[start..].join(" ")));
        }
    }
    found
}

fn is_acronym(short: &str) -> bool {
    (2..=8).contains(&short.len()) && short.chars().all(|c| c.is_ascii_uppercase())
}

#[test]
fn a_text_introduces_its_short_names() {
    let text = "The Harbour Rescue Service (HRS) and the Office for Tides and Lights (OTL) met (MANY) in May (2019).";
    let pairs = acronyms(text);
    let pair = |short: &str, full: &str| (short.to_owned(), full.to_owned());
    assert_eq!(pairs, [pair("HRS", "Harbour Rescue Service"), pair("OTL", "Office for Tides and Lights")]);
}
