//! How sure the program is that it read a claim right.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calibrated probability in hundredths: of claims at 0.9, nine in ten are right. Kept whole, so that ids and ledgers
/// are the same bytes on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

impl Confidence {
    /// The nearest hundredth; anything outside 0 to 1 (or not a number) is brought to the nearer end.
    pub fn new(probability: f32) -> Confidence {
        Confidence((probability.clamp(0.0, 1.0) * 100.0).round() as u8)
    }

    /// Between 0 and 1.
    pub fn get(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// In hundredths.
    pub fn percent(self) -> u8 {
        self.0
    }
}

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 100.0)
    }
}

impl<'de> Deserialize<'de> for Confidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Confidence, D::Error> {
        f32::deserialize(deserializer).map(Confidence::new)
    }
}
