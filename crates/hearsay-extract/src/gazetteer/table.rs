//! The gazetteer's file, read in place.

use super::key::Key;
use super::layout::{ANCHOR, BUCKET_BITS, Bearer, GROUP, HEADER, MAGIC, Match, PAIR, RECORD, key_parts, unpack};

/// What sort of place a record is, from the widest to the narrowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Class {
    /// A country.
    Country = 0,
    /// A first-level region: state, province, oblast, governorate.
    Region = 1,
    /// A second-level region: county, district.
    District = 2,
    /// The capital of a country.
    Capital = 3,
    /// The seat of a region or district.
    Seat = 4,
    /// A city, town or village.
    City = 5,
    /// A part of a city.
    Section = 6,
    /// A continent, sea, valley, peninsula or other area.
    Area = 7,
}

impl Class {
    /// Every class, by number.
    pub const ALL: [Class; 8] = [
        Class::Country,
        Class::Region,
        Class::District,
        Class::Capital,
        Class::Seat,
        Class::City,
        Class::Section,
        Class::Area,
    ];

    /// Whether people live in it as one place.
    pub fn is_town(self) -> bool {
        matches!(self, Class::Capital | Class::Seat | Class::City | Class::Section)
    }
}

/// The number of a record.
pub type RecordId = u32;

/// One place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Record<'a> {
    /// Its usual name.
    pub name: &'a str,
    /// ISO 3166-1 alpha-2 code; empty for what lies in several countries.
    pub country: &'a str,
    /// The record of its first-level region, if it lies in one.
    pub region: Option<RecordId>,
    /// Its GeoNames id; 0 where none is known.
    pub geonames: u32,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// Its sort.
    pub class: Class,
    /// The binary logarithm of its people, rounded.
    pub level: u8,
}

/// The gazetteer: a header, groups of records by country and region, records, names, and pairs of key and record.
#[derive(Clone, Copy, Debug)]
pub struct Gazetteer<'a> {
    groups: &'a [u8],
    records: &'a [u8],
    anchors: &'a [u8],
    names: &'a [u8],
    buckets: &'a [u8],
    pairs: &'a [u8],
}

impl Gazetteer<'static> {
    /// The shipped gazetteer.
    pub fn shipped() -> Gazetteer<'static> {
        Gazetteer::read(include_bytes!("../../models/gazetteer.bin")).unwrap_or(Gazetteer::EMPTY)
    }
}

impl<'a> Gazetteer<'a> {
    /// A gazetteer without a place.
    pub const EMPTY: Gazetteer<'static> =
        Gazetteer { groups: &[], records: &[], anchors: &[], names: &[], buckets: &[], pairs: &[] };

    /// Opens a file; `None` where it is none or is cut short.
    pub fn read(bytes: &'a [u8]) -> Option<Gazetteer<'a>> {
        let header = bytes.get(..HEADER)?;
        if header.get(..MAGIC.len())? != MAGIC {
            return None;
        }
        let count = |i: usize| -> Option<usize> {
            let at = MAGIC.len() + 4 * i;
            Some(u32::from_le_bytes(header.get(at..at + 4)?.try_into().ok()?) as usize)
        };
        let (groups, records, names, pairs) = (count(0)?, count(1)?, count(2)?, count(3)?);
        let mut rest = &bytes[HEADER..];
        let mut take = |length: usize| -> Option<&'a [u8]> {
            let (part, left) = rest.split_at_checked(length)?;
            rest = left;
            Some(part)
        };
        Some(Gazetteer {
            groups: take(groups.checked_mul(GROUP)?)?,
            records: take(records.checked_mul(RECORD)?)?,
            anchors: take(records.div_ceil(ANCHOR).checked_mul(4)?)?,
            names: take(names)?,
            buckets: take(((1 << BUCKET_BITS) + 1) * 3)?,
            pairs: take(pairs.checked_mul(PAIR)?)?,
        })
    }

    /// How many places it holds.
    pub fn len(&self) -> usize {
        self.records.len() / RECORD
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Those that bear a name, and how.
    pub fn find(&self, key: Key) -> impl Iterator<Item = Bearer> + 'a {
        let (bucket, print) = key_parts(key);
        let bound = |i: usize| self.buckets.get(3 * i..3 * i + 3).map_or(0, |b| u24(b) as usize);
        let pairs = self.pairs.get(bound(bucket) * PAIR..bound(bucket + 1) * PAIR).unwrap_or(&[]);
        pairs.chunks_exact(PAIR).map(unpack).filter(move |pair| pair.0 == print).map(|pair| pair.1)
    }

    /// Whether anything but a people bears the name.
    pub fn has(&self, key: Key) -> bool {
        self.find(key).any(|bearer| bearer.by != Match::People)
    }

    /// The capital of a country.
    pub fn capital(&self, country: &str) -> Option<Record<'a>> {
        let in_country =
            (0..self.groups.len() / GROUP).filter(|&i| self.groups[i * GROUP..].starts_with(country.as_bytes()));
        for group in in_country {
            let start = u24(&self.groups[group * GROUP + 5..]);
            let end = self.groups.get((group + 1) * GROUP + 5..).map_or(self.len() as u32, u24);
            let capital = (start..end).find(|&id| self.records[id as usize * RECORD + 7] >> 5 == Class::Capital as u8);
            if let Some(id) = capital {
                return self.record(id);
            }
        }
        None
    }

    /// A record by its number; `None` for a number that is none.
    pub fn record(&self, id: RecordId) -> Option<Record<'a>> {
        let index = id as usize;
        let bytes = self.records.get(index * RECORD..(index + 1) * RECORD)?;
        let (country, region) = self.group(id)?;
        Some(Record {
            name: self.name(index)?,
            country,
            region: region.filter(|&region| region != id),
            geonames: u24(bytes),
            lat: f32::from(u16::from_le_bytes([bytes[3], bytes[4]])) * (180.0 / 65535.0) - 90.0,
            lon: f32::from(u16::from_le_bytes([bytes[5], bytes[6]])) * (360.0 / 65535.0) - 180.0,
            class: Class::ALL[usize::from(bytes[7] >> 5)],
            level: bytes[7] & 31,
        })
    }

    /// The class and level of a record, without the rest.
    pub fn class_and_level(&self, id: RecordId) -> Option<(Class, u8)> {
        let byte = *self.records.get(id as usize * RECORD + 7)?;
        Some((Class::ALL[usize::from(byte >> 5)], byte & 31))
    }

    /// The name of a record: names follow one another, with the start of every sixty-fourth noted.
    fn name(&self, index: usize) -> Option<&'a str> {
        let anchor = index / ANCHOR;
        let start = self.anchors.get(anchor * 4..anchor * 4 + 4)?;
        let mut start = u32::from_le_bytes(start.try_into().ok()?) as usize;
        let length = |i: usize| usize::from(self.records[i * RECORD + 8]);
        for before in anchor * ANCHOR..index {
            start += length(before);
        }
        std::str::from_utf8(self.names.get(start..start + length(index))?).ok()
    }

    /// Country and region of a record: those of the last group that starts at or before it.
    fn group(&self, id: RecordId) -> Option<(&'a str, Option<RecordId>)> {
        let (mut low, mut high) = (0, self.groups.len() / GROUP);
        let start = |i: usize| u24(&self.groups[i * GROUP + 5..]);
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            if start(middle) <= id { low = middle } else { high = middle }
        }
        let group = self.groups.get(low * GROUP..(low + 1) * GROUP)?;
        let country = std::str::from_utf8(&group[..2]).ok()?.trim_end();
        let region = u24(&group[2..]);
        Some((country, (region != 0x00FF_FFFF).then_some(region)))
    }
}

/// Three bytes, little-endian.
fn u24(bytes: &[u8]) -> u32 {
    u32::from(bytes[0]) | u32::from(bytes[1]) << 8 | u32::from(bytes[2]) << 16
}
