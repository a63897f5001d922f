//! An entity of the register.

use hearsay_core::{Digest, EntityId, SourceKind};
use serde::Serialize;

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A state.
    State,
    /// A people without a state of its own.
    People,
    /// A non-state armed group.
    Group,
    /// An alliance or coalition.
    Alliance,
    /// A ministry, army, service, hospital board or organisation.
    Body,
    /// A news agency: others print its stories.
    Agency,
    /// Any other outlet.
    Outlet,
    /// A public person who speaks for a body.
    Person,
}

/// A source, group or place that has a name of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// Made from kind and name.
    pub id: EntityId,
    /// Its usual English name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// What it is as a source.
    pub source: SourceKind,
    /// Whose party it is: a state or armed group; none for those who are nobody's.
    pub side: Option<String>,
    /// The body that it is a part of or speaks for.
    pub parent: Option<EntityId>,
    /// ISO 3166-1 alpha-2 code of a state.
    pub country: Option<String>,
}

impl Entity {
    /// The id of an entity of that kind and name.
    pub fn id_of(kind: EntityKind, name: &str) -> EntityId {
        EntityId(Digest::of("entity", &[format!("{kind:?}").as_bytes(), name.as_bytes()]))
    }

    /// Whether it gathers news itself and passes on that of others.
    pub fn is_media(&self) -> bool {
        matches!(self.kind, EntityKind::Agency | EntityKind::Outlet) || self.source == SourceKind::Media
    }
}
