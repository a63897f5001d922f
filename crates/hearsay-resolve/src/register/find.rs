//! From the words of a report to an entity of the register.

use super::name::{brackets, plain};
use super::{Entity, EntityKind, Register};
use hearsay_core::SourceKind;

/// Words after a name that do not change whom it names.
const AFTER: [&str; 18] = [
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokesmen",
    "statement",
    "correspondent",
    "correspondents",
    "reporter",
    "photographer",
    "report",
    "reports",
    "briefing",
    "channel",
    "tv channel",
    "news agency",
    "agency",
    "newspaper",
    "head",
];
/// Words before a name that do not change whom it names.
const BEFORE: [&str; 24] = [
    "according to",
    "country",
    "senior",
    "top",
    "unnamed",
    "anonymous",
    "local",
    "several",
    "two",
    "some",
    "other",
    "pro",
    "official",
    "head of",
    "spokesman of",
    "spokesman for",
    "spokesperson for",
    "spokeswoman for",
    "statement by",
    "statement from",
    "chief of",
    "state",
    "president",
    "source in",
];

impl Register {
    /// The entity that a source of a report is; `None` where the register does not know it.
    pub fn source(&self, name: &str, kind: SourceKind) -> Option<&Entity> {
        if kind == SourceKind::Anonymous || kind == SourceKind::Witness {
            return None;
        }
        let found = brackets(name)
            .and_then(|(inside, outside)| self.by_name(&outside).or_else(|| self.by_name(&inside)))
            .or_else(|| self.by_name(name))?;
        // A person is never the body whose word stands in the name; an outlet is never a state.
        let fits = match kind {
            SourceKind::Person => matches!(found.kind, EntityKind::Person),
            SourceKind::Media => found.is_media(),
            _ => found.kind != EntityKind::Person,
        };
        fits.then_some(found)
    }

    /// The outlet of that name or address.
    pub fn outlet(&self, name: Option<&str>, url: Option<&str>) -> Option<&Entity> {
        let host = url.and_then(host);
        let by_host = host.and_then(|host| {
            let tails = std::iter::successors(Some(host), |host| host.split_once('.').map(|(_, rest)| rest));
            tails.take_while(|host| host.contains('.')).find_map(|host| self.hosts.get(host))
        });
        let by_name = name.and_then(|name| self.names.get(&plain(name)));
        let found = by_name.or(by_host).map(|&at| &self.entities[at])?;
        found.is_media().then_some(found).or_else(|| by_host.map(|&at| &self.entities[at]))
    }

    /// The state, people, group or alliance that a side of a claim is.
    pub fn side(&self, name: &str) -> Option<&Entity> {
        self.sides.get(&plain(name)).or_else(|| self.names.get(&plain(name))).map(|&at| &self.entities[at])
    }

    /// The state that a place of that name is.
    pub fn state(&self, name: &str) -> Option<&Entity> {
        self.sides.get(&plain(name)).map(|&at| &self.entities[at]).filter(|entity| entity.kind == EntityKind::State)
    }

    fn by_name(&self, name: &str) -> Option<&Entity> {
        let mut name = plain(name);
        // Every round takes a word away, so it ends.
        while !name.is_empty() {
            if let Some(at) = self.exact(&name) {
                return self.entities.get(at);
            }
            let shorter = AFTER
                .iter()
                .find_map(|word| name.strip_suffix(word)?.strip_suffix(' '))
                .or_else(|| BEFORE.iter().find_map(|word| name.strip_prefix(word)?.strip_prefix(' ')));
            match shorter {
                Some(shorter) => name = shorter.to_owned(),
                None => return None,
            }
        }
        None
    }

    fn exact(&self, name: &str) -> Option<usize> {
        if let Some(&at) = self.names.get(name) {
            return Some(at);
        }
        // "ministry of defense of russia", "health ministry in yemen".
        for middle in [" of ", " in ", " for "] {
            if let Some((body, state)) = name.rsplit_once(middle)
                && let (Some(&state), Some(&body)) = (self.sides.get(state), self.bodies.get(body))
            {
                return self.of_state.get(&(state, body)).copied();
            }
        }
        // "south korea spy agency": the state is the longest beginning that names one.
        let breaks: Vec<usize> = name.match_indices(' ').map(|(at, _)| at).take(4).collect();
        breaks.iter().rev().find_map(|&at| {
            let state = *self.sides.get(&name[..at])?;
            let rest = &name[at + 1..];
            let body = self.bodies.get(rest).or_else(|| {
                let rest = rest.strip_prefix("state ").or_else(|| rest.strip_prefix("senior "))?;
                self.bodies.get(rest)
            });
            let body = body.and_then(|body| self.of_state.get(&(state, *body)).copied());
            // "South Korea's National Intelligence Service": a body of that state by its own name.
            body.or_else(|| {
                let named = *self.names.get(rest)?;
                (self.entities[named].side == self.entities[state].side).then_some(named)
            })
        })
    }
}

/// The host of an address, without "www.".
fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| host.contains('.'))
}
