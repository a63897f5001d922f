//! The state of the desk: the ledger, the snapshot that is shown now, and snapshots of earlier times.

use crate::ledger::Ledger;
use crate::problem::Problem;
use crate::review::only_reviews;
use crate::snapshot::{Head, Snapshot};
use crate::writing::Writing;
use hearsay::ResolveError;
use hearsay_ledger::{AsOf, LedgerError, Sqlite};
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::{Semaphore, watch};

/// Snapshots of earlier times that are kept.
const EARLIER: usize = 3;
/// How often the ledger is asked whether it has grown.
const LOOK: Duration = Duration::from_secs(1);
/// Answers that are made at once; others wait.
const AT_ONCE: usize = 16;
/// How long a request waits for a snapshot of an earlier time.
const PATIENCE: Duration = Duration::from_secs(8);

/// The desk over one ledger; clones are the same desk.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    ledger: Ledger,
    hosts: Vec<String>,
    now: RwLock<Option<Arc<Snapshot>>>,
    earlier: Mutex<Vec<Arc<Snapshot>>>,
    /// Only one snapshot of an earlier time is made at once.
    making: Arc<Semaphore>,
    working: Arc<Semaphore>,
    grown: watch::Sender<u64>,
    writing: Writing,
}

/// Why the desk cannot be opened.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The ledger cannot be read.
    Ledger(LedgerError),
    /// The ledger cannot be resolved.
    Resolve(ResolveError),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StartError::Ledger(error) => error.fmt(f),
            StartError::Resolve(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for StartError {}

impl From<LedgerError> for StartError {
    fn from(error: LedgerError) -> StartError {
        StartError::Ledger(error)
    }
}

impl From<ResolveError> for StartError {
    fn from(error: ResolveError) -> StartError {
        StartError::Resolve(error)
    }
}

impl Desk {
    /// A desk over the ledger at `path`. It answers requests that name one of `hosts`, or this machine itself.
    pub fn open(path: PathBuf, hosts: Vec<String>) -> Result<Desk, StartError> {
        Ok(Desk(Arc::new(Inner {
            ledger: Ledger::open(path)?,
            hosts,
            now: RwLock::new(None),
            earlier: Mutex::new(Vec::new()),
            making: Arc::new(Semaphore::new(1)),
            working: Arc::new(Semaphore::new(AT_ONCE)),
            grown: watch::Sender::new(0),
            writing: Writing::default(),
        })))
    }

    /// The ledger. Its calls block.
    pub fn ledger(&self) -> &Ledger {
        &self.0.ledger
    }

    /// What the desk needs where it is written to.
    pub fn writing(&self) -> &Writing {
        &self.0.writing
    }

    /// Names under which the desk may be asked, beside those of this machine.
    pub fn hosts(&self) -> &[String] {
        &self.0.hosts
    }

    /// Tells the last entry that is shown, whenever it changes.
    pub fn grown(&self) -> watch::Receiver<u64> {
        self.0.grown.subscribe()
    }

    /// The snapshot that is shown now; none while the first one is made.
    pub fn now(&self) -> Option<Arc<Snapshot>> {
        self.0.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Looks whether the ledger has grown, and makes a new snapshot if so. Blocks; only one thread may call it at a time.
    pub fn refresh(&self) -> Result<(), StartError> {
        let before = self.now();
        let since = before.as_ref().map_or(Head::empty(), |snapshot| snapshot.head);
        let next = self.0.ledger.ask(|store| -> Result<Option<Snapshot>, StartError> {
            let head = Head::of(store, since)?;
            match &before {
                Some(before) if before.head == head => Ok(None),
                // Decisions change no figure, and are found without a snapshot.
                Some(before) if only_reviews(store, before.head.entry, head.entry)? => Ok(None),
                Some(before) => Ok(Some(before.grown(store, head)?)),
                None => Ok(Some(Snapshot::of(store, head)?)),
            }
        })??;
        if let Some(next) = next {
            let entry = next.head.entry;
            *self.0.now.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(next));
            self.0.grown.send_replace(entry);
        }
        Ok(())
    }

    /// Looks again and again, for ever. `failed` hears why a look failed; the next one may not.
    pub async fn follow(self, failed: impl Fn(StartError)) {
        loop {
            let desk = self.clone();
            if let Ok(Err(error)) = tokio::task::spawn_blocking(move || desk.refresh()).await {
                failed(error);
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// The snapshot of the ledger as it stood, made where it is not at hand.
    pub async fn at(&self, as_of: Option<AsOf>) -> Result<Arc<Snapshot>, Problem> {
        let now = self.now().ok_or_else(Problem::not_ready)?;
        let Some(as_of) = as_of else { return Ok(now) };
        let head = self.ask(move |store| Head::as_of(store, now.head, as_of)).await??;
        if let Some(known) = self.known(head) {
            return Ok(known);
        }
        let desk = self.clone();
        // Made on a task of its own, so that it is at hand later even if nobody waits for it any more.
        let made = tokio::spawn(async move {
            let _turn = desk.0.making.clone().acquire_owned().await.ok();
            match desk.known(head) {
                Some(known) => Ok(known),
                None => {
                    let made = desk.ask(move |store| Snapshot::of(store, head)).await?.map_err(Problem::from)?;
                    Ok(desk.keep(Arc::new(made)))
                }
            }
        });
        match tokio::time::timeout(PATIENCE, made).await {
            Ok(Ok(made)) => made,
            Ok(Err(_)) => Err(Problem::failed("a snapshot of an earlier time could not be made")),
            Err(_) => Err(Problem::not_ready()),
        }
    }

    fn known(&self, head: Head) -> Option<Arc<Snapshot>> {
        let earlier = self.0.earlier.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.now().into_iter().chain(earlier).find(|snapshot| snapshot.head == head)
    }

    fn keep(&self, snapshot: Arc<Snapshot>) -> Arc<Snapshot> {
        let mut earlier = self.0.earlier.lock().unwrap_or_else(PoisonError::into_inner);
        earlier.insert(0, snapshot.clone());
        earlier.truncate(EARLIER);
        snapshot
    }

    /// Runs `work` with a connection to the ledger, on a thread that may wait.
    pub async fn ask<T: Send + 'static>(&self, work: impl FnOnce(&Sqlite) -> T + Send + 'static) -> Result<T, Problem> {
        let _turn = self.0.working.clone().acquire_owned().await.ok();
        let desk = self.clone();
        match tokio::task::spawn_blocking(move || desk.0.ledger.ask(work)).await {
            Ok(done) => Ok(done?),
            Err(_) => Err(Problem::failed("the answer could not be made")),
        }
    }

    /// Runs `work` with the connection that appends, on a thread that may wait.
    pub async fn append<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Sqlite) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let desk = self.clone();
        match tokio::task::spawn_blocking(move || desk.0.ledger.append(work)).await {
            Ok(done) => Ok(done?),
            Err(_) => Err(Problem::failed("the entry could not be written")),
        }
    }
}
