//! The register, read from its files.

use super::Register;
use super::entity::{Entity, EntityKind};
use super::name::plain;
use hearsay_core::SourceKind;
use std::collections::BTreeMap;
use std::fmt;

const STATES: &str = include_str!("../../data/register/states.tsv");
const GROUPS: &str = include_str!("../../data/register/groups.tsv");
const BODIES: &str = include_str!("../../data/register/bodies.tsv");
const NAMED: &str = include_str!("../../data/register/bodies-named.tsv");
const OUTLETS: &str = include_str!("../../data/register/outlets.tsv");
const WARS: &str = include_str!("../../data/register/wars.tsv");
const PERSONS: &str = include_str!("../../data/register/persons.tsv");

/// A line of a register file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegisterError {
    /// A word in the column of kinds that is no kind.
    UnknownKind {
        /// The word.
        kind: String,
    },
    /// A parent that no line names.
    UnknownParent {
        /// The entity.
        name: String,
        /// Its parent.
        parent: String,
    },
}

impl fmt::Display for RegisterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RegisterError::UnknownKind { kind } => write!(f, "the register has no kind {kind:?}"),
            RegisterError::UnknownParent { name, parent } => {
                write!(f, "the register says that {name} belongs to {parent}, which it does not know")
            }
        }
    }
}

impl std::error::Error for RegisterError {}

/// The sort of a body that most states have: what it is called and what it is as a source.
struct Sort<'a> {
    name: &'a str,
    source: SourceKind,
}

impl Register {
    /// The register of the project's files.
    pub fn built_in() -> Result<Register, RegisterError> {
        Register::read("")
    }

    /// The same with a person's own lines, in the form of `bodies-named.tsv`, which win over ours.
    pub fn read(own: &str) -> Result<Register, RegisterError> {
        let mut register = Register {
            entities: Vec::new(),
            ids: BTreeMap::new(),
            names: BTreeMap::new(),
            hosts: BTreeMap::new(),
            sides: BTreeMap::new(),
            bodies: BTreeMap::new(),
            of_state: BTreeMap::new(),
            wars: rows(WARS).map(|[_, sides]| sides.split('|').map(plain).collect()).collect(),
        };
        register.states();
        register.groups()?;
        let sorts = register.bodies()?;
        register.named(NAMED, &sorts)?;
        register.generic(&sorts);
        register.outlets()?;
        register.named(own, &sorts)?;
        register.persons();
        Ok(register)
    }

    fn states(&mut self) {
        for [name, code, words] in rows(STATES) {
            let mut entity = entity(EntityKind::State, name, SourceKind::Government);
            entity.side = Some(name.to_owned());
            entity.country = text(code);
            let at = self.add(entity);
            self.called(at, words);
            for word in words.split('|').chain([name]) {
                self.sides.entry(plain(word)).or_insert(at);
            }
        }
    }

    fn groups(&mut self) -> Result<(), RegisterError> {
        let mut parents = Vec::new();
        for [kind, name, side, parent, words] in rows(GROUPS) {
            let (kind, source) = match kind {
                "people" => (EntityKind::People, SourceKind::ArmedGroup),
                "group" => (EntityKind::Group, SourceKind::ArmedGroup),
                "alliance" => (EntityKind::Alliance, SourceKind::Military),
                kind => return Err(RegisterError::UnknownKind { kind: kind.to_owned() }),
            };
            let mut entity = entity(kind, name, source);
            entity.side = text(side);
            let at = self.add(entity);
            parents.push((at, name, parent));
            self.called(at, words);
            for word in words.split('|').chain([name]) {
                self.sides.entry(plain(word)).or_insert(at);
            }
        }
        self.belong(&parents)
    }

    fn bodies(&mut self) -> Result<Vec<Sort<'static>>, RegisterError> {
        let mut sorts = Vec::new();
        for [kind, name, words] in rows(BODIES) {
            words.split('|').for_each(|word| {
                self.bodies.entry(plain(word)).or_insert(sorts.len());
            });
            sorts.push(Sort { name, source: source(kind)? });
        }
        Ok(sorts)
    }

    fn named(&mut self, file: &str, sorts: &[Sort<'_>]) -> Result<(), RegisterError> {
        let mut parents = Vec::new();
        for [kind, name, side, parent, sort, words] in rows(file) {
            let mut entity = entity(EntityKind::Body, name, source(kind)?);
            entity.side = text(side);
            let at = self.add(entity);
            parents.push((at, name, parent));
            self.called(at, words);
            let state = self.sides.get(&plain(side)).copied();
            let sort = sorts.iter().position(|one| one.name == sort);
            if let (Some(state), Some(sort)) = (state, sort) {
                self.of_state.insert((state, sort), at);
            }
        }
        self.belong(&parents)
    }

    /// A body of every sort for every state and group that has no named one.
    fn generic(&mut self, sorts: &[Sort<'_>]) {
        let holders: Vec<usize> = (0..self.entities.len())
            .filter(|&at| matches!(self.entities[at].kind, EntityKind::State | EntityKind::Group | EntityKind::People))
            .collect();
        for holder in holders {
            for (sort, Sort { name, source }) in sorts.iter().enumerate() {
                if self.of_state.contains_key(&(holder, sort)) {
                    continue;
                }
                let of = self.entities[holder].clone();
                // A group has no ministries: what is said of its fighters is said of it.
                let at =
                    if of.kind != EntityKind::State && *source != SourceKind::Medical && *source != SourceKind::Media {
                        holder
                    } else {
                        let mut entity = entity(EntityKind::Body, &format!("{} ({name})", of.name), *source);
                        entity.side = of.side;
                        entity.parent = Some(of.id);
                        self.add(entity)
                    };
                self.of_state.insert((holder, sort), at);
            }
        }
    }

    fn outlets(&mut self) -> Result<(), RegisterError> {
        for [kind, name, side, words, hosts] in rows(OUTLETS) {
            let kind = match kind {
                "agency" => EntityKind::Agency,
                "outlet" => EntityKind::Outlet,
                kind => return Err(RegisterError::UnknownKind { kind: kind.to_owned() }),
            };
            let mut entity = entity(kind, name, SourceKind::Media);
            entity.side = text(side);
            let at = self.add(entity);
            self.called(at, words);
            for host in hosts.split('|').filter(|host| !host.is_empty()) {
                self.hosts.entry(host.to_owned()).or_insert(at);
                self.names.entry(plain(host)).or_insert(at);
            }
        }
        Ok(())
    }

    fn persons(&mut self) {
        for [name, body, words] in rows(PERSONS) {
            let of = self.names.get(&plain(body)).map(|&at| self.entities[at].clone());
            let mut entity = entity(EntityKind::Person, name, SourceKind::Person);
            entity.side = of.as_ref().and_then(|of| of.side.clone());
            entity.parent = of.map(|of| of.id);
            let at = self.add(entity);
            self.called(at, words);
        }
    }

    /// Ties entities to the bodies they belong to, wherever in the file those stand.
    fn belong(&mut self, parents: &[(usize, &str, &str)]) -> Result<(), RegisterError> {
        for &(at, name, parent) in parents.iter().filter(|(_, _, parent)| !parent.is_empty()) {
            let Some(&of) = self.names.get(&plain(parent)) else {
                return Err(RegisterError::UnknownParent { name: name.to_owned(), parent: parent.to_owned() });
            };
            self.entities[at].parent = Some(self.entities[of].id);
        }
        Ok(())
    }

    fn add(&mut self, entity: Entity) -> usize {
        let at = self.entities.len();
        self.ids.entry(entity.id).or_insert(at);
        self.names.entry(plain(&entity.name)).or_insert(at);
        self.entities.push(entity);
        at
    }

    fn called(&mut self, at: usize, words: &str) {
        for word in words.split('|').map(plain).filter(|word| !word.is_empty()) {
            self.names.entry(word).or_insert(at);
        }
    }
}

fn entity(kind: EntityKind, name: &str, source: SourceKind) -> Entity {
    let id = Entity::id_of(kind, name);
    Entity { id, name: name.to_owned(), kind, source, side: None, parent: None, country: None }
}

fn text(field: &str) -> Option<String> {
    (!field.is_empty()).then(|| field.to_owned())
}

fn source(kind: &str) -> Result<SourceKind, RegisterError> {
    Ok(match kind {
        "government" => SourceKind::Government,
        "military" => SourceKind::Military,
        "intelligence" => SourceKind::Intelligence,
        "medical" => SourceKind::Medical,
        "international" => SourceKind::International,
        "organization" => SourceKind::Organization,
        "media" => SourceKind::Media,
        "armed_group" => SourceKind::ArmedGroup,
        kind => return Err(RegisterError::UnknownKind { kind: kind.to_owned() }),
    })
}

/// The lines of a file that are no comments, cut into columns; a column left out is empty.
fn rows<const N: usize>(file: &str) -> impl Iterator<Item = [&str; N]> {
    file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or("").trim())
    })
}
