//! Which of its namesakes a name means: by size and sort, by what the words beside it say, and by the other names of the
//! report.
//!
//! Each name of a report means the same place wherever it stands. The candidates are weighed twice: first with what is
//! said outright (countries and regions named, "Tripoli, Lebanon"), then with the best candidates of the other names.

use super::key::Key;
use super::layout::Match;
use super::names::{Hint, NameMention};
use super::namesakes::{FEATURES, Namesakes, hinted, own};
use super::table::{Class, Gazetteer, Record, RecordId};
use crate::layer::{Id, Layer};
use crate::words::Words;

/// So many different names of a report are weighed against one another, and so many namesakes of each.
const MOST_NAMES: usize = 48;
const MOST_NAMESAKES: usize = 40;

/// One namesake.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'a> {
    pub(super) id: RecordId,
    pub(super) record: Record<'a>,
    pub(super) features: [i32; FEATURES],
}

/// A name of the report with its namesakes.
#[derive(Clone, Debug)]
pub(super) struct Name<'a> {
    pub(super) key: Key,
    pub(super) mentions: usize,
    /// Whether it is the name of a people.
    pub(super) people: bool,
    pub(super) candidates: Vec<Candidate<'a>>,
    pub(super) best: Option<usize>,
}

/// The record that each name of the text means, in order of the names.
pub fn resolve(
    gazetteer: &Gazetteer<'static>,
    words: &Words,
    names: &Layer<NameMention>,
    weights: &Namesakes,
) -> Vec<Option<RecordId>> {
    let weighed = weigh(gazetteer, words, names, weights);
    let meant = |mention: &NameMention| {
        let name = weighed.iter().find(|name| name.key == mention.key)?;
        name.best.map(|best| name.candidates[best].id)
    };
    names.iter().map(meant).collect()
}

/// A namesake with its features.
pub type Weighed = (RecordId, [i32; FEATURES]);

/// Each name's key with the features of its namesakes: what the weights are learned from.
pub fn choices(
    gazetteer: &Gazetteer<'static>,
    words: &Words,
    names: &Layer<NameMention>,
    weights: &Namesakes,
) -> Vec<(Key, Vec<Weighed>)> {
    let weighed = weigh(gazetteer, words, names, weights);
    let options = |name: &Name| name.candidates.iter().map(|one| (one.id, one.features)).collect();
    weighed.iter().map(|name| (name.key, options(name))).collect()
}

pub(super) fn weigh(
    gazetteer: &Gazetteer<'static>,
    words: &Words,
    names: &Layer<NameMention>,
    weights: &Namesakes,
) -> Vec<Name<'static>> {
    let mut all = gather(gazetteer, names);
    let countries = countries_named(&all);
    for i in 0..all.len() {
        let mut name = std::mem::take(&mut all[i].candidates);
        for candidate in &mut name {
            said_outright(candidate, all[i].key, &countries, &all);
        }
        all[i].candidates = name;
    }
    beside(words, names, &mut all);
    choose(&mut all, weights);
    let best: Vec<_> = all.iter().map(|name| name.best.map(|at| name.candidates[at].record)).collect();
    for (i, name) in all.iter_mut().enumerate() {
        for candidate in &mut name.candidates {
            near_others(candidate, i, &best);
        }
    }
    choose(&mut all, weights);
    all
}

/// The different names, each with its namesakes.
fn gather(gazetteer: &Gazetteer<'static>, names: &Layer<NameMention>) -> Vec<Name<'static>> {
    let mut all: Vec<Name> = Vec::new();
    for mention in names.iter() {
        if let Some(name) = all.iter_mut().find(|name| name.key == mention.key) {
            name.mentions += 1;
            continue;
        }
        if all.len() == MOST_NAMES {
            continue;
        }
        let mut candidates: Vec<_> = gazetteer
            .find(mention.key)
            .filter_map(|bearer| {
                let record = gazetteer.record(bearer.record)?;
                Some((bearer, record))
            })
            .collect();
        let people = mention.people;
        candidates.retain(|(bearer, _)| people == (bearer.by == Match::People));
        candidates.sort_by_key(|(bearer, record)| (std::cmp::Reverse(record.level), bearer.record));
        candidates.truncate(MOST_NAMESAKES);
        let largest = candidates.iter().position(|(_, record)| record.class.is_town());
        let candidates = candidates.into_iter().enumerate().map(|(i, (bearer, record))| Candidate {
            id: bearer.record,
            record,
            features: own(record.class, record.level, bearer.by, Some(i) == largest),
        });
        all.push(Name { key: mention.key, mentions: 1, people, candidates: candidates.collect(), best: None });
    }
    all
}

/// The countries that the report names, by name or by people, each with the key that names it and how often.
fn countries_named(all: &[Name<'static>]) -> Vec<(Key, &'static str, usize)> {
    all.iter()
        .filter_map(|name| {
            let country = name.candidates.iter().find(|one| one.record.class == Class::Country)?;
            Some((name.key, country.record.country, name.mentions))
        })
        .collect()
}

/// Whether the report names the candidate's country or region outright.
fn said_outright(candidate: &mut Candidate, key: Key, countries: &[(Key, &str, usize)], all: &[Name]) {
    let record = &candidate.record;
    let others = countries.iter().filter(|one| one.0 != key);
    let total: usize = others.clone().map(|one| one.2).sum();
    let here: usize = others.filter(|one| one.1 == record.country).map(|one| one.2).sum();
    candidate.features[13] = i32::from(here > 0);
    candidate.features[14] = (8 * here / total.max(1)) as i32;
    if let (Some(region), true) = (record.region, record.class != Class::Region) {
        let named = all.iter().any(|name| name.key != key && name.candidates.iter().any(|one| one.id == region));
        candidate.features[15] = i32::from(named);
    }
}

/// What stands beside the mentions: hints, and names that contain them ("Tripoli, Lebanon", "Libya's Tripoli").
fn beside(words: &Words, names: &Layer<NameMention>, all: &mut [Name]) {
    let find = |all: &[Name], key: Key| all.iter().position(|name| name.key == key);
    for (i, mention) in names.iter().enumerate() {
        let Some(at) = find(all, mention.key) else { continue };
        if mention.hint != Hint::None {
            for candidate in &mut all[at].candidates {
                hinted(&mut candidate.features, mention.hint, candidate.record.class);
            }
        }
        let next = names.of(names.ids()).get(i + 1).filter(|next| contains_next(words, mention, next));
        let before = i
            .checked_sub(1)
            .and_then(|i| names.of(names.ids()).get(i))
            .filter(|before| possesses(words, before, mention));
        for other in next.into_iter().chain(before) {
            let Some(container) = find(all, other.key).filter(|&container| container != at) else { continue };
            let holders: Vec<Record> = all[container].candidates.iter().map(|one| one.record).collect();
            let ids: Vec<RecordId> = all[container].candidates.iter().map(|one| one.id).collect();
            let wide = holders.iter().any(|one| matches!(one.class, Class::Country | Class::Region | Class::District));
            if !wide {
                continue;
            }
            for candidate in &mut all[at].candidates {
                let inside = holders.iter().zip(&ids).any(|(holder, &id)| holds(holder, id, candidate));
                candidate.features[if inside { 16 } else { 17 }] = 1;
            }
            let parts: Vec<(RecordId, Record)> = all[at].candidates.iter().map(|one| (one.id, one.record)).collect();
            for holder in &mut all[container].candidates {
                let (id, record) = (holder.id, holder.record);
                let held = parts.iter().any(|&(part, inner)| part != id && holds_record(&record, id, &inner));
                holder.features[28] = holder.features[28].max(i32::from(held));
            }
        }
    }
}

fn holds(holder: &Record, id: RecordId, candidate: &Candidate) -> bool {
    id != candidate.id && holds_record(holder, id, &candidate.record)
}

fn holds_record(holder: &Record, id: RecordId, inner: &Record) -> bool {
    match holder.class {
        Class::Country => holder.country == inner.country && inner.class != Class::Country,
        Class::Region => inner.region == Some(id),
        Class::District => inner.region == holder.region && holder.region.is_some() && kilometres(holder, inner) < 60.0,
        _ => false,
    }
}

/// "Tripoli, Lebanon", "Tripoli in Lebanon", "Tripoli (Lebanon)", "Tripoli Lebanon".
fn contains_next(words: &Words, name: &NameMention, next: &NameMention) -> bool {
    let gap = name.tokens.range().end..next.tokens.range().start;
    if gap.start > gap.end || gap.len() > 3 || next.people {
        return false;
    }
    let word = |i: usize| words.lower(Id::new(gap.start + i));
    match gap.len() {
        0 => true,
        1 => matches!(word(0), "," | "in" | "(" | "-"),
        2 => matches!(
            (word(0), word(1)),
            (",", "in" | "the" | "northern" | "southern" | "eastern" | "western" | "central")
                | ("in" | "province" | "city" | "district", _)
        ),
        _ => word(0) == "in" || matches!(word(1), "in" | ","),
    }
}

/// "Libya's Tripoli", "the Libyan city of Tripoli".
fn possesses(words: &Words, before: &NameMention, name: &NameMention) -> bool {
    let gap = before.tokens.range().end..name.tokens.range().start;
    if gap.start > gap.end || gap.len() > 3 {
        return false;
    }
    let word = |i: usize| words.lower(Id::new(gap.start + i));
    match gap.len() {
        1 => matches!(word(0), "'s" | "’s" | "'" | "’"),
        2 => matches!(word(0), "'s" | "’s") || (before.people && word(1) == "of"),
        3 => before.people && word(2) == "of" || matches!(word(0), "'s" | "’s") && word(2) == "of",
        _ => false,
    }
}

/// How the candidate stands to the best candidates of the other names.
fn near_others(candidate: &mut Candidate, own: usize, best: &[Option<Record>]) {
    let mut nearest = f32::MAX;
    let (mut region, mut country, mut others) = (false, 0, 0);
    for (i, other) in best.iter().enumerate() {
        let Some(other) = other.as_ref().filter(|_| i != own) else { continue };
        if matches!(other.class, Class::Country | Class::Area) {
            continue;
        }
        others += 1;
        country += i32::from(other.country == candidate.record.country);
        region |= other.region.is_some() && other.region == candidate.record.region;
        if other.class != Class::Region {
            nearest = nearest.min(kilometres(other, &candidate.record));
        }
    }
    let f = &mut candidate.features;
    f[22] = i32::from(nearest < 30.0);
    f[23] = i32::from(nearest < 100.0);
    f[24] = i32::from(nearest < 300.0);
    f[25] = i32::from(others > 0 && country == 0 && nearest > 1500.0);
    f[26] = i32::from(region);
    f[27] = if others == 0 { 0 } else { 8 * country / others };
}

fn choose(all: &mut [Name], weights: &Namesakes) {
    for name in all {
        let scores = name.candidates.iter().map(|candidate| weights.score(&candidate.features));
        name.best = scores.enumerate().max_by_key(|&(i, score)| (score, std::cmp::Reverse(i))).map(|(i, _)| i);
    }
}

/// Distance on a flat chart around the middle latitude, near enough for a few hundred kilometres. Plain arithmetic only,
/// so that it gives the same bits on every machine.
pub(super) fn kilometres(a: &Record, b: &Record) -> f32 {
    let middle = (a.lat + b.lat) * 0.5 * (std::f32::consts::PI / 180.0);
    let square = middle * middle;
    let cosine = 1.0 - square / 2.0 + square * square / 24.0 - square * square * square / 720.0;
    let mut east = (a.lon - b.lon).abs();
    if east > 180.0 {
        east = 360.0 - east;
    }
    let (x, y) = (east * cosine, a.lat - b.lat);
    (x * x + y * y).sqrt() * 111.2
}
