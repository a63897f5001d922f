//! Whether words can name a source at all.

use super::{kinds, names, pronouns};
use crate::layer::{Id, Ids};
use crate::tokens::Token;
use crate::words::Words;

/// Whether the words can name somebody who speaks: a pronoun, a name, or a noun of a source. A weekday, a child or a city
/// that stands beside a verb of saying is none.
pub(crate) fn is_plausible(words: &Words, tokens: Ids<Token>) -> bool {
    let Some(first) = tokens.iter().next() else { return false };
    let lower = words.lower(first);
    if tokens.len() == 1
        && (pronouns::is_pronoun(lower)
            || pronouns::is_first_person(lower)
            || matches!(lower, "one" | "some" | "many" | "others" | "another" | "you" | "everyone"))
    {
        return true;
    }
    if tokens.len() == 1 && is_time(lower) {
        return false;
    }
    let all = words.text.at(words.span(tokens)).to_lowercase();
    // A dateline ("CAPITAL (Agency)") speaks for nobody.
    let dateline =
        all.contains('(') && words.written(first).len() > 2 && words.written(first).chars().all(char::is_uppercase);
    // "At least ten people including …": those who are counted.
    let number = words.written(first).starts_with(|c: char| c.is_ascii_digit());
    let counted = all.starts_with("at least ")
        || all.starts_with("more than ")
        || all.contains(" including ")
        || (number
            && matches!(
                words.near(tokens, first.index() as isize + 1),
                "people" | "civilians" | "children" | "others"
            ));
    if dateline || counted || all.contains("according to") {
        return false;
    }
    let core = names::core(words, tokens);
    let text = words.text.at(words.span(core));
    if kinds::kind_of(words, core, text).is_some() {
        return true;
    }
    let head = text.split_whitespace().last().unwrap_or("").to_lowercase();
    names::is_title(&head)
        || names::person_in(words, tokens).is_some()
        || (names::is_name(words, core) && core.len() > 1)
        || (names::is_name(words, core)
            && !words.sentence_of(Id::new(core.range().start)).is_some_and(|id| after_preposition(words, id, core)))
}

/// "the village of [Taduf] said": the end of another phrase.
fn after_preposition(words: &Words, sentence: Id<crate::tokens::Sentence>, core: Ids<Token>) -> bool {
    let within = words.sentences[sentence].tokens;
    matches!(words.near(within, core.range().start as isize - 1), "of" | "in" | "at" | "near" | "from" | "to" | "on")
}

fn is_time(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "january"
            | "february"
            | "march"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "later"
            | "earlier"
    )
}
