//! One event or a total over a period; said as fact, hedged, estimated, denied or not yet so.

use crate::choice::{Choice, Features};
use crate::layer::Id;
use crate::tags::Rel;
use crate::vicinity::Vicinity;
use hearsay_core::{Hedge, Modality, Scope};

const SCOPES: [(Scope, &str); 2] = [(Scope::Incident, "incident"), (Scope::Cumulative, "cumulative")];

/// The options for the scope. `time` names the kind of the event's time, where one was found.
pub fn scope_choice(near: &Vicinity, time: &str) -> Choice<Scope> {
    let mut f = Features::of("scope");
    shared(near, &mut f);
    f.add(&["time", time]);
    f.add(&["time-measure", time, near.measure_name()]);
    for token in near.within.iter() {
        f.add(&["word", near.report.words.lower(token)]);
        f.add(&["word-turn", near.report.words.lower(token), near.turn_name()]);
    }
    Choice::among(SCOPES, &f)
}

const MODALITIES: [(Modality, &str); 5] = [
    (Modality::Asserted, "asserted"),
    (Modality::Reported, "reported"),
    (Modality::Estimated, "estimated"),
    (Modality::Denied, "denied"),
    (Modality::Hypothetical, "hypothetical"),
];

/// The options for the modality.
pub fn modality_choice(near: &Vicinity) -> Choice<Modality> {
    let report = near.report;
    let mut f = Features::of("modality");
    shared(near, &mut f);
    // What stands above the event in the tree, and the helpers of every verb on the way.
    for (step, above) in report.syntax.ancestors(near.head).take(4).enumerate() {
        let step = ["0", "1", "2", "3"][step.min(3)];
        f.add(&["above", report.syntax.lemma(above)]);
        f.add(&["above-step", step, report.syntax.lemma(above)]);
        for child in report.syntax.children(above) {
            if matches!(report.syntax.rel(child), Rel::Aux | Rel::Advmod | Rel::Mark | Rel::AuxPass) {
                f.add(&["helper", report.words.lower(child)]);
                f.add(&["helper-step", step, report.words.lower(child)]);
            }
        }
    }
    let around = near.number.range().start.saturating_sub(5).max(near.within.range().start)
        ..(near.measure.range().end.max(near.number.range().end) + 4).min(near.within.range().end);
    for at in around {
        let word = report.words.lower(Id::new(at));
        f.add(&["around", word]);
    }
    for cue in CUES {
        if near.lower(near.within).contains(cue) {
            f.add(&["cue", cue]);
        }
    }
    Choice::among(MODALITIES, &f)
}

/// Words that hedge, estimate, deny or put off, looked for in the whole sentence.
const CUES: &[&str] = &[
    "reportedly",
    "alleged",
    "believed",
    "thought to",
    "is said to",
    "are said to",
    "estimate",
    "assess",
    "projected",
    "fear",
    "could ",
    "may ",
    "might ",
    "would ",
    "will ",
    "threaten",
    "plan",
    "if ",
    "denied",
    "denies",
    "deny",
    "unconfirmed",
    "claim",
    "accus",
    "suspected",
    "potential",
    "likely",
    "possib",
    "rumor",
    "no evidence",
    "false",
    "pledge",
    "intend",
    "expected",
    "according to some",
    "reports",
    "not confirmed",
    "preparing",
    "propos",
];

fn shared(near: &Vicinity, f: &mut Features) {
    let report = near.report;
    let quantity = &report.quantities[near.event.quantity];
    let value = quantity.low.or(quantity.best).unwrap_or(0);
    let size = match value {
        0 => "0",
        1..=9 => "1-9",
        10..=49 => "10-49",
        50..=199 => "50-199",
        200..=999 => "200-999",
        1000..=9999 => "1000-",
        _ => "10000-",
    };
    let hedge = match quantity.hedge {
        Hedge::Exact => "exact",
        Hedge::About => "about",
        Hedge::AtLeast => "at_least",
        Hedge::AtMost => "at_most",
        Hedge::Between => "between",
        Hedge::Vague => "vague",
    };
    f.add(&["bias"]);
    f.add(&["measure", near.measure_name()]);
    f.add(&["words", near.measure_words()]);
    f.add(&["size", size]);
    f.add(&["size-measure", size, near.measure_name()]);
    f.add(&["hedge", hedge]);
    f.add(&["hedge-size", hedge, size]);
    let helpers: Vec<&str> = report
        .syntax
        .children(near.head)
        .filter(|&child| matches!(report.syntax.rel(child), Rel::Aux | Rel::AuxPass | Rel::Cop))
        .map(|child| report.words.lower(child))
        .collect();
    let helpers = helpers.join(" ");
    let feats = report.syntax.feats(near.head);
    f.add(&["helpers", &helpers]);
    f.add(&["helpers-words", &helpers, near.measure_words()]);
    f.add(&["tense", feats]);
    f.add(&["size-helpers", size, &helpers]);
    let place = match near.sentence {
        0 => "first",
        1 => "second",
        _ if near.sentence + 3 >= report.words.sentences.len() => "end",
        _ => "middle",
    };
    f.add(&["place", place]);
    f.add(&["place-size", place, size]);
}
