//! Lessons: every choice that the pipeline makes in an annotated report, with its right options marked.

use super::gold::{GoldClaim, GoldReport, same_name, same_text};
use hearsay_core::{Role, Scope};
use hearsay_extract::study::{
    Arguments, Choice, EventMention, Features, Located, MeasureMention, PlaceMention, Report, TimeMention, Told,
    Vicinity, Weights, actor_choice, chosen_arguments, event_choice, modality_choice, place_choice, role_choice,
    scope_choice, side_choice, state_of, time_choice, told, who_choice, with_report,
};
use hearsay_extract::{Id, Ids, Layer, QuantityMention, Token};

/// The features of each option, and whether it is right. Several may be.
pub type Lesson = Vec<(Features, bool)>;

/// What one report teaches.
pub struct Studied {
    pub lessons: Vec<Lesson>,
    /// Those whose number and measure stand among the options.
    pub aligned: usize,
}

/// The lessons of one report. What was told of an event before is taken from the annotation, or, with `reader`, from what
/// that model would have chosen: so that the lessons show the mistakes that later choices will have to live with.
pub fn lessons(gold: &GoldReport, reader: Option<&Weights>) -> Studied {
    with_report(&gold.document, |report, times, places, located| {
        let mut studied = Studied { lessons: Vec::new(), aligned: 0 };
        let owners = align(report, &gold.claims);
        let mut before: Vec<Told> = Vec::new();
        for (id, owner) in report.quantities.ids().iter().zip(owners) {
            let Some((counted, choice)) = event_choice(report, id) else { continue };
            let right = right_measures(report, &choice, owner.map(|claim| &gold.claims[claim]));
            if right.iter().all(|right| !right) {
                continue;
            }
            let nearest = choice
                .options
                .iter()
                .zip(&right)
                .filter(|(_, right)| **right)
                .filter_map(|((measure, _), _)| *measure)
                .min_by_key(|&measure| distance(report.measures[measure].tokens, report.quantities[id].tokens));
            studied.lessons.push(mark(&choice, |at, _| right[at]));
            let (Some(measure), Some(claim)) = (nearest, owner.map(|claim| &gold.claims[claim])) else { continue };
            studied.aligned += 1;
            let event = EventMention { quantity: id, measure, counted, probability: 1.0 };
            let near = Vicinity::new(report, &event, &before);
            if gold.whole {
                let chosen = reader.map(|reader| chosen_arguments(&near, times, places, located, reader));
                let shared = arguments(&near, claim, times, places, located, chosen.as_ref(), &mut studied.lessons);
                before.push(chosen.map_or(shared, |chosen| told(&near, &chosen, times, places)));
            } else {
                manner(&near, claim, times, &mut studied.lessons);
            }
        }
        studied
    })
}

/// The lessons of an event's arguments. A choice that leans on an earlier one leans on what a reader has `chosen`, or on the
/// annotation.
fn arguments(
    near: &Vicinity,
    claim: &GoldClaim,
    times: &Layer<TimeMention>,
    places: &Layer<PlaceMention>,
    located: &[Located],
    read: Option<&Arguments>,
    lessons: &mut Vec<Lesson>,
) -> Told {
    let words = near.report.words;
    let text = |tokens: Ids<Token>| words.text.at(words.span(tokens));
    let span_choice = |choice: &Choice<Option<Ids<Token>>>, gold: &Option<String>| {
        mark(choice, |_, option| match (option, gold) {
            (None, None) => true,
            (Some(tokens), Some(gold)) => same_text(text(*tokens), gold),
            _ => false,
        })
    };
    let chosen = |choice: &Choice<Option<Ids<Token>>>, lesson: &Lesson| {
        choice.options.iter().zip(lesson).find(|(_, (_, right))| *right).and_then(|((tokens, _), _)| *tokens)
    };
    let who_options = who_choice(near);
    let who_lesson = span_choice(&who_options, &claim.who);
    let told_who =
        if who_options.options.len() == 1 { who_options.options[0].0 } else { chosen(&who_options, &who_lesson) };
    let who = read.map_or(told_who, |read| read.who);
    let actor_options = actor_choice(near, places);
    let actor_lesson = span_choice(&actor_options, &claim.actor);
    let told_actor = chosen(&actor_options, &actor_lesson);
    let actor = read.map_or(told_actor, |read| read.actor);
    let role_options = role_choice(near, who, actor);
    let role = role_options.options.iter().map(|(role, _)| *role).find(|role| role_name(*role) == claim.role);
    let time_options = time_choice(near, times);
    let time_lesson = mark(&time_options, |_, option| match (option, &claim.when) {
        (None, None) => true,
        (Some(time), Some(gold)) => same_text(text(times[*time].tokens), gold),
        _ => false,
    });
    let time =
        time_options.options.iter().zip(&time_lesson).find(|(_, (_, right))| *right).and_then(|((time, _), _)| *time);
    let read_time = read.map_or(time, |read| read.time);
    let scope_options = scope_choice(near, read_time.map_or("none", |time| times[time].kind.name()));
    let scope = if claim.scope == "cumulative" { Scope::Cumulative } else { Scope::Incident };
    let place_options = place_choice(near, places, located, read.map_or(scope, |read| read.scope));
    lessons.push(mark(&role_options, |_, option| role_name(*option) == claim.role));
    lessons.push(mark(&scope_options, |_, option| *option == scope));
    lessons.push(mark(&modality_choice(near), |_, option| {
        serde_json::to_value(option).is_ok_and(|name| name == claim.modality.as_str())
    }));
    let place_lesson = mark(&place_options, |_, option| match (option, &claim.place) {
        (None, None) => true,
        (Some(place), Some(gold)) => same_text(text(places[*place].tokens), gold),
        _ => false,
    });
    let place = place_options
        .options
        .iter()
        .zip(&place_lesson)
        .find(|(_, (_, right))| *right)
        .and_then(|((place, _), _)| *place);
    let land = read.map_or(place, |read| read.place).and_then(|place| located.get(place.index()));
    let land = land.and_then(|at| state_of(at.country));
    let read_role = read.map_or(role.unwrap_or(Role::Unknown), |read| read.role);
    let side_options = side_choice(near, who, read_role, actor, land);
    lessons.push(mark(&side_options, |_, option| match (option, &claim.side) {
        (None, None) => true,
        (Some(side), Some(gold)) => same_name(side, gold),
        _ => false,
    }));
    let lower = |tokens: Ids<Token>| near.lower(tokens).to_owned();
    let told = Told {
        sentence: near.sentence,
        actor: told_actor.map(lower),
        time: time.map(|time| lower(times[time].tokens)),
        place: place.map(|place| lower(places[place].tokens)),
        role: role.map_or("none", role_name),
        noun: told_who.map_or_else(String::new, |who| near.report.words.lower(Id::new(who.range().end - 1)).to_owned()),
        side: claim.side.clone(),
    };
    lessons.extend([place_lesson, time_lesson, who_lesson, actor_lesson]);
    // A lesson without a right option, or without a wrong one, teaches nothing.
    lessons.retain(|lesson| lesson.iter().any(|(_, right)| *right) && lesson.iter().any(|(_, right)| !right));
    told
}

/// The lessons of our own sentences, which annotate role, scope and modality only.
fn manner(near: &Vicinity, claim: &GoldClaim, times: &Layer<TimeMention>, lessons: &mut Vec<Lesson>) {
    let who = near.event.counted.phrase;
    let time = times.iter().find(|time| near.within.contains(Id::new(time.tokens.range().start)));
    lessons.push(mark(&role_choice(near, who, None), |_, option| role_name(*option) == claim.role));
    lessons.push(mark(&scope_choice(near, time.map_or("none", |time| time.kind.name())), |_, option| {
        (*option == Scope::Cumulative) == (claim.scope == "cumulative")
    }));
    lessons.push(mark(&modality_choice(near), |_, option| {
        serde_json::to_value(option).is_ok_and(|name| name == claim.modality.as_str())
    }));
    lessons.retain(|lesson| lesson.iter().any(|(_, right)| *right) && lesson.iter().any(|(_, right)| !right));
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Military => "military",
        Role::Militant => "militant",
        Role::Police => "police",
        Role::Civilian => "civilian",
        Role::Mixed => "mixed",
        Role::Unknown => "unknown",
    }
}

fn mark<T>(choice: &Choice<T>, right: impl Fn(usize, &T) -> bool) -> Lesson {
    choice.options.iter().enumerate().map(|(at, (option, features))| (features.clone(), right(at, option))).collect()
}

fn distance(a: Ids<Token>, b: Ids<Token>) -> usize {
    let (a, b) = (a.range(), b.range());
    b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end))
}

/// For each quantity the annotated claim that it states. A claim takes the quantity of its value inside its evidence whose
/// noun is the annotator's, else the last one.
fn align(report: &Report, claims: &[GoldClaim]) -> Vec<Option<usize>> {
    let words = report.words;
    let mut owners: Vec<Option<usize>> = vec![None; report.quantities.len()];
    for (index, claim) in claims.iter().enumerate() {
        let fits = |quantity: &QuantityMention| {
            if let Some(at) = claim.number_at {
                return at.overlaps(words.span(quantity.number));
            }
            let value = if claim.best.is_some() {
                quantity.best == claim.best
            } else {
                quantity.low == claim.low && quantity.best.is_none()
            };
            value && claim.evidence.contains(words.span(quantity.number))
        };
        let found = report
            .quantities
            .ids()
            .iter()
            .filter(|id| owners[id.index()].is_none() && fits(&report.quantities[*id]))
            .max_by_key(|id| {
                let noun = event_choice(report, *id).and_then(|(counted, _)| counted.phrase);
                let named = match (noun, &claim.who) {
                    (Some(noun), Some(who)) => same_text(words.text.at(words.span(noun)), who),
                    (None, None) => true,
                    _ => false,
                };
                (named, id.index())
            });
        if let Some(id) = found {
            owners[id.index()] = Some(index);
        }
    }
    owners
}

/// Which options are right: none where nobody annotated the number; else the words of the claim's measure, those inside
/// its evidence before others.
fn right_measures(
    report: &Report,
    choice: &Choice<Option<Id<MeasureMention>>>,
    claim: Option<&GoldClaim>,
) -> Vec<bool> {
    let Some(claim) = claim else {
        return choice.options.iter().map(|(measure, _)| measure.is_none()).collect();
    };
    let fits = |measure: &Option<Id<MeasureMention>>, inside: bool| {
        measure.is_some_and(|id| {
            let mention = &report.measures[id];
            mention.measure.name() == claim.measure
                && (!inside || claim.evidence.overlaps(report.words.span(mention.tokens)))
        })
    };
    let inside = choice.options.iter().any(|(measure, _)| fits(measure, true));
    choice.options.iter().map(|(measure, _)| fits(measure, inside)).collect()
}
