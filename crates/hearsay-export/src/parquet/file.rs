//! A Parquet file on its way out: columns in groups of rows.

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result as Written};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::io::{self, Write};
use std::sync::Arc;

/// The values of one column in one group of rows; `None` where there is none.
pub enum Values {
    Words(Vec<Option<String>>),
    Whole(Vec<Option<u64>>),
    Real(Vec<Option<f64>>),
    /// Days since 1970-01-01.
    Days(Vec<Option<i32>>),
}

impl Values {
    /// The type of the column.
    fn schema(&self, name: &str) -> Written<Type> {
        let (physical, logical) = match self {
            Values::Words(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Values::Whole(_) => (Physical::INT64, Some(LogicalType::integer(64, false))),
            Values::Real(_) => (Physical::DOUBLE, None),
            Values::Days(_) => (Physical::INT32, Some(LogicalType::Date)),
        };
        let column = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        column.with_logical_type(logical).build()
    }

    fn write(&mut self, column: &mut ColumnWriter) -> Written<()> {
        match (self, column) {
            (Values::Words(values), ColumnWriter::ByteArrayColumnWriter(out)) => {
                let (there, values) = parted(values, |words| ByteArray::from(words.into_bytes()));
                out.write_batch(&values, Some(&there), None)
            }
            // Whole numbers are unsigned; the column holds their bits.
            (Values::Whole(values), ColumnWriter::Int64ColumnWriter(out)) => {
                let (there, values) = parted(values, |number| number as i64);
                out.write_batch(&values, Some(&there), None)
            }
            (Values::Real(values), ColumnWriter::DoubleColumnWriter(out)) => {
                let (there, values) = parted(values, |number| number);
                out.write_batch(&values, Some(&there), None)
            }
            (Values::Days(values), ColumnWriter::Int32ColumnWriter(out)) => {
                let (there, values) = parted(values, |day| day);
                out.write_batch(&values, Some(&there), None)
            }
            _ => return Err(ParquetError::General("a column of another type than its values".to_owned())),
        }
        .map(drop)
    }
}

/// Which values are there, and these; nothing is left behind.
fn parted<T, U>(values: &mut Vec<Option<T>>, change: impl Fn(T) -> U) -> (Vec<i16>, Vec<U>) {
    let there = values.iter().map(|value| i16::from(value.is_some())).collect();
    (there, values.drain(..).flatten().map(change).collect())
}

/// Writes groups of rows.
pub struct File<W: Write + Send> {
    out: SerializedFileWriter<W>,
}

impl<W: Write + Send> File<W> {
    /// Begins a file with these columns.
    pub fn begin<'c>(out: W, columns: impl IntoIterator<Item = (&'c str, &'c Values)>) -> io::Result<File<W>> {
        let fields = columns.into_iter().map(|(name, values)| values.schema(name).map(Arc::new));
        let fields = fields.collect::<Written<Vec<_>>>().map_err(failed)?;
        let schema = Type::group_type_builder("hearsay").with_fields(fields).build().map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(concat!("hearsay version ", env!("CARGO_PKG_VERSION")).to_owned());
        let out = SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties.build())).map_err(failed)?;
        Ok(File { out })
    }

    /// Writes a group of rows, and leaves the columns empty.
    pub fn group<'c>(&mut self, columns: impl IntoIterator<Item = &'c mut Values>) -> io::Result<()> {
        let mut columns = columns.into_iter();
        let mut write = || {
            let mut group = self.out.next_row_group()?;
            while let (Some(mut column), Some(values)) = (group.next_column()?, columns.next()) {
                values.write(column.untyped())?;
                column.close()?;
            }
            group.close().map(drop)
        };
        write().map_err(failed)
    }

    /// Writes the end.
    pub fn end(mut self) -> io::Result<()> {
        self.out.finish().map_err(failed)?;
        self.out.inner_mut().flush()
    }
}

/// The failure that lies below, so that a full disk and a closed pipe are told as what they are.
pub fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        other => io::Error::other(other.to_string()),
    }
}
