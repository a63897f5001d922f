//! Who did it: the options for the actor of an event.

use crate::choice::{Choice, Features};
use crate::chunks::chunks;
use crate::counted::is_time_noun;
use crate::groups::{group_at, sides_in};
use crate::layer::{Id, Ids};
use crate::lexicon::rows;
use crate::phrases::Phrases;
use crate::report::Report;
use crate::tokens::Token;
use crate::vicinity::Vicinity;
use hearsay_core::{Role, Unit};
use std::sync::OnceLock;

fn means() -> &'static Phrases<()> {
    static MEANS: OnceLock<Phrases<()>> = OnceLock::new();
    MEANS.get_or_init(|| {
        Phrases::new(
            rows(include_str!("../data/events/means.tsv"))
                .flat_map(|row| row.first().copied().unwrap_or("").split('|'))
                .map(|word| (word, ())),
        )
    })
}

/// The options for the actor: noun chunks of the sentence and its neighbours, or none.
pub fn actor_choice(near: &Vicinity) -> Choice<Option<Ids<Token>>> {
    let report = near.report;
    let mut none = Features::of("actor-none");
    none.add(&["bias"]);
    none.add(&["measure", near.measure_name(), near.turn_name()]);
    none.add(&["words", near.measure_words()]);
    let passive = report.syntax.children(near.head).any(|child| report.syntax.rel(child) == crate::tags::Rel::AuxPass);
    none.add(&["voice", if passive { "passive" } else { "active" }, near.turn_name()]);
    near.recall(&mut none, None, |told| &told.actor);
    let mut options = vec![(None, none)];
    for (sentence, offset) in near
        .neighbours()
        .into_iter()
        .filter(|(_, offset)| matches!(*offset, "0" | "-1" | "-2" | "-3" | "+1" | "same" | "lead"))
    {
        let chunks = chunks(report, report.words.sentences[Id::new(sentence)].tokens);
        for (at, &chunk) in chunks.iter().enumerate() {
            let one = candidate(report, chunk);
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
                options.push((Some(tokens), f));
            }
        }
    }
    Choice { options }
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
    let role = near.event.counted.group.map_or("none", |group| crate::affected::role_name(group.role));
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
    let (second, second_kind) = candidate(report, next)?;
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

/// The part of a chunk that names an actor, and what kind it is: a bare means is none, "Russian airstrikes" is "Russian".
fn candidate(report: &Report, chunk: Ids<Token>) -> Option<(Ids<Token>, &'static str)> {
    let words = report.words;
    let last = Id::new(chunk.range().end - 1);
    let sides = sides_in(words, chunk);
    let group = chunk.iter().filter_map(|token| group_at(words, chunk, token)).next_back().map(|(_, group)| group);
    let is_means = means().at(words, chunk, last).is_some();
    if is_means {
        let start = chunk.iter().find(|&token| means().at(words, chunk, token).is_some())?;
        let tokens = Ids::new(skip_article(report, chunk)..start.index());
        let armed = group.is_some_and(|group| matches!(group.role, Role::Military | Role::Militant));
        let dated = tokens.iter().next().is_some_and(|first| is_time_noun(words.lower(first)));
        return match (tokens.is_empty() || dated, sides.is_empty()) {
            (true, _) => None,
            (false, false) => Some((tokens, "side-means")),
            (false, true) if armed => Some((tokens, "armed-means")),
            (false, true) => Some((tokens, "other-means")),
        };
    }
    let kind = match group {
        Some(group) if group.unit == Unit::People => match (group.role, sides.is_empty()) {
            (Role::Militant, _) => "militant",
            (Role::Military, _) => "military",
            (Role::Police, _) => "police",
            (_, false) => "side-people",
            (Role::Civilian, _) => "civilian",
            _ => "people",
        },
        _ if !sides.is_empty() => "side",
        _ => "other",
    };
    Some((Ids::new(skip_article(report, chunk)..chunk.range().end), kind)).filter(|(tokens, _)| !tokens.is_empty())
}

fn skip_article(report: &Report, chunk: Ids<Token>) -> usize {
    let first = chunk.range().start;
    if matches!(report.words.lower(Id::new(first)), "the" | "a" | "an") { first + 1 } else { first }
}
