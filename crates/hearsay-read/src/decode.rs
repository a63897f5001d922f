//! Bytes to text.

use crate::{Origin, ReadError};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// What is said of the encoding of bytes, besides what they say themselves.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Declared<'a> {
    /// The name in a header of the message that brought them.
    pub(crate) header: Option<&'a str>,
    /// They are HTML or XML, which may name their encoding near the beginning.
    pub(crate) markup: bool,
}

/// How many bytes of markup are searched for the name of an encoding.
const NAMED_WITHIN: usize = 4096;

/// The text of `bytes`. A byte order mark decides; then valid UTF-8 is UTF-8, whatever is declared (the commonest
/// wrong declaration); then the declaration; then what the bytes look like. Binary data is no text.
pub(crate) fn decode_declared<'b>(
    origin: &Origin,
    bytes: &'b [u8],
    declared: Declared<'_>,
) -> Result<Cow<'b, str>, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strictly(origin, encoding, bytes, mark);
    }
    let wrong = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(error) => error,
    };
    let named = declared.header.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    let named = named.or_else(|| if declared.markup { named_within(bytes) } else { None });
    let encoding = match named {
        Some(encoding) if encoding != UTF_8 => encoding,
        // A cut or a few stray bytes in what is else UTF-8.
        _ if mostly_utf8(bytes) => UTF_8,
        _ => guessed(bytes),
    };
    if bytes.contains(&0) && ![UTF_16LE, UTF_16BE].contains(&encoding) {
        return Err(ReadError::Encoding { origin: origin.clone(), at: wrong.valid_up_to() });
    }
    Ok(encoding.decode_without_bom_handling(bytes).0)
}

/// The text of `bytes` after a byte order mark, which is not part of the text.
fn strictly<'b>(
    origin: &Origin,
    encoding: &'static Encoding,
    bytes: &'b [u8],
    mark: usize,
) -> Result<Cow<'b, str>, ReadError> {
    let wrong = |at| ReadError::Encoding { origin: origin.clone(), at };
    let body = &bytes[mark..];
    if encoding == UTF_8 {
        return std::str::from_utf8(body).map(Cow::Borrowed).map_err(|error| wrong(mark + error.valid_up_to()));
    }
    let unit = if encoding == UTF_16LE { u16::from_le_bytes } else { u16::from_be_bytes };
    let pairs = body.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return Err(wrong(bytes.len() - 1));
    }
    let mut text = String::with_capacity(bytes.len());
    let mut at = mark;
    for decoded in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
        let character = decoded.map_err(|_| wrong(at))?;
        at += 2 * character.len_utf16();
        text.push(character);
    }
    Ok(Cow::Owned(text))
}

/// The encoding that markup names: `<meta charset=…>`, `<meta http-equiv … charset=…>`, `<?xml … encoding=…?>`.
fn named_within(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Vec<u8> = bytes.iter().take(NAMED_WITHIN).map(u8::to_ascii_lowercase).collect();
    ["charset=", "encoding="].iter().find_map(|key| {
        let at = memchr::memmem::find(&head, key.as_bytes())? + key.len();
        let rest = head[at..].trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
        let len = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)));
        let encoding = Encoding::for_label(&rest[..len.unwrap_or(rest.len())])?;
        // Markup that could be read so far cannot be UTF-16.
        Some(if [UTF_16LE, UTF_16BE].contains(&encoding) { UTF_8 } else { encoding })
    })
}

/// Whether almost all of the bytes above ASCII are UTF-8; a character cut off at the very end does not count.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut wrong, mut right) = (0usize, 0usize);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        right += chunk.valid().bytes().filter(|byte| *byte >= 0x80).count();
        wrong += if chunks.peek().is_some() { chunk.invalid().len() } else { 0 };
    }
    right > 0 && wrong * 50 <= right
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new();
    let seen = bytes.len().min(256 << 10);
    detector.feed(&bytes[..seen], true);
    detector.guess(None, true)
}

/// The text of `bytes` of which nothing is declared.
pub(crate) fn decode(origin: &Origin, bytes: Vec<u8>) -> Result<String, ReadError> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)),
        Err(error) => decode_declared(origin, error.as_bytes(), Declared::default()).map(Cow::into_owned),
    }
}

/// The text of `bytes`, which can only be UTF-8 or UTF-16.
pub(crate) fn decode_unicode(origin: &Origin, bytes: Vec<u8>) -> Result<String, ReadError> {
    let at = match std::str::from_utf8(&bytes) {
        Err(error) if Encoding::for_bom(&bytes).is_none() => error.valid_up_to(),
        _ => return decode(origin, bytes),
    };
    Err(ReadError::Encoding { origin: origin.clone(), at })
}

/// Whether the first bytes of an input could be text in an encoding we read.
pub(crate) fn looks_like_text(head: &[u8]) -> bool {
    matches!(head, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) || !head.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<String, ReadError> {
        decode(&Origin::of("x"), bytes.to_vec())
    }

    fn page(bytes: &[u8], header: Option<&str>) -> String {
        decode_declared(&Origin::of("x"), bytes, Declared { header, markup: true }).expect("it is text").into_owned()
    }

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(text(b"\xEF\xBB\xBFKyiv").unwrap(), "Kyiv");
        assert_eq!(text(b"\xFF\xFEK\0y\0").unwrap(), "Ky");
        assert_eq!(text(b"\xFE\xFF\0K\0y").unwrap(), "Ky");
    }

    #[test]
    fn the_first_wrong_byte_of_unicode_is_named() {
        let strict = |bytes: &[u8]| decode_unicode(&Origin::of("x"), bytes.to_vec());
        assert!(matches!(strict(b"abc\xFFdef"), Err(ReadError::Encoding { at: 3, .. })));
        assert!(matches!(strict(b"\xFF\xFEK\0y"), Err(ReadError::Encoding { at: 4, .. })));
        assert!(matches!(strict(b"\xFF\xFEK\0\x00\xD8K\0"), Err(ReadError::Encoding { at: 4, .. })));
    }

    #[test]
    fn declarations_are_believed_where_the_bytes_allow_it() {
        assert_eq!(
            page(b"<meta charset=windows-1251>\xCA\xE8\xE5\xE2", None).split_once('>').map(|p| p.1),
            Some("Киев")
        );
        assert_eq!(
            page(b"<meta charset=iso-8859-1>caf\xE9", Some("windows-1252")).split_once('>').map(|p| p.1),
            Some("café")
        );
        // Declared as Latin-1, but UTF-8 all through.
        assert_eq!(page("<meta charset=iso-8859-1>café".as_bytes(), None).split_once('>').map(|p| p.1), Some("café"));
        // UTF-8 with a character cut off at the end.
        assert!(page(b"na\xC3\xAFve \xC3\xA9t\xC3\xA9 caf\xC3", Some("utf-8")).starts_with("naïve été caf"));
    }

    #[test]
    fn undeclared_bytes_are_guessed_and_binary_ones_refused() {
        let cyrillic: Vec<u8> = b"\xCF\xF0\xE5\xE7\xE8\xE4\xE5\xED\xF2 \xF1\xEA\xE0\xE7\xE0\xEB, \xF7\xF2\xEE \xED\xE8\xEA\xF2\xEE \xED\xE5 \xEF\xEE\xF1\xF2\xF0\xE0\xE4\xE0\xEB.".to_vec();
        assert_eq!(text(&cyrillic).unwrap(), "Президент сказал, что никто не пострадал.");
        assert!(matches!(text(b"\x89PNG\0\0\xFF\xD8"), Err(ReadError::Encoding { at: 0, .. })));
    }
}
