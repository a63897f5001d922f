//! Addresses and feeds, from a server on this machine.
#![cfg(feature = "fetch")]

use server::Server;
use std::path::Path;
use std::process::Command;

#[path = "../../hearsay-fetch/tests/server/mod.rs"]
mod server;

/// Runs `hearsay` in `folder`: its exit status, and all that it says.
fn hearsay(folder: &Path, args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_hearsay")).args(args).current_dir(folder).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap_or(-1), String::from_utf8(said).unwrap())
}

fn page(title: &str, killed: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>\
         <p>{killed} soldiers were killed near the river on Monday, the army of the northern province said in a statement.</p>\
         <p>The bridge over the river was closed after the attack, and the road is expected to open again within a week.</p>\
         </article></body></html>"
    )
}

const HTML: &str = "200 OK\r\nContent-Type: text/html; charset=utf-8";

#[test]
fn a_page_is_added_once_and_kept() {
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    let folder = folder.path();
    server.says("/news/one", &format!("{HTML}\r\nETag: \"1\""), page("The bridge", "Twelve").as_bytes());
    let address = server.address("/news/one");
    let (status, said) = hearsay(folder, &["add", &address]);
    assert!(status == 2 && said.contains("--allow-private"), "{said}");
    assert!(server.asked().is_empty());
    let (status, said) = hearsay(folder, &["add", "--allow-private", "--keep", "kept.warc.gz", &address]);
    assert!(status == 0 && said.contains("added 1 report with 1 claim"), "{said}");
    let (_, why) = hearsay(folder, &["claims", "--format", "jsonl"]);
    assert!(why.contains(&format!("\"id\":\"{address}\"")) && why.contains(&format!("\"url\":\"{address}\"")), "{why}");
    let (status, said) = hearsay(folder, &["add", "--allow-private", &address]);
    assert!(status == 0 && said.contains("added 0 reports") && said.contains("1 report known already"), "{said}");
    assert_eq!(server.asked(), ["/robots.txt", "/news/one", "/robots.txt", "/news/one if changed"]);
    // The record that was kept is the page again.
    let (status, read) = hearsay(folder, &["read", "kept.warc.gz"]);
    assert!(status == 0 && read.contains("\"title\":\"The bridge\"") && read.contains(&address), "{read}");
    let (status, said) = hearsay(folder, &["verify"]);
    assert_eq!(status, 0, "{said}");
}

#[test]
fn one_address_that_fails_does_not_stop_the_others() {
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    server.says("/a", HTML, page("The bridge", "Twelve").as_bytes());
    server.says("/b.txt", "200 OK\r\nContent-Type: text/plain", b"Nine soldiers were killed, police said.");
    let [a, b, none] = ["/a", "/b.txt", "/none"].map(|path| server.address(path));
    let (status, said) = hearsay(folder.path(), &["read", "--allow-private", &none, &a, &b]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("The bridge") && said.contains("Nine soldiers"), "{said}");
    assert!(said.contains(&format!("{none}: could not be fetched: the host answered with status 404")), "{said}");
}

fn feed(server: &Server, entries: &[(&str, &str, &str)]) -> String {
    let entry = |(path, updated, content): &(&str, &str, &str)| {
        let link = server.address(path);
        format!(
            "<entry><title>{path}</title><link href='{link}'/><updated>{updated}</updated><summary>{content}</summary></entry>"
        )
    };
    format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title>{}</feed>",
        entries.iter().map(entry).collect::<String>()
    )
}

#[test]
fn feeds_are_watched_without_loss() {
    let (server, folder) = (Server::start(), tempfile::tempdir().unwrap());
    let folder = folder.path();
    let address = server.address("/feed");
    std::fs::write(folder.join("feeds.opml"), format!("<opml><body><outline xmlUrl='{address}'/></body></opml>"))
        .unwrap();
    let watch = || hearsay(folder, &["watch", "--once", "--allow-private", "feeds.opml"]);
    let day = "2025-01-13T10:00:00Z";
    let long = "Thirty soldiers were killed in the hills, the ministry said on Tuesday. ".repeat(20);
    let entries =
        [("/one", day, "A bridge."), ("/two", day, "Busy."), ("/three", day, long.as_str()), ("/feed", day, "Round.")];
    server.says("/feed", "200 OK\r\nETag: \"1\"", feed(&server, &entries).as_bytes());
    server.says("/one", HTML, page("The bridge", "Twelve").as_bytes());
    server.says("/two", "503 Busy", b"");

    // One page is had, one fails for now, one entry says it all, and one leads back to the feed.
    let (status, said) = watch();
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("/two: the host answered with status 503"), "{said}");
    let asked = server.asked();
    assert!(!asked.contains(&"/three".to_owned()) && asked.contains(&"/one".to_owned()), "{asked:?}");

    // Only what failed is asked for again.
    server.says("/two", HTML, page("The road", "Five").as_bytes());
    let (status, said) = watch();
    assert!(status == 0 && said.contains("added 1 report with 1 claim"), "{said}");
    assert_eq!(server.asked(), ["/robots.txt", "/feed", "/two"]);

    // Nothing is new.
    let (status, said) = watch();
    assert!(status == 0 && said.contains("added 0 reports"), "{said}");
    assert_eq!(server.asked(), ["/robots.txt", "/feed if changed"]);

    // A page is changed, and the feed says so.
    let later = [("/one", "2025-01-14T10:00:00Z", "A bridge."), ("/two", day, "Busy.")];
    server.says("/feed", "200 OK\r\nETag: \"2\"", feed(&server, &later).as_bytes());
    server.says("/one", HTML, page("The bridge", "Fourteen").as_bytes());
    let (status, said) = watch();
    assert!(status == 0 && said.contains("added 1 report with 1 claim"), "{said}");
    assert_eq!(server.asked(), ["/robots.txt", "/feed if changed", "/one"]);
    let (_, claims) = hearsay(folder, &["claims", "--format", "jsonl"]);
    for killed in ["Twelve", "Five", "Thirty", "Fourteen"] {
        assert!(claims.contains(killed), "{killed}: {claims}");
    }
    assert_eq!(hearsay(folder, &["verify"]).0, 0);
}
