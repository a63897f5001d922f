//! Files, folders and streams in, documents out.
//!
//! A [`Format`] splits its input into [`Piece`]s in order of the input, cheaply, on one thread; each piece becomes a
//! [`hearsay_core::Document`] when [`Piece::read`] is called, on any thread. So the expensive part of reading runs on
//! all cores while the output keeps the order of the input. One bad file or line never stops the rest.

mod archive;
mod dates;
mod decode;
mod error;
mod feed;
mod format;
pub mod html;
mod http;
mod jsonl;
mod language;
mod limits;
mod lines;
mod mail;
mod markdown;
mod open;
mod opml;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod unpack;
mod walk;
mod warc;
mod xml;

pub use error::{Origin, ReadError};
pub use feed::feed_entries;
pub use format::{Flow, Format, Hint, Input, Out, Piece};
pub use limits::{Limits, Meter};
pub use open::{read_fetched, read_path, read_stream};
pub use opml::feeds;

use archive::{Tar, Word, Zip};
use feed::Feed;
use html::Html;
use jsonl::JsonLines;
use mail::Mail;
use markdown::Markdown;
#[cfg(feature = "pdf")]
use pdf::Pdf;
use plain::Plain;
use warc::Warc;

/// Every format we read. The first that recognises the bytes reads them; `Plain` takes whatever is text.
pub const FORMATS: &[&dyn Format] = &[
    &Warc,
    #[cfg(feature = "pdf")]
    &Pdf,
    &Word,
    &Zip,
    &Tar,
    &Mail,
    &JsonLines,
    &Feed,
    &Html,
    &Markdown,
    &Plain,
];
