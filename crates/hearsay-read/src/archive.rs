//! ZIP and tar: every file in them is read as if it lay in a folder; Word documents, which are ZIPs, as reports.

use crate::format::{Flow, Format, Hint, Input, Out, Piece};
use crate::open::{dispatch, whole};
use crate::xml::{Event, Events, attribute};
use crate::{Limits, Origin, ReadError, dates, language};
use hearsay_core::{Digest, Document, Text};
use std::io::{Cursor, Read};
use std::ops::ControlFlow;

pub(crate) struct Zip;
pub(crate) struct Tar;
pub(crate) struct Word;

impl Format for Zip {
    fn name(&self) -> &'static str {
        "ZIP"
    }

    fn recognises(&self, hint: &Hint<'_>) -> bool {
        hint.head.starts_with(b"PK\x03\x04")
    }

    fn read(&self, input: Input<'_>, out: Out<'_>) -> Flow {
        let Input { origin, bytes, limits, .. } = input;
        let opened = whole(&origin, bytes, limits).and_then(|bytes| opened(&origin, bytes));
        let mut archive = match opened {
            Ok(archive) => archive,
            Err(error) => return out(Err(error)),
        };
        let mut left = Left::new(&limits);
        for at in 0..archive.len() {
            let (name, file) = match archive.by_index(at) {
                Ok(file) if file.is_dir() => continue,
                Ok(file) => (file.name().map(|name| name.into_owned()).unwrap_or_else(|_| format!("entry {at}")), file),
                Err(cause) => {
                    out(Err(malformed(&inside(&origin, &format!("entry {at}")), "ZIP", &cause)))?;
                    continue;
                }
            };
            if let Some(flow) = left.read(&origin, &name, file, limits, out)? {
                return flow;
            }
        }
        ControlFlow::Continue(())
    }
}

impl Format for Tar {
    fn name(&self) -> &'static str {
        "tar"
    }

    fn recognises(&self, hint: &Hint<'_>) -> bool {
        hint.head.get(257..262) == Some(b"ustar") || (hint.ends_with(&["tar", "tgz"]) && hint.head.len() >= 512)
    }

    fn read(&self, input: Input<'_>, out: Out<'_>) -> Flow {
        let Input { origin, bytes, limits, .. } = input;
        let mut archive = tar::Archive::new(bytes);
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(cause) => return out(Err(ReadError::Io { origin, cause })),
        };
        let mut left = Left::new(&limits);
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(cause) => return out(Err(malformed(&origin, "tar", &cause))),
            };
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let name = entry.path().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
            if let Some(flow) = left.read(&origin, &name, entry, limits, out)? {
                return flow;
            }
        }
        ControlFlow::Continue(())
    }
}

impl Format for Word {
    fn name(&self) -> &'static str {
        "Word"
    }

    fn recognises(&self, hint: &Hint<'_>) -> bool {
        hint.head.starts_with(b"PK\x03\x04")
            && (hint.ends_with(&["docx", "docm"]) || memchr::memmem::find(hint.head, b"word/").is_some())
    }

    fn read(&self, input: Input<'_>, out: Out<'_>) -> Flow {
        let Input { origin, stem, bytes, limits } = input;
        match whole(&origin, bytes, limits) {
            Ok(bytes) => out(Ok(Piece::new(origin.clone(), bytes.len(), move || word(&origin, &stem, bytes, &limits)))),
            Err(error) => out(Err(error)),
        }
    }
}

/// How much more of an archive is taken.
struct Left {
    files: usize,
    bytes: u64,
}

impl Left {
    fn new(limits: &Limits) -> Left {
        Left { files: limits.files, bytes: limits.archive_bytes }
    }

    /// Reads one file of an archive. The inner flow is given when the rest of the archive must not be read.
    fn read(
        &mut self,
        archive: &Origin,
        name: &str,
        file: impl Read,
        limits: Limits,
        out: Out<'_>,
    ) -> ControlFlow<(), Option<Flow>> {
        let origin = inside(archive, name);
        let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if hidden {
            return ControlFlow::Continue(None);
        }
        if limits.depth == 0 {
            let error = ReadError::TooDeep { origin };
            return ControlFlow::Continue(Some(out(Err(error))));
        }
        if self.files == 0 || self.bytes == 0 {
            let error =
                ReadError::TooMany { origin: archive.clone(), files: limits.files, bytes: limits.archive_bytes };
            return ControlFlow::Continue(Some(out(Err(error))));
        }
        self.files -= 1;
        let inner = Limits { depth: limits.depth.min(ARCHIVES) - 1, ..limits };
        let mut taken = file.take(self.bytes);
        let base = name.rsplit('/').next().unwrap_or(name);
        dispatch(origin, base, &mut taken, inner, out)?;
        self.bytes = taken.limit();
        ControlFlow::Continue(None)
    }
}

/// Archives within archives are followed so deep.
const ARCHIVES: usize = 4;

fn inside(archive: &Origin, name: &str) -> Origin {
    Origin::of(format!("{}!{name}", archive.path))
}

fn malformed(origin: &Origin, format: &'static str, cause: &dyn std::fmt::Display) -> ReadError {
    ReadError::Malformed { origin: origin.clone(), format, cause: cause.to_string() }
}

type Archive = zip::ZipArchive<Cursor<Vec<u8>>>;

fn opened(origin: &Origin, bytes: Vec<u8>) -> Result<Archive, ReadError> {
    zip::ZipArchive::new(Cursor::new(bytes)).map_err(|cause| malformed(origin, "ZIP", &cause))
}

/// The report in a Word document.
fn word(origin: &Origin, name: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Document, ReadError> {
    let digest = Digest::of_bytes(&bytes);
    let mut archive = opened(origin, bytes)?;
    let mut part = |name: &str| -> Result<String, ReadError> {
        let file = archive.by_name(name).map_err(|cause| malformed(origin, "Word", &cause))?;
        let mut bytes = Vec::new();
        let read = file.take(limits.report_bytes as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|cause| malformed(origin, "Word", &cause))?;
        if bytes.len() > limits.report_bytes {
            return Err(ReadError::TooLarge { origin: origin.clone(), limit: limits.report_bytes });
        }
        crate::decode::decode(origin, bytes)
    };
    let text = paragraphs(&part("word/document.xml")?);
    if text.trim().is_empty() {
        return Err(ReadError::NoText { origin: origin.clone() });
    }
    let mut document = Document::of_text(name, Text::new(text));
    document.bytes = Some(digest);
    document.language = language::language(document.text.as_str());
    if let Ok(properties) = part("docProps/core.xml") {
        let given = |key: &str| element(&properties, key).filter(|value| !value.trim().is_empty());
        document.title = given("title");
        document.byline = given("creator");
        document.published = given("created").and_then(|date| dates::day(&date));
        document.published_at = given("created").and_then(|date| dates::timed(&date));
        document.updated_at = given("modified").and_then(|date| dates::moment(&date));
    }
    Ok(document.identified())
}

/// The paragraphs of a Word document, apart by a blank line; deleted words are not in it.
fn paragraphs(source: &str) -> String {
    let mut text = String::new();
    let (mut in_text, mut gap) = (false, "");
    for event in Events::of(source) {
        match event {
            Event::Start { name: "t", empty: false, .. } => in_text = true,
            Event::End { name: "t" } => in_text = false,
            Event::Start { name: "tab", rest, .. } if attribute(rest, "val").is_none() => text.push('\t'),
            Event::Start { name: "br" | "cr", .. } => text.push('\n'),
            Event::End { name: "p" } => gap = if gap == "\t" { gap } else { "\n\n" },
            Event::End { name: "tc" } => gap = "\t",
            Event::End { name: "tr" } => gap = "\n",
            Event::End { name: "tbl" } => gap = "\n\n",
            Event::Text(words) if in_text && !words.is_empty() => {
                if !text.is_empty() {
                    text.push_str(gap);
                }
                gap = "";
                text.push_str(&words);
            }
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The text of the first element of that name.
fn element(source: &str, key: &str) -> Option<String> {
    let mut inside = false;
    Events::of(source).find_map(|event| match event {
        Event::Start { name, empty: false, .. } => {
            inside = name == key;
            None
        }
        Event::Text(text) if inside => Some(text.into_owned()),
        _ => None,
    })
}
