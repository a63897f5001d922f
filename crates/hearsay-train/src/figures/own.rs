//! Annotated sentences of our own writing: the rare measures and modalities, which the annotated reports hardly show.
//!
//! A line of `data/figure-lessons.txt` is one short text; each figure in it is marked
//! `{number|measure|scope|modality|role|unit}`, every other number counts nothing. Lines that begin with `#` are headings.

use hearsay_core::{Measure, Modality, Role, Scope, Unit};
use std::ops::Range;

/// One line: the text without the marks, and the figures that were marked in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnText {
    /// As a reader would see it.
    pub text: String,
    /// In order of the text; they never overlap.
    pub figures: Vec<OwnFigure>,
}

/// A marked number and what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFigure {
    /// The number with its hedge, as bytes of the text.
    pub number: Range<usize>,
    pub measure: Measure,
    pub scope: Scope,
    pub modality: Modality,
    pub role: Role,
    pub unit: Unit,
}

/// Every text of the data file.
///
/// # Panics
///
/// If the data file is malformed, which a test rules out.
pub fn own() -> Vec<OwnText> {
    read(include_str!("../../data/figure-lessons.txt")).unwrap_or_else(|flaw| panic!("data/figure-lessons.txt, {flaw}"))
}

/// Reads marked lines; the error names the line and what is wrong with it.
fn read(lines: &str) -> Result<Vec<OwnText>, String> {
    lines
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(at, line)| unmark(line).map_err(|flaw| format!("line {}: {flaw}", at + 1)))
        .collect()
}

/// Takes the marks out of one line.
fn unmark(line: &str) -> Result<OwnText, String> {
    let mut own = OwnText { text: String::with_capacity(line.len()), figures: Vec::new() };
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        let (mark, after) = after.split_once('}').ok_or("a mark is not closed")?;
        if before.contains('}') {
            return Err("a mark is closed that was not open".to_owned());
        }
        if mark.contains('{') {
            return Err(format!("a mark stands within the mark {{{mark}}}"));
        }
        own.text.push_str(before);
        own.figures.push(figure(mark, &mut own.text)?);
        rest = after;
    }
    if rest.contains('}') {
        return Err("a mark is closed that was not open".to_owned());
    }
    own.text.push_str(rest);
    Ok(own)
}

/// Reads the inside of a mark and appends its number to the text.
fn figure(mark: &str, text: &mut String) -> Result<OwnFigure, String> {
    let fields: Vec<&str> = mark.split('|').collect();
    let [number, measure, scope, modality, role, unit] = fields[..] else {
        return Err(format!("the mark {{{mark}}} has {} fields, not 6", fields.len()));
    };
    if number.is_empty() || number.trim() != number {
        return Err(format!("the mark {{{mark}}} has no number, or spaces around it"));
    }
    let start = text.len();
    text.push_str(number);
    let unknown = |error: serde_json::Error| format!("the mark {{{mark}}}: {error}");
    Ok(OwnFigure {
        number: start..text.len(),
        measure: serde_json::from_value(measure.into()).map_err(unknown)?,
        scope: serde_json::from_value(scope.into()).map_err(unknown)?,
        modality: serde_json::from_value(modality.into()).map_err(unknown)?,
        role: serde_json::from_value(role.into()).map_err(unknown)?,
        unit: serde_json::from_value(unit.into()).map_err(unknown)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_file_reads() {
        let texts = own();
        let figures: Vec<&OwnFigure> = texts.iter().flat_map(|own| &own.figures).collect();
        assert!(texts.len() > 700 && figures.len() > 900, "{} texts, {} figures", texts.len(), figures.len());
        for measure in Measure::ALL {
            let count = figures.iter().filter(|figure| figure.measure == measure).count();
            assert!(count >= 50, "{} is marked only {count} times", measure.name());
        }
        for own in &texts {
            assert!(!own.text.contains(['{', '}', '|']), "a mark is left in: {}", own.text);
            assert_eq!(own.text.trim(), own.text);
            let mut last = 0;
            for figure in &own.figures {
                assert!(last <= figure.number.start && figure.number.start < figure.number.end, "{}", own.text);
                assert!(own.text.get(figure.number.clone()).is_some(), "{}", own.text);
                last = figure.number.end;
            }
        }
    }

    #[test]
    fn no_text_stands_twice() {
        let mut texts: Vec<String> = own().into_iter().map(|own| own.text).collect();
        let all = texts.len();
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), all);
    }

    #[test]
    fn a_mark_gives_its_place_in_the_plain_text() {
        let texts = read("# Heading\n\nÉlan: {about 40|surrendered|incident|denied|military|people} men.\n").unwrap();
        let [own] = &texts[..] else { panic!("{texts:?}") };
        assert_eq!(own.text, "Élan: about 40 men.");
        let [figure] = &own.figures[..] else { panic!("{own:?}") };
        assert_eq!(&own.text[figure.number.clone()], "about 40");
        assert_eq!((figure.measure, figure.modality), (Measure::Surrendered, Modality::Denied));
        assert_eq!((figure.scope, figure.role, figure.unit), (Scope::Incident, Role::Military, Unit::People));
    }

    #[test]
    fn a_flaw_is_named_with_its_line() {
        for (line, flaw) in [
            (
                "{two|killed|incident|asserted|military} men",
                "line 1: the mark {two|killed|incident|asserted|military} has 5 fields, not 6",
            ),
            ("{two|slain|incident|asserted|military|people} men", "unknown variant `slain`"),
            ("{two|killed|incident|asserted|{one|people} men", "a mark stands within the mark"),
            ("{two|killed|incident|asserted|military|people men", "a mark is not closed"),
            ("two} men", "a mark is closed that was not open"),
        ] {
            let found = read(line).unwrap_err();
            assert!(found.contains(flaw), "{found}");
        }
    }
}
