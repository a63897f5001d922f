//! The packed model: read without a copy of its large tables.

use super::features::{BUCKETS, DISTANCES};
use super::lemmas::Lemmas;
use super::product::{LANES, Matrix};
use super::recurrent::MAX_HALF;
use crate::tags::{Entity, Rel, Upos};

/// The first bytes of a model.
pub const MAGIC: &[u8; 8] = b"hssyntx2";

/// Bytes of one place in the table of forms: a piece of the hash, the row of its embedding, the row of its vector.
pub const SLOT: usize = 12;

/// A table of rows of bytes with the value of one unit.
#[derive(Clone, Debug)]
pub struct Table {
    /// Values a row.
    pub width: usize,
    /// The value of one unit.
    pub scale: f32,
    bytes: &'static [u8],
}

impl Table {
    /// A row; the first one if there is no such row.
    pub fn row(&self, row: usize) -> &'static [u8] {
        let start = row * self.width;
        self.bytes.get(start..start + self.width).unwrap_or(&self.bytes[..self.width])
    }
}

/// A layer: for each direction its matrix and the vectors of its gates.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Forward and backward.
    pub matrices: [Matrix<'static>; 2],
    /// Biases of the two gates, then their weights on the state.
    pub gates: [Vec<f32>; 2],
}

/// A parser's model.
#[derive(Clone, Debug)]
pub struct Model {
    /// Classes of entities.
    pub entities: usize,
    /// Values a word.
    pub width: usize,
    /// Where each projection begins, as in training: tag, arc twice, sum twice, product twice, end.
    pub cuts: [usize; 8],
    slots: &'static [u8],
    /// Embeddings of forms.
    pub forms: Table,
    /// Embeddings of affixes.
    pub affixes: Table,
    /// Vectors of forms.
    pub vectors: Table,
    /// Recurrent layers.
    pub layers: Vec<Layer>,
    /// Projections of the last states.
    pub projection: Matrix<'static>,
    /// Scores of tags.
    pub tags: Matrix<'static>,
    /// The product between the sides of an arc.
    pub arcs: Matrix<'static>,
    /// Scores of relations.
    pub rels: Matrix<'static>,
    /// The root as a head of arcs.
    pub root: Vec<f32>,
    /// What each class of distance adds to an arc.
    pub distances: Vec<f32>,
    /// The root as a head of relations: sums, then products.
    pub far: Vec<f32>,
    /// What each class of distance adds to the sums.
    pub steps: Vec<f32>,
    /// Classes of features.
    pub feats: Vec<&'static str>,
    /// How lemmas are made.
    pub lemmas: Lemmas,
}

impl Model {
    /// Reads a model; `None` if the bytes are not one.
    pub fn read(bytes: &'static [u8]) -> Option<Model> {
        let mut file = File { bytes, at: 0 };
        let magic = file.take(8)?;
        // The first models knew nothing of entities.
        let entities = if magic == MAGIC { Entity::ALL.len() } else { 0 };
        if magic != MAGIC && magic != b"hssyntx1" {
            return None;
        }
        let mut sizes = [0usize; 8];
        for size in &mut sizes {
            *size = file.number()?;
        }
        let [learned, frozen, layers, tag, arc, sum, product, feats] = sizes;
        let width = learned + frozen;
        if width == 0 || width % 8 != 0 || width / 2 > MAX_HALF || layers > 16 || feats == 0 {
            return None;
        }
        let mut cuts = [0; 8];
        for (i, part) in [tag, arc, arc, sum, sum, product, product].into_iter().enumerate() {
            cuts[i + 1] = cuts[i] + part;
        }
        let feats = (0..feats).map(|_| file.string()).collect::<Option<Vec<_>>>()?;
        let slots = file.number()?;
        if !slots.is_power_of_two() {
            return None;
        }
        let slots = file.take(slots * SLOT)?;
        let forms = file.table(learned)?;
        let affixes = file.table(learned)?;
        if affixes.bytes.len() < BUCKETS * learned {
            return None;
        }
        let vectors = file.table(frozen)?;
        let half = width / 2;
        let layers = (0..layers)
            .map(|_| {
                let matrices = [file.matrix(width, 3 * half)?, file.matrix(width, 3 * half)?];
                let gates = [file.fractions(4 * half)?, file.fractions(4 * half)?];
                Some(Layer { matrices, gates })
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Model {
            entities,
            width,
            cuts,
            slots,
            forms,
            affixes,
            vectors,
            layers,
            projection: file.matrix(width, cuts[7])?,
            tags: file.matrix(tag, Upos::ALL.len() + feats.len() + entities)?,
            arcs: file.matrix(arc, arc)?,
            rels: file.matrix(sum + product, Rel::ALL.len())?,
            root: file.fractions(arc)?,
            distances: file.fractions(DISTANCES)?,
            far: file.fractions(sum + product)?,
            steps: file.fractions(DISTANCES * sum)?,
            feats,
            lemmas: Lemmas::read(&mut file)?,
        })
    }

    /// The rows of a form in the tables of forms and of vectors; 0 where it is unknown.
    pub fn rows(&self, form: u64) -> (usize, usize) {
        let count = self.slots.len() / SLOT;
        let piece = (form >> 32) as u32;
        let mut at = form as usize & (count - 1);
        for _ in 0..count {
            let slot = &self.slots[at * SLOT..(at + 1) * SLOT];
            let part = |i: usize| u32::from_le_bytes([slot[i], slot[i + 1], slot[i + 2], slot[i + 3]]);
            let (known, row, vector) = (part(0), part(4) as usize, part(8) as usize);
            if row == 0 && vector == 0 {
                return (0, 0);
            }
            if known == piece {
                return (row, vector);
            }
            at = (at + 1) & (count - 1);
        }
        (0, 0)
    }
}

/// A model file as it is read.
#[derive(Debug)]
pub struct File {
    bytes: &'static [u8],
    at: usize,
}

impl File {
    /// The next `length` bytes.
    pub fn take(&mut self, length: usize) -> Option<&'static [u8]> {
        let part = self.bytes.get(self.at..self.at.checked_add(length)?)?;
        self.at += length;
        Some(part)
    }

    /// The next whole number.
    pub fn number(&mut self) -> Option<usize> {
        let bytes = self.take(4)?;
        Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize)
    }

    /// The next string.
    pub fn string(&mut self) -> Option<&'static str> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    fn fractions(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.take(count * 4)?;
        Some(bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    fn table(&mut self, width: usize) -> Option<Table> {
        let rows = self.number()?;
        let scale = self.fractions(1)?[0];
        let bytes = self.take(rows * width)?;
        (rows > 0).then_some(Table { width, scale, bytes })
    }

    /// A matrix of so many inputs and columns; columns are padded to whole lanes.
    fn matrix(&mut self, inputs: usize, columns: usize) -> Option<Matrix<'static>> {
        let columns = columns.div_ceil(LANES) * LANES;
        let scales = self.fractions(columns)?;
        let biases = self.fractions(columns)?;
        let packed = self.take(inputs * columns)?;
        inputs.is_multiple_of(4).then(|| Matrix::new(inputs, packed, scales, biases))
    }
}
