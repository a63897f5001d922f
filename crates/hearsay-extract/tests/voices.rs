//! Whose voice a figure stands in: chains, stances and speakers of whole reports.

use hearsay_core::{Document, SourceKind, Stance, Text};
use hearsay_extract::extract;

/// For each claim of a text: the names of its chain, nearest to the reader first.
fn chains(text: &str) -> Vec<Vec<String>> {
    let document = Document::of_text("a", Text::from(text));
    extract(&document).claims.into_iter().map(|claim| claim.chain.into_iter().map(|link| link.name).collect()).collect()
}

#[test]
fn the_outlet_speaks_for_itself() {
    assert_eq!(chains("Five soldiers were killed near the dam on Monday."), [Vec::<String>::new()]);
}

#[test]
fn a_source_that_told_an_agency_stands_behind_it() {
    let chain = chains("A medical source told the news agency Orbis that six soldiers were killed near the dam.");
    assert_eq!(chain, [["news agency Orbis", "medical source"]]);
}

#[test]
fn a_description_takes_the_name_given_further_down() {
    let text = "Nine civilians were killed in air raids on Saturday, a monitor said. \
                The Tamar Observatory for Human Rights said the planes had come from the south.";
    assert_eq!(chains(text), [["Tamar Observatory for Human Rights"]]);
}

#[test]
fn who_changes_a_number_gives_it() {
    let text = "Shells hit a market, and 30 people were wounded, Mayor Ada Brin told reporters. \
                She later corrected the number of wounded to 27. Rockets raised the number of wounded to 80.";
    let own = Vec::<&str>::new();
    assert_eq!(chains(text), [vec!["Ada Brin"], vec!["Ada Brin"], own]);
}

#[test]
fn an_earlier_version_of_a_report_is_its_own_voice() {
    let text = "Nine people died. An earlier version of this report said that 12 people had been killed.";
    assert_eq!(chains(text), [Vec::<String>::new(), Vec::new()]);
}

#[test]
fn a_denial_is_kept_with_its_holder() {
    let document = Document::of_text("a", Text::from("The army denied that 20 soldiers had been killed at the pass."));
    let claim = extract(&document).claims.remove(0);
    assert_eq!(claim.chain[0].kind, SourceKind::Military);
    assert_eq!((claim.stances[0].holder.as_str(), claim.stances[0].stance), ("army", Stance::Denies));
}

#[test]
fn every_source_stands_where_it_says() {
    let text = "“Zwölf Häuser”, officials said — at least 12 people were wounded, according to the mayor’s office.\n\n\
                It said: \"Two children were killed.\"\n\n\u{feff}said said told ,, “ ” \" according to";
    let document = Document::of_text("a", Text::from(text));
    let found = extract(&document);
    let quotes = found.claims.iter().flat_map(|claim| claim.chain.iter().filter_map(|link| link.quote.as_ref()));
    assert!(quotes.into_iter().all(|quote| quote.stands_in(&document.text)));
    let whole = document.text.span();
    for one in &found.attributions {
        assert!(
            one.source
                .iter()
                .chain(&one.cue)
                .chain(&one.content)
                .all(|span| whole.contains(*span) && document.text.get(*span).is_some())
        );
        assert!(one.within.is_none_or(|outer| (outer as usize) < found.attributions.len()));
    }
}
