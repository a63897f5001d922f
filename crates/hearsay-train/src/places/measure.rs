//! Measures resolution: over every annotated name, and over those that are found in the text.

use super::gold::{GoldPlace, GoldReport};
use hearsay_extract::gazetteer::{Gazetteer, NameMention, Namesakes, Record, RecordId, name_of, names, resolve};
use hearsay_extract::{Layer, Words, sentences};
use std::fmt;

/// What was counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    linked: usize,
    exact: usize,
    near: usize,
    annotated: usize,
    system: usize,
    found: usize,
    found_linked: usize,
    found_exact: usize,
    found_near: usize,
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize, whole: usize| 100.0 * part as f32 / whole.max(1) as f32;
        write!(
            f,
            "all names given: exact {:.1} %, within 161 km {:.1} % of {}; names found: precision {:.1} %, recall {:.1} % \
             of {}; of the linked ones found: exact {:.1} %, within 161 km {:.1} % of {}",
            share(self.exact, self.linked),
            share(self.near, self.linked),
            self.linked,
            share(self.found, self.system),
            share(self.found, self.annotated),
            self.annotated,
            share(self.found_exact, self.found_linked),
            share(self.found_near, self.found_linked),
            self.found_linked,
        )
    }
}

/// Measures the weights on the reports.
pub fn measure<'a>(reports: impl Iterator<Item = &'a GoldReport>, weights: &Namesakes) -> Score {
    let mut score = Score::default();
    let gazetteer = Gazetteer::shipped();
    for report in reports {
        let (sentences, tokens) = sentences(&report.text);
        let words = Words::new(&report.text, &sentences, &tokens);
        let given = given(&gazetteer, &words, report);
        let meant = resolve(&gazetteer, &words, &given.1, weights);
        for (&place, id) in given.0.iter().zip(meant) {
            let Some(place) = place else { continue };
            score.linked += 1;
            if let Some(record) = id.and_then(|id| gazetteer.record(id)) {
                score.exact += usize::from(is_exact(&record, &place));
                score.near += usize::from(is_near(&record, &place));
            }
        }
        let found = names(&gazetteer, &words);
        let meant = resolve(&gazetteer, &words, &found, weights);
        score.annotated += report.names.len();
        for (mention, id) in found.iter().zip(meant).filter(|(mention, _)| !mention.people) {
            score.system += 1;
            let span = words.span(mention.tokens);
            let Some(gold) =
                report.names.iter().find(|gold| gold.span.start() < span.end() && span.start() < gold.span.end())
            else {
                continue;
            };
            score.found += 1;
            let Some(place) = gold.place else { continue };
            score.found_linked += 1;
            if let Some(record) = id.and_then(|id| gazetteer.record(id)) {
                score.found_exact += usize::from(is_exact(&record, &place));
                score.found_near += usize::from(is_near(&record, &place));
            }
        }
    }
    score
}

/// The annotated names as mentions, with what they are linked to.
pub fn given(
    gazetteer: &Gazetteer,
    words: &Words,
    report: &GoldReport,
) -> (Vec<Option<GoldPlace>>, Layer<NameMention>) {
    let mentions = report.names.iter().map(|name| (name.place, name_of(gazetteer, words, words.tokens_of(name.span))));
    let (places, mentions) = mentions.unzip();
    (places, Layer::new(mentions))
}

/// Whether the record is the one that the name is linked to.
pub fn is_exact(record: &Record, place: &GoldPlace) -> bool {
    record.geonames == place.geonames && place.geonames != 0
}

/// Whether the record is that one or lies within 161 km (100 miles): the middles of countries differ between sources.
pub fn is_near(record: &Record, place: &GoldPlace) -> bool {
    if is_exact(record, place) {
        return true;
    }
    let radians = |degrees: f32| f64::from(degrees).to_radians();
    let (a, b) = (radians(record.lat), radians(place.lat));
    let half = ((b - a) / 2.0).sin().powi(2)
        + a.cos() * b.cos() * ((radians(place.lon) - radians(record.lon)) / 2.0).sin().powi(2);
    12742.0 * half.sqrt().min(1.0).asin() <= 161.0
}

/// The right ones among the namesakes: the one linked to, or, where it is not in the gazetteer, none.
pub fn right(gazetteer: &Gazetteer, ids: impl Iterator<Item = RecordId>, place: &GoldPlace) -> Option<usize> {
    ids.into_iter().position(|id| gazetteer.record(id).is_some_and(|record| is_exact(&record, place)))
}
