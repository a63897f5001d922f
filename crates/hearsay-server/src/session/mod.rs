//! Who asks: a token in a header, or a session that began with one.
//!
//! Reading may be open; whatever writes asks for a [`Who`]. A browser gets a cookie that scripts cannot read and that no
//! other site can send along; each of its forms carries a word of its session besides, and a post from another site's page
//! is refused before anything else is looked at.

mod guesses;
mod login;
mod origin;
mod posted;
mod who;

pub use login::{badge, routes};
pub use origin::own_pages_only;
pub use posted::{Posted, Refusals, check_word, length_within};
pub use who::Who;

use guesses::Guesses;
use hearsay_ledger::Secret;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a session lasts, used or not.
const LASTS: Duration = Duration::from_secs(12 * 60 * 60);
/// Sessions at once; beyond, the oldest ends.
const AT_ONCE: usize = 4_096;

/// The sessions of a desk, kept in memory: they end with the program.
#[derive(Default)]
pub struct Sessions {
    open: Mutex<HashMap<String, Session>>,
    guesses: Guesses,
}

/// A session. The token is looked at again with every request, so that one that is revoked ends it at once.
#[derive(Clone)]
struct Session {
    secret: Secret,
    /// The word that its forms carry.
    word: String,
    began: Instant,
}

impl Sessions {
    /// Begins a session and gives the value of its cookie; `None` where the system has no random bytes.
    fn begin(&self, secret: Secret) -> Option<String> {
        let (name, word) = (random()?, random()?);
        let mut open = self.open();
        open.retain(|_, session| session.began.elapsed() < LASTS);
        if open.len() >= AT_ONCE {
            let oldest = open.iter().min_by_key(|(_, session)| session.began).map(|(name, _)| name.clone());
            oldest.and_then(|name| open.remove(&name));
        }
        open.insert(name.clone(), Session { secret, word, began: Instant::now() });
        Some(name)
    }

    fn find(&self, name: &str) -> Option<Session> {
        self.open().get(name).filter(|session| session.began.elapsed() < LASTS).cloned()
    }

    fn end(&self, name: &str) {
        self.open().remove(name);
    }

    fn open(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// 256 random bits in hexadecimal digits.
pub fn random() -> Option<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_is_found_until_it_ends_and_there_are_only_so_many() {
        let sessions = Sessions::default();
        let first = sessions.begin(Secret::of([1; 32])).unwrap();
        assert_eq!(first.len(), 64);
        assert!(sessions.find(&first).is_some_and(|session| session.word.len() == 64 && session.word != first));
        assert!(sessions.find("").is_none());
        for _ in 0..AT_ONCE {
            sessions.begin(Secret::of([2; 32])).unwrap();
        }
        assert!(sessions.find(&first).is_none());
        assert_eq!(sessions.open().len(), AT_ONCE);
        let last = sessions.begin(Secret::of([3; 32])).unwrap();
        sessions.end(&last);
        assert!(sessions.find(&last).is_none());
    }
}
