//! Word vectors learned from unlabelled articles.

use crate::parser::network::Vocabulary;
use std::io;
use std::path::Path;

/// The vectors of a file: the forms that have one, the values (row 0 for unknown words), and the values a word.
pub fn load(path: &Path) -> io::Result<(Vocabulary, Vec<f32>, usize)> {
    let bytes = std::fs::read(path)?;
    let word = |at: usize| bytes.get(at..at + 8).map(|b| u64::from_le_bytes(b.try_into().unwrap_or_default()));
    let short = || io::Error::other("the file of vectors ends early");
    let (count, width) = (word(0).ok_or_else(short)? as usize, word(8).ok_or_else(short)? as usize);
    let mut vocabulary = Vocabulary::default();
    for row in 0..count {
        vocabulary.rows.insert(word(16 + row * 8).ok_or_else(short)?, (row as u32 + 1, 1));
    }
    let values = bytes.get(16 + count * 8..).ok_or_else(short)?;
    let mut frozen = vec![0.0; width];
    frozen.extend(values.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])));
    if frozen.len() != (count + 1) * width {
        return Err(short());
    }
    Ok((vocabulary, frozen, width))
}
