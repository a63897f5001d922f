//! The columns of `hearsay claims --format csv`, and of Parquet.

use crate::cell::{Cell, Column, Kind};
use crate::terms::{one_line, term};

/// A cell of the claim, or of a part of it that may be missing.
macro_rules! cell {
    ($claim:ident => $value:expr) => {
        |item| {
            let $claim = &item.recorded.claim;
            Cell::from($value)
        }
    };
    ($part:ident? => $value:expr) => {
        |item| item.recorded.claim.$part.as_ref().map_or(Cell::Nothing, |$part| Cell::from($value))
    };
}

/// A cell of the report.
macro_rules! report {
    ($report:ident => $value:expr) => {
        |item| {
            let $report = &item.recorded.report;
            Cell::from($value)
        }
    };
}

pub(crate) use {cell, report};

/// Between the sources of a chain, the nearest to the reader first.
pub const FROM: &str = " < ";

/// The columns, in order.
pub const COLUMNS: &[Column] = &[
    Column::new("id", Kind::Words, cell!(claim => claim.id.to_string())),
    Column::new("measure", Kind::Words, cell!(claim => term(&claim.measure))),
    Column::new("low", Kind::Whole, cell!(claim => claim.quantity.low)),
    Column::new("best", Kind::Whole, cell!(claim => claim.quantity.best)),
    Column::new("high", Kind::Whole, cell!(claim => claim.quantity.high)),
    Column::new("hedge", Kind::Words, cell!(claim => term(&claim.quantity.hedge))),
    Column::new("unit", Kind::Words, cell!(claim => term(&claim.quantity.unit))),
    Column::new("figure", Kind::Words, cell!(claim => one_line(&claim.quantity.text))),
    Column::new("group", Kind::Words, cell!(claim => claim.affected.text.as_deref().map(one_line))),
    Column::new("side", Kind::Words, cell!(claim => claim.affected.side.as_ref())),
    Column::new("role", Kind::Words, cell!(claim => term(&claim.affected.role))),
    Column::new("actor", Kind::Words, cell!(actor? => one_line(&actor.text))),
    Column::new("place", Kind::Words, cell!(place? => one_line(&place.text))),
    Column::new("place_name", Kind::Words, cell!(place? => place.name.as_ref())),
    Column::new("country", Kind::Words, cell!(place? => place.country.as_ref())),
    Column::new("lat", Kind::Real, cell!(place? => place.lat)),
    Column::new("lon", Kind::Real, cell!(place? => place.lon)),
    Column::new("time", Kind::Words, cell!(time? => one_line(&time.text))),
    Column::new("from", Kind::Day, cell!(time? => time.from)),
    Column::new("to", Kind::Day, cell!(time? => time.to)),
    Column::new("scope", Kind::Words, cell!(claim => term(&claim.scope))),
    Column::new("modality", Kind::Words, cell!(claim => term(&claim.modality))),
    Column::new("sources", Kind::Words, sources),
    Column::new("source_types", Kind::Words, source_types),
    Column::new("stances", Kind::Words, stances),
    Column::new("part_of", Kind::Words, cell!(claim => claim.part_of.map(|whole| whole.to_string()))),
    Column::new("evidence", Kind::Words, cell!(claim => one_line(&claim.evidence.text))),
    Column::new("confidence", Kind::Real, |item| Cell::Hundredths(item.recorded.claim.confidence.percent())),
    Column::new("method", Kind::Words, cell!(claim => &claim.method)),
    Column::new("report", Kind::Words, report!(report => &report.id)),
    Column::new("document", Kind::Words, report!(report => report.document.to_string())),
    Column::new("title", Kind::Words, report!(report => report.title.as_ref())),
    Column::new("outlet", Kind::Words, report!(report => report.outlet.as_ref())),
    Column::new("url", Kind::Words, report!(report => report.url.as_ref())),
    Column::new("published", Kind::Day, report!(report => report.published)),
    Column::new("entry", Kind::Whole, |item| Cell::from(item.recorded.entry)),
];

/// The names of the chain, parted by [`FROM`].
pub fn sources(item: &crate::Item) -> Cell {
    let names = item.recorded.claim.sources.iter().map(|source| source.name.as_str());
    some(names.collect::<Vec<_>>().join(FROM))
}

fn source_types(item: &crate::Item) -> Cell {
    let kinds = item.recorded.claim.sources.iter().map(|source| term(&source.kind));
    some(kinds.collect::<Vec<_>>().join(FROM))
}

/// `Moscow: not acknowledged; Seoul: confirms`
pub fn stances(item: &crate::Item) -> Cell {
    let said = item.recorded.claim.stances.iter().map(|on| {
        let stance = term(&on.stance).replace('_', " ");
        format!("{}: {stance}", on.holder)
    });
    some(said.collect::<Vec<_>>().join("; "))
}

fn some(words: String) -> Cell {
    if words.is_empty() { Cell::Nothing } else { Cell::Words(words) }
}
