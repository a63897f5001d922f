//! The review desk and the way to add, as browsers and programs use them, over a real socket.

mod house;

use hearsay_ledger::Store;
use house::{Answer, House, secret};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
const PAGE: (&str, &str) = ("Accept", "text/html");

#[test]
fn ten_claims_are_reviewed_by_forms_alone() {
    let house = House::open(6);
    let (cookie, word) = house.log_in("Anna");
    let headers = [FORM, PAGE, ("Cookie", cookie.as_str())];
    let queue = house.get("/review", &headers);
    assert!(queue.text.contains("12 claims") && queue.text.contains("least sure"), "{}", queue.text);
    let mut next = link(&queue, "next").expect("the queue begins");
    for n in 0..10 {
        let page = house.get(&next, &headers);
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("mark class=\"evidence") || page.text.contains("evidence"), "{}", page.text);
        let body = match n % 4 {
            0 => format!("word={word}&decision=accepted"),
            1 => format!("word={word}&decision=corrected&side=Skerry&best=77&low=77&high=77&reason=as+I+read+it"),
            2 => format!("word={word}&decision=rejected&ground=other_count"),
            _ => format!("word={word}&decision=unsure"),
        };
        let answer = house.post(&next, &headers, &body);
        assert_eq!(answer.status, 303, "{}", answer.text);
        next = answer.header("location").unwrap().to_owned();
    }
    assert_eq!(house.reviews(), 10);
    assert!(house.get("/review", &headers).text.contains("2 claims"));
    // What cannot be taken comes back with what was filled in, and why.
    let again = house.post(&next, &headers, &format!("word={word}&decision=corrected&group=the+navy&side=%3Cb%3E"));
    assert_eq!(again.status, 422);
    assert!(
        again.text.contains("do not stand in the report") && again.text.contains("value=\"&lt;b&gt;\""),
        "{}",
        again.text
    );
    assert_eq!(house.reviews(), 10);
}

/// The address of a link of that relation.
fn link(page: &Answer, rel: &str) -> Option<String> {
    let at = page.text.find(&format!("rel=\"{rel}\""))?;
    let rest = page.text[at..].split("href=\"").nth(1)?;
    rest.split('"').next().map(str::to_owned)
}

#[test]
fn coders_are_blind_to_each_other_and_an_editor_settles() {
    let house = House::open(2);
    let claim = first(&house);
    let path = format!("/review/{claim}");
    let taken = house.decide(
        "Anna",
        &path,
        &[("decision", "corrected"), ("measure", "missing"), ("reason", "a secret of Anna")],
    );
    assert_eq!(taken.status, 201, "{}", taken.text);
    let ben = format!("Bearer {}", secret("Ben"));
    for path in ["/review.json", "/review", &format!("{path}.json"), &path] {
        let seen = house.get(path, &[("Authorization", &ben)]);
        assert_eq!(seen.status, 200, "{path}: {}", seen.text);
        assert!(!seen.text.contains("secret of Anna") && !seen.text.contains("Anna"), "{path}: {}", seen.text);
    }
    assert_eq!(house.decide("Ben", &path, &[("decision", "accepted")]).status, 201);
    let edith = format!("Bearer {}", secret("Edith"));
    let list = house.get("/review/settle.json", &[("Authorization", &edith)]).json();
    assert_eq!((&list["total"], list["claims"][0]["decisions"].as_array().map(Vec::len)), (&1.into(), Some(2)));
    let numbers = house.get("/review/numbers.json", &[]).json();
    assert_eq!((&numbers["differ"], &numbers["settled"]), (&1.into(), &0.into()));
    let settled = house.decide("Edith", &format!("/review/settle/{claim}"), &[("decision", "accepted")]);
    assert_eq!(settled.status, 201, "{}", settled.text);
    let numbers = house.get("/review/numbers.json", &[]).json();
    assert_eq!((&numbers["differ"], &numbers["settled"]), (&0.into(), &1.into()));
    assert_eq!(numbers["agreement"][1]["field"], "measure");
    assert_eq!(house.reviews(), 3);
}

/// A claim.
fn first(house: &House) -> hearsay_core::ClaimId {
    house.claims()[0]
}

#[test]
fn markup_in_reasons_and_names_of_files_is_only_text() {
    let house = House::open(1);
    let claim = first(&house);
    let evil = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    for (name, measure) in [("Anna", "missing"), ("Ben", "captured")] {
        let fields = [("decision", "corrected"), ("measure", measure), ("side", evil), ("reason", evil)];
        assert_eq!(house.decide(name, &format!("/review/{claim}"), &fields).status, 201);
    }
    let (cookie, _) = house.log_in("Edith");
    let page = house.get(&format!("/review/settle/{claim}"), &[PAGE, ("Cookie", &cookie)]);
    assert!(
        page.text.contains("&lt;script&gt;alert(2)")
            && !page.text.contains("<script>alert")
            && !page.text.contains("<img")
    );
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    let (cookie, word) = house.log_in("Anna");
    let file = "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"../<script>alert(3)<script>.pdf\"\r\n\r\n%PDF-1.4 no\r\n";
    let body = format!("--b\r\nContent-Disposition: form-data; name=\"word\"\r\n\r\n{word}\r\n{file}--b--\r\n");
    let headers = [("Content-Type", "multipart/form-data; boundary=b"), PAGE, ("Cookie", cookie.as_str())];
    let answer = house.post("/add", &headers, &body);
    assert_eq!(answer.status, 303, "{}", answer.text);
    let job = house.get(answer.header("location").unwrap(), &headers);
    assert!(!job.text.contains("<script>alert"), "{}", job.text);
}

/// Sends a text as somebody, and waits until it was read.
fn paste(house: &House, name: &str, text: &str) -> serde_json::Value {
    let answer = house.decide(name, "/add", &[("text", text), ("title", "Pasted"), ("date", "2025-02-01")]);
    assert_eq!(answer.status, 202, "{}", answer.text);
    let address = answer.json()["address"].as_str().unwrap().to_owned();
    let bearer = format!("Bearer {}", secret(name));
    let began = Instant::now();
    loop {
        let job = house.get(&format!("{address}.json"), &[("Authorization", &bearer)]).json();
        if job["done"] == true {
            return job;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{job}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_pasted_text_is_read_and_its_claims_are_shown() {
    let house = House::open(1);
    let text = "Rockets hit the ferry station at Low Strand. The harbour master said that 23 passengers were killed.";
    let job = paste(&house, "Anna", text);
    assert_eq!((&job["count"], &job["claims"], &job["told"][0]["outcome"]), (&1.into(), &1.into(), &"added".into()));
    assert!(job["told"][0]["claims"][0]["says"].as_str().unwrap().contains("killed 23"), "{job}");
    assert_eq!(paste(&house, "Ben", text)["told"][0]["outcome"], "known");
    assert_eq!(house.store().size().unwrap().documents, 2);
    // Without scripts, the page after the post shows the same.
    let (cookie, word) = house.log_in("Anna");
    let part =
        |name: &str, value: &str| format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let other = text.replace("23", "24");
    let body = format!("{}{}--b--\r\n", part("word", &word), part("text", &other));
    let headers = [("Content-Type", "multipart/form-data; boundary=b"), PAGE, ("Cookie", cookie.as_str())];
    let answer = house.post("/add", &headers, &body);
    let page = house.get(answer.header("location").unwrap(), &headers);
    assert!(page.text.contains("killed 24") && page.text.contains("Done: 1 claim"), "{}", page.text);
    // A job is seen by its owner alone; its events end when it does.
    let ben = format!("Bearer {}", secret("Ben"));
    assert_eq!(
        house.get(&format!("{}.json", answer.header("location").unwrap()), &[("Authorization", &ben)]).status,
        404
    );
    let events = house.get(&format!("{}/events", answer.header("location").unwrap()), &[("Cookie", &cookie)]);
    assert!(events.text.contains("event: report") && events.text.contains("event: end"), "{}", events.text);
}

#[test]
fn only_public_schemes_reach_the_fetcher_and_only_when_asked() {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let heard = asked.clone();
    let house = House::open_with(1, move |desk| {
        desk.fetching_with(move |address: &str| {
            heard.lock().unwrap().push(address.to_owned());
            let page = "<html><body><article><p>At Low Strand 17 sailors were killed, the coast guard said on Monday.</p></article></body></html>";
            hearsay::Given::Fetched(address.to_owned(), Box::new(std::io::Cursor::new(page.as_bytes())))
        })
    });
    for address in
        ["file:///etc/passwd", "/etc/passwd", "gopher://x", "http:// x", "javascript:alert(1)", "ftp://127.0.0.1/"]
    {
        let answer = house.decide("Anna", "/add", &[("address", address)]);
        assert_eq!(answer.status, 422, "{address}: {}", answer.text);
    }
    // An address in any other field is only text.
    paste(&house, "Anna", "http://127.0.0.1/ is an address. Nine people were killed in Port Quay.");
    assert!(asked.lock().unwrap().is_empty());
    assert_eq!(house.decide("Anna", "/add", &[("address", "https://news.example/1")]).status, 202);
    let began = Instant::now();
    while house.store().size().unwrap().documents < 3 {
        assert!(began.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(*asked.lock().unwrap(), ["https://news.example/1"]);
}

#[test]
fn writing_and_reading_at_once_loses_nothing() {
    let house = House::open(20);
    let claims = house.claims();
    let (each, writers) = (20, 4);
    std::thread::scope(|scope| {
        let writing: Vec<_> = (0..writers)
            .map(|writer| {
                let (house, claims) = (&house, &claims);
                scope.spawn(move || {
                    let name = ["Anna", "Ben"][writer % 2];
                    for n in 0..each {
                        let claim = claims[(writer * each + n) % claims.len()];
                        let answer = house.decide(name, &format!("/review/{claim}"), &[("decision", "accepted")]);
                        assert_eq!(answer.status, 201, "{}", answer.text);
                    }
                })
            })
            .collect();
        let added = scope.spawn(|| {
            for n in 0..10 {
                paste(
                    &house,
                    "Edith",
                    &format!("The Skerry police said that {} farmers were killed on Monday.", 100 + n),
                );
            }
        });
        let reading: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..60 {
                        assert_eq!(house.get("/review/numbers.json", &[]).status, 200);
                        assert_eq!(house.get("/figures.json", &[]).status, 200);
                    }
                })
            })
            .collect();
        writing.into_iter().chain(reading).chain([added]).for_each(|thread| thread.join().unwrap());
    });
    assert_eq!(house.reviews(), each * writers);
    assert_eq!(house.store().size().unwrap().documents, 30);
}
