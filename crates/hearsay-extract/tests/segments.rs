//! Where sentences and tokens begin and end.

use hearsay_core::Text;
use hearsay_extract::sentences;

/// Checks a text against its sentences, the tokens of each parted by spaces.
fn check(text: &str, expected: &[&str]) {
    let text = Text::from(text);
    let (sentences, tokens) = sentences(&text);
    let found: Vec<String> = sentences
        .iter()
        .map(|sentence| {
            tokens.of(sentence.tokens).iter().map(|token| text.at(token.span)).collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn titles_and_initials_do_not_end_a_sentence() {
    check("Gen. A. B. Koll met Mr. Ivers. He left.", &["Gen. A. B. Koll met Mr. Ivers .", "He left ."]);
    check("Lt. Col. Mara Venn died.", &["Lt. Col. Mara Venn died ."]);
}

#[test]
fn an_abbreviation_may_end_a_sentence() {
    check("They left the U.S. The army stayed.", &["They left the U.S.", "The army stayed ."]);
    check("The U.S. Army stayed.", &["The U.S. Army stayed ."]);
    check("It began at 5 p.m. on Jan. 3 in No. 4.", &["It began at 5 p.m. on Jan. 3 in No. 4 ."]);
}

#[test]
fn clitics_units_and_hyphens_are_cut() {
    check("They don\u{2019}t know it's 300km; can't say.", &["They do n\u{2019}t know it 's 300 km ; ca n't say ."]);
    check("A two-year-old's co-pilot", &["A two - year - old 's co-pilot"]);
    check("$2.5m, 40% of 1,200 and 9/11", &["$ 2.5 m , 40 % of 1,200 and 9/11"]);
}

#[test]
fn quotes_close_the_sentence_they_belong_to() {
    check(
        "\u{201c}We lost.\u{201d} He wept. \"Go!\" she cried.",
        &["\u{201c} We lost . \u{201d}", "He wept .", "\" Go ! \" she cried ."],
    );
}

#[test]
fn paragraphs_end_sentences_but_wrapped_lines_do_not() {
    check("Toll rises\n\nTwo died", &["Toll rises", "Two died"]);
    check("Toll rises\nTwo died", &["Toll rises", "Two died"]);
    let wrapped = "The army said on Monday that four of its men were killed in\nthe north when a mine went off under a truck that carried\n\
                   them to a post on the border, and that the search for those\nwho laid it had begun.";
    let (sentences, _) = sentences(&Text::from(wrapped));
    assert_eq!(sentences.len(), 1);
}

#[test]
fn a_lost_space_is_found() {
    check("Four were killed.The army denied it.", &["Four were killed .", "The army denied it ."]);
    check("See www.arlen.example/a.html.", &["See www.arlen.example/a.html ."]);
}
