//! A desk on a socket of this machine, over a ledger of invented reports, and a client that sends any bytes it likes.

#![allow(dead_code)] // Each test file uses a part of it.

use hearsay_core::ClaimId;
use hearsay_ledger::{Access, Duty, Filter, ReviewFilter, Secret, Sqlite, Store, verify};
use hearsay_server::{Desk, serve};
use jiff::Timestamp;
use std::io::{Cursor, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A desk that answers.
pub struct House {
    folder: TempDir,
    /// Where it answers.
    pub at: SocketAddr,
    // Dropped last: the desk answers as long as it lives.
    _runtime: tokio::runtime::Runtime,
}

/// The secret of somebody's token.
pub fn secret(name: &str) -> String {
    let mut bytes = [0; 32];
    bytes.iter_mut().zip(name.bytes().cycle()).for_each(|(byte, letter)| *byte = letter);
    Secret::of(bytes).written()
}

impl House {
    /// Opens a desk over `reports` reports of two claims each, with tokens for Anna and Ben, coders, and Edith, an editor.
    pub fn open(reports: usize) -> House {
        House::open_with(reports, |desk| desk)
    }

    /// The same, with a desk that was changed.
    pub fn open_with(reports: usize, change: impl FnOnce(Desk) -> Desk) -> House {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.db");
        let mut store = Sqlite::open(&path, Access::Append).unwrap();
        let lines: String = (0..reports).map(|n| line(n) + "\n").collect();
        let given = vec![hearsay::Given::Stream("reports".to_owned(), Box::new(Cursor::new(lines.into_bytes())))];
        let options = hearsay::Options::default();
        hearsay::add(given, &options, &mut store, |_| false, Timestamp::now, |_| ()).unwrap();
        for (name, duty) in [("Anna", Duty::Coder), ("Ben", Duty::Coder), ("Edith", Duty::Editor)] {
            store.add_token(name, duty, &Secret::read(&secret(name)).unwrap(), Timestamp::now()).unwrap();
        }
        drop(store);
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let desk = change(Desk::open(path, Vec::new()).unwrap());
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let at = listener.local_addr().unwrap();
        runtime.spawn(serve(desk, listener, std::future::pending(), |problem| eprintln!("{problem}")));
        let house = House { folder, at, _runtime: runtime };
        let began = Instant::now();
        while house.get("/review/numbers.json", &[]).status == 503 {
            assert!(began.elapsed() < Duration::from_secs(60), "the desk is not ready");
            std::thread::sleep(Duration::from_millis(50));
        }
        house
    }

    /// The ledger's file.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("ledger.db")
    }

    /// The ledger, to look at what was written.
    pub fn store(&self) -> Sqlite {
        Sqlite::open(&self.path(), Access::Append).unwrap()
    }

    /// Its claims in order.
    pub fn claims(&self) -> Vec<ClaimId> {
        let mut ids = Vec::new();
        self.store()
            .claims(&Filter::default(), &mut |found| {
                ids.push(found.claim.id);
                ControlFlow::Continue(())
            })
            .unwrap();
        ids
    }

    /// How many decisions stand in the ledger, after it was proven.
    pub fn reviews(&self) -> usize {
        let store = self.store();
        let proof = verify(&store, &mut |_| ()).unwrap();
        assert!(proof.is_ok(), "{proof:?}");
        let mut count = 0;
        store
            .reviews(&ReviewFilter::default(), &mut |_| {
                count += 1;
                ControlFlow::Continue(())
            })
            .unwrap();
        count
    }

    /// Asks for an address.
    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, b"")
    }

    /// Posts a body.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.send("POST", path, headers, body.as_bytes())
    }

    /// Posts an object of text as somebody with a token.
    pub fn decide(&self, name: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let bearer = format!("Bearer {}", secret(name));
        let fields: serde_json::Map<String, serde_json::Value> =
            fields.iter().map(|&(name, value)| (name.to_owned(), value.into())).collect();
        let body = serde_json::Value::Object(fields).to_string();
        self.post(path, &[("Authorization", &bearer), ("Content-Type", "application/json")], &body)
    }

    /// Sends a request.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = self.connect();
        let head = self.head(method, path, headers, Some(body.len() as u64));
        // The desk may answer, and close, before it has taken all.
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
        Answer::read(&mut stream)
    }

    /// A connection.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.at).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.set_write_timeout(Some(Duration::from_secs(60))).unwrap();
        stream
    }

    /// The head of a request.
    pub fn head(&self, method: &str, path: &str, headers: &[(&str, &str)], length: Option<u64>) -> String {
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.at);
        if let Some(length) = length {
            head.push_str(&format!("Content-Length: {length}\r\n"));
        }
        headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
        head + "\r\n"
    }

    /// Logs somebody in as a browser does; gives their cookie and the word of their session.
    pub fn log_in(&self, name: &str) -> (String, String) {
        let form = [("Content-Type", "application/x-www-form-urlencoded")];
        let answer = self.post("/login", &form, &format!("token={}&next=/review", secret(name)));
        assert_eq!(answer.status, 303, "{}", answer.text);
        let set = answer.header("set-cookie").expect("a cookie is set");
        assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict"), "{set}");
        let cookie = set.split(';').next().unwrap().to_owned();
        let page = self.get("/add", &[("Cookie", &cookie), ("Accept", "text/html")]);
        assert_eq!(page.status, 200, "{}", page.text);
        let word = page.text.split("name=\"word\" value=\"").nth(1).expect("forms carry the word");
        (cookie, word.split('"').next().unwrap().to_owned())
    }
}

/// A report of two claims.
fn line(n: usize) -> String {
    let (killed, wounded) = (11 + n, 31 + n);
    let text = format!(
        "At least {killed} dock workers were killed and {wounded} wounded at Port Quay on Tuesday, the Skerry police said."
    );
    serde_json::json!({"id": format!("r{n}"), "text": text, "title": format!("Quay {n}"), "outlet": "Northern Mail", "date": "2025-01-14"})
        .to_string()
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status; 0 where there was none.
    pub status: u16,
    /// Its head, in small letters but for values.
    pub head: Vec<(String, String)>,
    /// Its body.
    pub text: String,
}

impl Answer {
    /// Reads to the end of the connection.
    pub fn read(stream: &mut TcpStream) -> Answer {
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let all = String::from_utf8_lossy(&bytes);
        let (head, text) = all.split_once("\r\n\r\n").unwrap_or((&all, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let head = head.lines().skip(1).filter_map(|line| line.split_once(':'));
        let head = head.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
        Answer { status, head, text: text.to_owned() }
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        // A body in chunks has their sizes around it.
        let start = self.text.find(['{', '[']).unwrap_or(0);
        let end = self.text.rfind(['}', ']']).map_or(self.text.len(), |end| end + 1);
        serde_json::from_str(&self.text[start..end]).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
}
