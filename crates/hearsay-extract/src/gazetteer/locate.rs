//! Where the places of a report lie: name, country, coordinates and precision.

use super::names::names;
use super::namesakes::weights;
use super::resolve::{Name, weigh};
use super::table::{Class, Gazetteer, Record};
use crate::layer::Layer;
use crate::places::{PlaceKind, PlaceMention};
use crate::words::Words;
use hearsay_core::Place;

/// Where a place lies, as far as the gazetteer tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Located {
    /// The gazetteer's name.
    pub name: Option<&'static str>,
    /// ISO 3166-1 alpha-2 code; empty where it is not known or there are several.
    pub country: &'static str,
    /// Degrees north and east.
    pub at: Option<(f32, f32)>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// As in UCDP GED's `where_prec`: 1 exact place, 2 near it, 3 district, 4 province, 5 a stretch or part of a country, 6
    /// country, 7 unknown.
    pub precision: u8,
}

/// Where each place phrase lies, in order of the phrases.
pub fn locate(words: &Words, places: &Layer<PlaceMention>) -> Vec<Located> {
    let gazetteer = Gazetteer::shipped();
    let names = names(&gazetteer, words);
    let weighed = weigh(&gazetteer, words, &names, weights());
    let story = country_of(&weighed);
    let record = |key| {
        let name: &Name = weighed.iter().find(|name| name.key == key && !name.people)?;
        name.best.map(|best| (name.candidates[best].id, name.candidates[best].record))
    };
    let all = names.of(names.ids());
    let meant = |place: &PlaceMention| {
        let range = place.tokens.range();
        let start = all.partition_point(|name| name.tokens.range().start < range.start);
        let inside = all[start..].iter().take_while(|name| name.tokens.range().end <= range.end);
        let mut named = inside.filter_map(|name| Some((name.tokens, record(name.key)?.1)));
        let Some((tokens, found)) = named.next() else { return described(words, place, story, &gazetteer) };
        // "Alhan in Idlib province", where only the province is known.
        let own = place
            .name
            .is_none_or(|name| name.range().start < tokens.range().end && tokens.range().start < name.range().end);
        let near = place.preposition.is_some_and(|token| matches!(words.lower(token), "near" | "outside" | "around"))
            || range.clone().take_while(|&at| at < tokens.range().start).any(|at| {
                matches!(
                    words.lower(crate::layer::Id::new(at)),
                    "near" | "outside" | "south" | "north" | "east" | "west" | "between" | "border"
                )
            });
        let directed = range
            .clone()
            .take_while(|&at| at < tokens.range().start)
            .any(|at| crate::places::is_direction(words.lower(crate::layer::Id::new(at))));
        located(&found, if own { Some(near) } else { None }, directed)
    };
    places.iter().map(meant).collect()
}

/// The same, as the public format has it.
pub fn places_located(words: &Words, places: &Layer<PlaceMention>) -> Vec<Option<Place>> {
    let quoted = |(mention, found): (&PlaceMention, Located)| {
        let span = words.span(mention.tokens);
        let quote = words.text.quote(span)?;
        Some(Place {
            quote,
            name: found.name.map(str::to_string),
            country: Some(found.country).filter(|code| !code.is_empty()).map(str::to_string),
            lat: found.at.map(|at| at.0),
            lon: found.at.map(|at| at.1),
            precision: found.precision,
        })
    };
    places.iter().zip(locate(words, places)).map(quoted).collect()
}

/// `near`: whether the phrase says near it; `None` where the record only contains the place.
fn located(record: &Record<'static>, near: Option<bool>, directed: bool) -> Located {
    let precision = match record.class {
        Class::Country if directed => 5,
        Class::Country => 6,
        Class::Region if directed => 5,
        Class::Region => 4,
        Class::District => 3,
        Class::Area => 5,
        _ if near == Some(true) => 2,
        _ => 1,
    };
    Located {
        name: Some(record.name),
        country: record.country,
        at: Some((record.lat, record.lon)),
        geonames: Some(record.geonames).filter(|&id| id != 0),
        precision,
    }
}

/// A phrase without a name that is known: "the capital", "the country", "a village" lie in the country of the story.
fn described(
    words: &Words,
    place: &PlaceMention,
    story: Option<Record<'static>>,
    gazetteer: &Gazetteer<'static>,
) -> Located {
    let unknown = Located { name: None, country: "", at: None, geonames: None, precision: 7 };
    let Some(country) = story else { return unknown };
    if place.name.is_none() {
        match words.lower(place.head) {
            "country" | "nation" | "nationwide" | "countrywide" => return located(&country, Some(false), false),
            "capital" if place.kind != PlaceKind::Description => {
                if let Some(capital) = gazetteer.capital(country.country) {
                    return located(&capital, Some(false), false);
                }
            }
            _ => {}
        }
    }
    Located { country: country.country, precision: 6, ..unknown }
}

/// The country that the report is about: that of most of its names, if it has more than half of them.
fn country_of(all: &[Name<'static>]) -> Option<Record<'static>> {
    let mut votes: Vec<(&'static str, usize, Option<Record<'static>>)> = Vec::new();
    let mut total = 0;
    for name in all {
        let found = match name.best {
            Some(best) => name.candidates[best].record,
            None => match name.candidates.first() {
                Some(people) => people.record,
                None => continue,
            },
        };
        if found.country.is_empty() {
            continue;
        }
        // A place in a country says more than the country's name, which may be that of a speaker.
        let weight = name.mentions * if found.class == Class::Country { 1 } else { 2 };
        total += weight;
        match votes.iter_mut().find(|vote| vote.0 == found.country) {
            Some(vote) => vote.1 += weight,
            None => votes.push((found.country, weight, None)),
        }
        if found.class == Class::Country {
            if let Some(vote) = votes.iter_mut().find(|vote| vote.0 == found.country) {
                vote.2 = Some(found);
            }
        }
    }
    let top = votes.iter().max_by_key(|vote| vote.1)?;
    if top.1 * 2 > total { top.2 } else { None }
}
