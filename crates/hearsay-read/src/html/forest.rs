//! Trees of decisions, added up: the form of both models of main text.

/// A sum of trees. Each tree is a run of nodes: a branch is followed by what to do where the number is not above the
/// threshold, and points to what to do where it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forest {
    nodes: Vec<Node>,
    /// Where each tree begins.
    trees: Vec<u32>,
    /// Added to the sum of the trees.
    base: f32,
}

/// A branch or a leaf.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// The number asked for, or [`LEAF`].
    pub number: u16,
    /// How many nodes on the branch for larger numbers begins.
    pub larger: u16,
    /// The threshold of a branch, the value of a leaf.
    pub value: f32,
}

/// Marks a leaf.
pub const LEAF: u16 = u16::MAX;

/// A model file that is cut off or not one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAForest;

impl Forest {
    /// An empty sum of `base`.
    pub fn new(base: f32) -> Forest {
        Forest { base, ..Forest::default() }
    }

    /// Adds a tree.
    pub fn push(&mut self, tree: &[Node]) {
        self.trees.push(self.nodes.len() as u32);
        self.nodes.extend_from_slice(tree);
    }

    /// How likely it is that `row` is of the class learned.
    pub fn likely(&self, row: &[f32]) -> f32 {
        let sum: f32 = self.trees.iter().map(|tree| self.leaf(*tree as usize, row)).sum();
        1.0 / (1.0 + (-(self.base + sum)).exp())
    }

    fn leaf(&self, mut at: usize, row: &[f32]) -> f32 {
        // Every step goes forward, so that a broken file ends the walk as well.
        while let Some(node) = self.nodes.get(at) {
            if node.number == LEAF {
                return node.value;
            }
            let larger = row.get(node.number as usize).is_some_and(|number| *number > node.value);
            at += if larger { usize::from(node.larger.max(1)) } else { 1 };
        }
        0.0
    }

    /// As bytes: base, trees, nodes; all numbers little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.base.to_le_bytes().to_vec();
        bytes.extend((self.trees.len() as u32).to_le_bytes());
        bytes.extend((self.nodes.len() as u32).to_le_bytes());
        self.trees.iter().for_each(|tree| bytes.extend(tree.to_le_bytes()));
        for node in &self.nodes {
            bytes.extend(node.number.to_le_bytes());
            bytes.extend(node.larger.to_le_bytes());
            bytes.extend(node.value.to_le_bytes());
        }
        bytes
    }

    /// Reads what [`Forest::to_bytes`] wrote from the front of `bytes`; gives the rest too.
    pub fn from_bytes(bytes: &[u8]) -> Result<(Forest, &[u8]), NotAForest> {
        let (base, rest) = bytes.split_first_chunk().ok_or(NotAForest)?;
        let (trees, rest) = rest.split_first_chunk().ok_or(NotAForest)?;
        let (nodes, rest) = rest.split_first_chunk().ok_or(NotAForest)?;
        let trees = (u32::from_le_bytes(*trees) as usize).checked_mul(4).ok_or(NotAForest)?;
        let nodes = (u32::from_le_bytes(*nodes) as usize).checked_mul(8).ok_or(NotAForest)?;
        let (trees, rest) = rest.split_at_checked(trees).ok_or(NotAForest)?;
        let (nodes, rest) = rest.split_at_checked(nodes).ok_or(NotAForest)?;
        let trees = trees.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let node = |b: &[u8]| Node {
            number: u16::from_le_bytes([b[0], b[1]]),
            larger: u16::from_le_bytes([b[2], b[3]]),
            value: f32::from_le_bytes([b[4], b[5], b[6], b[7]]),
        };
        let nodes = nodes.chunks_exact(8).map(node).collect();
        Ok((Forest { nodes, trees, base: f32::from_le_bytes(*base) }, rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forest_is_what_was_written() {
        let mut forest = Forest::new(0.5);
        let branch = Node { number: 1, larger: 2, value: 3.0 };
        let leaf = |value| Node { number: LEAF, larger: 0, value };
        forest.push(&[branch, leaf(-1.0), leaf(1.0)]);
        assert!(forest.likely(&[0.0, 4.0]) > 0.8);
        assert!(forest.likely(&[0.0, 3.0]) < 0.4);
        let bytes = forest.to_bytes();
        let read = Forest::from_bytes(&bytes);
        assert_eq!(read, Ok((forest, &[][..])));
        assert!((0..bytes.len()).all(|len| Forest::from_bytes(&bytes[..len]) == Err(NotAForest)));
    }
}
