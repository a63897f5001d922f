//! A trained network on disk, at full precision: what the workshop keeps, and from which the shipped model is packed.

use super::network::{Network, Sizes, Vocabulary};
use super::tensor::Lot;
use std::io::{self, Read, Write};
use std::path::Path;

fn put(out: &mut Vec<u8>, number: u64) {
    out.extend_from_slice(&number.to_le_bytes());
}

/// Writes the network and its classes of features.
pub fn save(network: &mut Network, feats: &[String], path: &Path) -> io::Result<()> {
    let s = network.sizes;
    let mut out = Vec::new();
    for number in [s.learned, s.frozen, s.layers, s.tag, s.arc, s.sum, s.product, s.feats] {
        put(&mut out, number as u64);
    }
    for feats in feats {
        put(&mut out, feats.len() as u64);
        out.extend_from_slice(feats.as_bytes());
    }
    for vocabulary in [&network.words, &network.vectors] {
        let mut rows: Vec<_> = vocabulary.rows.iter().map(|(form, &(row, count))| (row, *form, count)).collect();
        rows.sort_unstable();
        put(&mut out, rows.len() as u64);
        for (row, form, count) in rows {
            put(&mut out, u64::from(row));
            put(&mut out, form);
            put(&mut out, u64::from(count));
        }
    }
    put(&mut out, network.frozen.len() as u64);
    out.extend(network.frozen.iter().flat_map(|value| value.to_le_bytes()));
    for weights in network.weights() {
        put(&mut out, weights.w.len() as u64);
        out.extend(weights.w.iter().flat_map(|value| value.to_le_bytes()));
    }
    std::fs::File::create(path)?.write_all(&out)
}

/// Reads a network and its classes of features.
pub fn load(path: &Path) -> io::Result<(Network, Vec<String>)> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.read_to_end(&mut bytes)?;
    let mut at = &bytes[..];
    let mut sizes = [0usize; 8];
    for size in &mut sizes {
        *size = number(&mut at)? as usize;
    }
    let [learned, frozen_width, layers, tag, arc, sum, product, feats] = sizes;
    let sizes = Sizes { learned, frozen: frozen_width, layers, tag, arc, sum, product, feats };
    let mut classes = Vec::new();
    for _ in 0..feats {
        let length = number(&mut at)? as usize;
        classes.push(String::from_utf8_lossy(take(&mut at, length)?).into_owned());
    }
    let mut vocabularies = [Vocabulary::default(), Vocabulary::default()];
    for vocabulary in &mut vocabularies {
        for _ in 0..number(&mut at)? {
            let (row, form, count) = (number(&mut at)?, number(&mut at)?, number(&mut at)?);
            vocabulary.rows.insert(form, (row as u32, count as u32));
        }
    }
    let frozen = floats(&mut at)?;
    let [words, vectors] = vocabularies;
    let mut network = Network::new(sizes, words, vectors, frozen, &mut Lot::new(1));
    for weights in network.weights() {
        let values = floats(&mut at)?;
        if values.len() != weights.w.len() {
            return Err(io::Error::other("the checkpoint does not fit its sizes"));
        }
        weights.w = values;
    }
    Ok((network, classes))
}

fn take<'a>(at: &mut &'a [u8], length: usize) -> io::Result<&'a [u8]> {
    let (head, tail) = at.split_at_checked(length).ok_or_else(|| io::Error::other("the checkpoint ends early"))?;
    *at = tail;
    Ok(head)
}

fn number(at: &mut &[u8]) -> io::Result<u64> {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(take(at, 8)?);
    Ok(u64::from_le_bytes(bytes))
}

fn floats(at: &mut &[u8]) -> io::Result<Vec<f32>> {
    let length = number(at)? as usize;
    Ok(take(at, length * 4)?.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
}
