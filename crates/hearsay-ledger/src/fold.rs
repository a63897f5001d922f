//! Words without case and accents, the same for what is stored and for what is asked.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of `text`, folded: "Erdoğan's" gives "erdogan" and "s".
pub fn words(text: &str) -> Vec<String> {
    let folded: String = text.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase).collect();
    let bare = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    bare.map(str::to_owned).collect()
}

/// The words of `texts`, folded and parted by spaces.
pub(crate) fn folded<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().flat_map(words).collect::<Vec<_>>().join(" ")
}

#[test]
fn case_and_accents_go() {
    assert_eq!(folded(["Erdoğan’s ÉLITE, Łódź 2,700"]), "erdogan s elite łodz 2 700");
}
