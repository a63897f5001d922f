//! Where the places of a report lie: name, country, coordinates and precision.

use super::names::{Hint, NameMention, names};
use super::namesakes::weights;
use super::resolve::{Name, kilometres, weigh};
use super::table::{Class, Gazetteer, Record};
use crate::layer::{Id, Layer};
use crate::places::{PlaceKind, PlaceMention, is_direction};
use crate::words::Words;

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
    /// Whether it tells its country though the report does not name that: a region, or a town of some 250,000 people.
    pub telling: bool,
}

/// The level of a town that everybody places.
const LARGE: u8 = 18;

/// Where each place phrase lies, in order of the phrases.
pub fn locate(words: &Words, places: &Layer<PlaceMention>) -> Vec<Located> {
    let gazetteer = Gazetteer::shipped();
    let names = names(&gazetteer, words);
    let weighed = weigh(&gazetteer, words, &names, weights());
    let story = country_of(&weighed);
    let chart = Chart { words, gazetteer, names: &names, weighed, story };
    places.iter().map(|place| chart.locate(place)).collect()
}

/// The names of a report with what they mean.
struct Chart<'a> {
    words: &'a Words<'a>,
    gazetteer: Gazetteer<'static>,
    names: &'a Layer<NameMention>,
    weighed: Vec<Name<'static>>,
    story: Option<Record<'static>>,
}

impl Chart<'_> {
    fn locate(&self, place: &PlaceMention) -> Located {
        let range = place.tokens.range();
        let all = self.names.of(self.names.ids());
        let start = all.partition_point(|name| name.tokens.range().start < range.start);
        let inside = all[start..].iter().take_while(|name| name.tokens.range().end <= range.end);
        let mut inside = inside.filter_map(|name| Some((name, self.meant(name)?)));
        let Some(mut first) = inside.next() else { return self.described(place) };
        // "Russia's Kursk region" is in Kursk.
        while let Some(next) = inside.next().filter(|_| self.possesses(first.0)) {
            first = next;
        }
        let (name, record) = first;
        let start = name.tokens.range().start;
        let lead = || (range.start..start).map(|at| self.words.lower(Id::new(at)));
        // "Alhan in Idlib province", where only the province is known.
        let own = place.name.is_none_or(|own| own.range().start < name.tokens.range().end && start < own.range().end);
        let beside = |word: &str| {
            matches!(word, "near" | "outside" | "around" | "south" | "north" | "east" | "west" | "between" | "border")
        };
        let near = place.preposition.is_some_and(|token| beside(self.words.lower(token)))
            || lead().any(beside)
            || (!own && !matches!(lead().next_back(), Some("in" | "of" | "city")));
        // "Alta" is Alberta and "Coast" a region of Tanzania only where the report says more of that land.
        let written = self.words.text.at(self.words.span(name.tokens)).to_lowercase();
        let own_name = record.name.to_lowercase().starts_with(&written);
        let found = located(&record, near, lead().any(is_direction));
        Located { telling: found.telling && (own_name || record.class != Class::Region), ..found }
    }

    /// Whether a name stands in the possessive.
    fn possesses(&self, name: &NameMention) -> bool {
        matches!(self.words.near(self.words.tokens.ids(), name.tokens.range().end as isize), "'s" | "’s" | "'" | "’")
    }

    /// What the name means here: "Aleppo province" is the province though "Aleppo" elsewhere is the city.
    fn meant(&self, mention: &NameMention) -> Option<Record<'static>> {
        let name = self.weighed.iter().find(|name| name.key == mention.key && !name.people)?;
        let best = name.candidates[name.best?].record;
        let fits = |class: Class| match mention.hint {
            Hint::Region => class == Class::Region,
            Hint::District => class == Class::District,
            Hint::Town => class.is_town(),
            Hint::None => true,
        };
        if fits(best.class) {
            return Some(best);
        }
        let near =
            name.candidates.iter().map(|one| one.record).filter(|one| fits(one.class) && one.country == best.country);
        near.min_by_key(|one| kilometres(one, &best) as u32).filter(|one| kilometres(one, &best) < 250.0).or(Some(best))
    }

    /// A phrase without a name that is known: "the capital", "the country", "a village" lie in the country of the story.
    fn described(&self, place: &PlaceMention) -> Located {
        let unknown = Located { name: None, country: "", at: None, geonames: None, precision: 7, telling: false };
        let Some(country) = self.story else { return unknown };
        if place.name.is_none() && place.kind != PlaceKind::Description {
            match self.words.lower(place.head) {
                "country" | "nation" => return located(&country, false, false),
                "capital" => {
                    if let Some(capital) = self.gazetteer.capital(country.country) {
                        return located(&capital, false, false);
                    }
                }
                _ => {}
            }
        }
        Located { country: country.country, precision: 6, ..unknown }
    }
}

/// `near`: whether the phrase says near it; `directed`: whether it says a part of it.
fn located(record: &Record<'static>, near: bool, directed: bool) -> Located {
    let precision = match record.class {
        Class::Country if directed => 5,
        Class::Country => 6,
        Class::Region if directed => 5,
        Class::Region => 4,
        Class::District => 3,
        Class::Area => 5,
        _ if near => 2,
        _ => 1,
    };
    Located {
        name: Some(record.name),
        country: record.country,
        at: Some((record.lat, record.lon)),
        geonames: Some(record.geonames).filter(|&id| id != 0),
        precision,
        telling: match record.class {
            Class::Country | Class::Region => true,
            class => class.is_town() && record.level >= LARGE,
        },
    }
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
        let vote = votes.iter_mut().find(|vote| vote.0 == found.country);
        if let Some(vote) = vote.filter(|_| found.class == Class::Country) {
            vote.2 = Some(found);
        }
    }
    let top = votes.iter().max_by_key(|vote| vote.1)?;
    if top.1 * 2 > total { top.2 } else { None }
}
