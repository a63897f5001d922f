//! The way of an answer: by its tag if the asker has it, from what was made before, or made now.

use crate::asked::Ask;
use crate::desk::Desk;
use crate::media::Media;
use crate::problem::Problem;
use crate::snapshot::{Head, Snapshot};
use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use hearsay_core::Digest;
use hearsay_ledger::Sqlite;
use serde::Serialize;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// What an answer is made from.
pub struct Scene<'a> {
    /// The ledger, resolved.
    pub snapshot: &'a Snapshot,
    /// The ledger itself.
    pub store: &'a Sqlite,
    /// The time that was asked for, as it was written.
    pub as_of: Option<&'a str>,
    /// Path and query, as they were sent.
    pub address: &'a str,
}

impl Scene<'_> {
    /// A link to a path that stays at the time that was asked for.
    pub fn link(&self, path: &str) -> String {
        match self.as_of {
            None => path.to_owned(),
            Some(as_of) => {
                let mark = if path.contains('?') { '&' } else { '?' };
                format!("{path}{mark}as_of={}", escaped(as_of))
            }
        }
    }
}

/// Text as it stands in a query.
pub fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// A value as JSON.
pub fn json(value: &impl Serialize) -> Result<String, Problem> {
    serde_json::to_string(value).map_err(|_| Problem::failed("The data cannot be written."))
}

impl Desk {
    /// Answers with what `make` makes, which depends on nothing but the ledger and the address.
    pub async fn answer(
        &self,
        ask: Ask,
        media: Media,
        make: impl FnOnce(&Scene<'_>) -> Result<String, Problem> + Send + 'static,
    ) -> Response {
        match self.made(ask, media, make).await {
            Ok(response) => response,
            Err(problem) => problem.into_response(),
        }
    }

    async fn made(
        &self,
        ask: Ask,
        media: Media,
        make: impl FnOnce(&Scene<'_>) -> Result<String, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let snapshot = self.at(ask.as_of).await?;
        let tag = tag(snapshot.head, &ask.address);
        let headers = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "no-cache".to_owned())];
        if ask.has.iter().any(|has| *has == tag || has == "*") {
            return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
        }
        let body = match snapshot.kept.get(&ask.address) {
            Some(body) => body,
            None => {
                let seen = snapshot.clone();
                let address = ask.address.clone();
                let made = self.ask(move |store| {
                    let as_of = ask.as_of_text.as_deref();
                    make(&Scene { snapshot: &seen, store, as_of, address: &ask.address })
                });
                let body = Bytes::from(made.await??);
                snapshot.kept.put(address, body.clone());
                body
            }
        };
        Ok((headers, [(header::CONTENT_TYPE, media.kind())], Body::from(body)).into_response())
    }
}

/// The tag of the answer at an address: the same ledger, program and address give the same bytes.
fn tag(head: Head, address: &str) -> String {
    let program = env!("CARGO_PKG_VERSION").as_bytes();
    let parts = [program, &head.entry.to_le_bytes()[..], head.digest.as_bytes(), address.as_bytes()];
    format!("\"{}\"", Digest::of("answer", &parts))
}

/// Answers made before, up to a size.
#[derive(Default)]
pub struct Kept(Mutex<(usize, HashMap<String, Bytes>)>);

/// Bytes of all answers that are kept; beyond, all are let go.
const ROOM: usize = 48 << 20;

impl Kept {
    fn get(&self, address: &str) -> Option<Bytes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.get(address).cloned()
    }

    fn put(&self, address: String, body: Bytes) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let size = address.len() + body.len();
        if size > ROOM / 8 {
            return;
        }
        if kept.0 + size > ROOM {
            *kept = (0, HashMap::new());
        }
        kept.0 += size;
        kept.1.insert(address, body);
    }
}
