//! Plain text: one report a file, its text taken as it is.

use crate::decode::{decode, looks_like_text};
use crate::format::{Flow, Format, Hint, Input, Out, Piece};
use crate::open::whole;
use crate::{Origin, ReadError};
use hearsay_core::{Digest, Document, Text};
use std::ops::ControlFlow;

pub(crate) struct Plain;

impl Format for Plain {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn recognises(&self, hint: &Hint<'_>) -> bool {
        looks_like_text(hint.head)
    }

    fn read(&self, input: Input<'_>, out: Out<'_>) -> Flow {
        one_report(input, out, document)
    }
}

/// Hands over the whole input as one piece that `document` makes a report of.
pub(crate) fn one_report(
    input: Input<'_>,
    out: Out<'_>,
    document: fn(&Origin, &str, String) -> Result<Document, ReadError>,
) -> ControlFlow<()> {
    let Input { origin, stem, bytes, limits } = input;
    let bytes = match whole(&origin, bytes, limits) {
        Ok(bytes) => bytes,
        Err(error) => return out(Err(error)),
    };
    let size = bytes.len();
    out(Ok(Piece::new(origin.clone(), size, move || {
        let digest = Digest::of_bytes(&bytes);
        let document = document(&origin, &stem, decode(&origin, bytes)?)?;
        Ok(Document { bytes: Some(digest), ..document })
    })))
}

fn document(origin: &Origin, stem: &str, text: String) -> Result<Document, ReadError> {
    if text.trim().is_empty() {
        return Err(ReadError::NoText { origin: origin.clone() });
    }
    Ok(Document::of_text(stem, Text::new(text)))
}
