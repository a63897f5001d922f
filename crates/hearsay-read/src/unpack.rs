//! Compression: gzip and zstd, recognised by their first bytes.

use std::io::{self, BufRead, BufReader, Read};

const BUFFER: usize = 64 << 10;

/// The decompressed stream, and whether there was a compression.
pub(crate) fn unpack<'a>(mut packed: impl BufRead + 'a) -> io::Result<(Box<dyn BufRead + 'a>, bool)> {
    let head = packed.fill_buf()?;
    Ok(match head {
        [0x1F, 0x8B, ..] => (buffered(flate2::bufread::MultiGzDecoder::new(packed)), true),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => (buffered(zstd::stream::read::Decoder::with_buffer(packed)?), true),
        _ => (Box::new(packed), false),
    })
}

fn buffered<'a>(stream: impl Read + 'a) -> Box<dyn BufRead + 'a> {
    Box::new(BufReader::with_capacity(BUFFER, stream))
}

/// A file's name in lower case without the ending of a compression.
pub(crate) fn unpacked_name(name: &str) -> String {
    let name = name.to_lowercase();
    [".gz", ".zst", ".zstd"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name).to_owned()
}
