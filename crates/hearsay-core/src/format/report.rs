//! A document with all that was found in it, as it is printed: one JSON object.

use super::claim::Claim;
use super::points::{Points, spans_of_attribution, spans_of_claim};
use crate::{Digest, Document, DocumentId, Extraction, Moment, NoteKind, SourceKind, Span, Speech, Stance};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A document, extracted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The id given with the input, else the stem of its file name.
    pub id: String,
    /// Names the document by its content; the ledger keeps it under this id.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub document: DocumentId,
    /// Its headline, where the input gives one apart from the text.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// When it was published, as in "2025-01-13T23:05:00+02:00"; left out where no more than a day is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub published_at: Option<Moment>,
    /// When it was last changed: a day or a moment; left out where it is not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub updated_at: Option<Moment>,
    /// The first 16 bytes of the BLAKE3 hash of the bytes that it was read from, in hexadecimal digits; left out where
    /// it has no bytes of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub bytes: Option<Digest>,
    /// ISO 639-1 code, where known.
    pub language: Option<String>,
    /// The text that all offsets refer to.
    pub text: String,
    /// Who says which stretch of the text, by which words.
    pub attributions: Vec<Attribution>,
    /// The figure claims, in order of their evidence.
    pub claims: Vec<Claim>,
    /// What was seen and not used.
    pub notes: Vec<Note>,
}

/// An attribution relation; spans are pairs of start and end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attribution {
    /// Its index in the document.
    pub id: u32,
    /// The words that name the source.
    pub source: Vec<[u32; 2]>,
    /// The words that tell that something is said.
    pub cue: Vec<[u32; 2]>,
    /// What is said.
    pub content: Vec<[u32; 2]>,
    /// How the source stands to the content.
    pub stance: Stance,
    /// How the content is given.
    pub kind: Speech,
    /// The attribution in whose content this one stands.
    pub within: Option<u32>,
    /// The resolved speaker.
    pub speaker: Option<Speaker>,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Speaker {
    /// The fullest form that the article gives.
    pub name: String,
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: SourceKind,
}

/// What was seen and not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// Why.
    pub kind: NoteKind,
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words.
    pub text: String,
}

impl Report {
    /// What is printed of `document` and all that was found in it.
    pub fn of(document: &Document, extraction: &Extraction) -> Report {
        let Extraction { claims, attributions, notes } = extraction;
        let spans = claims.iter().flat_map(spans_of_claim);
        let spans = spans.chain(attributions.iter().flat_map(spans_of_attribution));
        let points = Points::new(&document.text, spans.chain(notes.iter().map(|note| note.span)));
        let pairs = |spans: &[Span]| spans.iter().map(|&span| points.of(span)).collect::<Vec<_>>();
        Report {
            id: document.name.clone(),
            document: document.id,
            title: document.title.clone(),
            outlet: document.outlet.clone(),
            url: document.url.clone(),
            published: document.published,
            published_at: document.published_at,
            updated_at: document.updated_at,
            bytes: document.bytes,
            language: document.language.clone(),
            text: document.text.as_str().to_owned(),
            attributions: attributions
                .iter()
                .zip(0..)
                .map(|(attribution, id)| Attribution {
                    id,
                    source: pairs(&attribution.source),
                    cue: pairs(&attribution.cue),
                    content: pairs(&attribution.content),
                    stance: attribution.stance,
                    kind: attribution.speech,
                    within: attribution.within,
                    speaker: attribution
                        .speaker
                        .as_ref()
                        .map(|speaker| Speaker { name: speaker.name.clone(), kind: speaker.kind }),
                })
                .collect(),
            claims: claims.iter().map(|claim| Claim::with(claim, &points)).collect(),
            notes: notes
                .iter()
                .map(|note| {
                    let [start, end] = points.of(note.span);
                    Note { kind: note.kind, start, end, text: document.text.at(note.span).to_owned() }
                })
                .collect(),
        }
    }
}
