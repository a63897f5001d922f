//! News reports with their place names linked to GeoNames.

use flate2::read::GzDecoder;
use hearsay_core::{Digest, Span, Text};
use serde_json::Value;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// A place name in a report.
#[derive(Clone, Debug)]
pub struct GoldName {
    /// Where it stands, in bytes.
    pub span: Span,
    /// GeoNames id and coordinates, where it is linked.
    pub place: Option<GoldPlace>,
}

/// What it is linked to.
#[derive(Clone, Copy, Debug)]
pub struct GoldPlace {
    /// GeoNames id; 0 where only coordinates are given.
    pub geonames: u32,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
}

/// A report with its place names in order.
#[derive(Clone, Debug)]
pub struct GoldReport {
    /// The report.
    pub text: Text,
    /// Its names.
    pub names: Vec<GoldName>,
    /// Whether it is in the half that weights are learned from.
    pub seen: bool,
}

/// Reads a gzip file of reports.
pub fn read(path: &Path) -> Result<Vec<GoldReport>, Box<dyn Error>> {
    let file = std::fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    BufReader::new(GzDecoder::new(file)).lines().map(|line| report(&serde_json::from_str(&line?)?)).collect()
}

fn report(row: &Value) -> Result<GoldReport, Box<dyn Error>> {
    let text = row["text"].as_str().ok_or("a report without text")?;
    let bytes: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect();
    let offset = |value: &Value| value.as_u64().and_then(|at| bytes.get(at as usize).copied());
    let number = |value: &Value| value.as_str().and_then(|text| text.parse::<f32>().ok());
    let mut names = Vec::new();
    for name in row["toponyms"].as_array().into_iter().flatten() {
        let (Some(start), Some(end)) = (offset(&name["start"]), offset(&name["end"])) else { continue };
        let place = match (number(&name["lat"]), number(&name["lon"])) {
            (Some(lat), Some(lon)) => {
                let geonames = name["geonameid"].as_str().and_then(|id| id.parse().ok()).unwrap_or(0);
                Some(GoldPlace { geonames, lat, lon })
            }
            _ => None,
        };
        names.push(GoldName { span: Span::new(start, end), place });
    }
    names.sort_by_key(|name| name.span.start());
    let seen = Digest::of("place-report", &[text.as_bytes()]).as_bytes()[0].is_multiple_of(2);
    Ok(GoldReport { text: Text::new(text.to_owned()), names, seen })
}
