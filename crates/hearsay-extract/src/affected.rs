//! The affected: which words name them, which side they belong to, what they do.

pub mod side;
pub mod tally;

use crate::choice::{Choice, Features};
use crate::chunks::chunks;
use crate::counted::counted;
use crate::groups::group_at;
use crate::layer::{Id, Ids};
use crate::measures::Turn;
use crate::report::Report;
use crate::syntax::Syntax;
use crate::tags::Upos;
use crate::tokens::Token;
use crate::vicinity::Vicinity;
use crate::words::Words;
use hearsay_core::{Role, Unit};

/// The options for the words that name the affected. Where the number has a noun of its own there is one option.
pub fn who_choice(near: &Vicinity) -> Choice<Option<Ids<Token>>> {
    let report = near.report;
    if let Some(own) = near.event.counted.phrase {
        return Choice { options: vec![(Some(own), Features::of("who"))] };
    }
    let mut none = Features::of("who-none");
    none.add(&["bias"]);
    none.add(&["measure", near.measure_name(), near.turn_name()]);
    none.add(&["words", near.measure_words()]);
    none.add(&["after", report.words.near(near.within, near.number.range().end as isize)]);
    let numbers = report
        .quantities_in(near.within)
        .filter(|(_, one)| one.number.range().start < near.number.range().start)
        .count();
    none.add(&["numbers-before", ["0", "1", "2"][numbers.min(2)]]);
    let mut options = vec![(None, none)];
    for (sentence, offset) in near.neighbours().into_iter().filter(|(_, offset)| matches!(*offset, "0" | "-1")) {
        for chunk in chunks(report, report.words.sentences[Id::new(sentence)].tokens) {
            let group = chunk.iter().filter_map(|token| group_at(report.words, chunk, token)).next_back();
            let Some((_, group)) = group.filter(|(tokens, _)| tokens.range().end == chunk.range().end) else {
                continue;
            };
            let phrase = without_number(near, chunk);
            if phrase.is_empty() || near.number.iter().any(|token| phrase.contains(token)) {
                continue;
            }
            let counted = phrase.range().start > chunk.range().start;
            let kind = if group.unit != Unit::People {
                "thing"
            } else if counted {
                "counted"
            } else {
                "people"
            };
            let mut f = Features::of("who");
            near.relate(&mut f, phrase, offset, kind);
            f.add(&["noun", report.words.lower(Id::new(phrase.range().end - 1))]);
            options.push((Some(phrase), f));
        }
    }
    Choice { options }
}

/// The words for the affected with what says of whom they are: "members of the town's guard".
pub(crate) fn whole(report: &Report, who: Ids<Token>) -> Ids<Token> {
    let end = who.range().end;
    let within = report.sentence(Id::new(end - 1)).1;
    let people = group_at(report.words, within, Id::new(end - 1)).is_some_and(|(_, group)| group.unit == Unit::People);
    let link = report.words.near(within, end as isize);
    if !people || !matches!(link, "of" | "from") || end + 1 >= within.range().end {
        return who;
    }
    let next = chunks(report, Ids::new(end + 1..within.range().end.min(end + 13))).into_iter().next();
    let next = next.filter(|chunk| chunk.range().start == end + 1);
    let armed =
        |chunk: &Ids<Token>| report.sides_in(*chunk).iter().any(|one| one.side.kind == crate::groups::SideKind::Group);
    match next.filter(|chunk| link == "of" || armed(chunk)) {
        Some(chunk) => Ids::new(who.range().start..chunk.range().end),
        None => who,
    }
}

/// A chunk without article, hedge and number: from the first token after its last quantity.
fn without_number(near: &Vicinity, chunk: Ids<Token>) -> Ids<Token> {
    let report = near.report;
    let mut start = chunk.range().start;
    for (_, quantity) in report.quantities_in(Ids::new(chunk.range().start.saturating_sub(4)..chunk.range().end)) {
        if quantity.number.range().end <= chunk.range().end {
            start = start.max(quantity.number.range().end);
        }
    }
    while start < chunk.range().end && matches!(report.words.lower(Id::new(start)), "the" | "a" | "an" | "more" | "of")
    {
        start += 1;
    }
    Ids::new(start..chunk.range().end)
}

const ROLES: [(Role, &str); 6] = [
    (Role::Military, "military"),
    (Role::Militant, "militant"),
    (Role::Police, "police"),
    (Role::Civilian, "civilian"),
    (Role::Mixed, "mixed"),
    (Role::Unknown, "unknown"),
];

/// The name of a role, for features.
pub(crate) fn role_name(role: Role) -> &'static str {
    ROLES.iter().find(|(one, _)| *one == role).map_or("none", |(_, name)| name)
}

/// The options for the role of the affected.
pub fn role_choice(near: &Vicinity, who: Option<Ids<Token>>) -> Choice<Role> {
    let report = near.report;
    let mut f = Features::of("role");
    f.add(&["bias"]);
    let mut known = "none";
    let mut unit = "none";
    if let Some(who) = who {
        for token in who.iter() {
            let word = report.words.lower(token);
            f.add(&["word", word]);
            if let Some((_, group)) = group_at(report.words, who, token) {
                known = role_name(group.role);
                unit = if group.unit == Unit::People { "people" } else { "equipment" };
                f.add(&["known-any", known]);
            }
        }
        f.add(&["last", report.words.lower(Id::new(who.range().end - 1))]);
        for side in report.sides_in(whole(report, who)) {
            f.add(&["side-kind", side_kind(side.side.kind), known]);
            f.add(&["side", side.side.name, known]);
        }
        let next = report.words.near(near.within, who.range().end as isize);
        f.add(&["next", next, known]);
        let next_two = report.words.near(near.within, who.range().end as isize + 1);
        f.add(&["next-two", next, next_two]);
    }
    f.add(&["known", known, unit]);
    f.add(&["known-measure", known, near.measure_name()]);
    f.add(&["measure", near.measure_name(), unit]);
    if known == "unknown" || known == "none" {
        context(near, who, known, &mut f);
    }
    Choice::among(ROLES, &f)
}

/// What tells the role of people whose own noun does not: the sentence, the part that is named of them ("including three
/// children"), the same figure told elsewhere, the event told before, and whom the report speaks of.
fn context(near: &Vicinity, who: Option<Ids<Token>>, known: &str, f: &mut Features) {
    let report = near.report;
    for token in near.within.iter() {
        let word = report.words.lower(token);
        if word.len() > 3 {
            f.add(&["context", word, known]);
        }
    }
    for again in near.retellings() {
        let group = counted(report, again).group.filter(|group| group.unit == Unit::People);
        f.add(&["retold", group.map_or("none", |group| role_name(group.role)), known]);
    }
    let end = who.map_or(near.number, |who| who).range().end;
    let including = (end..(end + 4).min(near.within.range().end))
        .any(|at| matches!(report.words.lower(Id::new(at)), "including" | "among" | "include" | "mostly" | "most"));
    if including {
        for at in end..(end + 14).min(near.within.range().end) {
            if let Some((_, group)) = group_at(report.words, near.within, Id::new(at)) {
                f.add(&["part", role_name(group.role), known]);
            }
        }
    }
    let noun = who.map_or("", |who| report.words.lower(Id::new(who.range().end - 1)));
    if let Some(same) = near.told.iter().rev().find(|told| told.noun == noun) {
        f.add(&["told-noun", same.role, known, if noun.is_empty() { "bare" } else { "" }]);
    }
    if let Some(before) = near.told.last() {
        let far = if before.sentence == near.sentence { "here" } else { "before" };
        f.add(&["told", before.role, far, known]);
        let others = who.is_some_and(|who| report.words.lower(Id::new(who.range().end - 1)).starts_with("other"));
        f.add(&["told-others", before.role, far, if others { "others" } else { "" }]);
    }
    for (at, (_, name)) in ROLES.iter().enumerate().take(4) {
        f.add(&["share", name, report.role_shares[at], known]);
    }
}

/// How large a share of the people that a report names is military, militant, police and civilian, in quarters.
pub(crate) fn role_shares(words: &Words, syntax: &Syntax) -> [&'static str; 4] {
    let mut counts = [0usize; 4];
    for at in words.tokens.ids().iter() {
        if words.lower(at).len() > 3 && syntax.upos(at) == Upos::Noun {
            let group = group_at(words, words.tokens.ids(), at).filter(|(_, group)| group.unit == Unit::People);
            let role = group.and_then(|(_, group)| ROLES.iter().take(4).position(|(role, _)| *role == group.role));
            role.into_iter().for_each(|role| counts[role] += 1);
        }
    }
    let total: usize = counts.iter().sum();
    counts.map(|count| (count * 4).checked_div(total).map_or("none", |share| ["0", "1", "2", "3", "4"][share]))
}

/// The name of a kind of side, for features.
pub(crate) fn side_kind(kind: crate::groups::SideKind) -> &'static str {
    match kind {
        crate::groups::SideKind::State => "state",
        crate::groups::SideKind::People => "people",
        crate::groups::SideKind::Group => "group",
        crate::groups::SideKind::Alliance => "alliance",
    }
}

/// What the number counts: by its noun, else by what the measure allows.
pub fn unit(near: &Vicinity, who: Option<Ids<Token>>) -> Unit {
    let report = near.report;
    let by_words = who.and_then(|who| {
        let mut found = None;
        for token in who.iter() {
            if let Some((tokens, group)) = group_at(report.words, who, token) {
                found = Some(group.unit);
                if tokens.range().end == who.range().end {
                    break;
                }
            }
        }
        found
    });
    let measure = &report.measures[near.event.measure];
    match (by_words, measure.measure) {
        (Some(unit), _) => unit,
        (None, hearsay_core::Measure::Destroyed) if measure.turn != Turn::Weak => Unit::Other,
        _ => Unit::People,
    }
}
