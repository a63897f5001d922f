//! Columns as the codebook of the UCDP Georeferenced Event Dataset names them, as far as a claim can fill them.
//!
//! A row is a claim, not an event: nothing is merged, and a bound that the wording leaves open stays empty.

use crate::Item;
use crate::cell::{Cell, Column, Kind};
use crate::columns::{cell, report, sources, stances};
use crate::terms::{one_line, term};
use hearsay_core::Scope;
use jiff::civil::Date;

/// The columns, in order.
pub const COLUMNS: &[Column] = &[
    Column::new("id", Kind::Words, cell!(claim => claim.id.to_string())),
    Column::new("measure", Kind::Words, cell!(claim => term(&claim.measure))),
    Column::new("low", Kind::Whole, cell!(claim => claim.quantity.low)),
    Column::new("best", Kind::Whole, cell!(claim => claim.quantity.best)),
    Column::new("high", Kind::Whole, cell!(claim => claim.quantity.high)),
    Column::new("hedge", Kind::Words, cell!(claim => term(&claim.quantity.hedge))),
    Column::new("unit", Kind::Words, cell!(claim => term(&claim.quantity.unit))),
    Column::new("side_affected", Kind::Words, cell!(claim => claim.affected.side.as_ref())),
    Column::new("role_affected", Kind::Words, cell!(claim => term(&claim.affected.role))),
    Column::new("group_affected", Kind::Words, cell!(claim => claim.affected.text.as_deref().map(one_line))),
    Column::new("side_acting", Kind::Words, cell!(actor? => one_line(&actor.text))),
    Column::new("date_start", Kind::Day, cell!(time? => time.from)),
    Column::new("date_end", Kind::Day, cell!(time? => time.to)),
    Column::new("date_prec", Kind::Whole, cell!(time? => date_precision(time.from, time.to))),
    Column::new("event_clarity", Kind::Whole, cell!(claim => clarity(claim.scope))),
    Column::new("where_prec", Kind::Whole, cell!(place? => place.precision)),
    Column::new("where_coordinates", Kind::Words, cell!(place? => place.name.as_ref())),
    Column::new("where_description", Kind::Words, cell!(place? => one_line(&place.text))),
    Column::new("latitude", Kind::Real, cell!(place? => place.lat)),
    Column::new("longitude", Kind::Real, cell!(place? => place.lon)),
    Column::new("country", Kind::Words, cell!(place? => place.country.as_ref())),
    Column::new("source_article", Kind::Words, article),
    Column::new("source_office", Kind::Words, report!(report => report.outlet.as_ref())),
    Column::new("source_date", Kind::Day, report!(report => report.published)),
    Column::new("source_headline", Kind::Words, report!(report => report.title.as_deref().map(one_line))),
    Column::new("source_original", Kind::Words, cell!(claim => claim.sources.last().map(|origin| &origin.name))),
    Column::new("source_chain", Kind::Words, sources),
    Column::new("source_url", Kind::Words, report!(report => report.url.as_ref())),
    Column::new("modality", Kind::Words, cell!(claim => term(&claim.modality))),
    Column::new("stances", Kind::Words, stances),
    Column::new("evidence", Kind::Words, cell!(claim => one_line(&claim.evidence.text))),
    Column::new("confidence", Kind::Real, |item| Cell::Hundredths(item.recorded.claim.confidence.percent())),
];

/// `Plain Wire,2025-01-13,Shelling of the port`, as the codebook writes its references.
fn article(item: &Item) -> Cell {
    let report = &item.recorded.report;
    let parts =
        [report.outlet.clone(), report.published.map(|day| day.to_string()), report.title.as_deref().map(one_line)];
    let told = parts.into_iter().flatten().collect::<Vec<_>>().join(",");
    if told.is_empty() { Cell::from(report.url.as_ref()) } else { told.into() }
}

/// 1 a day, 2 up to six days, 3 a week, 4 up to a month, 5 longer; unknown where an end is.
fn date_precision(from: Option<Date>, to: Option<Date>) -> Option<u8> {
    let (from, to) = (from?, to?);
    let month = from.first_of_month() == to.first_of_month();
    Some(match (to - from).get_days() + 1 {
        ..=1 => 1,
        2..=6 => 2,
        7 => 3,
        8..=30 => 4,
        31 if month => 4,
        _ => 5,
    })
}

/// 1 for an event told apart from others, 2 for a total.
fn clarity(scope: Scope) -> u8 {
    match scope {
        Scope::Incident => 1,
        Scope::Cumulative => 2,
    }
}

#[test]
fn the_precision_of_a_date_is_that_of_the_codebook() {
    let of = |from: &str, to: &str| date_precision(from.parse().ok(), to.parse().ok());
    assert_eq!(of("2025-01-13", "2025-01-13"), Some(1));
    assert_eq!(of("2025-01-11", "2025-01-12"), Some(2));
    assert_eq!(of("2025-01-06", "2025-01-12"), Some(3));
    assert_eq!(of("2025-01-01", "2025-01-31"), Some(4));
    assert_eq!(of("2024-12-20", "2025-01-19"), Some(5));
    assert_eq!(of("2024-02-24", "2025-01-13"), Some(5));
    assert_eq!(of("", "2025-01-13"), None);
}
