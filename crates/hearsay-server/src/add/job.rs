//! Work on what somebody added: what was found so far, for whoever waits.

use hearsay_core::ClaimId;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Semaphore, watch};

/// Jobs that are kept; the oldest that are done go first.
const KEPT: usize = 64;
/// Jobs that are worked on at once; beyond, none is taken.
const AT_ONCE: usize = 2;
/// Reports and refusals that a job tells of; more are counted only.
const TOLD: usize = 1_000;

/// A claim that was found.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FoundClaim {
    /// The claim.
    #[schemars(with = "String")]
    pub claim: ClaimId,
    /// What it says, in words.
    pub says: String,
    /// The sentence it stands in.
    pub sentence: String,
}

/// What became of a report, or of an input that could not be read.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum Told {
    /// It stands in the ledger now.
    Added {
        /// Its headline, or its name.
        title: String,
        /// Its claims.
        claims: Vec<FoundClaim>,
    },
    /// It stood there before.
    Known {
        /// Its headline, or its name.
        title: String,
    },
    /// It could not be read, or the ledger refused it.
    Refused {
        /// Which, and why.
        cause: String,
    },
}

/// How far a job is.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct JobState {
    /// Whether everything was read.
    pub done: bool,
    /// Why it ended early, if it did.
    pub failed: Option<String>,
    /// Reports and inputs so far.
    pub count: usize,
    /// Claims so far.
    pub claims: usize,
    /// What became of the first thousand of them, in order.
    pub told: Vec<Told>,
}

/// A job.
pub struct Job {
    /// Its name, which nobody can guess.
    pub name: String,
    /// Whose it is.
    pub owner: String,
    state: Mutex<JobState>,
    changed: watch::Sender<u64>,
}

impl Job {
    fn new(name: String, owner: String) -> Job {
        Job { name, owner, state: Mutex::default(), changed: watch::Sender::new(0) }
    }

    /// Tells what became of one more.
    pub fn tell(&self, told: Told) {
        let mut state = self.lock();
        state.count += 1;
        if let Told::Added { claims, .. } = &told {
            state.claims += claims.len();
        }
        if state.told.len() < TOLD {
            state.told.push(told);
        }
        drop(state);
        self.changed.send_modify(|version| *version += 1);
    }

    /// Ends the job.
    pub fn end(&self, failed: Option<String>) {
        let mut state = self.lock();
        state.done = true;
        state.failed = failed;
        drop(state);
        self.changed.send_modify(|version| *version += 1);
    }

    /// How far it is.
    pub fn state(&self) -> JobState {
        self.lock().clone()
    }

    /// What was told after the first `after`, with how far the job is.
    pub fn since(&self, after: usize) -> (Vec<Told>, JobState) {
        let state = self.lock();
        let new = state.told.get(after..).unwrap_or_default().to_vec();
        (new, JobState { told: Vec::new(), failed: state.failed.clone(), ..*state })
    }

    /// Hears whenever something changes.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    fn lock(&self) -> MutexGuard<'_, JobState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The jobs of a desk.
pub struct Jobs {
    all: Mutex<VecDeque<Arc<Job>>>,
    /// Room for jobs that are worked on.
    pub room: Arc<Semaphore>,
}

impl Default for Jobs {
    fn default() -> Jobs {
        Jobs { all: Mutex::default(), room: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl Jobs {
    /// A new job of that name.
    pub fn begin(&self, name: String, owner: String) -> Arc<Job> {
        let job = Arc::new(Job::new(name, owner));
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.push_back(job.clone());
        if all.len() > KEPT {
            let oldest = all.iter().position(|job| job.lock().done).unwrap_or(0);
            all.remove(oldest);
        }
        job
    }

    /// The job of that name, if it is theirs.
    pub fn find(&self, name: &str, owner: &str) -> Option<Arc<Job>> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().find(|job| job.name == name && job.owner == owner).cloned()
    }
}

#[test]
fn a_job_is_found_by_its_owner_only_and_old_ones_go() {
    let jobs = Jobs::default();
    let first = jobs.begin("1".to_owned(), "Anna".to_owned());
    first.tell(Told::Refused { cause: "x".to_owned() });
    first.end(None);
    assert!(jobs.find("1", "Anna").is_some() && jobs.find("1", "Ben").is_none());
    assert_eq!(first.since(0).0.len(), 1);
    assert_eq!(first.since(5).0.len(), 0);
    for n in 0..KEPT {
        jobs.begin(format!("more {n}"), "Ben".to_owned());
    }
    assert!(jobs.find("1", "Anna").is_none() && jobs.find("more 0", "Ben").is_some());
}
