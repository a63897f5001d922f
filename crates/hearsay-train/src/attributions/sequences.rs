//! Lessons for the two fields: the tokens of each sentence with their cue labels, the tokens around each cue with their
//! roles.

use super::crf::Sequence;
use super::relations::{Page, Relation};
use hearsay_extract::attributions::cue_model;
use hearsay_extract::attributions::grain::Grains;
use hearsay_extract::attributions::role_model::{CONTENT, CueView, LABEL, NEITHER, SOURCE};
use hearsay_extract::attributions::weights::Slots;

/// Adds the sentences of a page.
pub fn cues(page: &Page, grains: &Grains, lessons: &mut Vec<Sequence>) {
    let mut labels = vec![cue_model::OUTSIDE as u8; page.tokens.len()];
    for relation in &page.relations {
        for (nth, at) in relation.cue.clone().enumerate() {
            labels[at] = if nth == 0 { cue_model::BEGINS } else { cue_model::INSIDE } as u8;
        }
    }
    let mut slots = Slots::of(1);
    for &sentence in &grains.sentences {
        let view = cue_model::SentenceView::new(grains, sentence);
        let mut lesson = Sequence::default();
        for at in sentence.range() {
            let opens = at == sentence.range().start;
            view.features(at, &mut slots);
            lesson.token(slots.as_slice());
            for before in 0..3 {
                lesson.step(cue_model::step_slots(&mut slots, if opens { 3 } else { before }));
            }
            // A cue that runs over from another sentence begins anew.
            let torn = labels[at] == cue_model::INSIDE as u8 && (opens || labels[at - 1] == cue_model::OUTSIDE as u8);
            lesson.end(if torn { cue_model::BEGINS as u8 } else { labels[at] }, false);
        }
        lessons.push(lesson);
    }
}

/// The tokens around a relation's cue. `None` for a cue without surroundings.
pub fn roles(grains: &Grains, relation: &Relation) -> Option<Sequence> {
    let view = CueView::new(grains, relation.cue.clone());
    let (mut slots, mut edges) = (Slots::of(2), Slots::of(3));
    let mut lesson = Sequence::default();
    let (mut seen, mut ended) = (false, false);
    for at in view.window() {
        view.features(at, &mut slots);
        lesson.token(slots.as_slice());
        for before in 0..3 {
            view.edge_features(at, before, &mut edges);
            lesson.step(edges.as_slice());
        }
        let holds = |tokens: &[usize]| tokens.binary_search(&at).is_ok();
        let mut label = match () {
            () if view.taken(at) => NEITHER,
            () if holds(&relation.source) => SOURCE,
            () if holds(&relation.content) => CONTENT,
            () => NEITHER,
        };
        // The field keeps a source in one piece: the first.
        if label == SOURCE && ended {
            label = NEITHER;
        }
        seen |= label == SOURCE;
        ended |= seen && label != SOURCE;
        let state = if ended && label != SOURCE { 3..5 } else { 0..3 };
        let state = state.into_iter().find(|&state| LABEL[state] == label)?;
        lesson.end(state as u8, view.taken(at));
    }
    (!lesson.gold.is_empty()).then_some(lesson)
}
