//! PDF: the text layer of a report as paragraphs, without what is repeated on every page.

mod layout;

use crate::format::{Flow, Format, Hint, Input, Out, Piece};
use crate::open::whole;
use crate::{Limits, Origin, ReadError, language};
use hearsay_core::{Digest, Document, Text};
use layout::{Line, Sheet, text};
use pdf_extract::{Dictionary, MediaBox, Object, ObjectId, OutputDev, OutputError, Transform, output_doc_page};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(crate) struct Pdf;

impl Format for Pdf {
    fn name(&self) -> &'static str {
        "PDF"
    }

    fn recognises(&self, hint: &Hint<'_>) -> bool {
        memchr::memmem::find(&hint.head[..hint.head.len().min(1024)], b"%PDF-").is_some()
    }

    fn read(&self, input: Input<'_>, out: Out<'_>) -> Flow {
        let Input { origin, stem, bytes, limits } = input;
        match whole(&origin, bytes, limits) {
            Ok(bytes) => {
                out(Ok(Piece::new(origin.clone(), bytes.len(), move || document(&origin, &stem, &bytes, &limits))))
            }
            Err(error) => out(Err(error)),
        }
    }
}

/// More pages than a report has.
const PAGES: usize = 5000;

/// More signs on a page than can be read.
const SIGNS: usize = 200_000;

/// Drawings within drawings, deeper than any program nests them.
const NESTED: usize = 12;

/// More drawings than a page has, each counted as often as it is drawn within others.
const DRAWINGS: usize = 5000;

fn document(origin: &Origin, name: &str, bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let wrong = |cause: String| ReadError::Malformed { origin: origin.clone(), format: "PDF", cause };
    // The library that reads the file panics on some broken ones: such a file is refused, and the run goes on.
    let sheets = catch_unwind(AssertUnwindSafe(|| sheets(bytes)))
        .unwrap_or_else(|_| Err("it breaks the rules of the format".to_owned()))
        .map_err(wrong)?;
    let pages = sheets.len();
    let text = text(sheets);
    if text.trim().is_empty() {
        return Err(ReadError::Scanned { origin: origin.clone(), pages });
    }
    if text.len() > limits.report_bytes {
        return Err(ReadError::TooLarge { origin: origin.clone(), limit: limits.report_bytes });
    }
    let mut document = Document::of_text(name, Text::new(text));
    document.bytes = Some(Digest::of_bytes(bytes));
    document.language = language::language(document.text.as_str());
    Ok(document.identified())
}

/// What is written on each page. A page that cannot be read is empty, unless none can.
fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, String> {
    let mut file = pdf_extract::Document::load_mem(bytes).map_err(|cause| cause.to_string())?;
    if file.is_encrypted() && file.decrypt("").is_err() {
        return Err("it is locked with a password".to_owned());
    }
    let pages: Vec<(u32, ObjectId)> = file.get_pages().into_iter().take(PAGES).collect();
    let mut sheets = Vec::new();
    let mut failure = None;
    for (number, id) in &pages {
        let mut page = Page { sheet: Sheet::default(), line: None, signs: 0 };
        let mut drawings = Drawings { file: &file, above: HashSet::new(), left: DRAWINGS };
        if drawings.are_endless(*id, None) {
            failure = Some("its drawings hold themselves".to_owned());
        } else {
            let read = catch_unwind(AssertUnwindSafe(|| output_doc_page(&file, &mut page, *number)));
            match read {
                Ok(Ok(())) => {}
                Ok(Err(cause)) => failure = Some(cause.to_string()),
                Err(_) => failure = Some("it breaks the rules of the format".to_owned()),
            }
        }
        page.end();
        sheets.push(page.sheet);
    }
    let empty = sheets.iter().all(|sheet| sheet.lines.is_empty());
    failure.filter(|_| empty).map_or(Ok(sheets), Err)
}

/// Follows drawings within drawings.
struct Drawings<'f> {
    file: &'f pdf_extract::Document,
    above: HashSet<ObjectId>,
    /// How many more are followed.
    left: usize,
}

impl Drawings<'_> {
    /// Whether drawings within `id` go too deep, are too many, or go in a circle, which the library would follow for
    /// ever. What brings no resources of its own uses those of what is `around`.
    fn are_endless(&mut self, id: ObjectId, around: Option<&Dictionary>) -> bool {
        if self.above.len() > NESTED || self.left == 0 || !self.above.insert(id) {
            return true;
        }
        self.left -= 1;
        let (own, draws) = match self.file.get_object(id) {
            Ok(Object::Dictionary(page)) => (self.resources(page, 0), true),
            Ok(Object::Stream(stream)) => {
                let own = self.resources(&stream.dict, 0);
                let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
                (own, memchr::memmem::find(&content, b"Do").is_some())
            }
            _ => (None, false),
        };
        let resources = own.as_ref().or(around).filter(|_| draws);
        let drawings = resources.and_then(|resources| self.followed(resources.get(b"XObject").ok()?));
        let inner: Vec<ObjectId> = drawings
            .iter()
            .flat_map(|drawings| drawings.iter())
            .filter_map(|(_, drawing)| drawing.as_reference().ok())
            .filter(|id| self.is_form(*id))
            .collect();
        let endless = inner.into_iter().any(|inner| self.are_endless(inner, resources));
        self.above.remove(&id);
        endless
    }

    /// The resources of a page or drawing, those of the pages above it too.
    fn resources(&self, of: &Dictionary, depth: usize) -> Option<Dictionary> {
        let own = of.get(b"Resources").ok().and_then(|own| self.followed(own));
        own.or_else(|| {
            let parent = of.get(b"Parent").ok().filter(|_| depth < 32)?;
            self.resources(&self.followed(parent)?, depth + 1)
        })
    }

    fn followed(&self, object: &Object) -> Option<Dictionary> {
        match object {
            Object::Reference(id) => self.file.get_dictionary(*id).ok().cloned(),
            Object::Dictionary(dictionary) => Some(dictionary.clone()),
            _ => None,
        }
    }

    fn is_form(&self, id: ObjectId) -> bool {
        let stream = self.file.get_object(id).ok().and_then(|object| object.as_stream().ok());
        stream.is_some_and(|stream| {
            stream.dict.get(b"Subtype").is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"Form"))
        })
    }
}

/// Gathers the signs of a page into lines, in the order in which they were written.
struct Page {
    sheet: Sheet,
    line: Option<Line>,
    signs: usize,
}

impl Page {
    fn end(&mut self) {
        if let Some(line) = self.line.take().filter(|line| !line.words.trim().is_empty()) {
            self.sheet.lines.push(line);
        }
    }
}

impl OutputDev for Page {
    fn begin_page(&mut self, _: u32, media: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        (self.sheet.bottom, self.sheet.top) = (media.lly, media.ury);
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.end();
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        size: f64,
        sign: &str,
    ) -> Result<(), OutputError> {
        self.signs += 1;
        if self.signs > SIGNS {
            return Err(OutputError::IoError(std::io::Error::other("more signs on a page than hearsay reads")));
        }
        let (x, y) = (at.m31, at.m32);
        let size = (size * size * (at.m11 + at.m21) * (at.m12 + at.m22)).abs().sqrt();
        if !(x.is_finite() && y.is_finite() && size.is_finite()) {
            return Ok(());
        }
        let runs_on = self.line.as_ref().is_some_and(|line| line.runs_on_to(x, y, size));
        if !runs_on {
            self.end();
            self.line = Some(Line { words: String::new(), x, y, size, end: x });
        }
        if let Some(line) = &mut self.line {
            line.add(sign, x, x + width * size);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of one page with that content, and a drawing that draws `inner`.
    fn file(content: &str, inner: &str) -> Vec<u8> {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 600 800]>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>".to_owned(),
            format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
            format!("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length {}>>stream\n{inner}\nendstream", inner.len()),
        ];
        let mut bytes = b"%PDF-1.4\n".to_vec();
        let mut places = Vec::new();
        for (at, object) in objects.iter().enumerate() {
            places.push(bytes.len());
            bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
        }
        let table = bytes.len();
        bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
        places.iter().for_each(|place| bytes.extend(format!("{place:010} 00000 n \n").bytes()));
        let root = objects.len() + 1;
        bytes.extend(format!("trailer<</Size {root}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF").bytes());
        bytes
    }

    fn read(bytes: &[u8]) -> Result<Document, ReadError> {
        document(&Origin::of("x.pdf"), "x", bytes, &Limits::default())
    }

    const WORDS: &str =
        "BT /F 10 Tf 50 700 Td (The bridge was clo-) Tj 0 -12 Td (sed on Monday.) Tj 0 -40 Td (It rained.) Tj ET";

    #[test]
    fn the_text_layer_is_read() {
        let document = read(&file(WORDS, "")).expect("there is text");
        assert_eq!(document.text.as_str(), "The bridge was closed on Monday.\n\nIt rained.");
    }

    #[test]
    fn a_page_that_is_a_picture_is_told() {
        assert!(matches!(read(&file("0 0 9 9 re f", "")), Err(ReadError::Scanned { pages: 1, .. })));
    }

    #[test]
    fn a_drawing_of_itself_is_refused() {
        assert!(matches!(read(&file("/X Do", "/X Do")), Err(ReadError::Malformed { format: "PDF", .. })));
        assert!(read(&file(&format!("{WORDS} /X Do"), "q Q")).is_ok());
    }

    #[test]
    fn a_file_cut_off_is_refused_or_read() {
        let whole = file(WORDS, "");
        for len in (10..whole.len()).step_by(17) {
            let _ = read(&whole[..len]);
        }
    }
}
