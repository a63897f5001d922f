//! The words of place phrases, read from `data/places/words.tsv`.

use super::PlaceKind;
use crate::lexicon::rows;
use crate::phrases::Fnv;
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::OnceLock;

/// What a word does in a place phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Roles {
    /// The kind of place that the noun names.
    pub(super) noun: Option<PlaceKind>,
    /// It picks a part of a place.
    pub(super) direction: bool,
    /// A preposition that may stand before a place.
    pub(super) before: bool,
    /// A verb whose object may be a place.
    pub(super) verb: bool,
    /// A small word inside names.
    pub(super) particle: bool,
    /// A place in itself.
    pub(super) adverb: bool,
    /// The last word of a name that is no place.
    pub(super) body: bool,
}

type Table = HashMap<&'static str, Roles, BuildHasherDefault<Fnv>>;

/// The roles of a word in lower case; plurals count as their singular.
pub(super) fn roles(word: &str) -> Roles {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let table = TABLE.get_or_init(read);
    if let Some(&roles) = table.get(word) {
        return roles;
    }
    let singular = word.strip_suffix('s').and_then(|stem| table.get(stem)).or_else(|| {
        let stem = word.strip_suffix("es").filter(|stem| !stem.ends_with('i'))?;
        table.get(stem)
    });
    let noun = match (singular, word.strip_suffix("ies")) {
        (Some(roles), _) => roles.noun,
        (None, Some("cit")) => Some(PlaceKind::City),
        (None, Some("countr")) => Some(PlaceKind::Country),
        (None, Some("count" | "territor")) => Some(PlaceKind::Region),
        (None, Some("ferr" | "baker" | "universit" | "embass" | "factor" | "facilit" | "librar" | "refiner")) => {
            Some(PlaceKind::Facility)
        }
        _ => None,
    };
    Roles { noun, ..Roles::default() }
}

fn read() -> Table {
    let mut table = Table::default();
    for row in rows(include_str!("../../data/places/words.tsv")) {
        let (Some(&class), Some(&list)) = (row.first(), row.get(1)) else { continue };
        for word in list.split('|') {
            let roles = table.entry(word).or_default();
            match class {
                "country" => roles.noun = roles.noun.or(Some(PlaceKind::Country)),
                "region" => roles.noun = roles.noun.or(Some(PlaceKind::Region)),
                "city" => roles.noun = roles.noun.or(Some(PlaceKind::City)),
                "area" => roles.noun = roles.noun.or(Some(PlaceKind::Area)),
                "facility" => roles.noun = roles.noun.or(Some(PlaceKind::Facility)),
                "direction" => roles.direction = true,
                "before" => roles.before = true,
                "verb" => roles.verb = true,
                "particle" => roles.particle = true,
                "adverb" => roles.adverb = true,
                "body" => roles.body = true,
                _ => {}
            }
        }
    }
    table
}
