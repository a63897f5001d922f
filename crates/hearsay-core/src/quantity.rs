//! How many, with the hedge kept as data.

use crate::Quote;
use serde::{Deserialize, Serialize};

/// How the wording bounds a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Hedge {
    /// "two"
    Exact,
    /// "around 300"
    About,
    /// "more than 10,000"
    AtLeast,
    /// "up to 50", "nearly 50"
    AtMost,
    /// "200 to 300"
    Between,
    /// "dozens"
    Vague,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Human beings.
    People,
    /// Tanks, armoured carriers, trucks.
    Vehicles,
    /// Planes and helicopters.
    Aircraft,
    /// Unmanned aircraft.
    Drones,
    /// Missiles and rockets.
    Missiles,
    /// Guns, mortars, launchers.
    Artillery,
    /// Ships and boats.
    Ships,
    /// Houses, schools, hospitals.
    Buildings,
    /// Anything else that is counted.
    Other,
}

/// A number as the text words it: what the wording allows as bounds, never a value of our own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The least that the wording allows.
    pub low: Option<u64>,
    /// The number that the wording names.
    pub best: Option<u64>,
    /// The most that the wording allows.
    pub high: Option<u64>,
    /// How the number is hedged.
    pub hedge: Hedge,
    /// What is counted.
    pub unit: Unit,
    /// The figure words.
    pub quote: Quote,
}
