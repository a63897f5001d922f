//! What a figure counts.

use serde::{Deserialize, Serialize};

/// The ways in which people or equipment are affected, as the annotation guideline defines them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Dead, by whatever cause the report gives.
    Killed,
    /// Injured and alive.
    Wounded,
    /// Dead and wounded together, or the word "casualties" undivided.
    Casualties,
    /// Whereabouts unknown.
    Missing,
    /// Prisoners taken; fighters held.
    Captured,
    /// Arrested.
    Detained,
    /// Hostages, kidnapped.
    Abducted,
    /// Freed, exchanged, repatriated.
    Released,
    /// Gave up, defected, deserted.
    Surrendered,
    /// Fled, evacuated, refugees, homeless.
    Displaced,
    /// Sent, stationed, mobilised, recruited; a standing strength.
    Deployed,
    /// Equipment or buildings destroyed, damaged, shot down, lost.
    Destroyed,
}

impl Measure {
    /// Every measure, in the order of the guideline.
    pub const ALL: [Measure; 12] = [
        Measure::Killed,
        Measure::Wounded,
        Measure::Casualties,
        Measure::Missing,
        Measure::Captured,
        Measure::Detained,
        Measure::Abducted,
        Measure::Released,
        Measure::Surrendered,
        Measure::Displaced,
        Measure::Deployed,
        Measure::Destroyed,
    ];

    /// The word of the public format.
    pub const fn name(self) -> &'static str {
        match self {
            Measure::Killed => "killed",
            Measure::Wounded => "wounded",
            Measure::Casualties => "casualties",
            Measure::Missing => "missing",
            Measure::Captured => "captured",
            Measure::Detained => "detained",
            Measure::Abducted => "abducted",
            Measure::Released => "released",
            Measure::Surrendered => "surrendered",
            Measure::Displaced => "displaced",
            Measure::Deployed => "deployed",
            Measure::Destroyed => "destroyed",
        }
    }

    /// The measure of that name.
    pub fn from_name(name: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|measure| measure.name() == name)
    }
}
