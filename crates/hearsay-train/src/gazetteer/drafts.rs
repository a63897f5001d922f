//! The places of the gazetteer, gathered from their sources.

use hearsay_extract::gazetteer::{Class, Draft, Key, Match, is_latin};
use std::collections::HashMap;

/// Countries whose villages below a thousand people are left out, to keep the file small.
const WITHOUT_VILLAGES: &[&str] =
    &["AT", "BE", "CH", "CZ", "DE", "DK", "ES", "FR", "HU", "IT", "LU", "NL", "PL", "PT", "SK", "SI"];

/// Words that a region's name is also known without.
const GENERIC: &[&str] = &[
    "province",
    "governorate",
    "oblast",
    "oblast'",
    "oblast’",
    "region",
    "district",
    "department",
    "prefecture",
    "krai",
    "kray",
    "rayon",
    "raion",
    "state of",
    "province of",
    "republic of",
    "autonomous region",
    "autonomous republic",
    "autonomous province",
    "wilayat",
    "state",
    "municipality",
    "division",
    "territory",
    "cercle",
    "muhafazat",
    "wilaya",
    "emirate of",
    "mintaqat",
    "administrative region",
    "county",
];

/// Countries whose places are also called without the Arabic article.
const ARABIC: &[&str] =
    &["AE", "BH", "DZ", "EG", "IQ", "JO", "KW", "LB", "LY", "MA", "OM", "PS", "QA", "SA", "SD", "SY", "TN", "YE"];

/// Every place.
pub fn drafts(cities: &str, subdivisions: &str) -> Vec<Draft> {
    let towns: Vec<Draft> = cities.lines().filter_map(town).collect();
    let middles = middles(cities);
    let mut all = countries(include_str!("../../../hearsay-extract/data/places/countries.tsv"));
    all.extend(subdivisions.lines().filter_map(|line| subdivision(line, &middles)));
    add_short(&mut all, include_str!("../../../hearsay-extract/data/places/short.tsv"));
    name_in_english(&mut all, include_str!("../../../hearsay-extract/data/places/english.tsv"));
    add_areas(&mut all, include_str!("../../../hearsay-extract/data/places/areas.tsv"));
    all.extend(towns);
    add_towns(&mut all, include_str!("../../../hearsay-extract/data/places/towns.tsv"));
    add_spellings(&mut all, include_str!("../../../hearsay-extract/data/places/spellings.tsv"));
    for draft in &mut all {
        tidy(&mut draft.names);
    }
    all
}

fn rows(file: &str) -> impl Iterator<Item = Vec<&str>> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn countries(file: &str) -> Vec<Draft> {
    let country = |row: Vec<&str>| {
        let [code, id, name, lat, lon, people, _, _, others, demonyms] = row[..] else { return None };
        let mut names = vec![(name.to_string(), Match::Own)];
        names.extend(list(others).map(|name| (name, Match::Other)));
        names.extend(list(demonyms).map(|name| (name, Match::People)));
        Some(Draft {
            name: name.trim_start_matches("The ").to_string(),
            country: code.to_string(),
            region: String::new(),
            geonames: id.parse().ok()?,
            lat: lat.parse().ok()?,
            lon: lon.parse().ok()?,
            class: Class::Country,
            people: people.parse().ok()?,
            names,
        })
    };
    rows(file).filter_map(country).collect()
}

fn list(names: &str) -> impl Iterator<Item = String> + '_ {
    names.split('|').filter(|name| !name.is_empty()).map(str::to_string)
}

/// The mean place and the people of the towns of a region or district.
#[derive(Clone, Copy, Debug, Default)]
struct Middle {
    lat: f64,
    lon: f64,
    towns: f64,
    people: u64,
}

/// By the code of the region or district ("SY.09", "US.LA.001").
fn middles(cities: &str) -> HashMap<String, Middle> {
    let mut middles: HashMap<String, Middle> = HashMap::new();
    for line in cities.lines() {
        let row: Vec<_> = line.split('\t').collect();
        let (Some(lat), Some(lon), Some(people)) = (number(&row, 4), number(&row, 5), number(&row, 14)) else {
            continue;
        };
        let region = format!("{}.{}", row[8], row[10]);
        let district = format!("{region}.{}", row[11]);
        for code in [region, district] {
            let middle = middles.entry(code).or_default();
            middle.lat += lat;
            middle.lon += lon;
            middle.towns += 1.0;
            middle.people += people as u64;
        }
    }
    middles
}

fn number(row: &[&str], at: usize) -> Option<f64> {
    row.get(at)?.parse().ok()
}

fn subdivision(line: &str, middles: &HashMap<String, Middle>) -> Option<Draft> {
    let row: Vec<_> = line.split('\t').collect();
    let (name, code, id, others, level) = (row.first()?, row.get(2)?, row.get(3)?, row.get(5)?, row.get(6)?);
    let class = match *level {
        "1" => Class::Region,
        "2" => Class::District,
        _ => return None,
    };
    let mut parts = code.split('.');
    let (country, first) = (parts.next()?, parts.next()?);
    let middle = middles.get(*code).filter(|middle| middle.towns > 0.0)?;
    let mut names = vec![(name.to_string(), Match::Own)];
    names.extend(list(others).map(|name| (name, Match::Other)));
    Some(Draft {
        name: name.to_string(),
        country: country.to_string(),
        region: format!("{country}.{first}"),
        geonames: id.parse().ok()?,
        lat: (middle.lat / middle.towns) as f32,
        lon: (middle.lon / middle.towns) as f32,
        class,
        people: middle.people,
        names: with_short(names, country, true),
    })
}

fn town(line: &str) -> Option<Draft> {
    let row: Vec<_> = line.split('\t').collect();
    let (id, name, plain, others, code, country) =
        (row.first()?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(7)?, row.get(8)?);
    let people = number(&row, 14)? as u64;
    let class = match *code {
        "PPLC" => Class::Capital,
        "PPLA" | "PPLA2" | "PPLG" => Class::Seat,
        "PPLX" => Class::Section,
        "PPLH" | "PPLQ" | "PPLW" | "PPLCH" => return None,
        _ => Class::City,
    };
    if people < 1000 && WITHOUT_VILLAGES.contains(country) {
        return None;
    }
    let mut names = vec![(name.to_string(), Match::Own), (plain.to_string(), Match::Own)];
    // Codes of airports ("ALP") are no names.
    let named = others.split(',').filter(|name| name.len() > 4 || name.bytes().any(|b| !b.is_ascii_uppercase()));
    names.extend(named.map(|name| (name.to_string(), Match::Other)));
    Some(Draft {
        name: plain.to_string(),
        country: country.to_string(),
        region: format!("{country}.{}", row.get(10)?),
        geonames: id.parse().ok()?,
        lat: number(&row, 4)? as f32,
        lon: number(&row, 5)? as f32,
        class,
        people,
        names: with_short(names, country, false),
    })
}

/// The names with their short forms: without "Province" and the like, "St" for "Saint", "Kursk" for "Kurskaya Oblast'".
fn with_short(mut names: Vec<(String, Match)>, country: &str, is_region: bool) -> Vec<(String, Match)> {
    let mut short = Vec::new();
    let arabic = ARABIC.contains(&country);
    for (name, _) in &names {
        let lower = name.to_lowercase();
        for (long, abbreviation) in [("saint ", "st "), ("fort ", "ft "), ("mount ", "mt "), ("sainte ", "ste ")] {
            if let Some(rest) = lower.strip_prefix(long) {
                short.push(format!("{abbreviation}{rest}"));
            }
        }
        // "Al Qamishli" is also called "Qamishli".
        for article in [
            "al ", "al-", "el ", "el-", "ar ", "ar-", "as ", "as-", "ash ", "ash-", "at ", "at-", "ad ", "ad-", "an ",
            "an-", "az ", "az-",
        ] {
            if let Some(rest) = lower.strip_prefix(article).filter(|rest| arabic && rest.chars().count() > 3) {
                short.push(rest.to_string());
            }
        }
        if !is_region {
            continue;
        }
        for word in GENERIC {
            let stripped = lower.strip_suffix(word).or_else(|| lower.strip_prefix(word)).map(str::trim);
            let Some(stem) = stripped.filter(|stem| stem.len() > 2 && stem.len() < lower.len() - word.len() + 1) else {
                continue;
            };
            short.push(stem.to_string());
            if let Some(stem) = stem.strip_suffix("skaya") {
                short.extend([stem.to_string(), format!("{stem}sk")]);
            }
            if let Some(stem) = stem.strip_suffix("skiy").or_else(|| stem.strip_suffix("sky")) {
                short.extend([stem.to_string(), format!("{stem}sk")]);
            }
        }
    }
    names.extend(short.into_iter().map(|name| (name, Match::Short)));
    names
}

fn add_short(all: &mut [Draft], file: &str) {
    for row in rows(file) {
        let (Some(code), Some(names)) = (row.first(), row.get(1)) else { continue };
        if let Some(draft) = all.iter_mut().find(|draft| draft.class == Class::Region && draft.region == *code) {
            draft.names.extend(list(names).map(|name| (name, Match::Short)));
        }
    }
}

/// Calls regions by their English names, beside the names that they have.
fn name_in_english(all: &mut [Draft], file: &str) {
    for row in rows(file) {
        let [code, name] = row[..] else { continue };
        if let Some(draft) = all.iter_mut().find(|draft| draft.class == Class::Region && draft.region == code) {
            draft.name = name.to_string();
            draft.names.push((name.to_string(), Match::Own));
        }
    }
}

/// Adds other spellings to every place of that country that bears the listed name.
fn add_spellings(all: &mut [Draft], file: &str) {
    for row in rows(file) {
        let [country, name, spellings] = row[..] else { continue };
        let key = Key::of(name);
        let bears = |draft: &&mut Draft| {
            draft.country == country && draft.names.iter().any(|(name, by)| *by != Match::Short && Key::of(name) == key)
        };
        for draft in all.iter_mut().filter(bears) {
            draft.names.extend(list(spellings).map(|name| (name, Match::Other)));
        }
    }
}

/// Adds towns, each in the region of the nearest town of its country.
fn add_towns(all: &mut Vec<Draft>, file: &str) {
    for row in rows(file) {
        let [name, country, lat, lon, ..] = row[..] else { continue };
        let (Ok(lat), Ok(lon)) = (lat.parse::<f32>(), lon.parse::<f32>()) else { continue };
        let far = |draft: &&Draft| (1000.0 * ((draft.lat - lat).powi(2) + (draft.lon - lon).powi(2))) as u64;
        let neighbour = all.iter().filter(|draft| draft.country == country && draft.class.is_town()).min_by_key(far);
        let region = neighbour.map_or(String::new(), |town| town.region.clone());
        let mut names = vec![(name.to_string(), Match::Own)];
        names.extend(list(row.get(4).copied().unwrap_or("")).map(|name| (name, Match::Other)));
        all.push(Draft {
            name: name.to_string(),
            country: country.to_string(),
            region,
            geonames: 0,
            lat,
            lon,
            class: Class::City,
            people: 1000,
            names,
        });
    }
}

/// Adds the areas; one that is a region under the same name in the same country lends it its other names instead.
fn add_areas(all: &mut Vec<Draft>, file: &str) {
    for row in rows(file) {
        let (Some([name, country, id, lat, lon, others]), demonyms) = (row.first_chunk(), row.get(6)) else { continue };
        let (name, country) = (*name, *country);
        let mut names = vec![(name.to_string(), Match::Own)];
        names.extend(list(others).map(|name| (name, Match::Other)));
        names.extend(demonyms.into_iter().flat_map(|names| list(names)).map(|name| (name, Match::People)));
        let key = Key::of(name);
        let same = |draft: &&mut Draft| {
            !country.is_empty()
                && draft.class == Class::Region
                && draft.country == country
                && draft.names.iter().any(|(name, _)| Key::of(name) == key)
        };
        if let Some(region) = all.iter_mut().find(same) {
            region.names.extend(names);
            continue;
        }
        let (Ok(geonames), Ok(lat), Ok(lon)) = (id.parse(), lat.parse(), lon.parse()) else { continue };
        all.push(Draft {
            name: name.to_string(),
            country: country.to_string(),
            region: String::new(),
            geonames,
            lat,
            lon,
            class: Class::Area,
            people: 1 << 18,
            names,
        });
    }
}

/// Leaves out names in other scripts, and those of one letter.
fn tidy(names: &mut Vec<(String, Match)>) {
    names.retain(|(name, _)| is_latin(name) && name.chars().filter(|c| c.is_alphanumeric()).count() >= 2);
}
