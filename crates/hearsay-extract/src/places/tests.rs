//! Which phrases are taken as places.

use super::*;
use crate::gazetteer::locate;
use crate::layer::Id;
use crate::sentences::sentences;
use crate::syntax::Parsed;
use crate::tags::{Rel, Upos};
use hearsay_core::Text;

/// The phrases of a text.
fn read(text: &str) -> Vec<String> {
    with_places(text, |words, places| {
        places.iter().map(|mention| words.text.at(words.span(mention.tokens)).to_string()).collect()
    })
}

/// Where the phrase of a text lies: country and precision.
fn lies(text: &str, phrase: &str) -> Option<(&'static str, u8)> {
    with_places(text, |words, places| {
        let at = places.iter().position(|mention| words.text.at(words.span(mention.tokens)) == phrase)?;
        let found = locate(words, places)[at];
        Some((found.country, found.precision))
    })
}

/// Makes the layer of a text tagged by a small list, so that the test does not hang on a model.
fn with_places<R>(text: &str, look: impl FnOnce(&Words, &Layer<PlaceMention>) -> R) -> R {
    let text = Text::new(text.to_string());
    let (sentences, tokens) = sentences(&text);
    let words = Words::new(&text, &sentences, &tokens);
    let parsed = tokens.ids().iter().map(|token| Parsed {
        upos: tag(words.written(token)),
        feats: "_",
        lemma: "",
        head: Id::new(0),
        rel: Rel::Dep,
    });
    let syntax = Syntax::new(parsed);
    let places = places(&words, &syntax);
    look(&words, &places)
}

fn tag(word: &str) -> Upos {
    match word {
        "killed" | "hit" | "struck" | "said" | "died" | "were" | "fell" => Upos::Verb,
        "in" | "In" | "on" | "of" | "near" | "at" | "from" | "by" => Upos::Adp,
        "the" | "a" | "The" | "A" | "two" => Upos::Det,
        "and" => Upos::Cconj,
        "," | "." | "-" => Upos::Punct,
        "busy" | "besieged" | "northern" | "small" => Upos::Adj,
        _ if word.starts_with(char::is_uppercase) => Upos::Propn,
        _ => Upos::Noun,
    }
}

#[test]
fn place_phrases_are_taken_whole() {
    const CASES: &[(&str, &str)] = &[
        ("Nine people were killed in the town of Orlen on Monday.", "the town of Orlen"),
        ("Nine people were killed in Orlen province.", "Orlen province"),
        ("Shells hit a busy market in Orlen.", "a busy market in Orlen"),
        ("Shells hit a busy market in Orlen.", "Orlen"),
        ("Two died in al-Bayda neighborhood in Orlen city.", "al-Bayda neighborhood in Orlen city"),
        ("Two died in Orlen, Veldavia.", "Orlen, Veldavia"),
        ("Two died near the Veldavian border.", "the Veldavian border"),
        ("Two died in a besieged village.", "a besieged village"),
        ("Two died in Orlen northern Veldavia.", "Orlen northern Veldavia"),
        ("Two died in Orlen northern Veldavia.", "northern Veldavia"),
        ("Two died in the capital.", "the capital"),
        ("Two died in the north of the country.", "the north of the country"),
        ("Two died in rebel-held Orlen.", "rebel-held Orlen"),
        ("Two died in Orlen and Tamsk.", "Orlen and Tamsk"),
        ("Two died in Veldavia's Orlen region.", "Veldavia's Orlen region"),
        ("Two died in the market of Orlen, Mayor Ada Brin said.", "the market of Orlen"),
    ];
    for (text, phrase) in CASES {
        let found = read(text);
        assert!(found.iter().any(|one| one == phrase), "{text}\n  expected {phrase}\n  found {found:?}");
    }
}

#[test]
fn other_phrases_are_left() {
    assert_eq!(read("Nine soldiers were killed on Monday, officials said."), Vec::<String>::new());
}

#[test]
fn phrases_lie_where_their_names_say() {
    const CASES: &[(&str, &str, (&str, u8))] = &[
        ("Two died in Kharkiv, Ukraine.", "Kharkiv", ("UA", 1)),
        ("Two died near Kharkiv.", "Kharkiv", ("UA", 2)),
        ("Two died in Helmand province.", "Helmand province", ("AF", 4)),
        ("Two died in Syria.", "Syria", ("SY", 6)),
        ("Two died in northern Syria.", "northern Syria", ("SY", 5)),
        ("Two died in Aleppo city. Two died in Aleppo province.", "Aleppo city", ("SY", 1)),
        ("Two died in Aleppo city. Two died in Aleppo province.", "Aleppo province", ("SY", 4)),
        ("Two died in the village of Zzyrk in Idlib province.", "the village of Zzyrk in Idlib province", ("SY", 4)),
        ("Sudan was at war. Two died in the capital. Khartoum fell.", "the capital", ("SD", 1)),
        ("Two died in Tripoli, Lebanon.", "Tripoli", ("LB", 1)),
        ("Libya was at war. Two died in Tripoli.", "Tripoli", ("LY", 1)),
        ("Two died in Russia's Kursk region.", "Russia's Kursk region", ("RU", 4)),
        ("Two died in a village.", "a village", ("", 7)),
    ];
    for &(text, phrase, expected) in CASES {
        assert_eq!(lies(text, phrase), Some(expected), "{text}");
    }
}

#[test]
fn a_land_is_told_by_its_own_name_and_not_by_a_short_one() {
    let telling = |text: &str| {
        with_places(text, |words, places| {
            locate(words, places)
                .into_iter()
                .filter(|place| place.telling)
                .map(|place| place.country)
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(telling("Two died in Helmand."), ["AF"]);
    assert_eq!(telling("Two died in Alberta."), ["CA"]);
    assert!(telling("Two died in Alta.").is_empty());
    assert!(telling("Two died near the Coast.").is_empty());
    assert!(telling("Two died in Tarn.").is_empty());
}

#[test]
fn odd_texts_break_nothing() {
    const PIECES: &[&str] = &[
        "'s ",
        "- ",
        "al-",
        "and ",
        "of ",
        "the ",
        "Orlen, ",
        "(Orlen ",
        "St. ",
        "\u{301}",
        "٣ ",
        "Aleppo-",
        "in northern ",
    ];
    for first in PIECES {
        for second in PIECES {
            let text = format!("{first}{second}").repeat(40);
            let (places, located) = with_places(&text, |words, places| (places.len(), locate(words, places).len()));
            assert_eq!(places, located, "{text}");
        }
    }
}
