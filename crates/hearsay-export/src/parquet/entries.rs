//! A ledger's entries as columns, and back.

use super::file::{File, Values, failed};
use crate::{Kept, NotAnEntry};
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::{Row, RowAccessor};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A group of rows is written at so many bytes of entries.
const BYTES: usize = 16 << 20;

/// The columns, in order.
const COLUMNS: [&str; 4] = ["seq", "recorded", "digest", "entry"];

/// Writes entries.
pub struct EntryWriter<W: Write + Send> {
    file: File<W>,
    columns: [Values; 4],
    bytes: usize,
}

impl<W: Write + Send> EntryWriter<W> {
    /// Begins a file.
    pub fn begin(out: W) -> io::Result<EntryWriter<W>> {
        let words = || Values::Words(Vec::new());
        let columns = [Values::Whole(Vec::new()), words(), words(), words()];
        let file = File::begin(out, COLUMNS.into_iter().zip(&columns))?;
        Ok(EntryWriter { file, columns, bytes: 0 })
    }

    /// Writes one entry.
    pub fn entry(&mut self, kept: Kept) -> io::Result<()> {
        self.bytes += kept.body.len() + 100;
        if let [Values::Whole(seq), Values::Words(recorded), Values::Words(digest), Values::Words(body)] =
            &mut self.columns
        {
            seq.push(Some(kept.seq));
            recorded.push(Some(kept.recorded));
            digest.push(Some(kept.digest.to_string()));
            body.push(Some(kept.body));
        }
        if self.bytes >= BYTES { self.group() } else { Ok(()) }
    }

    fn group(&mut self) -> io::Result<()> {
        self.bytes = 0;
        self.file.group(&mut self.columns)
    }

    /// Writes the end.
    pub fn end(mut self) -> io::Result<()> {
        if self.bytes > 0 {
            self.group()?;
        }
        self.file.end()
    }
}

/// The entries of a file, in order. The file must lie on a disk: its end is read first.
pub fn read_entries(file: std::fs::File) -> io::Result<impl Iterator<Item = io::Result<Kept>>> {
    let reader = guarded(|| SerializedFileReader::new(file).map_err(failed))?;
    let schema = reader.metadata().file_metadata().schema_descr();
    let names: Vec<&str> = schema.columns().iter().map(|column| column.name()).collect();
    if names != COLUMNS {
        let claims = names.contains(&"measure") && names.contains(&"evidence");
        let cause = format!("its columns are {}, not {}", names.join(", "), COLUMNS.join(", "));
        return Err(io::Error::other(if claims { NotAnEntry::Claim } else { NotAnEntry::Other { cause } }));
    }
    let mut rows = guarded(|| Ok(reader.into_iter()))?;
    let mut broken = false;
    Ok(std::iter::from_fn(move || {
        let row = guarded(|| Ok(rows.next()));
        let kept = row.and_then(|row| row.map(|row| kept(&row.map_err(failed)?)).transpose()).transpose();
        // A file that failed once is not read on.
        let ended = std::mem::replace(&mut broken, matches!(kept, Some(Err(_))));
        if ended { None } else { kept }
    }))
}

fn kept(row: &Row) -> io::Result<Kept> {
    let digest = row.get_string(2).map_err(failed)?;
    Ok(Kept {
        seq: row.get_ulong(0).map_err(failed)?,
        recorded: row.get_string(1).map_err(failed)?.clone(),
        digest: digest.parse().map_err(io::Error::other)?,
        body: row.get_string(3).map_err(failed)?.clone(),
    })
}

/// The library may panic on a damaged file; for us that is a file that cannot be read.
fn guarded<T>(read: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(io::Error::other("the file is damaged")))
}
