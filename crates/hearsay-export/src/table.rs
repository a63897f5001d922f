//! Comma-separated values, as RFC 4180 has them, safe to open in a spreadsheet.

use crate::cell::{Cell, Column, TEXT};
use crate::{Exporter, Item, Texts};
use std::io::{self, Write};

/// Writes a heading, a row of tags where the columns have any, and a row a claim.
pub struct Table<W> {
    out: W,
    columns: Vec<&'static Column>,
}

impl<W: Write> Table<W> {
    /// Writes the heading.
    pub fn begin(mut out: W, columns: &'static [Column], texts: Texts) -> io::Result<Table<W>> {
        let text = (texts == Texts::Whole).then_some(&TEXT);
        let columns: Vec<_> = columns.iter().chain(text).collect();
        let line = |part: fn(&&Column) -> &'static str| columns.iter().map(part).collect::<Vec<_>>().join(",");
        write!(out, "{}\r\n", line(|column| column.name))?;
        if columns.iter().any(|column| !column.tag.is_empty() && column.name != TEXT.name) {
            write!(out, "{}\r\n", line(|column| column.tag))?;
        }
        Ok(Table { out, columns })
    }
}

impl<W: Write> Exporter for Table<W> {
    fn claim(&mut self, item: &Item) -> io::Result<()> {
        self.out.write_all(row(self.columns.iter().map(|column| (column.cell)(item))).as_bytes())
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// A row of a table, with its line end.
pub fn row(cells: impl IntoIterator<Item = Cell>) -> String {
    let mut row = cells.into_iter().map(|cell| written(&cell)).collect::<Vec<_>>().join(",");
    row.push_str("\r\n");
    row
}

/// A cell with its marks. Only words are guarded: a negative number begins with a minus and is none of a formula's.
fn written(cell: &Cell) -> String {
    let words = match cell {
        Cell::Words(words) => guarded(words),
        other => return other.written(),
    };
    if words.contains(['"', ',', '\n', '\r']) || words.starts_with(' ') || words.ends_with(' ') {
        format!("\"{}\"", words.replace('"', "\"\""))
    } else {
        words
    }
}

/// Words that a spreadsheet takes as words: an apostrophe stands before what it would take for a formula, and before an
/// apostrophe, so that whoever takes one away from the beginning has the words back. Control characters that are no
/// line break or tab become U+FFFD: a strict reader refuses them.
fn guarded(words: &str) -> String {
    let clean: String = words
        .chars()
        .map(|letter| if letter.is_control() && !matches!(letter, '\n' | '\r' | '\t') { '\u{FFFD}' } else { letter })
        .collect();
    let formula = |letter: char| matches!(letter, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\'');
    let first = clean.trim_start_matches(' ');
    if first.starts_with(formula) || first.starts_with(['\t', '\r', '\n']) { format!("'{clean}") } else { clean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_quoted_and_formulas_are_words() {
        for (words, cell) in [
            ("a", "a"),
            ("b,c", "\"b,c\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("", ""),
            ("=1+1", "'=1+1"),
            ("+44", "'+44"),
            ("-2 to 3", "'-2 to 3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            (" a", "\" a\""),
            ("＝1", "'＝1"),
            ("\tx", "'\tx"),
            ("'tis", "''tis"),
            ("a=b", "a=b"),
            ("nul\0bell\u{7}", "nul\u{FFFD}bell\u{FFFD}"),
        ] {
            assert_eq!(written(&Cell::from(words)), cell, "{words:?}");
        }
        assert_eq!(written(&Cell::from(-12.5f32)), "-12.5");
    }
}
