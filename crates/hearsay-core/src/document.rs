//! A report, as read.

use crate::{Digest, DocumentId, Moment, Text};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A language by its ISO 639-1 code ("en").
pub type Language = String;

/// A report of one outlet at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Made from address, date, title and text.
    pub id: DocumentId,
    /// The id given with the input, else the stem of its file name; kept in all output.
    pub name: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline, where the input gives one apart from the text.
    pub title: Option<String>,
    /// Its author line.
    pub byline: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// When it was published, where more is told than a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<Moment>,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Moment>,
    /// Digest of the bytes that it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<Digest>,
    /// Its language, where known.
    pub language: Option<Language>,
    /// The text that all offsets refer to.
    pub text: Text,
}

impl Document {
    /// A document of that text with nothing else known about it.
    pub fn of_text(name: &str, text: Text) -> Document {
        Document {
            id: DocumentId(Digest::of("document", &[])),
            name: name.to_owned(),
            url: None,
            outlet: None,
            title: None,
            byline: None,
            published: None,
            published_at: None,
            updated_at: None,
            bytes: None,
            language: None,
            text,
        }
        .identified()
    }

    /// The same document with its id made anew from what it holds. Readers call this last.
    pub fn identified(mut self) -> Document {
        let date = self.published.map(|date| date.to_string());
        let part = |field: &Option<String>| field.clone().unwrap_or_default();
        self.id = DocumentId(Digest::of(
            "document",
            &[
                part(&self.url).as_bytes(),
                part(&self.outlet).as_bytes(),
                part(&self.title).as_bytes(),
                date.unwrap_or_default().as_bytes(),
                self.text.as_str().as_bytes(),
            ],
        ));
        self
    }
}
