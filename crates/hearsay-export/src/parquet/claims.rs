//! Claims in the columns of the CSV, with their types.

use super::file::{File, Values};
use crate::cell::{Cell, Column, Kind, TEXT};
use crate::{Exporter, Item, Texts};
use jiff::civil::{Date, date};
use std::io::{self, Write};

/// So many rows make a group.
const ROWS: usize = 65_536;

/// Writes claims.
pub struct ClaimWriter<W: Write + Send> {
    file: File<W>,
    columns: Vec<(&'static Column, Values)>,
    rows: usize,
}

impl<W: Write + Send> ClaimWriter<W> {
    /// Begins a file.
    pub fn begin(out: W, columns: &'static [Column], texts: Texts) -> io::Result<ClaimWriter<W>> {
        let text = (texts == Texts::Whole).then_some(&TEXT);
        let empty = |column: &'static Column| {
            let values = match column.kind {
                Kind::Words => Values::Words(Vec::new()),
                Kind::Whole => Values::Whole(Vec::new()),
                Kind::Real => Values::Real(Vec::new()),
                Kind::Day => Values::Days(Vec::new()),
            };
            (column, values)
        };
        let columns: Vec<_> = columns.iter().chain(text).map(empty).collect();
        let file = File::begin(out, columns.iter().map(|(column, values)| (column.name, values)))?;
        Ok(ClaimWriter { file, columns, rows: 0 })
    }

    fn group(&mut self) -> io::Result<()> {
        self.rows = 0;
        self.file.group(self.columns.iter_mut().map(|(_, values)| values))
    }
}

impl<W: Write + Send> Exporter for ClaimWriter<W> {
    fn claim(&mut self, item: &Item) -> io::Result<()> {
        for (column, values) in &mut self.columns {
            put(values, (column.cell)(item));
        }
        self.rows += 1;
        if self.rows == ROWS { self.group() } else { Ok(()) }
    }

    fn end(mut self: Box<Self>) -> io::Result<()> {
        if self.rows > 0 {
            self.group()?;
        }
        self.file.end()
    }
}

fn put(values: &mut Values, cell: Cell) {
    match (values, cell) {
        (Values::Words(values), Cell::Nothing) => values.push(None),
        (Values::Words(values), cell) => values.push(Some(cell.written())),
        (Values::Whole(values), Cell::Whole(number)) => values.push(Some(number)),
        (Values::Whole(values), _) => values.push(None),
        (Values::Real(values), Cell::Real(number)) => values.push(Some(number)),
        (Values::Real(values), Cell::Hundredths(number)) => values.push(Some(f64::from(number) / 100.0)),
        (Values::Real(values), _) => values.push(None),
        (Values::Days(values), Cell::Day(day)) => values.push(Some(since_1970(day))),
        (Values::Days(values), _) => values.push(None),
    }
}

fn since_1970(day: Date) -> i32 {
    (day - date(1970, 1, 1)).get_days()
}
