//! Ledgers to ask about, and a way to ask.

use axum::Router;
use axum::body::{Body, BodyDataStream, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use futures_util::StreamExt;
use hearsay::{Given, Options};
use hearsay_core::{Document, Entry, Text};
use hearsay_ledger::{Access, Sqlite, Store};
use hearsay_server::{Desk, app};
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use tower::ServiceExt;

/// A desk over a ledger in a folder of its own.
pub struct World {
    folder: TempDir,
    pub desk: Desk,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl World {
    /// Over the reports of `docs/example`.
    pub fn of_examples() -> World {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/example");
        let names = ["kursk.md", "kursk-copy.md", "kursk-rival.md", "kursk-revision.md"];
        World::new(|store| {
            let given = names.iter().map(|name| Given::Path(folder.join(name))).collect();
            let now = || "2025-05-01T12:00:00Z".parse().unwrap();
            let added = hearsay::add(given, &Options::default(), store, |_| false, now, |_| ()).unwrap();
            assert_eq!((added.reports, added.claims), (4, 6));
        })
    }

    /// Over reports of that outlet, title and text.
    pub fn of_reports(reports: &[(&str, &str, &str)]) -> World {
        World::new(|store| reports.iter().for_each(|&(outlet, title, text)| append(store, outlet, title, text)))
    }

    fn new(fill: impl FnOnce(&mut Sqlite)) -> World {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.db");
        fill(&mut Sqlite::open(&path, Access::Append).unwrap());
        let desk = Desk::open(path, vec!["desk.example.org".to_owned()]).unwrap();
        desk.refresh().unwrap();
        World { folder, desk }
    }

    /// Adds a report, and shows the ledger that has it.
    pub fn add(&self, outlet: &str, title: &str, text: &str) {
        append(&mut Sqlite::open(&self.folder.path().join("ledger.db"), Access::Append).unwrap(), outlet, title, text);
        self.desk.refresh().unwrap();
    }

    pub fn app(&self) -> Router {
        app(self.desk.clone())
    }

    pub async fn get(&self, address: &str) -> Answer {
        self.ask(Request::get(address)).await
    }

    /// The answer, which must be 200.
    pub async fn good(&self, address: &str) -> Answer {
        let answer = self.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
        answer
    }

    pub async fn ask(&self, request: axum::http::request::Builder) -> Answer {
        let named = request.headers_ref().is_some_and(|headers| headers.contains_key(header::HOST));
        let request = if named { request } else { request.header(header::HOST, "127.0.0.1:8420") };
        let response = self.app().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 64 << 20).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8(body.into()).unwrap() }
    }

    /// The stream of events, for one who knows the ledger up to an entry.
    pub async fn events(&self, known: Option<&str>) -> BodyDataStream {
        let request = Request::get("/events").header(header::HOST, "localhost");
        let request = known.into_iter().fold(request, |request, entry| request.header("last-event-id", entry));
        let response = self.app().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
        response.into_body().into_data_stream()
    }

    /// What comes on a stream up to the next event of the ledger.
    pub async fn heard(stream: &mut BodyDataStream) -> String {
        let mut heard = String::new();
        while !heard.contains("event: ledger") {
            let next = tokio::time::timeout(Duration::from_secs(10), stream.next()).await;
            heard.push_str(std::str::from_utf8(&next.unwrap().unwrap().unwrap()).unwrap());
        }
        heard
    }

    /// The ids of a list.
    pub async fn ids(&self, list: &str, of: &str) -> Vec<String> {
        let answer = self.good(list).await.json();
        let ids = answer[of].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned());
        ids.collect()
    }
}

fn append(store: &mut Sqlite, outlet: &str, title: &str, text: &str) {
    let mut document = Document::of_text("made-up", Text::from(text));
    document.outlet = Some(outlet.to_owned());
    document.title = Some(title.to_owned());
    document.published = Some("2025-03-04".parse().unwrap());
    let document = document.identified();
    let claims = hearsay_extract::claims(&document).into_iter().map(|claim| Entry::Claimed { claim: Box::new(claim) });
    let group = [Entry::Read { document: Box::new(document.clone()) }].into_iter().chain(claims).collect();
    store.append(&[group], "2025-06-01T00:00:00Z".parse().unwrap()).unwrap();
}
