//! A form gives back what was put into it, and only that.

use super::*;
use crate::review::values::word;
use hearsay_core::{Measure, Modality, Scope, Text};

fn claim() -> (Document, Claim) {
    let text = "The Harbour Board said that at least 14 dock workers were killed in Port Quay on Tuesday. Hospital staff \
                spoke of 16 dead, and the Skerry police named no one.";
    let mut document = Document::of_text("quay", Text::from(text));
    document.published = "2025-01-14".parse().ok();
    let document = document.identified();
    let claims = hearsay_extract::claims(&document);
    let claim = claims.into_iter().find(|claim| claim.quantity.quote.text.contains("14")).expect("the toll is a claim");
    (document, claim)
}

fn filled(changes: &[(&str, &str)]) -> Result<Vec<Correction>, DraftError> {
    let (document, claim) = claim();
    let mut draft = Draft::of(&claim);
    for (name, value) in changes {
        assert!(draft.set(name, value), "{name} is a part of the form");
    }
    draft.corrections(&claim, &document)
}

#[test]
fn a_form_left_alone_corrects_nothing() {
    assert_eq!(filled(&[]), Err(DraftError::Unchanged));
    let (_, claim) = claim();
    let draft = Draft::of(&claim);
    let again: Vec<_> = Draft::PARTS.iter().map(|part| (part.name, draft.get(part.name))).collect();
    assert_eq!(filled(&again), Err(DraftError::Unchanged));
    assert!(!Draft::of(&claim).set("truth", "yes"));
}

#[test]
fn what_was_changed_is_corrected() {
    let corrections = filled(&[
        ("measure", "wounded"),
        ("best", "1,400"),
        ("high", ""),
        ("group", "dock workers"),
        ("side", " Skerry "),
        ("chain", "Harbour Board | government | The Harbour Board\r\nHospital | medical | Hospital staff"),
    ])
    .unwrap();
    let fields: Vec<_> = corrections.iter().map(Correction::field).collect();
    assert!(fields.starts_with(&["measure", "quantity"]) && fields.ends_with(&["side", "chain"]), "{fields:?}");
    let (document, _) = claim();
    assert!(corrections.iter().flat_map(Correction::quotes).all(|quote| quote.stands_in(&document.text)));
    let Some(Correction::Chain(chain)) = corrections.last() else { panic!("{corrections:?}") };
    assert_eq!(chain.len(), 2);
    assert_eq!(chain[1].quote.as_ref().map(|quote| quote.text.as_str()), Some("Hospital staff"));
    assert!(corrections.contains(&Correction::Side(Some("Skerry".to_owned()))));
    assert!(
        matches!(&corrections[1], Correction::Quantity(quantity) if quantity.best == Some(1400) && quantity.high.is_none())
    );
}

#[test]
fn a_field_can_be_emptied() {
    let corrections = filled(&[("place", ""), ("time", "")]).unwrap();
    assert!(corrections.contains(&Correction::Place(None)) && corrections.contains(&Correction::Time(None)));
}

#[test]
fn what_makes_no_sense_is_told_by_its_part() {
    let error = |name: &'static str, value| filled(&[(name, value)]).unwrap_err().to_string();
    assert!(error("group", "the navy").starts_with("group: the words “the navy” do not stand"));
    for (name, value) in
        [("measure", "eaten"), ("low", "-1"), ("from", "Tuesday"), ("lat", "north"), ("precision", "300")]
    {
        assert!(error(name, value).starts_with(&format!("{name}: give ")), "{name}");
    }
    assert!(error("chain", "| person").starts_with("chain: give "));
    assert!(error("chain", "Board | ghost").starts_with("chain: give "));
    assert!(error("figure", "").starts_with("figure: give "));
}

#[test]
fn the_words_of_the_form_are_those_of_the_types() {
    for part in Draft::PARTS {
        let Kind::OneOf(all) = part.kind else { continue };
        let read = |word: &str| match part.name {
            "measure" => known::<Measure>(word).is_some(),
            "hedge" => known::<Hedge>(word).is_some(),
            "unit" => known::<Unit>(word).is_some(),
            "role" => known::<Role>(word).is_some(),
            "scope" => known::<Scope>(word).is_some(),
            "modality" => known::<Modality>(word).is_some(),
            _ => word.parse::<u8>().is_ok(),
        };
        assert!(all.iter().all(|word| read(word)), "{}", part.name);
    }
    let measures: Vec<_> = Measure::ALL.iter().map(word).collect();
    let Kind::OneOf(offered) = Draft::PARTS[0].kind else { panic!("the measure is one of some words") };
    assert_eq!(measures, offered);
}
