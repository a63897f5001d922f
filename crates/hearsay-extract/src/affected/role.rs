//! The role of the affected: soldiers, fighters, police, civilians, several of these, or nobody says.

use crate::affected::{side_kind, whole};
use crate::choice::{Choice, Features};
use crate::counted::counted;
use crate::groups::group_at;
use crate::layer::{Id, Ids};
use crate::report::Report;
use crate::tags::Upos;
use crate::tokens::Token;
use crate::vicinity::Vicinity;
use hearsay_core::{Role, Unit};

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

/// The options for the role of the affected, whose words are `who`, of an event done by `actor`.
pub fn role_choice(near: &Vicinity, who: Option<Ids<Token>>, actor: Option<Ids<Token>>) -> Choice<Role> {
    let report = near.report;
    let mut f = Features::of("role");
    f.add(&["bias"]);
    if who.is_some_and(|who| several(near, who)) {
        return Choice { options: vec![(Role::Mixed, f)] };
    }
    let mut known = "none";
    let mut unit = "none";
    if let Some(who) = who {
        let mut end = 0;
        for token in who.iter() {
            let word = report.words.lower(token);
            f.add(&["word", word]);
            // A noun inside a longer one ("members" in "service members") tells nothing of its own.
            let group = group_at(report.words, who, token).filter(|_| token.index() >= end);
            if let Some((tokens, group)) = group {
                end = tokens.range().end;
                known = role_name(group.role);
                unit = if group.unit == Unit::People { "people" } else { "equipment" };
                f.add(&["unit", unit_name(group.unit), if report.sides_in(who).is_empty() { "" } else { "sided" }]);
                f.add(&["known-any", known]);
            }
        }
        f.add(&["last", report.words.lower(Id::new(who.range().end - 1))]);
        let all = whole(report, who);
        for side in report.sides_in(all) {
            f.add(&["side-kind", side_kind(side.side.kind), known]);
            f.add(&["side", side.side.name, known]);
        }
        let of = Ids::new(who.range().end..all.range().end);
        // "members of the town's police": the body tells what its members do.
        if let Some(body) = last_role(report, of).filter(|_| is_member(report, who)) {
            known = role_name(body);
        }
        for token in of.iter() {
            f.add(&["of-word", report.words.lower(token), known]);
        }
        f.add(&["of-roles", &roles_in(report, of), known]);
        f.add(&["roles", &roles_in(report, joined(near, all))]);
        let next = report.words.near(near.within, who.range().end as isize);
        f.add(&["next", next, known]);
        let next_two = report.words.near(near.within, who.range().end as isize + 1);
        f.add(&["next-two", next, next_two]);
    }
    f.add(&["known", known, unit]);
    f.add(&["known-measure", known, near.measure_name()]);
    f.add(&["measure", near.measure_name(), unit]);
    parts(near, who, known, &mut f);
    if known == "unknown" || known == "none" {
        if unit == "equipment" {
            doer(near, actor, unit, &mut f);
        }
        context(near, who, known, &mut f);
    }
    Choice::among(ROLES, &f)
}

/// The roles that the nouns of a stretch tell, each once, in the order of the list.
fn roles_in(report: &Report, tokens: Ids<Token>) -> String {
    let mut told = [false; 6];
    let mut end = 0;
    for token in tokens.iter() {
        let group = group_at(report.words, tokens, token).filter(|_| token.index() >= end);
        if let Some((tokens, group)) = group.filter(|(_, group)| group.unit == Unit::People) {
            end = tokens.range().end;
            for (told, (role, _)) in told.iter_mut().zip(ROLES) {
                *told |= role == group.role && role != Role::Unknown;
            }
        }
    }
    ROLES.iter().zip(told).filter(|(_, told)| *told).map(|((_, name), _)| *name).collect::<Vec<_>>().join("+")
}

/// The role that the last telling noun of a stretch has.
fn last_role(report: &Report, tokens: Ids<Token>) -> Option<Role> {
    let mut found = None;
    let mut end = 0;
    for token in tokens.iter() {
        let group = group_at(report.words, tokens, token).filter(|_| token.index() >= end);
        if let Some((tokens, group)) =
            group.filter(|(_, group)| group.unit == Unit::People && group.role != Role::Unknown)
        {
            end = tokens.range().end;
            found = Some(group.role);
        }
    }
    found
}

fn is_member(report: &Report, who: Ids<Token>) -> bool {
    matches!(report.words.lower(Id::new(who.range().end - 1)), "member" | "members" | "element" | "elements")
}

/// Whether the words themselves say that the affected have several roles: "soldiers and militiamen", "people, including a
/// policeman", "people, mostly civilians".
fn several(near: &Vicinity, who: Ids<Token>) -> bool {
    let report = near.report;
    let all = whole(report, who);
    let wider = joined(near, all);
    let own = last_role(report, who);
    let beside = last_role(report, Ids::new(all.range().end..wider.range().end));
    if own.zip(beside).is_some_and(|(own, beside)| own != beside) {
        return true;
    }
    let Some(tail) = part_words(near, all.range().end).filter(|_| own.is_none()) else { return false };
    let cue = report.words.lower(Id::new(tail.range().start));
    if matches!(cue, "mostly" | "mainly" | "most") {
        return tail.iter().take(4).any(|token| report.words.lower(token) == "civilians");
    }
    let roles = roles_in(report, tail);
    cue != "many" && ["military", "militant", "police"].iter().any(|role| roles.contains(role))
}

/// The words from one of inclusion to the end of its phrase, if one follows soon.
fn part_words(near: &Vicinity, end: usize) -> Option<Ids<Token>> {
    let word = |at: usize| near.report.words.near(near.within, at as isize);
    let cue = (end..(end + 4).min(near.within.range().end)).find(|&at| {
        matches!(
            word(at),
            "including" | "among" | "include" | "included" | "includes" | "mostly" | "most" | "mainly" | "many"
        )
    })?;
    let reach = (cue..(cue + 13).min(near.within.range().end)).take_while(|&at| {
        at == cue
            || !(matches!(word(at), "." | ";" | "said" | "were" | "was" | "have" | "in" | "when")
                || near.report.upos(at) == Upos::Verb)
    });
    Some(Ids::new(cue..reach.last().map_or(cue, |last| last + 1)))
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::People => "people",
        Unit::Vehicles => "vehicles",
        Unit::Aircraft => "aircraft",
        Unit::Drones => "drones",
        Unit::Missiles => "missiles",
        Unit::Artillery => "artillery",
        Unit::Ships => "ships",
        Unit::Buildings => "buildings",
        Unit::Other => "other",
    }
}

/// The words of the affected with what is joined to them: "soldiers and militiamen".
fn joined(near: &Vicinity, who: Ids<Token>) -> Ids<Token> {
    let report = near.report;
    let end = who.range().end;
    if report.words.near(near.within, end as isize) != "and" {
        return who;
    }
    let reach = (end + 1..(end + 5).min(near.within.range().end))
        .take_while(|&at| matches!(report.upos(at), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Pron));
    Ids::new(who.range().start..reach.last().map_or(end, |last| last + 1))
}

/// The roles of those named as a part of the affected: "including three children", "most of them women".
fn parts(near: &Vicinity, who: Option<Ids<Token>>, known: &str, f: &mut Features) {
    let end = who.unwrap_or(near.number).range().end;
    let Some(tail) = part_words(near, end) else { return };
    let roles = roles_in(near.report, tail);
    f.add(&["parts", &roles, known]);
    f.add(&["parts-cue", near.report.words.lower(Id::new(tail.range().start)), &roles, known]);
}

/// Who destroyed it: an army mostly hits what fighters have, fighters what an army has.
fn doer(near: &Vicinity, actor: Option<Ids<Token>>, unit: &str, f: &mut Features) {
    let report = near.report;
    let Some(actor) = actor else {
        f.add(&["doer", "none", unit]);
        return;
    };
    f.add(&["doer", &roles_in(report, actor), unit]);
    f.add(&["doer-word", report.words.lower(Id::new(actor.range().end - 1)), unit]);
    for side in report.sides_in(actor) {
        f.add(&["doer-side", side_kind(side.side.kind), unit]);
    }
}

/// What tells the role of people whose own noun does not: the sentence, the same figure told elsewhere, and the event told
/// before. Whom the report speaks of at large misleads: there are too few reports to learn it from.
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
}
