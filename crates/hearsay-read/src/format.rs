//! What a format is: it knows its bytes and splits them into pieces, each of which becomes one document.

use crate::{Limits, Origin, ReadError};
use hearsay_core::Document;
use std::io::BufRead;
use std::ops::ControlFlow;

/// Whether to go on after a piece was handed over; `Break` when nobody wants the rest.
pub type Flow = ControlFlow<()>;

/// Takes the pieces of an input, in order. What could not be read arrives here as well, in its place.
pub type Out<'a> = &'a mut dyn FnMut(Result<Piece, ReadError>) -> Flow;

/// What can be seen of an input before it is read.
#[derive(Clone, Copy, Debug)]
pub struct Hint<'a> {
    /// The file's name in lower case, without the ending of a compression; empty for a stream.
    pub name: &'a str,
    /// The first bytes, decompressed: up to 8 KiB.
    pub head: &'a [u8],
}

impl Hint<'_> {
    /// Whether the name ends with one of `endings`, as in `["md", "markdown"]`.
    pub fn ends_with(&self, endings: &[&str]) -> bool {
        let ending = self.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        endings.contains(&ending)
    }
}

/// An opened, decompressed input.
pub struct Input<'a> {
    /// Where it came from, for messages.
    pub origin: Origin,
    /// The stem of the file name, which names documents that bring no id of their own.
    pub stem: String,
    /// The bytes.
    pub bytes: &'a mut dyn BufRead,
    /// How much we take.
    pub limits: Limits,
}

/// One report of an input, not yet read.
pub struct Piece {
    origin: Origin,
    size: usize,
    work: Work,
}

type Work = Box<dyn FnOnce() -> Result<Document, ReadError> + Send>;

impl Piece {
    /// A piece of `size` bytes that becomes a document by `work`.
    pub fn new(
        origin: Origin,
        size: usize,
        work: impl FnOnce() -> Result<Document, ReadError> + Send + 'static,
    ) -> Piece {
        Piece { origin, size, work: Box::new(work) }
    }

    /// Where it stands.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// How many bytes it holds in memory.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The same piece, its document changed by `change`.
    pub fn then(self, change: impl FnOnce(Document) -> Document + Send + 'static) -> Piece {
        let work = self.work;
        Piece { work: Box::new(move || work().map(change)), ..self }
    }

    /// Makes the document.
    pub fn read(self) -> Result<Document, ReadError> {
        (self.work)()
    }
}

/// A format of reports. Add one with a file that implements this and a line in [`crate::FORMATS`].
pub trait Format: Sync {
    /// Its name, for messages.
    fn name(&self) -> &'static str;

    /// Whether the input is in this format.
    fn recognises(&self, hint: &Hint<'_>) -> bool;

    /// Splits the input into pieces and hands each to `out`, in order.
    fn read(&self, input: Input<'_>, out: Out<'_>) -> Flow;
}
