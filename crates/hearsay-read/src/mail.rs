//! E-mail: a letter, such as a newsletter, as one report.

use crate::format::{Flow, Format, Hint, Input, Out, Piece};
use crate::html::all_text;
use crate::open::whole;
use crate::{Origin, ReadError, dates, language};
use hearsay_core::{Digest, Document, Text};
use jiff::civil::Date;
use mail_parser::MessageParser;

pub(crate) struct Mail;

impl Format for Mail {
    fn name(&self) -> &'static str {
        "e-mail"
    }

    fn recognises(&self, hint: &Hint<'_>) -> bool {
        hint.ends_with(&["eml"])
    }

    fn read(&self, input: Input<'_>, out: Out<'_>) -> Flow {
        let Input { origin, stem, bytes, limits } = input;
        match whole(&origin, bytes, limits) {
            Ok(bytes) => out(Ok(Piece::new(origin.clone(), bytes.len(), move || document(&origin, &stem, &bytes)))),
            Err(error) => out(Err(error)),
        }
    }
}

fn document(origin: &Origin, name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let wrong = || ReadError::Malformed { origin: origin.clone(), format: "e-mail", cause: "no headers".to_owned() };
    let letter = MessageParser::default().parse(bytes).ok_or_else(wrong)?;
    // The written form of the parts is kept apart from the drawn one; letters are meant to be seen drawn.
    let drawn = (0..letter.html_body_count()).filter_map(|at| letter.body_html(at)).map(|part| all_text(&part));
    let written = (0..letter.text_body_count()).filter_map(|at| letter.body_text(at)).map(|part| part.into_owned());
    let join = |parts: &mut dyn Iterator<Item = String>| parts.collect::<Vec<_>>().join("\n\n");
    let text = Some(join(&mut drawn.into_iter())).filter(|text| !text.trim().is_empty());
    let text = text.unwrap_or_else(|| join(&mut written.into_iter()));
    if text.trim().is_empty() {
        return Err(ReadError::NoText { origin: origin.clone() });
    }
    let mut document = Document::of_text(name, Text::new(text.replace("\r\n", "\n")));
    document.bytes = Some(Digest::of_bytes(bytes));
    document.language = language::language(document.text.as_str());
    document.title = letter.subject().map(str::to_owned);
    let sender = letter.from().and_then(|from| from.first());
    document.outlet = sender.and_then(|sender| sender.name().or(sender.address())).map(str::to_owned);
    document.published_at = letter.date().and_then(|date| dates::timed(&date.to_rfc3339()));
    document.published = letter.date().and_then(|date| {
        Date::new(date.year.try_into().ok()?, date.month.try_into().ok()?, date.day.try_into().ok()?).ok()
    });
    Ok(document.identified())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_read_as_it_is_drawn() {
        let letter = "From: The Wire <news@wire.example>\r\nSubject: =?utf-8?q?Caf=C3=A9_closed?=\r\n\
            Date: Mon, 13 Jan 2025 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
            --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nplain\r\n\
            --b\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            <p>The caf=E9 is closed.</p><p>It rained.</p>\r\n--b--\r\n";
        let document = document(&Origin::of("x"), "x", letter.as_bytes()).expect("there is text");
        assert_eq!(document.text.as_str(), "The café is closed.\n\nIt rained.");
        assert_eq!(document.title.as_deref(), Some("Café closed"));
        assert_eq!(document.outlet.as_deref(), Some("The Wire"));
        assert_eq!(document.published, Some(jiff::civil::date(2025, 1, 13)));
        assert_eq!(document.published_at.map(|at| at.to_string()).as_deref(), Some("2025-01-13T10:00:00+02:00"));
    }
}
