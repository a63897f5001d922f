//! Reading archives, web archives, feeds and documents as they come, hostile ones too.

use hearsay_core::Document;
use hearsay_read::{Limits, Meter, ReadError, read_path, read_stream};
use std::io::Write;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// Reads bytes as a file of that name.
fn read_as(name: &str, bytes: &[u8], limits: Limits) -> Vec<Result<Document, ReadError>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let mut all = Vec::new();
    let _ = read_path(&path, limits, &Meter::default(), &mut |piece| {
        all.push(piece.and_then(|piece| piece.read()));
        ControlFlow::Continue(())
    });
    all
}

fn read(name: &str, bytes: &[u8]) -> Vec<Result<Document, ReadError>> {
    read_as(name, bytes, Limits::default())
}

fn texts(all: &[Result<Document, ReadError>]) -> Vec<&str> {
    all.iter().map(|one| one.as_ref().map_or("refused", |document| document.text.as_str())).collect()
}

const STORY: &str = "<p>The bridge over the river was closed on Monday after the flood, the mayor of the town said.</p>\
    <p>Nobody was hurt, she said, and the road is expected to open again within a week.</p>";

fn page(title: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>{STORY}</article></body></html>"
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn record(version: &str, kind: &str, url: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http;msgtype={kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n").as_bytes(), body].concat()
}

#[test]
fn web_archives_of_every_kind_are_read() {
    let plain = response("", page("One").as_bytes());
    let packed = response("Content-Encoding: gzip\r\n", &gzip(page("Two").as_bytes()));
    let body = page("Three");
    let chunks = format!("{:x}\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n", 40, &body[..40], body.len() - 40, &body[40..]);
    let chunked = response("Transfer-Encoding: chunked\r\n", chunks.as_bytes());
    let lost = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Nothing here.".to_vec();
    let records = [
        record("1.0", "warcinfo", "", b"software: ours"),
        record("1.0", "request", "https://a.example/1", b"GET / HTTP/1.1\r\n\r\n"),
        record("1.0", "response", "https://a.example/1", &plain),
        record("1.1", "response", "https://a.example/2", &packed),
        record("1.1", "response", "https://a.example/lost", &lost),
        record("1.1", "response", "https://a.example/3", &chunked),
    ];
    let members = |pack: fn(&[u8]) -> Vec<u8>| records.iter().map(|record| pack(record)).collect::<Vec<_>>().concat();
    let zstd = |bytes: &[u8]| zstd::encode_all(bytes, 1).unwrap();
    for (name, bytes) in [("a.warc", records.concat()), ("a.warc.gz", members(gzip)), ("a.warc.zst", members(zstd))] {
        let all = read(name, &bytes);
        let titles: Vec<_> = all.iter().map(|one| one.as_ref().unwrap().title.clone().unwrap()).collect();
        assert_eq!(titles, ["One", "Two", "Three"], "{name}");
        assert_eq!(all[2].as_ref().unwrap().url.as_deref(), Some("https://a.example/3"));
        assert_eq!(all[1].as_ref().unwrap().name, "a:4");
    }
}

#[test]
fn a_web_archive_cut_off_anywhere_is_read_as_far_as_it_goes() {
    let whole = record("1.0", "response", "https://a.example/1", &response("", page("One").as_bytes()));
    for len in 0..whole.len() {
        let all = read("a.warc", &whole[..len]);
        assert_eq!(all.len(), 1, "{len}");
    }
    let lying = String::from_utf8(whole).unwrap().replace("Content-Length: ", "Content-Length: 9");
    assert!(read("a.warc", lying.as_bytes())[0].is_ok() || lying.contains("Content-Length: 99"));
    let endless =
        b"WARC/1.0\r\nContent-Length: 18446744073709551615\r\nWARC-Type: response\r\nContent-Type: text/html\r\n\r\nx";
    assert!(matches!(read("a.warc", endless)[0], Err(ReadError::TooLarge { .. })));
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn archives_are_read_like_folders() {
    let inner = zip(&[("deep.txt", b"Far inside.")]);
    let bytes = zip(&[("a/one.txt", b"One."), ("two.html", page("Two").as_bytes()), (".x", b"no"), ("b.zip", &inner)]);
    let all = read("c.zip", &bytes);
    assert_eq!(all.len(), 3);
    assert_eq!(texts(&all)[0], "One.");
    assert_eq!(all[1].as_ref().unwrap().title.as_deref(), Some("Two"));
    assert_eq!(texts(&all)[2], "Far inside.");

    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(4);
    header.set_mode(0o644);
    tar.append_data(&mut header, "x/one.txt", &b"One."[..]).unwrap();
    assert_eq!(texts(&read("c.tar.gz", &gzip(&tar.into_inner().unwrap()))), ["One."]);
}

#[test]
fn archives_within_archives_end_somewhere() {
    let mut bytes = zip(&[("x.txt", b"One.")]);
    for _ in 0..9 {
        bytes = zip(&[("x.zip", &bytes)]);
    }
    let all = read("x.zip", &bytes);
    assert!(matches!(all[..], [Err(ReadError::TooDeep { .. })]), "{:?}", all[0]);
    let limits = Limits { files: 2, ..Limits::default() };
    let all = read_as("c.zip", &zip(&[("a.txt", b"A."), ("b.txt", b"B."), ("c.txt", b"C.")]), limits);
    assert!(matches!(all[..], [Ok(_), Ok(_), Err(ReadError::TooMany { files: 2, .. })]));
}

#[test]
fn a_word_document_is_read() {
    let body = "<w:document><w:body><w:p><w:r><w:t>The bridge </w:t></w:r><w:r><w:t xml:space='preserve'>is closed.</w:t></w:r></w:p>\
        <w:p><w:r><w:delText>Gone.</w:delText><w:t>Nobody was hurt &amp; the road is open.</w:t></w:r></w:p></w:body></w:document>";
    let core = "<cp:coreProperties><dc:title>Flood</dc:title><dcterms:created>2025-01-13T00:00:00Z</dcterms:created></cp:coreProperties>";
    let bytes = zip(&[("word/document.xml", body.as_bytes()), ("docProps/core.xml", core.as_bytes())]);
    let all = read("flood.docx", &bytes);
    let document = all[0].as_ref().unwrap();
    assert_eq!(document.text.as_str(), "The bridge is closed.\n\nNobody was hurt & the road is open.");
    assert_eq!(document.title.as_deref(), Some("Flood"));
    assert_eq!(document.published.unwrap().to_string(), "2025-01-13");
}

#[test]
fn bombs_are_refused_in_bounded_time() {
    let limits = Limits { report_bytes: 1 << 20, page_bytes: 1 << 20, archive_bytes: 4 << 20, ..Limits::default() };
    let blank = vec![b' '; 8 << 20];
    assert!(matches!(read_as("x.txt.gz", &gzip(&blank), limits)[..], [Err(ReadError::TooLarge { .. })]));
    assert!(matches!(read_as("x.html", &blank, limits)[..], [Err(ReadError::TooLarge { .. })]));
    let all = read_as("x.zip", &zip(&[("a.txt", &blank), ("b.txt", &blank), ("c.txt", b"C.")]), limits);
    assert!(all.iter().any(|one| matches!(one, Err(ReadError::TooLarge { .. }))));
}

/// Pages made to be slow.
#[test]
fn hostile_pages_are_read_in_bounded_time() {
    let many = 300_000;
    let pages = [
        "<div>".repeat(many),
        format!("<p {}>x", "a=b ".repeat(many)),
        format!("<p {}>x", "class=b".repeat(many)),
        "<a>".repeat(many) + "x",
        "<b><p>x".repeat(many / 4),
        "<table><tr><td>x".repeat(many / 8),
        "<!--".repeat(many) + "x",
        "<script>".repeat(many),
        "</p>".repeat(many) + "x",
        "&#".repeat(many) + "&a".repeat(many).as_str(),
        "<li>x".repeat(many / 4),
        "<p>x</p>".repeat(many / 4),
        "<".repeat(many) + "<p>x",
        format!("<script type=application/ld+json>{}</script><p>x", "[".repeat(many)),
        format!("<script type=application/ld+json>{}</script><p>x", "}".repeat(many)),
        format!("<p>{}", "word ".repeat(many)),
        "<time datetime=1>x".repeat(many / 8),
    ];
    for source in pages {
        let start = Instant::now();
        let all = read("x.html", source.as_bytes());
        assert_eq!(all.len(), 1);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(20), "{took:?}: {}", &source[..40]);
    }
}

/// Bytes changed at random must neither stop nor slow a reader.
#[test]
fn changed_bytes_never_stop_a_reader() {
    let mut chance = 0x2545_F491_4F6C_DD1Du64;
    let mut next = move |below: usize| {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        (chance % below.max(1) as u64) as usize
    };
    let feed = format!(
        "<?xml version='1.0'?><rss><channel><item><title>T</title><description><![CDATA[{STORY}]]></description></item></channel></rss>"
    );
    let mail = format!(
        "From: a@b.example\r\nSubject: =?utf-8?b?VA==?=\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n{STORY}\r\n--b--\r\n"
    );
    let warc = record(
        "1.0",
        "response",
        "https://a.example/1",
        &response("Transfer-Encoding: chunked\r\n", b"5\r\n<p>a.\r\n0\r\n\r\n"),
    );
    let seeds: [(&str, Vec<u8>); 8] = [
        ("x.html", page("One").into_bytes()),
        ("x.rss", feed.into_bytes()),
        ("x.eml", mail.into_bytes()),
        ("x.warc", warc.clone()),
        ("x.warc.gz", gzip(&warc)),
        ("x.zip", zip(&[("a.txt", b"One."), ("b.html", page("Two").as_bytes())])),
        ("x.docx", zip(&[("word/document.xml", b"<w:p><w:t>One.</w:t></w:p>")])),
        ("x.md", b"# One\n\n*Two* [three](four)\n".to_vec()),
    ];
    for (name, seed) in &seeds {
        for _ in 0..120 {
            let mut bytes = seed.clone();
            for _ in 0..=next(6) {
                let at = next(bytes.len());
                match next(4) {
                    0 => bytes[at] = next(256) as u8,
                    1 => bytes.truncate(at.max(1)),
                    2 => bytes.insert(at, b"<>&\"\0\n:;"[next(8)]),
                    _ => bytes.extend_from_within(..at),
                }
            }
            let start = Instant::now();
            let _ = read(name, &bytes);
            assert!(start.elapsed() < Duration::from_secs(5), "{name}");
        }
    }
}

#[test]
fn standard_input_is_recognised_by_its_bytes() {
    for (bytes, title) in [(page("One").into_bytes(), "One"), (gzip(page("Two").as_bytes()), "Two")] {
        let mut titles = Vec::new();
        let _ = read_stream("standard input", &bytes[..], Limits::default(), &Meter::default(), &mut |piece| {
            titles.push(piece.and_then(|piece| piece.read()).unwrap().title);
            ControlFlow::Continue(())
        });
        assert_eq!(titles, [Some(title.to_owned())]);
    }
}
