//! Who did it: the options for the actor of an event.

mod parties;

use crate::choice::{Choice, Features};
use crate::chunks::chunks;
use crate::layer::{Id, Ids, Layer};
use crate::places::PlaceMention;
use crate::report::Report;
use crate::tokens::Token;
use crate::vicinity::Vicinity;
use parties::{acts, attack, name, party};

/// The options for the actor: noun chunks of the sentence and its neighbours, or none.
pub fn actor_choice(near: &Vicinity, places: &Layer<PlaceMention>) -> Choice<Option<Ids<Token>>> {
    let report = near.report;
    let mut none = Features::of("actor-none");
    none.add(&["bias"]);
    none.add(&["measure", near.measure_name(), near.turn_name()]);
    none.add(&["words", near.measure_words()]);
    let passive = report.syntax.children(near.head).any(|child| report.syntax.rel(child) == crate::tags::Rel::AuxPass);
    none.add(&["voice", if passive { "passive" } else { "active" }, near.turn_name()]);
    near.recall(&mut none, None, |told| &told.actor);
    none.add(&["size", near.size(), near.measure_name()]);
    for token in near.within.iter() {
        none.add(&["word", report.words.lower(token)]);
    }
    let agents = report.agents();
    none.add(&["agents", ["0", "1", "2", "3"][agents.len().min(3)]]);
    let first = agents.first().map_or(0, |(_, count)| *count);
    none.add(&["agency", ["0", "1", "2", "3"][first.min(3)], near.turn_name()]);
    let (deed, article) = attack(report, near.within).unwrap_or(("none", ""));
    none.add(&["attack", deed]);
    none.add(&["attack-article", deed, article]);
    let mut options = vec![(None, none)];
    for (sentence, offset) in near
        .neighbours()
        .into_iter()
        .filter(|(_, offset)| matches!(*offset, "0" | "-1" | "-2" | "-3" | "+1" | "same" | "lead"))
    {
        let chunks = chunks(report, report.words.sentences[Id::new(sentence)].tokens);
        for (at, &chunk) in chunks.iter().enumerate() {
            let one = party(report, chunk);
            let joint = one.zip(chunks.get(at + 1)).and_then(|(one, &next)| joint(report, one, chunk, next));
            for (tokens, kind) in one.into_iter().chain(joint) {
                if offset == "0"
                    && (overlaps(tokens, near.number)
                        || near.event.counted.phrase.is_some_and(|own| overlaps(tokens, own)))
                {
                    continue;
                }
                // Further sentences offer only who is named as a side or bears arms.
                if offset != "0" && kind == "other" {
                    continue;
                }
                let mut f = Features::of("actor");
                near.relate(&mut f, tokens, offset, kind);
                near.recall(&mut f, Some(near.lower(tokens)), |told| &told.actor);
                f.add(&["noun", report.words.lower(Id::new(chunk.range().end - 1)), offset]);
                f.add(&["first", report.words.lower(Id::new(tokens.range().start)), offset]);
                f.add(&["measure-kind", near.measure_words(), kind, offset]);
                standing(near, &mut f, tokens, kind, offset);
                let here = if offset == "0" { "here" } else { "there" };
                let place = if is_place(places, tokens) { "place" } else { "" };
                f.add(&["is-place", place, kind, here]);
                let acts = acts(report, tokens, kind);
                f.add(&["acts", acts, kind, here]);
                f.add(&["acts-place", acts, place, offset]);
                f.add(&["acts-attack", acts, deed, here]);
                f.add(&["article", article, kind, offset]);
                let own = name(report, tokens);
                let rank = agents.iter().position(|(one, _)| one == own);
                let often = rank.map_or(0, |rank| agents[rank].1);
                let rank = rank.map_or("none", |rank| ["0", "1", "2", "3"][rank.min(3)]);
                let often = ["0", "1", "2", "3"][often.min(3)];
                f.add(&["agency", rank, here]);
                f.add(&["agency-often", rank, often, here]);
                f.add(&["agency-kind", rank, kind, here]);
                f.add(&["agency-acts", rank, acts, offset]);
                f.add(&["name", own, near.measure_name()]);
                options.push((Some(tokens), f));
            }
        }
    }
    Choice { options }
}

/// Whether a place phrase stands at the end of these words.
fn is_place(places: &Layer<PlaceMention>, tokens: Ids<Token>) -> bool {
    let all = places.of(places.ids());
    let from = all.partition_point(|one| one.tokens.range().start < tokens.range().start);
    let mut inside = all[from..].iter().take_while(|one| one.tokens.range().start < tokens.range().end);
    inside.any(|one| one.known && one.tokens.range().end == tokens.range().end)
}

/// The parties that a report tells to attack, each with how often it does, most often first.
pub(crate) fn agents(report: &Report) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    for sentence in report.words.sentences.iter() {
        for chunk in chunks(report, sentence.tokens) {
            let Some((tokens, kind)) = party(report, chunk).filter(|(_, kind)| *kind != "other") else { continue };
            if acts(report, tokens, kind) == "no" {
                continue;
            }
            let name = name(report, tokens);
            match found.iter_mut().find(|(one, _)| one == name) {
                Some((_, count)) => *count += 1,
                None => found.push((name.to_owned(), 1)),
            }
        }
    }
    found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    found
}

/// Adds how the report speaks of a candidate's side: how often it is named, whether those counted belong to it.
fn standing(near: &Vicinity, f: &mut Features, tokens: Ids<Token>, kind: &str, offset: &str) {
    let report = near.report;
    let here = if offset == "0" { "here" } else { "there" };
    let own = near.event.counted.phrase.map_or(&[][..], |own| report.sides_in(own));
    let sides = report.sides_in(tokens);
    let rank =
        sides.first().and_then(|one| report.side_counts.iter().position(|count| count.side.name == one.side.name));
    let rank = rank.map_or("none", |rank| ["0", "1", "2", "3"][rank.min(3)]);
    let theirs = match (own.is_empty(), sides.iter().any(|one| own.iter().any(|own| own.side.name == one.side.name))) {
        (true, _) => "unsaid",
        (_, true) => "own",
        _ => "other",
    };
    f.add(&["rank", rank, kind, here]);
    f.add(&["theirs", theirs, kind, here]);
    let role = near.event.counted.group.map_or("none", |group| crate::affected::role::role_name(group.role));
    f.add(&["against", role, kind, here]);
    f.add(&["entity", report.syntax.entity(report.head_of(tokens)).name(), kind, here]);
}

/// Two chunks that name one actor: "Syrian or Russian" jets, "terrorists of the so-called army".
fn joint(
    report: &Report,
    (tokens, kind): (Ids<Token>, &'static str),
    chunk: Ids<Token>,
    next: Ids<Token>,
) -> Option<(Ids<Token>, &'static str)> {
    if next.range().start != chunk.range().end + 1 || kind == "other" {
        return None;
    }
    let (second, second_kind) = party(report, next)?;
    let link = report.words.lower(Id::new(chunk.range().end));
    let joint = Ids::new(tokens.range().start..second.range().end);
    match link {
        "and" | "or" if second_kind != "other" => Some((joint, "pair")),
        "of" | "from" if !kind.starts_with("side") => Some((joint, "of")),
        _ => None,
    }
}

fn overlaps(a: Ids<Token>, b: Ids<Token>) -> bool {
    a.range().start < b.range().end && b.range().start < a.range().end
}
