//! Columns with tags of the Humanitarian Exchange Language.
//!
//! Each measure has a column of its own, as the standard's tools expect, that holds the number which the wording names;
//! the bounds stand beside. Rows are claims: several may count the same people, so a column is not to be added up.

use crate::Item;
use crate::cell::{Cell, Column, Kind};
use crate::columns::{cell, report, sources, stances};
use crate::terms::{one_line, term};
use hearsay_core::Measure;

/// The number of a claim of this measure.
macro_rules! counted {
    ($measure:ident) => {
        |item: &Item| {
            let claim = &item.recorded.claim;
            if claim.measure == Measure::$measure { claim.quantity.best.into() } else { Cell::Nothing }
        }
    };
}

/// The columns, in order.
pub const COLUMNS: &[Column] = &[
    Column::tagged("id", "#meta+id+claim", Kind::Words, cell!(claim => claim.id.to_string())),
    Column::tagged("measure", "#indicator+name", Kind::Words, cell!(claim => term(&claim.measure))),
    Column::tagged("killed", "#affected+killed", Kind::Whole, counted!(Killed)),
    Column::tagged("wounded", "#affected+injured", Kind::Whole, counted!(Wounded)),
    Column::tagged("casualties", "#affected+casualties", Kind::Whole, counted!(Casualties)),
    Column::tagged("missing", "#affected+missing", Kind::Whole, counted!(Missing)),
    Column::tagged("captured", "#affected+captured", Kind::Whole, counted!(Captured)),
    Column::tagged("detained", "#affected+detained", Kind::Whole, counted!(Detained)),
    Column::tagged("abducted", "#affected+abducted", Kind::Whole, counted!(Abducted)),
    Column::tagged("released", "#affected+released", Kind::Whole, counted!(Released)),
    Column::tagged("surrendered", "#affected+surrendered", Kind::Whole, counted!(Surrendered)),
    Column::tagged("displaced", "#affected+displaced", Kind::Whole, counted!(Displaced)),
    Column::tagged("deployed", "#population+deployed", Kind::Whole, counted!(Deployed)),
    Column::tagged("destroyed", "#impact+destroyed", Kind::Whole, counted!(Destroyed)),
    Column::tagged("low", "#indicator+value+min", Kind::Whole, cell!(claim => claim.quantity.low)),
    Column::tagged("best", "#indicator+value+best", Kind::Whole, cell!(claim => claim.quantity.best)),
    Column::tagged("high", "#indicator+value+max", Kind::Whole, cell!(claim => claim.quantity.high)),
    Column::tagged("hedge", "#indicator+hedge", Kind::Words, cell!(claim => term(&claim.quantity.hedge))),
    Column::tagged("unit", "#indicator+unit", Kind::Words, cell!(claim => term(&claim.quantity.unit))),
    Column::tagged("group", "#group+name", Kind::Words, cell!(claim => claim.affected.text.as_deref().map(one_line))),
    Column::tagged("side", "#group+side", Kind::Words, cell!(claim => claim.affected.side.as_ref())),
    Column::tagged("role", "#group+role", Kind::Words, cell!(claim => term(&claim.affected.role))),
    Column::tagged("actor", "#cause+actor", Kind::Words, cell!(actor? => one_line(&actor.text))),
    Column::tagged("date_start", "#date+start", Kind::Day, cell!(time? => time.from)),
    Column::tagged("date_end", "#date+end", Kind::Day, cell!(time? => time.to)),
    Column::tagged("place", "#loc+name", Kind::Words, place),
    Column::tagged("country", "#country+code+v_iso2", Kind::Words, cell!(place? => place.country.as_ref())),
    Column::tagged("lat", "#geo+lat", Kind::Real, cell!(place? => place.lat)),
    Column::tagged("lon", "#geo+lon", Kind::Real, cell!(place? => place.lon)),
    Column::tagged("where_prec", "#geo+precision", Kind::Whole, cell!(place? => place.precision)),
    Column::tagged("scope", "#event+scope", Kind::Words, cell!(claim => term(&claim.scope))),
    Column::tagged("modality", "#status+modality", Kind::Words, cell!(claim => term(&claim.modality))),
    Column::tagged("sources", "#meta+source", Kind::Words, sources),
    Column::tagged(
        "origin",
        "#meta+source+origin",
        Kind::Words,
        cell!(claim => claim.sources.last().map(|origin| &origin.name)),
    ),
    Column::tagged("stances", "#meta+stances", Kind::Words, stances),
    Column::tagged("outlet", "#meta+outlet", Kind::Words, report!(report => report.outlet.as_ref())),
    Column::tagged("url", "#meta+url", Kind::Words, report!(report => report.url.as_ref())),
    Column::tagged("published", "#date+published", Kind::Day, report!(report => report.published)),
    Column::tagged("evidence", "#description+quote", Kind::Words, cell!(claim => one_line(&claim.evidence.text))),
    Column::tagged("confidence", "#meta+confidence", Kind::Real, |item| {
        Cell::Hundredths(item.recorded.claim.confidence.percent())
    }),
];

/// The gazetteer's name, else the words.
fn place(item: &Item) -> Cell {
    let place = item.recorded.claim.place.as_ref();
    place.map(|place| place.name.clone().unwrap_or_else(|| one_line(&place.text))).into()
}
