//! What stands in a table: columns that know their kind, and cells.

use crate::Item;
use jiff::civil::Date;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Words,
    /// Whole numbers from 0 on.
    Whole,
    /// Numbers with a fraction.
    Real,
    /// Days.
    Day,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name in the heading.
    pub name: &'static str,
    /// Its tag in the Humanitarian Exchange Language; empty in tables without tags.
    pub tag: &'static str,
    /// What it holds; only columns of Parquet have types.
    #[cfg_attr(not(feature = "parquet"), expect(dead_code))]
    pub kind: Kind,
    /// The cell of a claim.
    pub cell: fn(&Item) -> Cell,
}

impl Column {
    /// A column without a tag.
    pub const fn new(name: &'static str, kind: Kind, cell: fn(&Item) -> Cell) -> Column {
        Column { name, tag: "", kind, cell }
    }

    /// A column with a tag.
    pub const fn tagged(name: &'static str, tag: &'static str, kind: Kind, cell: fn(&Item) -> Cell) -> Column {
        Column { name, tag, kind, cell }
    }
}

/// The text of the report: the last column of a table where texts are handed out.
pub const TEXT: Column = Column::tagged("text", "#description+text", Kind::Words, |item| item.text.into());

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Not known, or not said.
    Nothing,
    /// Words.
    Words(String),
    /// A whole number.
    Whole(u64),
    /// A number with a fraction.
    Real(f64),
    /// A number between 0 and 1 in hundredths.
    Hundredths(u8),
    /// A day.
    Day(Date),
}

impl Cell {
    /// The cell as it is written; whether it is words is for the writer to know.
    pub fn written(&self) -> String {
        match self {
            Cell::Nothing => String::new(),
            Cell::Words(words) => words.clone(),
            Cell::Whole(number) => number.to_string(),
            Cell::Real(number) => number.to_string(),
            Cell::Hundredths(number) => format!("{:.2}", f64::from(*number) / 100.0),
            Cell::Day(day) => day.to_string(),
        }
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Cell {
        Cell::Words(words.to_owned())
    }
}

impl From<String> for Cell {
    fn from(words: String) -> Cell {
        Cell::Words(words)
    }
}

impl From<&String> for Cell {
    fn from(words: &String) -> Cell {
        Cell::Words(words.clone())
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Cell {
        Cell::Whole(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Cell {
        Cell::Whole(number.into())
    }
}

impl From<u8> for Cell {
    fn from(number: u8) -> Cell {
        Cell::Whole(number.into())
    }
}

impl From<f32> for Cell {
    /// The number that is written the same: 51.7 stays 51.7, and does not become 51.70000076.
    fn from(number: f32) -> Cell {
        Cell::Real(number.to_string().parse().unwrap_or(f64::from(number)))
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Cell {
        Cell::Day(day)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Nothing, Into::into)
    }
}
