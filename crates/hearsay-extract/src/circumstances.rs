//! When and where an event happened: the options among the times and places of its sentence and its neighbours.

use crate::choice::{Choice, Features};
use crate::cues::cue_word;
use crate::gazetteer::Located;
use crate::groups::{SideKind, state_of};
use crate::layer::{Id, Layer};
use crate::measures::Turn;
use crate::places::PlaceMention;
use crate::times::{TimeMention, normalise};
use crate::vicinity::Vicinity;
use hearsay_core::Scope;

/// Of how many mentions it is looked whether they say the same: enough for any news report, bounded for any other text.
const MOST: usize = 300;

/// The options for the time of an event.
pub fn time_choice(near: &Vicinity, times: &Layer<TimeMention>) -> Choice<Option<Id<TimeMention>>> {
    let mut none = Features::of("time-none");
    none.add(&["bias"]);
    none.add(&["measure", near.measure_name(), near.turn_name()]);
    none.add(&["words", near.measure_words()]);
    none.add(&["dated", if near.report.published.is_some() { "yes" } else { "no" }]);
    none.add(&["place", place_in_report(near)]);
    near.recall(&mut none, None, |told| &told.time);
    for token in near.within.iter() {
        none.add(&["word", near.report.words.lower(token)]);
    }
    let mut options = vec![(None, none)];
    for (sentence, offset) in near.neighbours() {
        let within = near.report.words.sentences[Id::new(sentence)].tokens;
        let (start, all) = run(times, within.range(), |time| time.tokens.range().start);
        for (i, time) in all.iter().enumerate() {
            let kind = time.kind.name();
            let mut f = Features::of("time");
            near.relate(&mut f, time.tokens, offset, kind);
            near.recall(&mut f, Some(near.lower(time.tokens)), |told| &told.time);
            f.add(&["order", ["0", "1", "2"][i.min(2)], offset]);
            f.add(&["only", if all.len() == 1 { "yes" } else { "no" }, offset, kind]);
            f.add(&["place", place_in_report(near), offset]);
            let said_again =
                times.iter().take(MOST).filter(|other| near.lower(other.tokens) == near.lower(time.tokens)).count();
            let opens = times.iter().next().is_some_and(|first| first.tokens == time.tokens);
            f.add(&[
                "again",
                ["0", "1", "2", "3"][said_again.min(3)],
                kind,
                if offset == "0" { "here" } else { "there" },
            ]);
            f.add(&["opens", if opens { "yes" } else { "no" }, kind, offset]);
            let first = near.report.words.near(within, time.tokens.range().start as isize);
            f.add(&["first", first, offset]);
            // A weekday straight after a word of saying dates the saying.
            let before = time.tokens.range().start.saturating_sub(1);
            let said = near.report.syntax.lemma(Id::new(before));
            f.add(&["said", said, kind, offset]);
            let age = age(near, time);
            let above = near.report.syntax.head(near.report.head_of(time.tokens));
            let above = above.map_or("", |above| near.report.syntax.lemma(above));
            let class = cue_word(above).map_or("none", |(class, _)| class.name());
            f.add(&["age", age, kind, offset]);
            f.add(&["age-class", age, class, if offset == "0" { "here" } else { "there" }]);
            f.add(&["class", class, kind, offset]);
            options.push((Some(Id::new(start + i)), f));
        }
    }
    Choice { options }
}

/// The options for the place of an event.
pub fn place_choice(
    near: &Vicinity,
    places: &Layer<PlaceMention>,
    located: &[Located],
    scope: Scope,
) -> Choice<Option<Id<PlaceMention>>> {
    let scope = match scope {
        Scope::Incident => "incident",
        Scope::Cumulative => "cumulative",
    };
    let mut none = Features::of("place-none");
    none.add(&["bias"]);
    none.add(&["measure", near.measure_name(), near.turn_name()]);
    none.add(&["words", near.measure_words()]);
    none.add(&["scope", scope]);
    none.add(&["place", place_in_report(near)]);
    near.recall(&mut none, None, |told| &told.place);
    none.add(&["size", near.size(), near.measure_name()]);
    for token in near.within.iter() {
        none.add(&["word", near.report.words.lower(token)]);
    }
    let mut options = vec![(None, none)];
    for (sentence, offset) in near.neighbours() {
        let within = near.report.words.sentences[Id::new(sentence)].tokens;
        let (start, all) = run(places, within.range(), |place| place.tokens.range().start);
        for (i, place) in all.iter().enumerate() {
            if overlaps(place.tokens.range(), near.number.range()) {
                continue;
            }
            let kind = place.kind.name();
            let mut f = Features::of("place");
            near.relate(&mut f, place.tokens, offset, kind);
            near.recall(&mut f, Some(near.lower(place.tokens)), |told| &told.place);
            f.add(&["scope-kind", scope, kind, offset]);
            described(near, &mut f, place, offset);
            mapped(near, &mut f, places, located, start + i, offset);
            f.add(&["order", ["0", "1", "2", "3"][i.min(3)], offset]);
            f.add(&["order-kind", ["0", "1", "2", "3"][i.min(3)], offset, kind]);
            f.add(&["last", if i + 1 == all.len() { "yes" } else { "no" }, offset]);
            f.add(&["place", place_in_report(near), offset, kind]);
            let said_again =
                places.iter().take(MOST).filter(|other| near.lower(other.tokens) == near.lower(place.tokens)).count();
            f.add(&[
                "again",
                ["0", "1", "2", "3"][said_again.min(3)],
                kind,
                if offset == "0" { "here" } else { "there" },
            ]);
            let preposition = near.report.words.near(within, place.tokens.range().start as isize - 1);
            let outer = near.report.words.near(within, place.tokens.range().start as isize - 2);
            f.add(&["outer", outer, preposition]);
            f.add(&["preposition-scope", preposition, scope, offset]);
            f.add(&["length", ["0", "1", "2", "3", "4"][place.tokens.len().min(4)], kind]);
            let inside = near.event.counted.phrase.is_some_and(|own| overlaps(own.range(), place.tokens.range()));
            f.add(&["inside-who", if inside { "yes" } else { "no" }, kind]);
            let again = all.iter().any(|other| {
                other.tokens != place.tokens
                    && overlaps(other.tokens.range(), place.tokens.range())
                    && other.tokens.len() > place.tokens.len()
            });
            f.add(&["within-longer", if again { "yes" } else { "no" }]);
            options.push((Some(Id::new(start + i)), f));
        }
    }
    Choice { options }
}

/// Adds what the words of a place tell of it: its head, what follows it, whether a map has it and the lead names it.
fn described(near: &Vicinity, f: &mut Features, place: &PlaceMention, offset: &str) {
    let report = near.report;
    let kind = place.kind.name();
    let here = if offset == "0" { "here" } else { "there" };
    let within = report.sentence(place.head).1;
    let known = if place.known { "known" } else { "unknown" };
    f.add(&["known", known, kind, offset]);
    f.add(&["head", report.syntax.lemma(place.head), here]);
    f.add(&["next", report.words.near(within, place.tokens.range().end as isize), offset]);
    let first = report.words.sentences[Id::new(0)].tokens;
    let led = near.lower(first).contains(near.lower(place.tokens));
    f.add(&["led", if led { "yes" } else { "no" }, kind, offset]);
    f.add(&["map-rel", known, report.syntax.rel(place.head).name(), kind, here]);
}

/// Adds what the map and the rest of the report tell of a place: how exact it is, how often it is named, whether it only
/// says where the place before it lies ("the market of Tarsk, in Ald province").
fn mapped(
    near: &Vicinity,
    f: &mut Features,
    places: &Layer<PlaceMention>,
    located: &[Located],
    at: usize,
    offset: &str,
) {
    const PRECISION: [&str; 8] = ["0", "1", "2", "3", "4", "5", "6", "7"];
    let report = near.report;
    let all = places.of(places.ids());
    let place = &all[at];
    let kind = place.kind.name();
    let here = if offset == "0" { "here" } else { "there" };
    let precision = |at: usize| located.get(at).map_or(7, |one| one.precision.min(7));
    let own = PRECISION[usize::from(precision(at))];
    f.add(&["precision", own, here]);
    f.add(&["precision-kind", own, kind, here]);
    let meant = located.get(at).and_then(|one| one.geonames);
    if meant.is_some() {
        let often = located.iter().take(MOST).filter(|one| one.geonames == meant).count();
        f.add(&["often", ["0", "1", "2", "3", "4", "5"][often.min(5)], own, here]);
    }
    let within = report.sentence(place.head).1.range();
    let (from, beside) = run(places, within, |one| one.tokens.range().start);
    let finer = (from..from + beside.len()).any(|one| precision(one) < precision(at));
    f.add(&["finer", if finer { "yes" } else { "no" }, own, offset]);
    let start = place.tokens.range().start;
    let mut before = beside.iter().filter(|one| {
        let end = one.tokens.range().end;
        end < start && end + 3 > start
    });
    let mut after = beside.iter().filter(|one| {
        let next = one.tokens.range().start;
        next > place.tokens.range().end && next < place.tokens.range().end + 3
    });
    let before = before.next_back().map_or("none", |one| one.kind.name());
    let after = after.next_back().map_or("none", |one| one.kind.name());
    f.add(&["chain", before, kind, after, here]);
    f.add(&["chain-before", before, kind, offset]);
    f.add(&["chain-after", after, kind, offset]);
    let group = report.sides_in(place.tokens).iter().any(|one| one.side.kind == SideKind::Group);
    let measured = report.measures_in(place.tokens).any(|(_, one)| one.turn == Turn::Object);
    let odd = match (group, measured) {
        (_, true) => "measure",
        (true, _) => "group",
        _ => "",
    };
    f.add(&["holds", odd, kind]);
    if let Some(country) = located.get(at).map(|one| one.country).and_then(state_of) {
        let rank = report.side_counts.iter().position(|one| one.side.name == country.name);
        let rank = rank.and_then(|rank| report.side_counts.get(rank)).map_or(3, |one| one.place_rank.min(3));
        f.add(&["land-rank", ["0", "1", "2", "3"][rank], kind, here]);
    }
}

/// How many days before the report's publication a time ends.
fn age(near: &Vicinity, time: &TimeMention) -> &'static str {
    let Some(published) = near.report.published else { return "undated" };
    let Some((_, to)) = normalise(time, Some(published)) else { return "unknown" };
    match (published - to).get_days() {
        ..0 => "ahead",
        0 => "today",
        1 => "yesterday",
        2..=7 => "week",
        8..=60 => "months",
        _ => "past",
    }
}

fn overlaps(a: std::ops::Range<usize>, b: std::ops::Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// The items of a layer in order of the text that start inside a range of tokens.
fn run<T>(layer: &Layer<T>, range: std::ops::Range<usize>, start: impl Fn(&T) -> usize) -> (usize, &[T]) {
    let all = layer.of(layer.ids());
    let from = all.partition_point(|one| start(one) < range.start);
    let to = all.partition_point(|one| start(one) < range.end);
    (from, &all[from..to.max(from)])
}

fn place_in_report(near: &Vicinity) -> &'static str {
    match near.sentence {
        0 => "first",
        1 => "second",
        2..=4 => "early",
        _ => "later",
    }
}
