//! The register: sources, states, armed groups, ministries, agencies and outlets, with their kinds, sides, parents and
//! other names.
//!
//! It is read from data files that a person can edit (`data/register/*.tsv`). A name it does not know stays unknown:
//! nothing is guessed from a likeness of letters.

mod acronyms;
mod entity;
mod find;
mod load;
mod name;

pub use acronyms::acronyms;
pub use entity::{Entity, EntityKind};
pub use load::RegisterError;
pub use name::plain;

use hearsay_core::EntityId;
use std::collections::BTreeMap;

/// Entities and the names by which they are found.
#[derive(Clone, Debug)]
pub struct Register {
    entities: Vec<Entity>,
    ids: BTreeMap<EntityId, usize>,
    /// By plain name.
    names: BTreeMap<String, usize>,
    /// By the host of an address.
    hosts: BTreeMap<String, usize>,
    /// States, peoples, groups and alliances by the words that stand for them.
    sides: BTreeMap<String, usize>,
    /// Words for a body that most states have, and which it is.
    bodies: BTreeMap<String, usize>,
    /// The sides of each war, by plain name.
    wars: Vec<Vec<String>>,
    /// The body of that state and of that sort.
    of_state: BTreeMap<(usize, usize), usize>,
}

impl Register {
    /// The entity of that id.
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(*self.ids.get(&id)?)
    }

    /// Every entity, in the order of the files.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The entity itself and the bodies it belongs to, nearest first.
    pub fn lineage(&self, id: EntityId) -> Vec<&Entity> {
        let mut line: Vec<&Entity> = Vec::new();
        let mut next = Some(id);
        while let Some(entity) = next.and_then(|id| self.get(id)) {
            // A circle in an edited file must not hang us.
            if line.iter().any(|known| known.id == entity.id) {
                break;
            }
            line.push(entity);
            next = entity.parent;
        }
        line
    }

    /// Whether two sides fight in one war, on whichever side of it.
    pub fn in_one_war(&self, a: &str, b: &str) -> bool {
        let (a, b) = (plain(a), plain(b));
        self.wars.iter().any(|war| war.contains(&a) && war.contains(&b))
    }

    /// Whether one of the two is, or belongs to, the other: then they are not independent of each other.
    pub fn related(&self, a: EntityId, b: EntityId) -> bool {
        self.lineage(a).iter().any(|one| one.id == b) || self.lineage(b).iter().any(|one| one.id == a)
    }
}

#[cfg(test)]
mod tests;
