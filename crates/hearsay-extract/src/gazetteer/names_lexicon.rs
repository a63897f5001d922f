//! Words that are names of small places somewhere, and are meant as such almost never.

use crate::lexicon::rows;
use crate::phrases::Fnv;
use std::collections::HashSet;
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

type Words = HashSet<&'static str, BuildHasherDefault<Fnv>>;

/// Whether the word, in lower case, is left alone; more are left alone where a sentence begins.
pub(super) fn is_common(word: &str, first: bool) -> bool {
    static ALWAYS: OnceLock<(Words, Words)> = OnceLock::new();
    let (always, at_start) = ALWAYS.get_or_init(|| {
        let read = |class: &'static str| {
            rows(include_str!("../../data/places/common.tsv"))
                .filter(move |row| row.first() == Some(&class))
                .flat_map(|row| row.get(1).copied().unwrap_or("").split('|'))
                .collect()
        };
        (read("always"), read("start"))
    });
    always.contains(word) || (first && at_start.contains(word))
}

/// Whether the word, in lower case, is a title that stands before a person's name.
pub(super) fn is_title(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "dr"
            | "gen"
            | "col"
            | "maj"
            | "lt"
            | "capt"
            | "sgt"
            | "sen"
            | "rep"
            | "gov"
            | "prof"
            | "sir"
            | "president"
            | "minister"
            | "general"
            | "colonel"
            | "major"
            | "captain"
            | "lieutenant"
            | "sergeant"
            | "senator"
            | "governor"
            | "mayor"
            | "secretary"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "director"
            | "chairman"
            | "chief"
            | "judge"
            | "officer"
            | "detective"
            | "deputy"
            | "professor"
            | "coach"
            | "ambassador"
            | "commander"
            | "analyst"
            | "sheriff"
            | "king"
            | "prince"
            | "imam"
            | "sheikh"
            | "pope"
            | "father"
            | "sister"
            | "rev"
            | "reverend"
            | "justice"
            | "attorney"
            | "congressman"
    )
}
