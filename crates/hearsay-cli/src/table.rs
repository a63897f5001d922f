//! Tables that a person likes to read, in the width of the terminal: cells are wrapped, not cut.

use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Between two columns.
const GAP: usize = 2;

/// Column headings, and widths that fit.
pub struct Table {
    headings: Vec<&'static str>,
    widths: Vec<usize>,
}

impl Table {
    /// Lays out a table for `rows` (the first of many will do) in `width` columns of the terminal.
    pub fn fit(headings: &[&'static str], rows: &[Vec<String>], width: usize) -> Table {
        let room = width.saturating_sub(GAP * headings.len().saturating_sub(1));
        let wants = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width());
            cells.chain([headings[column].width()]).max().unwrap_or(1).max(1)
        };
        let mut widths: Vec<usize> = (0..headings.len()).map(wants).collect();
        // The widest column gives way first; none gets narrower than its longest word that is of common length.
        let longest = |column: usize| {
            let words = rows.iter().filter_map(|row| row.get(column)).flat_map(|cell| cell.split(' '));
            words.map(UnicodeWidthStr::width).chain([headings[column].width()]).max().unwrap_or(1).min(12)
        };
        let least: Vec<usize> = (0..headings.len()).map(longest).collect();
        while widths.iter().sum::<usize>() > room {
            let candidates = (0..widths.len()).filter(|&column| widths[column] > least[column]);
            let Some(widest) = candidates.max_by_key(|&column| widths[column]) else { break };
            widths[widest] -= 1;
        }
        Table { headings: headings.to_vec(), widths }
    }

    /// The headings, underlined.
    pub fn head(&self) -> String {
        let mut out = self.row(&self.headings.iter().map(|&heading| heading.to_owned()).collect::<Vec<_>>());
        let rule = self.widths.iter().map(|&width| "─".repeat(width)).collect::<Vec<_>>().join(&" ".repeat(GAP));
        let _ = writeln!(out, "{rule}");
        out
    }

    /// One row, on as many lines as its fullest cell takes.
    pub fn row(&self, cells: &[String]) -> String {
        let wrapped: Vec<Vec<String>> = self.widths.iter().zip(cells).map(|(&width, cell)| wrap(cell, width)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        let mut out = String::new();
        for line in 0..height {
            let mut text = String::new();
            for (column, lines) in wrapped.iter().enumerate() {
                let part = lines.get(line).map_or("", String::as_str);
                text.push_str(part);
                text.extend(std::iter::repeat_n(' ', (self.widths[column] + GAP).saturating_sub(part.width())));
            }
            let _ = writeln!(out, "{}", text.trim_end());
        }
        out
    }
}

/// The words of `text` on lines of at most `width`; a longer word is cut into pieces.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let gap = usize::from(!line.is_empty());
        if line.width() + gap + word.width() <= width {
            line.extend([" "].iter().take(gap).copied());
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            if line.width() + letter.width().unwrap_or(0) > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            line.push(letter);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_and_long_ones_cut() {
        assert_eq!(wrap("Lee Seong-kweun ← National", 15), ["Lee Seong-kweun", "← National"]);
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("", 3), Vec::<String>::new());
    }

    #[test]
    fn a_table_fits_its_width() {
        let rows = vec![vec!["one".to_owned(), "many words that go on and on and on".to_owned(), "x".to_owned()]];
        for width in 30..80 {
            let table = Table::fit(&["a", "bb", "ccc"], &rows, width);
            let text = table.head() + &table.row(&rows[0]);
            assert!(text.lines().all(|line| line.width() <= width), "{width}:\n{text}");
        }
    }
}
