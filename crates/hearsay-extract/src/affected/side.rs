//! The side of the affected: every side that the report names may be it, or none.

use crate::affected::role::role_name;
use crate::affected::tally::SideCount;
use crate::affected::{side_kind, whole};
use crate::choice::{Choice, Features};
use crate::counted::counted;
use crate::groups::Side;
use crate::layer::{Id, Ids};
use crate::tokens::Token;
use crate::vicinity::{Told, Vicinity};
use hearsay_core::Role;

/// The options for the side, by name.
pub fn side_choice(
    near: &Vicinity,
    who: Option<Ids<Token>>,
    role: Role,
    actor: Option<Ids<Token>>,
    land: Option<Side>,
) -> Choice<Option<String>> {
    let report = near.report;
    let role = role_name(role);
    let noun = who.map_or("-", |who| report.words.lower(Id::new(who.range().end - 1)));
    let all = report.sides.of(report.sides.ids());
    let counts = &report.side_counts;
    let in_who = who.map_or(&[][..], |who| report.sides_in(whole(report, who)));
    let named = !in_who.is_empty();
    let retold: Vec<Ids<Token>> = near.retellings().filter_map(|one| counted(report, one).phrase).collect();
    let rebels = matches!(noun, "rebel" | "rebels" | "opposition" | "insurgents" | "oppositionists");
    let before = all.iter().rev().find(|one| one.tokens.range().end <= near.number.range().start);

    let mut none = Features::of("side-none");
    none.add(&["bias"]);
    none.add(&["role", role]);
    none.add(&["noun", noun]);
    none.add(&["named", if named { "yes" } else { "no" }, role]);
    none.add(&["measure", near.measure_name(), role]);
    none.add(&["sides", ["0", "1", "2", "3"][counts.len().min(3)], role]);
    let value = report.quantities[near.event.quantity].low.or(report.quantities[near.event.quantity].best).unwrap_or(0);
    let size = match value {
        0..=9 => "units",
        10..=999 => "hundreds",
        1000..=19_999 => "thousands",
        _ => "more",
    };
    none.add(&["size", size, role]);
    recall(near, &mut none, None, role, noun);
    none.add(&["land", if land.is_some() { "yes" } else { "no" }, role]);
    let mut options = vec![(None, none)];
    let total = all.len().max(1);
    for (rank, &SideCount { side, count, as_place, place_rank, .. }) in counts.iter().enumerate().take(12) {
        let kind = side_kind(side.kind);
        let mut f = Features::of("side");
        let whose = in_who.iter().any(|one| one.side.name == side.name);
        let here = report.sides_in(near.within).iter().any(|one| one.side.name == side.name);
        let does = actor.is_some_and(|actor| report.sides_in(actor).iter().any(|one| one.side.name == side.name));
        let lead = near.sentence > 0 && report.words.sentences.len() > 1 && {
            let first = report.words.sentences[Id::new(0)].tokens;
            report.sides_in(first).iter().any(|one| one.side.name == side.name)
        };
        let place = match (whose, named, here, lead) {
            (true, ..) => "who",
            (_, true, true, _) => "here-other-named",
            (_, true, ..) => "other-named",
            (_, _, true, true) => "here-lead",
            (_, _, true, _) => "here",
            (_, _, _, true) => "lead",
            _ => "elsewhere",
        };
        let rank = ["0", "1", "2", "3", "4"][rank.min(4)];
        let share = match count * 100 / total {
            0..=9 => "tenth",
            10..=29 => "quarter",
            30..=59 => "half",
            _ => "most",
        };
        let does = if does { "actor" } else { "" };
        let located = match (as_place, place_rank) {
            (0, _) => "never",
            (_, 0) => "most",
            (_, 1) => "second",
            _ => "some",
        };
        recall(near, &mut f, Some(side.name), role, noun);
        let at = match land {
            None => "unsaid",
            Some(land) if land.name == side.name => "here",
            Some(_) => "elsewhere",
        };
        f.add(&["land", at, kind, role]);
        f.add(&["land-noun", at, kind, noun]);
        f.add(&["land-place", at, place, role]);
        f.add(&["land-does", at, kind, role, does]);
        f.add(&["located", located, role]);
        f.add(&["located-kind", located, kind, role, does]);
        f.add(&["located-place", located, place, role]);
        f.add(&["located-noun", located, noun]);
        if retold.iter().any(|&who| report.sides_in(who).iter().any(|one| one.side.name == side.name)) {
            f.add(&["retold"]);
            f.add(&["retold-place", place]);
        }
        f.add(&["place", place]);
        f.add(&["place-kind", place, kind]);
        f.add(&["place-role", place, role]);
        f.add(&["place-kind-role", place, kind, role, does]);
        f.add(&["rank", rank, kind]);
        f.add(&["rank-role", rank, kind, role]);
        f.add(&["share", share, kind, role]);
        f.add(&["share-place", share, place, does]);
        f.add(&["actor", does, kind]);
        f.add(&["actor-role", does, kind, role]);
        f.add(&["noun-kind", noun, kind]);
        f.add(&["noun-kind-rank", noun, kind, rank]);
        f.add(&["size", size, rank]);
        if before.is_some_and(|one| one.side.name == side.name) {
            f.add(&["before", kind, role]);
        }
        // The nearest mention in the sentence, and how the tree ties it to the event.
        let nearest = report
            .sides_in(near.within)
            .iter()
            .filter(|one| one.side.name == side.name)
            .min_by_key(|one| one.tokens.range().start.abs_diff(near.number.range().end));
        if let Some(mention) = nearest {
            let head = report.head_of(mention.tokens);
            let path = report.path(head, near.event.counted.head, 5);
            f.add(&["path", path.as_deref().unwrap_or("far")]);
            f.add(&["path-kind", path.as_deref().unwrap_or("far"), kind]);
            let word = report.words.near(near.within, mention.tokens.range().start as isize - 1);
            f.add(&["word-before", word, kind, role]);
            let side_of = if mention.tokens.range().start > near.number.range().start { "after" } else { "before" };
            f.add(&["order", side_of, kind, role, if mention.own_name { "name" } else { "demonym" }]);
        }
        if rebels && matches!(side.kind, crate::groups::SideKind::State) && !side.demonym.is_empty() {
            let mut g = f.clone();
            g.add(&["rebels", rank]);
            g.add(&["rebels-place", place]);
            options.push((Some(format!("{} rebels", side.demonym)), g));
            f.add(&["not-rebels"]);
        }
        options.push((Some(side.name.to_owned()), f));
    }
    Choice { options }
}

/// Adds whether the affected of the event told before, and of the last with the same noun, were of this side.
fn recall(near: &Vicinity, f: &mut Features, option: Option<&str>, role: &str, noun: &str) {
    let mut compare = |name: &str, told: &Told| {
        let state = match (option, told.side.as_deref()) {
            (None, None) => "none-none",
            (None, Some(_)) => "none-some",
            (Some(_), None) => "some-none",
            (Some(a), Some(b)) if a == b => "same",
            (Some(_), Some(_)) => "other",
        };
        let alike = if told.role == role { "alike" } else { "unlike" };
        let far = if told.sentence == near.sentence { "here" } else { "before" };
        f.add(&["told", name, state, alike, far]);
        f.add(&["told-role", name, state, alike, role]);
    };
    if let Some(before) = near.told.last() {
        compare("before", before);
    }
    if let Some(same) = near.told.iter().rev().find(|told| told.role == role && told.noun == noun) {
        compare("noun", same);
    }
    if let Some(same) = near.told.iter().rev().find(|told| told.role == role) {
        compare("role", same);
    }
}
