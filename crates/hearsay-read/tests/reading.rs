//! Reading as a user does it: files, folders and streams, good and bad.

use hearsay_core::Document;
use hearsay_read::{Flow, Limits, Meter, ReadError, read_path, read_stream};
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

/// Everything that is in `path`, in order.
fn read(path: &Path) -> Vec<Result<Document, ReadError>> {
    let mut all = Vec::new();
    let flow = read_path(path, Limits::default(), &Meter::default(), &mut |piece| {
        all.push(piece.and_then(|piece| piece.read()));
        ControlFlow::Continue(())
    });
    assert_eq!(flow, Flow::Continue(()));
    all
}

fn stream(bytes: &[u8], limits: Limits) -> Vec<Result<Document, ReadError>> {
    let mut all = Vec::new();
    let _ = read_stream("standard input", bytes, limits, &Meter::default(), &mut |piece| {
        all.push(piece.and_then(|piece| piece.read()));
        ControlFlow::Continue(())
    });
    all
}

/// Names of the documents, or what was said instead.
fn said(all: &[Result<Document, ReadError>], folder: &Path) -> Vec<String> {
    let folder = format!("{}/", folder.display());
    all.iter()
        .map(|one| match one {
            Ok(document) => document.name.clone(),
            Err(error) => error.to_string().replace(&folder, ""),
        })
        .collect()
}

#[test]
fn a_folder_is_read_in_order_and_the_bad_files_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    file("b.txt", "Two soldiers were killed.".as_bytes());
    file("a.md", b"# Strike\n\nTwo died.");
    file("c.bin", b"\0\x01\x02");
    file("d.txt", b"na\xEFve"); // Not UTF-8: read as the encoding that it looks like.
    file("e.txt", b"");
    file(".hidden", b"left out");
    std::fs::create_dir(folder.path().join("f")).unwrap();
    file(
        "f/g.jsonl",
        b"{\"id\":\"x1\",\"text\":\"One\"}\n\n{\"id\":7,\"text\":\"Two\"}\n{\"text\":\nnull\n{\"text\":\"Three\"}\n{\"title\":\"t\"}",
    );
    assert_eq!(
        said(&read(folder.path()), folder.path()),
        [
            "a",
            "b",
            "c.bin: not in a format that hearsay reads",
            "d",
            "e.txt: there is no text in it",
            "x1",
            "7",
            "f/g.jsonl:4: not a report in JSON: EOF while parsing a value at column 8",
            "f/g.jsonl:5: not a report in JSON: invalid type: null, expected an object at column 4",
            "g:6",
            "f/g.jsonl:7: not a report in JSON: it has no \"text\"",
        ]
    );
}

#[test]
fn missing_files_and_empty_folders_are_told() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(read(folder.path())[..], [Err(ReadError::EmptyFolder { .. })]));
    assert!(matches!(read(&folder.path().join("none.txt"))[..], [Err(ReadError::Missing { .. })]));
}

#[test]
fn compressed_files_read_like_plain_ones_and_a_cut_one_gives_what_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let lines: String = (0..20_000).map(|i| format!("{{\"id\":\"{i}\",\"text\":\"Report {i}.\"}}\n")).collect();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(lines.as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    let zstd = zstd::encode_all(lines.as_bytes(), 3).unwrap();
    std::fs::write(folder.path().join("whole.jsonl.gz"), &gzip).unwrap();
    std::fs::write(folder.path().join("whole.jsonl.zst"), zstd).unwrap();
    std::fs::write(folder.path().join("cut.jsonl.gz"), &gzip[..gzip.len() - 2000]).unwrap();
    for whole in ["whole.jsonl.gz", "whole.jsonl.zst"] {
        let all = read(&folder.path().join(whole));
        assert_eq!(all.len(), 20_000);
        assert!(all.iter().all(Result::is_ok));
    }
    let cut = read(&folder.path().join("cut.jsonl.gz"));
    let (last, rest) = cut.split_last().unwrap();
    assert!(rest.len() > 1000 && rest.iter().all(Result::is_ok));
    assert!(matches!(last, Err(ReadError::Io { .. })), "{last:?}");
}

#[test]
fn fields_of_a_line_reach_the_document() {
    let line = r#"{"id":"a","text":" Élan\r\n","title":"T","date":"2025-01-13T08:00:00Z","url":"u","outlet":"o"}"#;
    let all = stream(line.as_bytes(), Limits::default());
    let document = all[0].as_ref().unwrap();
    assert_eq!(document.text.as_str(), " Élan\r\n");
    assert_eq!(document.published.unwrap().to_string(), "2025-01-13");
    assert_eq!((document.title.as_deref(), document.url.as_deref()), (Some("T"), Some("u")));
    let again = stream(line.as_bytes(), Limits::default());
    assert_eq!(again[0].as_ref().unwrap().id, document.id);
}

#[test]
fn too_large_a_report_is_refused_and_the_next_one_read() {
    let limits = Limits { report_bytes: 1 << 20, ..Limits::default() };
    let long = "x".repeat(2 << 20);
    let lines = format!("{{\"text\":\"{long}\"}}\n{{\"text\":\"short\"}}\n");
    let all = stream(lines.as_bytes(), limits);
    assert!(matches!(all[..], [Err(ReadError::TooLarge { .. }), Ok(_)]), "{all:?}");
    assert!(matches!(stream(long.as_bytes(), limits)[..], [Err(ReadError::TooLarge { .. })]));
}

#[test]
fn the_reader_stops_when_nobody_wants_more() {
    let mut seen = 0;
    let lines = "{\"text\":\"a\"}\n".repeat(10);
    let flow = read_stream("in", lines.as_bytes(), Limits::default(), &Meter::default(), &mut |_| {
        seen += 1;
        if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!((flow, seen), (ControlFlow::Break(()), 3));
}
