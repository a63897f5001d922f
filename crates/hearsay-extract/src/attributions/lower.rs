//! Lowers the attribution layer to what leaves the crate.

use crate::chain::Voices;
use crate::layer::{Id, Ids};
use crate::tokens::Token;
use hearsay_core::{Attribution, Span};

/// The attribution relations of a document as they are written out, in order of the text, each with its speaker.
pub fn lowered(voices: &Voices) -> Vec<Attribution> {
    let spans = |pieces: &[Ids<Token>]| pieces.iter().map(|&piece| voices.words.span(piece)).collect::<Vec<Span>>();
    voices
        .found()
        .iter()
        .map(|id| {
            let relation = voices.relation(id);
            let speaker = voices.speakers(id).first();
            Attribution {
                source: spans(&relation.source),
                cue: vec![voices.words.span(relation.cue)],
                content: spans(&relation.content),
                stance: relation.stance,
                speech: relation.speech,
                within: relation.within.map(|outer: Id<_>| outer.index() as u32),
                speaker: speaker.map(|speaker| speaker.source(voices.words)),
            }
        })
        .collect()
}
