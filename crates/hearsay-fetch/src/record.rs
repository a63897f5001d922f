//! Responses kept as they came: records of a web archive (WARC 1.1).

use crate::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use hearsay_core::Digest;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// A web archive that responses are appended to.
#[derive(Debug)]
pub struct Keeper {
    file: File,
    packed: bool,
}

impl Keeper {
    /// Opens the archive at `path`, making it where there is none; each record is packed where the name ends with `.gz`.
    pub fn open(path: &Path) -> io::Result<Keeper> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Keeper { file, packed: path.extension().is_some_and(|ending| ending == "gz") })
    }

    /// Appends a response, in one piece.
    pub fn keep(&mut self, response: &Response) -> io::Result<()> {
        let mut record = response.record();
        if self.packed {
            let mut packer = GzEncoder::new(Vec::new(), Compression::default());
            packer.write_all(&record)?;
            record = packer.finish()?;
        }
        self.file.write_all(&record)?;
        self.file.flush()
    }
}

impl Response {
    /// The response as a record of a web archive.
    pub fn record(&self) -> Vec<u8> {
        let mut block = format!("HTTP/1.1 {}\r\n", self.status).into_bytes();
        for (name, value) in &self.headers {
            // The body stands here in one piece.
            if !["transfer-encoding", "content-length", "connection"].iter().any(|not| name.eq_ignore_ascii_case(not)) {
                block.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
            }
        }
        block.extend_from_slice(format!("Content-Length: {}\r\n\r\n", self.body.len()).as_bytes());
        block.extend_from_slice(&self.body);
        let date = self.at.strftime("%Y-%m-%dT%H:%M:%SZ");
        let id = Digest::of("record", &[self.address.as_bytes(), self.at.to_string().as_bytes(), &block]);
        let mut record = format!(
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{}>\r\nWARC-Date: {date}\r\n\
             WARC-Target-URI: {}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n",
            uuid(&id),
            self.address,
            block.len()
        )
        .into_bytes();
        record.extend_from_slice(&block);
        record.extend_from_slice(b"\r\n\r\n");
        record
    }
}

/// A name in the form of a UUID (version 8: made by our own rule).
fn uuid(digest: &Digest) -> String {
    let bytes = digest.as_bytes();
    let hex: String = bytes.iter().take(16).enumerate().fold(String::new(), |mut hex, (at, byte)| {
        let byte = match at {
            6 => (byte & 0x0F) | 0x80,
            8 => (byte & 0x3F) | 0x80,
            _ => *byte,
        };
        hex.push_str(&format!("{byte:02x}"));
        hex
    });
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
