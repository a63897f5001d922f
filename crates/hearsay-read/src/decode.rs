//! Bytes to text.

use crate::{Origin, ReadError};

/// The text of `bytes`: UTF-8, or UTF-16 where a byte order mark says so. The mark is not part of the text.
pub(crate) fn decode(origin: &Origin, bytes: Vec<u8>) -> Result<String, ReadError> {
    let wrong = |at| ReadError::Encoding { origin: origin.clone(), at };
    let unit: fn([u8; 2]) -> u16 = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => {
            return match String::from_utf8(bytes) {
                Ok(text) => Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)),
                Err(error) => Err(wrong(error.utf8_error().valid_up_to())),
            };
        }
    };
    let pairs = bytes[2..].chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return Err(wrong(bytes.len() - 1));
    }
    let mut text = String::with_capacity(bytes.len());
    let mut at = 2;
    for decoded in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))) {
        let character = decoded.map_err(|_| wrong(at))?;
        at += 2 * character.len_utf16();
        text.push(character);
    }
    Ok(text)
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

    #[test]
    fn marks_are_taken_off() {
        assert_eq!(text(b"\xEF\xBB\xBFKyiv").unwrap(), "Kyiv");
        assert_eq!(text(b"\xFF\xFEK\0y\0").unwrap(), "Ky");
        assert_eq!(text(b"\xFE\xFF\0K\0y").unwrap(), "Ky");
    }

    #[test]
    fn the_first_wrong_byte_is_named() {
        assert!(matches!(text(b"abc\xFFdef"), Err(ReadError::Encoding { at: 3, .. })));
        assert!(matches!(text(b"\xFF\xFEK\0y"), Err(ReadError::Encoding { at: 4, .. })));
        assert!(matches!(text(b"\xFF\xFEK\0\x00\xD8K\0"), Err(ReadError::Encoding { at: 4, .. })));
    }
}
