//! The sparse linear models of attribution: a table of three weights a slot, one for each label of a decision.
//!
//! Weights are whole numbers, so that the same text gives the same labels on every machine.

/// Bits of a feature's slot in the table.
pub const BITS: u32 = 20;

/// Weights are stored in units of one 32nd.
pub const SCALE: f32 = 32.0;

/// A table of weights, three for each slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    weights: Vec<[i8; 4]>,
}

impl Table {
    /// Reads a model file: for each slot held, in rising order, the distance from the slot before (as groups of seven
    /// bits, low ones first) and three weights of one byte. Bytes that do not fit are left out.
    pub fn read(bytes: &[u8]) -> Table {
        let mut weights = vec![[0i8; 4]; 1 << BITS];
        let mut at = 0usize;
        let mut slot = 0usize;
        while at < bytes.len() {
            let mut step = 0usize;
            let mut shift = 0;
            while let Some(&byte) = bytes.get(at) {
                at += 1;
                step |= usize::from(byte & 0x7f) << shift;
                shift += 7;
                if byte & 0x80 == 0 || shift > 28 {
                    break;
                }
            }
            slot += step;
            let Some(three) = bytes.get(at..at + 3) else { break };
            at += 3;
            if let Some(held) = weights.get_mut(slot) {
                for label in 0..3 {
                    held[label] = three[label] as i8;
                }
            }
        }
        Table { weights }
    }

    /// Writes weights, given by slot, as a model file.
    pub fn write(weights: &[[i8; 3]]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut last = 0;
        for (slot, held) in weights.iter().enumerate().filter(|(_, held)| **held != [0; 3]) {
            let mut step = slot - last;
            last = slot;
            while step >= 0x80 {
                bytes.push((step & 0x7f) as u8 | 0x80);
                step >>= 7;
            }
            bytes.push(step as u8);
            bytes.extend(held.iter().map(|weight| *weight as u8));
        }
        bytes
    }

    /// The sums of the weights of these features, one for each label.
    pub fn sum(&self, slots: &[u32]) -> [i32; 3] {
        let mut sum = [0; 3];
        for &slot in slots {
            let held = self.weights[slot as usize & ((1 << BITS) - 1)];
            for label in 0..3 {
                sum[label] += i32::from(held[label]);
            }
        }
        sum
    }
}

/// A hash of bytes (FNV-1a).
pub const fn hash(bytes: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5u32;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// Two hashes as one; the order counts.
pub const fn mix(a: u32, b: u32) -> u32 {
    let mut mixed = a.rotate_left(15) ^ b.wrapping_mul(0x9E37_79B1);
    mixed ^= mixed >> 15;
    mixed = mixed.wrapping_mul(0x85eb_ca6b);
    mixed ^ (mixed >> 13)
}

/// Features of one decision as slots of the table: each a template's number with the values it joins.
#[derive(Clone, Debug, Default)]
pub struct Slots {
    slots: Vec<u32>,
    seed: u32,
    template: u32,
}

impl Slots {
    /// No feature yet, for the decision of that number.
    pub fn of(decision: u32) -> Slots {
        Slots { slots: Vec::with_capacity(96), seed: mix(0x5bd1_e995, decision), template: 0 }
    }

    /// Forgets all features, to begin with the first template again.
    pub fn clear(&mut self) {
        self.slots.clear();
        self.template = 0;
    }

    /// The feature of the next template with these values.
    pub fn add(&mut self, values: &[u32]) {
        self.template += 1;
        self.slots.push(self.slot(values));
    }

    /// The same, where `holds`; the number of the template is used up in any case.
    pub fn add_if(&mut self, holds: bool, values: &[u32]) {
        self.template += 1;
        if holds {
            self.slots.push(self.slot(values));
        }
    }

    fn slot(&self, values: &[u32]) -> u32 {
        let hash = values.iter().fold(mix(self.seed, self.template), |hash, &value| mix(hash, value));
        hash & ((1 << BITS) - 1)
    }

    /// The slots in the order added.
    pub fn as_slice(&self) -> &[u32] {
        &self.slots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_table_reads_the_same() {
        let mut weights = vec![[0i8; 3]; 1 << BITS];
        weights[3] = [1, -2, 127];
        weights[70_000] = [-128, 0, 5];
        let table = Table::read(&Table::write(&weights));
        assert_eq!(table.sum(&[3]), [1, -2, 127]);
        assert_eq!(table.sum(&[3, 70_000]), [-127, -2, 132]);
        assert_eq!(table.sum(&[4]), [0; 3]);
    }

    #[test]
    fn torn_bytes_are_left_out() {
        assert_eq!(Table::read(&[5, 1]).sum(&[5]), [0; 3]);
        assert_eq!(Table::read(&[0xff; 9]).sum(&[0]), [0; 3]);
    }
}
