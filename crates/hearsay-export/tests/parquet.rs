//! Parquet as a reader finds it, and entries there and back.
#![cfg(feature = "parquet")]

use hearsay_core::Digest;
use hearsay_core::format::Recorded;
use hearsay_export::{EntryWriter, Form, Item, Kept, Texts, exporter, read_entries};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

#[test]
fn claims_have_typed_columns() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("claims.parquet");
    let claims: Vec<Recorded> =
        include_str!("claims.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut writer = exporter(Form::Parquet, Texts::Whole, Box::new(File::create(&path).unwrap())).unwrap();
    for recorded in &claims {
        writer.claim(&Item { recorded, text: Some("é \0 text") }).unwrap();
    }
    writer.end().unwrap();
    let reader = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
    let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), claims.len());
    for (row, recorded) in rows.iter().zip(&claims) {
        let field = |name: &str| row.get_column_iter().find(|(column, _)| *column == name).unwrap().1;
        let claim = &recorded.claim;
        assert_eq!(field("id"), &Field::Str(claim.id.to_string()));
        assert_eq!(field("best"), &claim.quantity.best.map_or(Field::Null, Field::ULong));
        assert_eq!(field("low"), &claim.quantity.low.map_or(Field::Null, Field::ULong));
        assert_eq!(field("confidence"), &Field::Double(f64::from(claim.confidence.percent()) / 100.0));
        assert_eq!(field("published").to_string(), recorded.report.published.unwrap().to_string());
        assert_eq!(field("title"), &recorded.report.title.clone().map_or(Field::Null, Field::Str));
        assert_eq!(field("text"), &Field::Str("é \0 text".to_owned()));
        let place = claim.place.as_ref().and_then(|place| place.lat);
        assert_eq!(field("lat").to_string(), place.map_or("null".to_owned(), |lat| lat.to_string()));
    }
}

fn entries() -> Vec<Kept> {
    let body = |seq: u64| format!("{{\"entry\":\"read\",\"text\":\"é {}\"}}", "fog ".repeat(seq as usize * 1000));
    let kept = |seq: u64| Kept {
        seq,
        recorded: format!("2025-01-{seq:02}T00:00:00.5Z"),
        digest: Digest::of("x", &[&seq.to_le_bytes()]),
        body: body(seq),
    };
    (1..20).map(kept).collect()
}

fn write(path: &Path) {
    let mut writer = EntryWriter::begin(File::create(path).unwrap()).unwrap();
    entries().into_iter().for_each(|kept| writer.entry(kept).unwrap());
    writer.end().unwrap();
}

#[test]
fn entries_come_back_as_they_went() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.parquet");
    write(&path);
    let back: Vec<Kept> = read_entries(File::open(&path).unwrap()).unwrap().map(Result::unwrap).collect();
    assert_eq!(back, entries());
}

#[test]
fn a_damaged_file_is_refused_and_nothing_panics() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.parquet");
    write(&path);
    let whole = std::fs::read(&path).unwrap();
    let read = |bytes: &[u8]| -> io::Result<usize> {
        std::fs::write(&path, bytes)?;
        let mut count = 0;
        for kept in read_entries(File::open(&path)?)? {
            kept?;
            count += 1;
        }
        Ok(count)
    };
    assert_eq!(read(&whole).unwrap(), entries().len());
    for cut in [0, 4, 100, whole.len() / 2, whole.len() - 1] {
        assert!(read(&whole[..cut]).is_err(), "cut at {cut}");
    }
    // What a changed byte makes is an error or other entries, which the chain of digests tells.
    for at in (0..whole.len()).step_by(7) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let _ = read(&changed);
    }
}

#[test]
fn claims_without_texts_are_no_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("claims.parquet");
    let writer = exporter(Form::Parquet, Texts::Quotes, Box::new(File::create(&path).unwrap())).unwrap();
    writer.end().unwrap();
    let refused = read_entries(File::open(&path).unwrap()).err().unwrap().to_string();
    assert!(refused.contains("--with-text"), "{refused}");
}

/// Output that fails, as a full disk.
struct Full;

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::from(io::ErrorKind::StorageFull))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_told_as_one() {
    let failed = exporter(Form::Parquet, Texts::Quotes, Box::new(Full)).and_then(|writer| writer.end());
    assert_eq!(failed.err().unwrap().kind(), io::ErrorKind::StorageFull);
}
