//! What the desk needs where it is written to: sessions, the review desk, work on what is added, a way to fetch.

use crate::add::Jobs;
use crate::desk::Desk;
use crate::review::Reviews;
use crate::session::Sessions;
use hearsay::Given;
use std::sync::OnceLock;

/// Opens an address as an input; it is fetched when it is read. It must refuse what is not on the public network.
pub type Fetch = dyn Fn(&str) -> Given + Send + Sync;

/// All of it.
#[derive(Default)]
pub struct Writing {
    sessions: Sessions,
    reviews: Reviews,
    jobs: Jobs,
    fetching: OnceLock<Box<Fetch>>,
}

impl Desk {
    /// The same desk, which fetches from addresses that its users give. It knows no network of its own.
    pub fn fetching_with(self, fetch: impl Fn(&str) -> Given + Send + Sync + 'static) -> Desk {
        // Who gives a second way to fetch keeps the first.
        let _ = self.writing().fetching.set(Box::new(fetch));
        self
    }

    /// How to fetch, if it may.
    pub fn fetching(&self) -> Option<&Fetch> {
        self.writing().fetching.get().map(|fetch| &**fetch)
    }

    /// The sessions.
    pub fn sessions(&self) -> &Sessions {
        &self.writing().sessions
    }

    /// The review desk.
    pub fn reviews(&self) -> &Reviews {
        &self.writing().reviews
    }

    /// Work on what was added.
    pub fn jobs(&self) -> &Jobs {
        &self.writing().jobs
    }
}
