//! Addresses as inputs: fetched when it is their turn, kept if asked.

use crate::args;
use anyhow::Context;
use hearsay::Given;
use hearsay_fetch::{Answer, Conditions, FetchError, Fetcher, Keeper, Options, Response};
use hearsay_ledger::Visit;
use std::io::{self, Cursor, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Fetches, one address at a time.
#[derive(Clone)]
pub struct Fetching(Arc<Mutex<State>>);

struct State {
    fetcher: Fetcher,
    keeper: Option<Keeper>,
    unchanged: u64,
    visits: Vec<(String, Visit)>,
}

impl Fetching {
    /// A fetcher as asked for.
    pub fn new(args: &args::Fetching) -> anyhow::Result<Fetching> {
        let options = Options { private: args.allow_private, ..Options::default() };
        let keeper = args
            .keep
            .as_deref()
            .map(|path| Keeper::open(path).with_context(|| format!("{} cannot be written to", path.display())));
        let (fetcher, keeper) = (Fetcher::new(options), keeper.transpose()?);
        Ok(Fetching(Arc::new(Mutex::new(State { fetcher, keeper, unchanged: 0, visits: Vec::new() }))))
    }

    /// The address as an input; nothing comes where it has not changed since `earlier`.
    pub fn given(&self, address: &str, earlier: Visit) -> Given {
        let stream = Later { fetching: self.clone(), address: address.to_owned(), earlier, bytes: None };
        Given::Fetched(address.to_owned(), Box::new(stream))
    }

    /// How many had not changed.
    pub fn unchanged(&self) -> u64 {
        self.state().unchanged
    }

    /// What the answers said of themselves, by address.
    pub fn visits(&self) -> Vec<(String, Visit)> {
        std::mem::take(&mut self.state().visits)
    }

    /// Fetches now, and keeps the response if asked.
    pub fn fetch(&self, address: &str, earlier: &Visit) -> io::Result<Result<Answer, FetchError>> {
        let mut state = self.state();
        let earlier = Conditions { tag: earlier.tag.clone(), modified: earlier.modified.clone() };
        let answer = state.fetcher.fetch(address, &earlier);
        if let (Ok(Answer::New(response)), Some(keeper)) = (&answer, &mut state.keeper) {
            keeper.keep(response)?;
        }
        Ok(answer)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is remembered of a response.
pub fn visit(response: &Response) -> Visit {
    let Conditions { tag, modified } = response.conditions();
    Visit { tag, modified }
}

/// A page with all that is known of it, as a record of a web archive; of anything else, the body.
pub fn bytes(response: Response) -> Vec<u8> {
    match response.media_type().as_str() {
        "text/html" | "application/xhtml+xml" | "" => response.record(),
        _ => response.body,
    }
}

/// A stream that is fetched once somebody reads it.
struct Later {
    fetching: Fetching,
    address: String,
    earlier: Visit,
    bytes: Option<Cursor<Vec<u8>>>,
}

impl Read for Later {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.bytes.is_none() {
            let answer = self.fetching.fetch(&self.address, &self.earlier)?.map_err(io::Error::other)?;
            let bytes = match answer {
                Answer::Unchanged => {
                    self.fetching.state().unchanged += 1;
                    Vec::new()
                }
                Answer::New(response) if response.body.is_empty() => {
                    return Err(io::Error::other("the answer is empty"));
                }
                Answer::New(response) => {
                    self.fetching.state().visits.push((self.address.clone(), visit(&response)));
                    bytes(response)
                }
            };
            self.bytes = Some(Cursor::new(bytes));
        }
        self.bytes.as_mut().map_or(Ok(0), |bytes| bytes.read(buffer))
    }
}
