//! Fetching from a server on this machine.

use crate::fetcher::{Answer, Conditions, Fetcher, Options, Response};
use crate::{FetchError, Keeper};
use server::Server;
use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

#[path = "../tests/server/mod.rs"]
mod server;

fn options() -> Options {
    Options { private: true, time: Duration::from_secs(2), ..Options::default() }
}

fn fetch(address: &str) -> Result<Response, FetchError> {
    match Fetcher::new(options()).fetch(address, &Conditions::default())? {
        Answer::New(response) => Ok(response),
        Answer::Unchanged => panic!("nothing was known"),
    }
}

#[test]
fn a_page_comes_with_its_head() {
    let server = Server::start();
    server.says("/a?b=1", "200 OK\r\nContent-Type: Text/HTML; charset=utf-8\r\nETag: \"1\"", b"<p>Hello");
    let response = fetch(&server.address("/a?b=1#c")).unwrap();
    assert_eq!((response.body.as_slice(), response.media_type().as_str()), (&b"<p>Hello"[..], "text/html"));
    assert_eq!(response.address, server.address("/a?b=1"));
    assert_eq!(server.asked(), ["/robots.txt", "/a?b=1"]);
    let again = Fetcher::new(options()).fetch(&response.address, &response.conditions());
    assert!(matches!(again, Ok(Answer::Unchanged)));
    assert_eq!(fetch(&server.address("/none")).unwrap_err(), FetchError::Status(404));
    assert_eq!(fetch("ftp://127.0.0.1/x").unwrap_err(), FetchError::NoAddress);
    assert_eq!(fetch("http://").unwrap_err(), FetchError::NoAddress);
}

#[test]
fn what_robots_forbids_is_left_alone() {
    let server = Server::start();
    server.says("/robots.txt", "200 OK", b"User-agent: *\nDisallow: /private\nCrawl-delay: 0.5");
    server.says("/private/a", "200 OK", b"a");
    server.says("/open", "301 Moved\r\nLocation: /private/a", b"");
    server.says("/b", "200 OK", b"b");
    assert_eq!(fetch(&server.address("/private/a")).unwrap_err(), FetchError::Robots);
    assert_eq!(fetch(&server.address("/open")).unwrap_err(), FetchError::Robots);
    let (mut fetcher, began) = (Fetcher::new(options()), Instant::now());
    for _ in 0..2 {
        assert!(fetcher.fetch(&server.address("/b"), &Conditions::default()).is_ok());
    }
    assert!(began.elapsed() >= Duration::from_secs(1), "three requests have two pauses between them");
    assert_eq!(server.asked().iter().filter(|path| *path == "/robots.txt").count(), 3);
    let failing = Server::start();
    failing.says("/robots.txt", "503 Busy", b"");
    failing.says("/b", "200 OK", b"b");
    let error = fetch(&failing.address("/b")).unwrap_err();
    assert!(error.may_pass() && failing.asked() == ["/robots.txt"], "{error}");
}

#[test]
fn private_addresses_are_refused_also_after_a_redirect() {
    let server = Server::start();
    let port = server.at.port();
    server.says("/a", &format!("302 Found\r\nLocation: http://127.0.0.2:{port}/secret"), b"");
    server.says("/b", &format!("302 Found\r\nLocation: http://0x7f000003:{port}/secret"), b"");
    server.says("/c", "302 Found\r\nLocation: file:///etc/hostname", b"");
    for host in
        ["127.0.0.1", "localhost", "[::1]", "0", "2130706433", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254"]
    {
        let mut fetcher = Fetcher::new(Options { private: false, ..options() });
        let error = fetcher.fetch(&format!("http://{host}:{port}/a"), &Conditions::default()).unwrap_err();
        assert!(matches!(error, FetchError::Private { .. }), "{host}: {error}");
    }
    assert!(server.asked().is_empty());
    let only = |address: IpAddr| address == Ipv4Addr::LOCALHOST;
    for path in ["/a", "/b"] {
        let error =
            Fetcher::that_may(options(), only).fetch(&server.address(path), &Conditions::default()).unwrap_err();
        assert!(matches!(error, FetchError::Private { .. }), "{path}: {error}");
    }
    assert_eq!(fetch(&server.address("/c")).unwrap_err(), FetchError::NoAddress);
    assert!(!server.asked().contains(&"/secret".to_owned()));
}

#[test]
fn too_much_too_long_and_too_far_are_refused() {
    let server = Server::start();
    server.says("/large", "200 OK", &vec![b'a'; 3000]);
    server.says("/round", "302 Found\r\nLocation: /round", b"");
    let fetch = |path| {
        let options = Options { bytes: 2000, ..options() };
        Fetcher::new(options).fetch(&server.address(path), &Conditions::default()).unwrap_err()
    };
    assert_eq!(fetch("/large"), FetchError::TooLarge { limit: 2000 });
    assert_eq!(fetch("/round"), FetchError::TooManyRedirects);
    let began = Instant::now();
    assert_eq!(fetch("/hangs"), FetchError::Timeout);
    assert!(began.elapsed() < Duration::from_secs(8));
    assert_eq!(server.asked().iter().filter(|path| *path == "/round").count(), 6);
}

#[test]
fn responses_are_kept_as_records() {
    let server = Server::start();
    server.says("/a", "200 OK\r\nContent-Type: text/html", b"<p>Hello");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kept.warc");
    for _ in 0..2 {
        Keeper::open(&path).unwrap().keep(&fetch(&server.address("/a")).unwrap()).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert_eq!(kept.matches("WARC/1.1\r\nWARC-Type: response\r\n").count(), 2);
    assert!(kept.contains(&format!("WARC-Target-URI: {}\r\n", server.address("/a"))));
    assert!(kept.ends_with("content-type: text/html\r\nContent-Length: 8\r\n\r\n<p>Hello\r\n\r\n"), "{kept}");
}
