//! What speaks for one namesake against another, and the learned weight of each.

use super::layout::Match;
use super::names::Hint;
use super::table::Class;
use crate::lexicon::rows;
use std::sync::OnceLock;

/// How many features there are.
pub const FEATURES: usize = 31;

/// The features of one candidate, as small whole numbers.
pub(super) type Features = [i32; FEATURES];

/// Their names, in order: those of the weights' file.
pub(super) const NAMES: [&str; FEATURES] = [
    "level",
    "level-squared",
    "country",
    "region",
    "district",
    "capital",
    "seat",
    "city",
    "section",
    "area",
    "other-name",
    "short-name",
    "largest-town",
    "country-named",
    "country-share",
    "region-named",
    "contained",
    "not-contained",
    "hint-region",
    "hint-district",
    "hint-town",
    "hint-other",
    "within-30-km",
    "within-100-km",
    "within-300-km",
    "alone",
    "same-region",
    "same-country",
    "repeats-container",
    "region-level",
    "district-level",
];

/// The weights of the features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Namesakes(pub [i32; FEATURES]);

impl Namesakes {
    /// Reads the weights' file; what is not named there weighs nothing.
    pub fn read(file: &'static str) -> Namesakes {
        let mut weights = [0; FEATURES];
        for row in rows(file) {
            let at = NAMES.iter().position(|name| row.first() == Some(name));
            let weight = row.get(1).and_then(|weight| weight.parse().ok());
            if let (Some(at), Some(weight)) = (at, weight) {
                weights[at] = weight;
            }
        }
        Namesakes(weights)
    }

    /// The file of these weights, without its heading.
    pub fn lines(&self) -> String {
        NAMES.iter().zip(self.0).map(|(name, weight)| format!("{name}\t{weight}\n")).collect()
    }

    pub(super) fn score(&self, features: &Features) -> i32 {
        self.0.iter().zip(features).map(|(weight, value)| weight * value).sum()
    }
}

/// The shipped weights.
pub fn weights() -> &'static Namesakes {
    static WEIGHTS: OnceLock<Namesakes> = OnceLock::new();
    WEIGHTS.get_or_init(|| Namesakes::read(include_str!("../../data/places/namesakes.tsv")))
}

/// The features that hang on the candidate alone.
pub(super) fn own(class: Class, level: u8, by: Match, largest: bool) -> Features {
    let mut f = [0; FEATURES];
    let level = i32::from(level);
    match class {
        // The people of a region are those of its towns: its level tells less than a town's.
        Class::Region => f[29] = level,
        Class::District => f[30] = level,
        Class::Country | Class::Area => {}
        _ => (f[0], f[1]) = (level, level * level / 8),
    }
    f[2 + class as usize] = 1;
    f[10] = i32::from(by == Match::Other);
    f[11] = i32::from(by == Match::Short);
    f[12] = i32::from(largest);
    f
}

/// What the words beside a name say for the class.
pub(super) fn hinted(f: &mut Features, hint: Hint, class: Class) {
    let at = match (hint, class) {
        (Hint::None, _) => return,
        (Hint::Region, Class::Region) => 18,
        (Hint::District, Class::District) => 19,
        (Hint::Town, class) if class.is_town() => 20,
        _ => 21,
    };
    f[at] = 1;
}
