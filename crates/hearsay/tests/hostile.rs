//! Hostile input: a result or a clear refusal, never a panic, and never the end of the run.

use hearsay::{Added, Event, Given, Options, Refused, add, each_document};
use hearsay_ledger::{Memory, Store, verify};
use jiff::Timestamp;
use proptest::prelude::*;
use std::io::Cursor;
use std::ops::ControlFlow;

/// Reads and extracts a stream; how many reports gave a result, and how many were refused.
fn run(bytes: Vec<u8>) -> (usize, usize) {
    let inputs = vec![Given::Stream("a stream".to_owned(), Box::new(Cursor::new(bytes)))];
    let (mut results, mut refused) = (0, 0);
    each_document(
        inputs,
        &Options::default(),
        |document| hearsay_extract::extract(&document),
        |result| {
            match result {
                Ok(_) => results += 1,
                Err(Refused::Fault { origin, message }) => panic!("{origin}: {message}"),
                Err(refusal) => {
                    assert!(refusal.to_string().starts_with("a stream"), "{refusal}");
                    refused += 1;
                }
            }
            ControlFlow::Continue(())
        },
    );
    (results, refused)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn random_bytes_give_a_result_or_a_refusal(bytes in prop::collection::vec(any::<u8>(), 0..4000)) {
        let (results, refused) = run(bytes);
        prop_assert!(results + refused > 0);
    }

    #[test]
    fn random_bytes_behind_the_marks_of_formats(
        mark in prop::sample::select(vec![
            &b"\x1F\x8B\x08\0\0\0\0\0\0\x03"[..], b"\x28\xB5\x2F\xFD", b"\xFF\xFE", b"\xFE\xFF", b"\xEF\xBB\xBF", b"{\"text\":\"",
            b"---\n", b"<!doctype html>", b"<?xml", b"%PDF-1.7\n", b"WARC/1.0\r\n",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..2000),
    ) {
        let (results, refused) = run([mark, &bytes].concat());
        prop_assert!(results + refused > 0);
    }
}

#[test]
fn every_beginning_of_a_line_gives_a_result_or_a_refusal() {
    let line = format!("{{\"id\":\"a\",\"text\":{}}}", serde_json::to_string(include_str!("article.txt")).unwrap());
    for end in (1..line.len()).step_by(17) {
        let (results, refused) = run(line.as_bytes()[..end].to_vec());
        assert_eq!((results, refused), (0, 1), "the first {end} bytes");
    }
    assert_eq!(run(line.into_bytes()), (1, 0));
}

#[test]
fn a_line_of_fifty_megabytes_is_refused_and_the_next_one_read() {
    for words in ["word ", "x"] {
        let line = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"short\"}}\n", words.repeat((50 << 20) / words.len()));
        assert_eq!(run(line.into_bytes()), (1, 1));
    }
}

#[test]
fn a_line_beyond_the_limit_is_refused_and_the_next_one_read() {
    let line = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"short\"}}\n", "x".repeat(70 << 20));
    assert_eq!(run(line.into_bytes()), (1, 1));
}

#[test]
fn adding_twice_adds_nothing_and_every_quote_stands() {
    let lines: String = (0..40)
        .map(|number| {
            let text = include_str!("article.txt").replace("eleven", &number.to_string());
            format!("{{\"id\":\"{number}\",\"text\":{}}}\n", serde_json::to_string(&text).unwrap())
        })
        .collect();
    let mut store = Memory::new();
    let mut again = |expected: Added| {
        let inputs = vec![Given::Stream("a stream".to_owned(), Box::new(Cursor::new(lines.clone().into_bytes())))];
        let tell = |event: Event| assert!(matches!(event, Event::Done), "{event:?}");
        let added = add(inputs, &Options::default(), &mut store, |_| false, || Timestamp::UNIX_EPOCH, tell).unwrap();
        assert_eq!(Added { claims: 0, ..added }, expected);
    };
    again(Added { reports: 40, ..Added::default() });
    again(Added { known: 40, ..Added::default() });
    assert_eq!(store.size().unwrap().documents, 40);
    assert!(verify(&store, &mut |_| ()).unwrap().is_ok());
}
