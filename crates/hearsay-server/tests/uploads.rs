//! More than anybody may send is refused early, and never held in memory. On its own, because it measures memory.

mod house;

use house::{Answer, House, secret};
use std::io::Write;
use std::time::{Duration, Instant};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("Content-Type", "application/json");

/// The answer is a refusal of that status; the desk is up and nothing was written.
fn refused(house: &House, answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(house.get("/review/numbers.json", &[]).status, 200);
    assert_eq!(house.reviews(), 0);
}

#[test]
fn an_upload_of_ten_gigabytes_is_refused_at_once() {
    let house = House::open(1);
    let bearer = format!("Bearer {}", secret("Anna"));
    let kind = ("Content-Type", "multipart/form-data; boundary=b");
    let began = Instant::now();
    // Said beforehand: nothing of the body is waited for.
    let mut stream = house.connect();
    let head = house.head("POST", "/add", &[("Authorization", &bearer), kind], Some(10_000_000_000));
    stream.write_all(head.as_bytes()).unwrap();
    refused(&house, &Answer::read(&mut stream), 413);
    let head = house.head("POST", "/add", &[kind], Some(10_000_000_000));
    let mut stream = house.connect();
    stream.write_all(head.as_bytes()).unwrap();
    refused(&house, &Answer::read(&mut stream), 401);
    assert!(began.elapsed() < Duration::from_secs(10));
    // Not said: chunk after chunk, until the desk has had enough.
    let before = memory();
    for (path, kind, begin) in [
        ("/add", kind, "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\n"),
        ("/add", kind, "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n"),
        ("/add", JSON, "{\"text\": \""),
        ("/login", FORM, "token="),
    ] {
        let mut stream = house.connect();
        let headers = [("Authorization", bearer.as_str()), kind, ("Transfer-Encoding", "chunked")];
        stream.write_all(house.head("POST", path, &headers, None).as_bytes()).unwrap();
        let _ = write!(stream, "{:x}\r\n{begin}\r\n", begin.len());
        let megabyte = vec![b'x'; 1 << 20];
        let mut sent = 0;
        while sent < 10_000 {
            let chunk = write!(stream, "100000\r\n")
                .and_then(|()| stream.write_all(&megabyte))
                .and_then(|()| stream.write_all(b"\r\n"));
            if chunk.is_err() {
                break;
            }
            sent += 1;
        }
        assert!(sent < 100, "{path}: the desk took {sent} MB");
        // The answer can be lost with the connection, but where it comes it is this one.
        let answer = Answer::read(&mut stream);
        assert!(matches!(answer.status, 0 | 413 | 422 | 400), "{answer:?}");
    }
    assert!(memory() < before + (200 << 20), "{} MB more", (memory() - before) >> 20);
    assert_eq!(house.get("/review/numbers.json", &[]).status, 200);
}

/// The most bytes of memory that this program has had at once.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) << 10
}
