//! Responses as they came over the wire: status, headers, and a body that may be cut in chunks and compressed.

use crate::{Origin, ReadError};
use memchr::memmem;
use std::io::Read;

/// A response.
#[derive(Debug)]
pub(crate) struct Response<'a> {
    /// As in 200.
    pub(crate) status: u16,
    headers: Vec<(&'a str, &'a str)>,
    body: &'a [u8],
}

/// Headers longer than this are not read.
const HEAD: usize = 256 << 10;

impl<'a> Response<'a> {
    /// Reads the head of a response; none where it is no response.
    pub(crate) fn parse(bytes: &'a [u8]) -> Option<Response<'a>> {
        if !bytes.starts_with(b"HTTP/") {
            return None;
        }
        let seen = &bytes[..bytes.len().min(HEAD)];
        let long = memmem::find(seen, b"\r\n\r\n").map(|at| (at, at + 4));
        let short = memmem::find(seen, b"\n\n").map(|at| (at, at + 2));
        let (end, from) = [long, short].into_iter().flatten().min()?;
        let mut lines = std::str::from_utf8(&bytes[..end]).ok()?.lines();
        let status = lines.next()?.split_whitespace().nth(1)?.parse().ok()?;
        let headers = lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.trim(), value.trim()));
        Some(Response { status, headers: headers.collect(), body: &bytes[from..] })
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The media type, in lower case, without its parameters.
    pub(crate) fn media_type(&self) -> String {
        media_type(self.header("content-type").unwrap_or(""))
    }

    /// The encoding that the media type names.
    pub(crate) fn charset(&self) -> Option<&'a str> {
        let value = self.header("content-type")?;
        value.split(';').skip(1).find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']))
        })
    }

    /// The body, put together and decompressed, of at most `limit` bytes.
    pub(crate) fn body(&self, origin: &Origin, limit: usize) -> Result<Vec<u8>, ReadError> {
        let chunked =
            self.header("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
        // Archives often keep the header and not the chunks.
        let joined = if chunked { joined(self.body) } else { None };
        let mut body = joined.unwrap_or_else(|| self.body.to_vec());
        let codings = self.header("content-encoding").unwrap_or("").to_ascii_lowercase();
        for coding in codings.split(',').rev().map(str::trim) {
            body = decompressed(origin, &body, coding, limit)?;
        }
        if body.len() > limit { Err(ReadError::TooLarge { origin: origin.clone(), limit }) } else { Ok(body) }
    }
}

/// A media type in lower case, without its parameters.
pub(crate) fn media_type(value: &str) -> String {
    value.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
}

/// The chunks of a body, one after the other; what is cut off is left out. None where the body is not in chunks.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(rest.len());
    loop {
        let end = rest.iter().take(64).position(|byte| *byte == b'\n');
        let Some(end) = end else { return (!body.is_empty()).then_some(body) };
        let size = std::str::from_utf8(&rest[..end]).ok().and_then(|line| {
            let digits = line.split(';').next().unwrap_or(line).trim();
            usize::from_str_radix(digits, 16).ok()
        });
        match size {
            None if body.is_empty() => return None,
            None | Some(0) => return Some(body),
            Some(size) => {
                let data = &rest[end + 1..];
                body.extend_from_slice(&data[..size.min(data.len())]);
                rest = data.get(size..).unwrap_or(&[]);
                rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
            }
        }
    }
}

fn decompressed(origin: &Origin, body: &[u8], coding: &str, limit: usize) -> Result<Vec<u8>, ReadError> {
    // Archives often keep the header and the plain body.
    let packed = |magic: &[u8]| body.starts_with(magic);
    match coding {
        "gzip" | "x-gzip" if packed(&[0x1F, 0x8B]) => taken(origin, flate2::bufread::MultiGzDecoder::new(body), limit),
        "deflate" if body.first().is_some_and(|byte| byte & 0x0F == 8) => {
            taken(origin, flate2::bufread::ZlibDecoder::new(body), limit)
        }
        "deflate" => taken(origin, flate2::bufread::DeflateDecoder::new(body), limit),
        "zstd" if packed(&[0x28, 0xB5, 0x2F, 0xFD]) => {
            let decoder = zstd::stream::read::Decoder::with_buffer(body);
            taken(origin, decoder.map_err(|cause| ReadError::io(origin, cause))?, limit)
        }
        "br" if std::str::from_utf8(body).is_err() => {
            Err(ReadError::Coding { origin: origin.clone(), coding: coding.to_owned() })
        }
        _ => Ok(body.to_vec()),
    }
}

/// All of a stream up to `limit`; of a stream cut off, what could be had.
fn taken(origin: &Origin, stream: impl Read, limit: usize) -> Result<Vec<u8>, ReadError> {
    let mut all = Vec::new();
    let read = stream.take(limit as u64 + 1).read_to_end(&mut all);
    if all.len() > limit {
        return Err(ReadError::TooLarge { origin: origin.clone(), limit });
    }
    match read {
        Err(cause) if all.is_empty() => Err(ReadError::Io { origin: origin.clone(), cause }),
        _ => Ok(all),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn body(response: &[u8], limit: usize) -> Result<Vec<u8>, ReadError> {
        Response::parse(response).expect("a response").body(&Origin::of("x"), limit)
    }

    #[test]
    fn chunks_are_joined() {
        let head =
            b"HTTP/1.1 200 OK\r\nContent-Type: text/HTML; charset=\"utf-8\"\r\nTransfer-Encoding: chunked\r\n\r\n";
        let whole = [&head[..], b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"].concat();
        assert_eq!(body(&whole, 99).unwrap(), b"abcde");
        assert_eq!(body(&[&head[..], b"3\r\nabc\r\n9\r\nde"].concat(), 99).unwrap(), b"abcde");
        assert_eq!(body(&[&head[..], b"<html>not in chunks"].concat(), 99).unwrap(), b"<html>not in chunks");
        let response = Response::parse(&whole).unwrap();
        assert_eq!((response.media_type().as_str(), response.charset()), ("text/html", Some("utf-8")));
    }

    #[test]
    fn a_bomb_is_refused() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&vec![b'a'; 1 << 20]).unwrap();
        let packed = encoder.finish().unwrap();
        let whole = [&b"HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n"[..], &packed].concat();
        assert_eq!(body(&whole, 1 << 20).unwrap().len(), 1 << 20);
        assert!(matches!(body(&whole, 1 << 19), Err(ReadError::TooLarge { limit: 0x80000, .. })));
        let cut = &whole[..whole.len() - 20];
        assert!(!body(cut, 1 << 20).unwrap().is_empty());
    }
}
