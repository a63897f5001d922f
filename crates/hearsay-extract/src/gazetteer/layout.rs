//! The layout of the gazetteer's file, and its writer.
//!
//! In order: the magic bytes and four counts (groups, records, bytes of names, pairs); groups of 8 bytes (country code,
//! record of the region, first record); records of 9 bytes (GeoNames id, latitude and longitude in 65535ths of their range,
//! class and level, length of the name), sorted by group; the start of every 64th name; the names; the first pair of each
//! of 65,536 buckets of keys; and pairs of 5 bytes (20 bits of the key below the bucket's, how the name is borne, record).

use super::key::Key;
use super::table::{Class, RecordId};

pub(super) const MAGIC: &[u8; 8] = b"HGAZ\x01\0\0\0";
pub(super) const HEADER: usize = 24;
pub(super) const GROUP: usize = 8;
pub(super) const RECORD: usize = 9;
pub(super) const PAIR: usize = 5;
pub(super) const ANCHOR: usize = 64;
pub(super) const BUCKET_BITS: u32 = 16;
const PRINT_BITS: u32 = 20;
const RECORD_BITS: u32 = 18;

/// How a record bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Match {
    /// Its usual name.
    Own = 0,
    /// Another name.
    Other = 1,
    /// Its name without "Province" and the like, or with "St" for "Saint".
    Short = 2,
    /// The name of its people: "Syrian".
    People = 3,
}

/// A record, with how it bears the name that was looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The record.
    pub record: RecordId,
    /// How it bears the name.
    pub by: Match,
}

/// The bucket and the print of a key.
pub(super) fn key_parts(key: Key) -> (usize, u32) {
    let bucket = key.0 >> (64 - BUCKET_BITS);
    let print = key.0 >> (64 - BUCKET_BITS - PRINT_BITS) & ((1 << PRINT_BITS) - 1);
    (bucket as usize, print as u32)
}

/// A pair's print and bearer.
pub(super) fn unpack(bytes: &[u8]) -> (u32, Bearer) {
    let all = bytes.iter().rev().fold(0u64, |all, &byte| all << 8 | u64::from(byte));
    let by = match all >> RECORD_BITS & 3 {
        0 => Match::Own,
        1 => Match::Other,
        2 => Match::Short,
        _ => Match::People,
    };
    let record = (all & ((1 << RECORD_BITS) - 1)) as u32;
    ((all >> (RECORD_BITS + 2)) as u32, Bearer { record, by })
}

fn pack(print: u32, bearer: Bearer) -> [u8; PAIR] {
    let all = u64::from(print) << (RECORD_BITS + 2) | (bearer.by as u64) << RECORD_BITS | u64::from(bearer.record);
    let bytes = all.to_le_bytes();
    [bytes[0], bytes[1], bytes[2], bytes[3], bytes[4]]
}

/// A place to be written.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its usual name.
    pub name: String,
    /// ISO 3166-1 alpha-2 code; empty for what lies in several countries.
    pub country: String,
    /// The code of its first-level region in the source ("SY.09"); empty for none.
    pub region: String,
    /// GeoNames id.
    pub geonames: u32,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// Its sort.
    pub class: Class,
    /// How many people.
    pub people: u64,
    /// Every name, with how it is borne.
    pub names: Vec<(String, Match)>,
}

/// Writes the file. `None` where there are more places than the layout can number.
pub fn write(mut drafts: Vec<Draft>) -> Option<Vec<u8>> {
    if drafts.len() >= 1 << RECORD_BITS {
        return None;
    }
    drafts.sort_by(|a, b| {
        let order = |d: &Draft| (d.country.clone(), d.region.clone(), d.class, std::cmp::Reverse(d.people), d.geonames);
        order(a).cmp(&order(b))
    });
    let mut groups: Vec<u8> = Vec::new();
    let (mut records, mut anchors, mut names, mut pairs) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (i, draft) in drafts.iter().enumerate() {
        if i == 0 || (&drafts[i - 1].country, &drafts[i - 1].region) != (&draft.country, &draft.region) {
            // The region's own record comes first in its group.
            let region = if draft.class == Class::Region { i as u32 } else { 0x00FF_FFFF };
            groups.extend(format!("{:2}", draft.country).bytes().take(2));
            groups.extend(&region.to_le_bytes()[..3]);
            groups.extend(&(i as u32).to_le_bytes()[..3]);
        }
        if i % ANCHOR == 0 {
            anchors.extend((names.len() as u32).to_le_bytes());
        }
        let name = cut(&draft.name);
        let level = (draft.people + 1).ilog2().min(31) as u8;
        records.extend(&draft.geonames.to_le_bytes()[..3]);
        records.extend((((draft.lat + 90.0) / 180.0 * 65535.0).round() as u16).to_le_bytes());
        records.extend((((draft.lon + 180.0) / 360.0 * 65535.0).round() as u16).to_le_bytes());
        records.push((draft.class as u8) << 5 | level);
        records.push(name.len() as u8);
        names.extend(name.bytes());
        for (borne, by) in &draft.names {
            let (bucket, print) = key_parts(Key::of(borne));
            pairs.push((bucket, print, i as u32, *by));
        }
    }
    pairs.sort_unstable();
    pairs.dedup_by_key(|&mut (bucket, print, record, _)| (bucket, print, record));
    let mut bytes = MAGIC.to_vec();
    for count in [groups.len() / GROUP, drafts.len(), names.len(), pairs.len()] {
        bytes.extend((count as u32).to_le_bytes());
    }
    bytes.extend(groups);
    bytes.extend(records);
    bytes.extend(anchors);
    bytes.extend(names);
    let mut next = 0;
    for bucket in 0..=1usize << BUCKET_BITS {
        while next < pairs.len() && pairs[next].0 < bucket {
            next += 1;
        }
        bytes.extend(&(next as u32).to_le_bytes()[..3]);
    }
    bytes.extend(pairs.iter().flat_map(|&(_, print, record, by)| pack(print, Bearer { record, by })));
    Some(bytes)
}

/// The first 255 bytes of a name, whole characters.
fn cut(name: &str) -> &str {
    let mut end = name.len().min(255);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}
