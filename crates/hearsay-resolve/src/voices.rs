//! Who speaks, across reports: each source once, tied to the register where it is known there.

use crate::register::{Entity, Register, plain};
use hearsay_core::{Digest, EntityId, SourceKind};
use serde::Serialize;
use std::collections::BTreeMap;

/// A source by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VoiceId(pub(crate) u32);

impl VoiceId {
    /// Its number: numbers begin with 0 and have no gaps.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A source as all reports know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// Names it in addresses: the register's id, or one made from its name.
    pub id: EntityId,
    /// The register's name, else the first name seen.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// What the register knows it as; none where it is unknown.
    pub entity: Option<EntityId>,
    /// Whose party it is.
    pub side: Option<String>,
}

/// Before the names of persons, so that they are none of bodies.
const PERSON: &str = "person ";

/// All sources seen.
#[derive(Clone, Debug, Default)]
pub struct Voices {
    voices: Vec<Voice>,
    by_entity: BTreeMap<EntityId, VoiceId>,
    by_name: BTreeMap<String, VoiceId>,
    /// Plain full names by the short names that some text introduced.
    short: BTreeMap<String, String>,
}

impl Voices {
    /// The voice of a number; none for a number of another resolution.
    pub fn get(&self, id: VoiceId) -> Option<&Voice> {
        self.voices.get(id.0 as usize)
    }

    /// All sources, in the order in which they were first seen.
    pub fn all(&self) -> impl ExactSizeIterator<Item = (VoiceId, &Voice)> {
        self.voices.iter().enumerate().map(|(number, voice)| (VoiceId(number as u32), voice))
    }

    /// Learns that a text calls `full` by a short name. The first text to do so wins.
    pub fn learn(&mut self, short: &str, full: &str) {
        self.short.entry(plain(short)).or_insert_with(|| plain(full));
    }

    /// The voice of a source of a report.
    pub fn source(&mut self, name: &str, kind: SourceKind, register: &Register) -> VoiceId {
        if let Some(entity) = register.source(name, kind) {
            return self.known(entity);
        }
        let name_plain = plain(name);
        let full = self.short.get(&name_plain).cloned();
        let known = full.as_deref().and_then(|full| register.source(full, kind));
        match known {
            Some(entity) => self.known(entity),
            None => self.unknown(name, full.unwrap_or(name_plain), kind),
        }
    }

    /// The voice of the outlet of a report, which speaks where nobody else does.
    pub fn outlet(&mut self, name: Option<&str>, url: Option<&str>, register: &Register) -> VoiceId {
        if let Some(entity) = register.outlet(name, url) {
            return self.known(entity);
        }
        let host = url.and_then(|url| url.split("://").nth(1)?.split('/').next());
        let name = name.or(host.map(|host| host.strip_prefix("www.").unwrap_or(host))).unwrap_or("an unnamed outlet");
        let key = plain(name);
        // A report that cites it may have read its name as a person's.
        let id = match self.by_name.get(&format!("{PERSON}{key}")) {
            Some(&id) => *self.by_name.entry(key).or_insert(id),
            None => self.unknown(name, key, SourceKind::Media),
        };
        if let Some(voice) = self.voices.get_mut(id.0 as usize) {
            voice.kind = SourceKind::Media;
        }
        id
    }

    fn known(&mut self, entity: &Entity) -> VoiceId {
        let next = VoiceId(self.voices.len() as u32);
        let id = *self.by_entity.entry(entity.id).or_insert(next);
        if id == next {
            let Entity { id, name, source, side, .. } = entity.clone();
            self.voices.push(Voice { id, name, kind: source, entity: Some(id), side });
        }
        id
    }

    fn unknown(&mut self, name: &str, key: String, kind: SourceKind) -> VoiceId {
        let next = VoiceId(self.voices.len() as u32);
        // A person and a body of one name are two, unless the body is an outlet; other kinds are read too unsurely to part.
        let outlet =
            self.by_name.get(&key).and_then(|&id| self.get(id)).is_some_and(|one| one.kind == SourceKind::Media);
        let person = if kind == SourceKind::Person && !outlet { PERSON } else { "" };
        let key = format!("{person}{key}");
        let address = EntityId(Digest::of("voice", &[key.as_bytes()]));
        let id = *self.by_name.entry(key).or_insert(next);
        if id == next {
            self.voices.push(Voice { id: address, name: name.to_owned(), kind, entity: None, side: None });
        }
        id
    }
}

#[test]
fn names_of_one_source_are_one_voice() {
    let register = Register::built_in().unwrap();
    let mut voices = Voices::default();
    let spies = voices.source("Seoul's spy agency", SourceKind::Intelligence, &register);
    assert_eq!(voices.source("the NIS", SourceKind::Intelligence, &register), spies);
    voices.learn("HRS", "Harbour Rescue Service");
    let rescue = voices.source("Harbour Rescue Service", SourceKind::Organization, &register);
    assert_eq!(voices.source("the HRS", SourceKind::Organization, &register), rescue);
    assert_eq!(voices.get(rescue).unwrap().entity, None);
    assert_ne!(voices.source("Harbour Rescue Service", SourceKind::Person, &register), rescue);
    let cited = voices.source("Quarry Herald", SourceKind::Person, &register);
    assert_eq!(voices.outlet(Some("Quarry Herald"), None, &register), cited);
    assert_eq!(voices.source("the Quarry Herald", SourceKind::Person, &register), cited);
    assert_eq!(
        voices.outlet(Some("Reuters"), None, &register),
        voices.source("Reuters news agency", SourceKind::Media, &register)
    );
}
