//! Who may not write, does not: each attack is refused, nothing of it is written, nothing is leaked, and the desk goes on.

mod house;

use hearsay_ledger::Store;
use house::{Answer, House, secret};
use std::io::{Read, Write};
use std::time::{Duration, Instant};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("Content-Type", "application/json");

/// The answer is a refusal of that status that tells nothing of the machine; the desk is up and nothing was written.
fn refused(house: &House, answer: &Answer, status: u16) {
    assert_eq!(answer.status, status, "{answer:?}");
    for leak in ["ledger.db", "/tmp", "rusqlite", "panicked", "src/", "SELECT"] {
        assert!(!answer.text.contains(leak), "{leak}: {}", answer.text);
    }
    assert_eq!(house.get("/review/numbers.json", &[]).status, 200);
    assert_eq!(house.reviews(), 0);
}

#[test]
fn without_a_valid_token_nothing_is_written() {
    let house = House::open(1);
    let claim = house.claims()[0];
    let forged = format!("Bearer hearsay_{}", "0".repeat(64));
    let cut = format!("Bearer {}", &secret("Anna")[..40]);
    let basic = "Basic QW5uYTpBbm5h".to_owned();
    let cases: [&[(&str, &str)]; 6] = [
        &[],
        &[("Authorization", &forged)],
        &[("Authorization", &cut)],
        &[("Authorization", &basic)],
        &[("Authorization", "Bearer ")],
        &[("Cookie", "hearsay_session=0000000000000000000000000000000000000000000000000000000000000000")],
    ];
    let paths = [format!("/review/{claim}"), format!("/review/settle/{claim}"), "/add".to_owned()];
    let nothing: &[(&str, &str)] = &[];
    for (headers, path) in cases.iter().zip(paths.iter().cycle()).chain(paths.iter().map(|path| (&nothing, path))) {
        let headers: Vec<_> = headers.iter().copied().chain([JSON]).collect();
        let answer = house.post(path, &headers, r#"{"decision": "accepted", "text": "Nine were killed."}"#);
        refused(&house, &answer, 401);
        assert!(answer.header("www-authenticate").is_some());
    }
    let size = house.store().size().unwrap();
    assert_eq!((size.documents, size.entries), (1, 3));
    // A page leads to the way in, with the way back.
    let page = house.get("/review", &[("Accept", "text/html")]);
    assert_eq!((page.status, page.header("location")), (303, Some("/login?next=%2Freview")));
    assert_eq!(house.get("/review.json", &[]).status, 401);
}

#[test]
fn a_token_is_good_for_its_role_and_only_until_it_is_revoked() {
    let house = House::open(1);
    let claim = house.claims()[0];
    let settle = format!("/review/settle/{claim}");
    refused(&house, &house.decide("Anna", &settle, &[("decision", "accepted")]), 403);
    let anna = format!("Bearer {}", secret("Anna"));
    refused(&house, &house.get("/review/settle.json", &[("Authorization", &anna)]), 403);
    let (cookie, word) = house.log_in("Anna");
    house.store().revoke_token("Anna", jiff::Timestamp::now()).unwrap();
    refused(&house, &house.decide("Anna", &format!("/review/{claim}"), &[("decision", "accepted")]), 401);
    let answer = house.post(
        &format!("/review/{claim}"),
        &[FORM, ("Cookie", &cookie)],
        &format!("word={word}&decision=accepted"),
    );
    refused(&house, &answer, 401);
}

#[test]
fn another_site_cannot_write_with_our_cookie() {
    let house = House::open(1);
    let path = format!("/review/{}", house.claims()[0]);
    let (cookie, word) = house.log_in("Anna");
    let good = format!("word={word}&decision=accepted");
    let own = format!("http://{}", house.at);
    let cases: [(&[(&str, &str)], &str); 8] = [
        (&[("Origin", "https://evil.invalid")], &good),
        (&[("Origin", "null")], &good),
        (&[("Origin", "http://127.0.0.1:1")], &good),
        (&[("Sec-Fetch-Site", "cross-site")], &good),
        (&[("Sec-Fetch-Site", "same-site"), ("Origin", &own)], &good),
        (&[("Origin", &own)], "decision=accepted"),
        (&[("Origin", &own)], "word=&decision=accepted"),
        (&[("Origin", &own)], &format!("word={}&decision=accepted", "0".repeat(64))),
    ];
    for (headers, body) in cases {
        let headers: Vec<_> = headers.iter().copied().chain([FORM, ("Cookie", cookie.as_str())]).collect();
        refused(&house, &house.post(&path, &headers, body), 403);
    }
    // Another session's word is not ours.
    let (_, other) = house.log_in("Ben");
    refused(&house, &house.post(&path, &[FORM, ("Cookie", &cookie)], &format!("word={other}&decision=accepted")), 403);
    // Nobody is logged in, or out, from elsewhere.
    let login = house.post("/login", &[FORM, ("Origin", "https://evil.invalid")], &format!("token={}", secret("Ben")));
    refused(&house, &login, 403);
    refused(&house, &house.post("/logout", &[FORM, ("Cookie", &cookie)], ""), 403);
    // A form with files must begin with the word.
    let part =
        |name: &str, value: &str| format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let body = format!(
        "{}{}--b--\r\n",
        part("text", "Nine people were killed in Port Quay, police said."),
        part("word", &word)
    );
    let headers = [("Content-Type", "multipart/form-data; boundary=b"), ("Cookie", cookie.as_str())];
    refused(&house, &house.post("/add", &headers, &body), 403);
    // The same from our own page is taken.
    let headers =
        [FORM, ("Cookie", &cookie), ("Origin", &own), ("Sec-Fetch-Site", "same-origin"), ("Accept", "text/html")];
    assert_eq!(house.post(&path, &headers, &good).status, 303);
    assert_eq!(house.reviews(), 1);
}

#[test]
fn slow_clients_are_let_go_and_hold_nobody_up() {
    let house = House::open(1);
    let bearer = format!("Bearer {}", secret("Anna"));
    let head = house.head("POST", "/add", &[("Authorization", &bearer), JSON], Some(1000));
    let began = Instant::now();
    std::thread::scope(|scope| {
        let drip = |head: &'static str, rest: String| {
            let mut stream = house.connect();
            scope.spawn(move || {
                stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
                let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(rest.as_bytes()));
                let mut buffer = [0; 512];
                // A byte now and then, as somebody who wants to hold the connection does.
                loop {
                    match stream.read(&mut buffer) {
                        Ok(0) => return,
                        Ok(_) => {}
                        Err(error)
                            if matches!(
                                error.kind(),
                                std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                            ) =>
                        {
                            if stream.write_all(b"x").is_err() {
                                return;
                            }
                        }
                        Err(_) => return,
                    }
                }
            })
        };
        let clients = [drip("GET /figures HTTP/1.1\r\nX: ", String::new()), drip("", head.clone() + "{\"text\": \"")];
        for _ in 0..20 {
            let asked = Instant::now();
            assert_eq!(house.get("/review/numbers.json", &[]).status, 200);
            assert!(asked.elapsed() < Duration::from_secs(2));
        }
        for client in clients {
            client.join().unwrap();
        }
    });
    assert!(began.elapsed() < Duration::from_secs(45), "{:?}", began.elapsed());
    assert_eq!(house.store().size().unwrap().documents, 1);
}

#[test]
fn tokens_cannot_be_guessed_for_long() {
    let house = House::open(1);
    let wrong = format!("token=hearsay_{}", "1".repeat(64));
    for _ in 0..10 {
        assert_eq!(house.post("/login", &[FORM], &wrong).status, 401);
    }
    let limited = house.post("/login", &[FORM], &wrong);
    refused(&house, &limited, 429);
    // Not even the right one is looked at now, by whichever way it comes.
    assert_eq!(house.post("/login", &[FORM], &format!("token={}", secret("Anna"))).status, 429);
    let claim = house.claims()[0];
    refused(&house, &house.decide("Anna", &format!("/review/{claim}"), &[("decision", "accepted")]), 429);
}

#[test]
fn nobody_is_led_to_another_site() {
    let house = House::open(1);
    for next in ["//evil.invalid", "https://evil.invalid", "/%5Cevil.invalid", "%0d%0aX:%201"] {
        let answer = house.post("/login", &[FORM], &format!("token={}&next={next}", secret("Anna")));
        assert_eq!((answer.status, answer.header("location")), (303, Some("/review")), "{next}");
        assert!(answer.header("x").is_none());
    }
    let page = house.get("/login?next=%22%3E%3Cscript%3E", &[("Accept", "text/html")]);
    assert!(!page.text.contains("\"><script>"), "{}", page.text);
}

#[test]
fn fields_that_are_too_much_or_nonsense_are_refused() {
    let house = House::open(1);
    let claim = house.claims()[0];
    let path = format!("/review/{claim}");
    let long = "x".repeat(5_000);
    for fields in [
        &[("decision", "accepted"), ("reason", long.as_str())][..],
        &[("decision", "corrected")],
        &[("decision", "corrected"), ("group", "the navy")],
        &[("decision", "corrected"), ("low", "99"), ("high", "1")],
        &[("decision", "corrected"), ("lat", "1000"), ("place", "Port Quay")],
        &[("decision", "rejected"), ("ground", "because")],
        &[("decision", "deleted")],
        &[],
    ] {
        refused(&house, &house.decide("Anna", &path, fields), 422);
    }
    let bearer = format!("Bearer {}", secret("Anna"));
    let headers = [("Authorization", bearer.as_str()), JSON];
    for (body, status) in [("[1, 2]", 422), ("{\"decision\": 1}", 422), ("{", 400), ("{\"decision\": {}}", 422)] {
        let answer = house.post(&path, &headers, body);
        assert!(matches!(answer.status, 400 | 422), "{status}: {answer:?}");
    }
    let many: Vec<String> = (0..100).map(|n| format!("\"f{n}\": \"\"")).collect();
    refused(&house, &house.post(&path, &headers, &format!("{{{}}}", many.join(","))), 400);
    refused(&house, &house.post(&path, &headers, &format!("{{\"reason\": \"{}\"}}", "x".repeat(2 << 20))), 413);
    refused(&house, &house.post(&path, &[("Authorization", &bearer), ("Content-Type", "text/xml")], "<a/>"), 415);
    for path in [
        "/review/..%2f..%2fetc%2fpasswd",
        "/review/%00",
        "/review/1' OR 1=1--",
        "/review/ffffffffffffffffffffffffffffffff",
    ] {
        let path = path.replace(' ', "%20");
        refused(&house, &house.decide("Anna", &path, &[("decision", "accepted")]), 404);
    }
}
