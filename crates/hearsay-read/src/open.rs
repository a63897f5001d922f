//! Opening an input: decompress it, recognise its format, hand its pieces over.

use crate::format::{Flow, Hint, Input, Out, Piece};
use crate::limits::{Limits, Meter, Metered};
use crate::unpack::{unpack, unpacked_name};
use crate::{FORMATS, Origin, ReadError, walk};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;

/// How many of the first bytes a format may look at.
pub(crate) const HEAD: usize = 8 << 10;

/// Reads a file, or every file of a folder and the folders in it, in order of their names.
pub fn read_path(path: &Path, limits: Limits, meter: &Meter, out: Out<'_>) -> Flow {
    let origin = Origin::of(path.display().to_string());
    match path.metadata() {
        Err(cause) => out(Err(ReadError::io(&origin, cause))),
        Ok(metadata) if metadata.is_dir() => {
            let mut files = 0u64;
            walk::files(path, limits.depth, &mut |found| match found {
                Ok(file) => {
                    files += 1;
                    read_file(&file, limits, meter, out)
                }
                Err(error) => out(Err(error)),
            })?;
            if files == 0 { out(Err(ReadError::EmptyFolder { origin })) } else { ControlFlow::Continue(()) }
        }
        Ok(_) => read_file(path, limits, meter, out),
    }
}

fn read_file(path: &Path, limits: Limits, meter: &Meter, out: Out<'_>) -> Flow {
    let origin = Origin::of(path.display().to_string());
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match File::open(path) {
        Ok(file) => read_named(origin, &name, file, limits, meter, out),
        Err(cause) => out(Err(ReadError::io(&origin, cause))),
    }
}

/// Reads a stream such as standard input; `called` is what messages call it.
pub fn read_stream(called: &str, stream: impl Read, limits: Limits, meter: &Meter, out: Out<'_>) -> Flow {
    read_named(Origin::of(called), "", stream, limits, meter, out)
}

fn read_named(origin: Origin, name: &str, stream: impl Read, limits: Limits, meter: &Meter, out: Out<'_>) -> Flow {
    dispatch(origin, name, &mut Metered { inner: stream, meter: meter.clone() }, limits, out)
}

/// Reads what was fetched from `address`: a record of a web archive, or the body alone. Documents that bring no address
/// of their own get this one; one page has it for its id. A stream without a byte stands for nothing new.
pub fn read_fetched(address: &str, stream: impl Read, limits: Limits, meter: &Meter, out: Out<'_>) -> Flow {
    let name = address.split(['?', '#']).next().unwrap_or(address).rsplit('/').next().unwrap_or("");
    let mut stream = BufReader::new(Metered { inner: stream, meter: meter.clone() });
    match stream.fill_buf() {
        Ok([]) => return ControlFlow::Continue(()),
        Ok(_) => {}
        Err(cause) => return out(Err(ReadError::Fetch { origin: Origin::of(address), cause })),
    }
    let mut named = |piece: Result<Piece, ReadError>| {
        let address = address.to_owned();
        out(piece.map(|piece| {
            piece.then(move |mut document| {
                if document.url.is_none() {
                    document.url = Some(address);
                    document = document.identified();
                }
                document
            })
        }))
    };
    dispatch_as(Origin::of(address), name, Some(address), &mut stream, limits, &mut named)
}

/// Decompresses a stream called `name`, recognises its format and hands its pieces over.
pub(crate) fn dispatch(origin: Origin, name: &str, stream: &mut dyn Read, limits: Limits, out: Out<'_>) -> Flow {
    dispatch_as(origin, name, None, stream, limits, out)
}

/// The same, where documents are named `given` and not after the name of the file.
fn dispatch_as(
    origin: Origin,
    name: &str,
    given: Option<&str>,
    stream: &mut dyn Read,
    limits: Limits,
    out: Out<'_>,
) -> Flow {
    let packed = BufReader::with_capacity(64 << 10, stream);
    let (mut bytes, compressed) = match unpack(packed) {
        Ok(unpacked) => unpacked,
        Err(cause) => return out(Err(ReadError::Io { origin, cause })),
    };
    let mut head = Vec::new();
    if let Err(cause) = bytes.as_mut().take(HEAD as u64).read_to_end(&mut head) {
        return out(Err(ReadError::Io { origin, cause }));
    }
    if head.is_empty() {
        return out(Err(ReadError::NoText { origin }));
    }
    let name_in = if compressed { unpacked_name(name) } else { name.to_lowercase() };
    let hint = Hint { name: &name_in, head: &head };
    let Some(format) = FORMATS.iter().find(|format| format.recognises(&hint)) else {
        return out(Err(ReadError::Unrecognised { origin }));
    };
    let stem = given.map_or_else(|| stem(name, name_in.len()), str::to_owned);
    let mut whole = io::Cursor::new(head).chain(bytes);
    format.read(Input { origin, stem, bytes: &mut whole, limits }, out)
}

/// The name as given, without the ending of a compression and of the format.
fn stem(name: &str, unpacked: usize) -> String {
    let name = name.get(..unpacked).unwrap_or(name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ if name.is_empty() => "stdin".to_owned(),
        _ => name.to_owned(),
    }
}

/// All bytes of an input that is one report.
pub(crate) fn whole(origin: &Origin, bytes: &mut dyn BufRead, limits: Limits) -> Result<Vec<u8>, ReadError> {
    let mut all = Vec::new();
    let taken = bytes.take(limits.report_bytes as u64 + 1).read_to_end(&mut all);
    taken.map_err(|cause| ReadError::Io { origin: origin.clone(), cause })?;
    if all.len() > limits.report_bytes {
        return Err(ReadError::TooLarge { origin: origin.clone(), limit: limits.report_bytes });
    }
    Ok(all)
}
