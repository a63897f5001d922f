//! Relations that the model overlooks in reports of war, and sources that it misplaces there.
//!
//! The model learned from political news with all its commas. Reports that are printed without marks ("… killed ten people
//! a monitor said") and headlines ("Shelling kills ten - monitor") need a second look by rule.

use super::restated::restates;
use crate::attributions::AttributionMention;
use crate::cues::{CITING, CueClass, cue_word};
use crate::layer::{Id, Ids, Layer};
use crate::speakers::{is_plausible, kind_of};
use crate::stance::stance_of;
use crate::syntax::Syntax;
use crate::tags::{Rel, Upos};
use crate::tokens::Token;
use crate::words::Words;
use hearsay_core::Speech;

/// The relations of a document with misplaced sources put right, followed by those that were overlooked; and how many of
/// them are shown: those found, those that stand inside the content of another, and headlines that begin with their source.
/// The others only tell whose voice a figure may be.
pub(crate) fn completed(
    words: &Words,
    syntax: &Syntax,
    relations: &Layer<AttributionMention>,
) -> (Layer<AttributionMention>, usize) {
    let mut all: Vec<AttributionMention> = relations.iter().cloned().collect();
    for relation in &mut all {
        put_right(words, syntax, relation);
    }
    for (number, sentence) in words.sentences.iter().enumerate() {
        let taken: Vec<Ids<Token>> =
            all.iter().filter(|one| overlaps(one.cue, sentence.tokens)).map(|one| one.cue).collect();
        for token in sentence.tokens.iter() {
            let held = taken.iter().any(|cue| cue.contains(token));
            if !held && opens_relation(words, syntax, sentence.tokens, token) {
                all.extend(overlooked(words, syntax, sentence.tokens, token));
            }
        }
        if number < 2 && sentence.opens_paragraph && sentence.tokens.len() < 40 {
            all.extend(headline(words, sentence.tokens));
            if taken.is_empty() {
                all.extend(colon(words, sentence.tokens));
            }
        }
    }
    let mut more = all.split_off(relations.len());
    for inner in &mut more {
        let cue = inner.cue.range();
        let holds = |outer: &AttributionMention| {
            outer.content.iter().any(|piece| piece.range().start <= cue.start && cue.end <= piece.range().end)
        };
        let size = |outer: &AttributionMention| outer.content.iter().map(|piece| piece.len()).sum::<usize>();
        let personal = inner.source.iter().any(|source| {
            source.len() == 1 && matches!(words.lower(Id::new(source.range().start)), "i" | "we" | "you")
        });
        let that = words.near(words.tokens.ids(), cue.end as isize) == "that";
        if personal || !that {
            continue;
        }
        inner.within =
            (0..all.len()).filter(|&outer| holds(&all[outer])).min_by_key(|&outer| size(&all[outer])).map(Id::new);
    }
    let colon = |one: &AttributionMention| words.lower(Id::new(one.cue.range().start)) == ":";
    // Where a sentence says "said" and nothing was found in it, what the second look finds is shown too.
    let alone = |one: &AttributionMention| {
        let within = words.sentence_of(Id::new(one.cue.range().start)).map(|id| words.sentences[id].tokens);
        let plain = matches!(words.lower(Id::new(one.cue.range().start)), "said" | "told" | "according");
        plain && within.is_some_and(|within| all.iter().all(|other| !overlaps(other.cue, within)))
    };
    let (shown, hidden): (Vec<_>, Vec<_>) =
        more.into_iter().partition(|one| one.within.is_some() || colon(one) || alone(one));
    let count = relations.len() + shown.len();
    all.extend(shown);
    all.extend(hidden);
    (Layer::new(all), count)
}

fn overlaps(a: Ids<Token>, b: Ids<Token>) -> bool {
    a.range().start < b.range().end && b.range().start < a.range().end
}

/// Whether a token is a finite verb of saying or of giving a number, or "according".
fn opens_relation(words: &Words, syntax: &Syntax, within: Ids<Token>, token: Id<Token>) -> bool {
    let word = words.lower(token);
    let next = words.near(within, token.index() as isize + 1);
    if word == "according" {
        return next == "to";
    }
    let says = matches!(
        word,
        "said" | "says" | "say" | "told" | "reported" | "reports" | "added" | "announced" | "confirmed" | "tells"
    );
    let before = words.near(within, token.index() as isize - 1);
    let passive = matches!(before, "be" | "been" | "being" | "is" | "was" | "were" | "are" | "to");
    (says && !passive && (syntax.upos(token) == Upos::Verb || !word.ends_with("ports")))
        || (!passive && (states(words, syntax, token) || restates(words, syntax, token)))
}

/// Whether a token is another verb of saying with a subject before it and a clause that it says after it ("Oslo has claimed
/// Lund sent …").
fn states(words: &Words, syntax: &Syntax, token: Id<Token>) -> bool {
    syntax.upos(token) == Upos::Verb
        && cue_word(words.lower(token)).is_some_and(|(class, _)| class == CueClass::Say)
        && syntax.child(token, Rel::Nsubj).is_some_and(|subject| subject.index() < token.index())
        && syntax.child(token, Rel::Ccomp).is_some_and(|clause| clause.index() > token.index())
}

/// A verb of saying that the model passed over: its source by tree and position, its content the rest of the sentence.
fn overlooked(words: &Words, syntax: &Syntax, within: Ids<Token>, verb: Id<Token>) -> Option<AttributionMention> {
    let according = words.lower(verb) == "according";
    let cue = Ids::new(verb.index()..verb.index() + 1 + usize::from(according));
    let source = source_of(words, syntax, within, cue)?;
    let (start, end) = (within.range().start, within.range().end);
    let first = cue.range().start.min(source.range().start);
    let last = cue.range().end.max(source.range().end);
    // "… the governor had said that …" says what follows; "… , the governor said on Friday." what goes before.
    let follows = words.near(within, last as isize) == "that" || (end - last > 4 && source.range().start <= start + 3);
    // "… , the governor said, citing the police": whom a speaker cites is no part of what is said.
    let cites = |&at: &usize| CITING.contains(&words.lower(Id::new(at)));
    let cited = (last..end).find(|at| !follows && cites(at)).unwrap_or(end);
    let pieces = if follows { [last..end, end..end] } else { [start..first, last..cited] };
    let bare = |at: usize| !words.lower(Id::new(at)).contains(char::is_alphanumeric);
    let content: Vec<_> = pieces
        .into_iter()
        .map(|mut piece| {
            while !piece.is_empty() && bare(piece.end - 1) {
                piece.end -= 1;
            }
            piece
        })
        .filter(|piece| piece.len() > 1)
        .map(Ids::new)
        .collect();
    let stance = stance_of(words, within, cue, Some(source));
    (!content.is_empty()).then_some(AttributionMention {
        source: vec![source],
        cue,
        content,
        stance,
        speech: Speech::Indirect,
        within: None,
    })
}

/// Gives a relation of a verb of saying another source where its own can be none ("… said [Sunday]").
fn put_right(words: &Words, syntax: &Syntax, relation: &mut AttributionMention) {
    let says = |token: Id<Token>| {
        cue_word(words.lower(token))
            .is_some_and(|(class, base)| matches!(class, CueClass::Say | CueClass::Tell) || base == "according")
    };
    // "An earlier version of this report said …" is the outlet's own voice.
    let own = |piece: &Ids<Token>| {
        let text = words.text.at(words.span(*piece)).to_lowercase();
        ["version of this", "version of the story"].iter().any(|own| text.contains(own))
    };
    if relation.source.iter().any(own) {
        relation.source.clear();
        return;
    }
    let Some(verb) = relation.cue.iter().find(|&token| says(token)) else { return };
    let Some(sentence) = words.sentence_of(verb) else { return };
    let within = words.sentences[sentence].tokens;
    // A described subject may speak whatever its noun ("A banker said …").
    let subject = syntax.child(verb, Rel::Nsubj).filter(|subject| subject.index() < verb.index());
    let described = |source: Ids<Token>| {
        subject.is_some_and(|subject| source.contains(subject))
            && matches!(words.lower(Id::new(source.range().start)), "a" | "an" | "the" | "one" | "another")
            && source.len() < 8
            && !source.iter().any(|token| words.lower(token) == "including")
    };
    let good = relation.source.iter().all(|&source| is_plausible(words, source) || described(source))
        && !relation.source.is_empty();
    if good {
        if let [source] = relation.source.as_mut_slice() {
            *source = with_those_joined(words, syntax, within, relation.cue, *source);
        }
        return;
    }
    if let Some(source) = source_of(words, syntax, within, relation.cue) {
        for piece in &mut relation.content {
            *piece = without(*piece, source);
        }
        relation.content.retain(|piece| !piece.is_empty());
        relation.source = vec![source];
    }
}

/// "… , officials and [the army] said.": the source with the one joined before it, where the sentence ends with the cue.
fn with_those_joined(
    words: &Words,
    syntax: &Syntax,
    within: Ids<Token>,
    cue: Ids<Token>,
    source: Ids<Token>,
) -> Ids<Token> {
    let start = source.range().start;
    let ends = source.range().end == cue.range().start && cue.range().end + 5 > within.range().end;
    if !ends || start < within.range().start + 3 || words.lower(Id::new(start - 1)) != "and" {
        return source;
    }
    let joined = before(words, syntax, within, start - 1);
    let counted = joined.iter().any(|token| syntax.upos(token) == Upos::Num || words.lower(token) == "of");
    let speaks = !joined.is_empty() && joined.len() < 6 && !counted && kind_of(words, joined, "").is_some();
    if speaks && joined.range().end + 1 == start { Ids::new(joined.range().start..source.range().end) } else { source }
}

/// The part of a piece that lies before a source inside it, or after one that opens it.
fn without(piece: Ids<Token>, source: Ids<Token>) -> Ids<Token> {
    let (all, cut) = (piece.range(), source.range());
    if cut.start >= all.end || cut.end <= all.start {
        return piece;
    }
    if cut.start <= all.start { Ids::new(cut.end.min(all.end)..all.end) } else { Ids::new(all.start..cut.start) }
}

/// The source of a verb of saying: its subject, else the words after it, else those before it; only such as may speak.
fn source_of(words: &Words, syntax: &Syntax, within: Ids<Token>, cue: Ids<Token>) -> Option<Ids<Token>> {
    let verb = Id::new(cue.range().start);
    let good = |tokens: &Ids<Token>| !tokens.is_empty() && is_plausible(words, *tokens);
    if words.lower(verb) == "according" {
        return Some(after(words, within, cue.range().end)).filter(good);
    }
    let last: Id<Token> = Id::new(cue.range().end - 1);
    let by_tree = cue.iter().find_map(|token| syntax.child(token, Rel::Nsubj)).map(|subject| syntax.extent(subject));
    let by_tree = by_tree.filter(|tokens| {
        tokens.len() < 16 && !tokens.contains(verb) && tokens.range().end <= verb.index() + 1
            || tokens.range().start > last.index()
    });
    let before = before(words, syntax, within, verb.index());
    let beside = Some(before).filter(good);
    if let Some(tokens) = by_tree.filter(good) {
        // Of a long subject that begins far off, the words beside the verb are surer.
        return beside.filter(|near| tokens.len() > 8 && near.len() < tokens.len()).or(Some(tokens));
    }
    // "said the mayor", but never "told reporters".
    let tells = cue.iter().any(|token| cue_word(words.lower(token)).is_some_and(|(class, _)| class == CueClass::Tell));
    let inverted = Some(after(words, within, last.index() + 1)).filter(good).filter(|_| !tells);
    beside.or(inverted)
}

/// The noun phrase that starts at an index.
fn after(words: &Words, within: Ids<Token>, start: usize) -> Ids<Token> {
    let mut end = start;
    while end < within.range().end && end - start < 12 {
        let word = words.lower(Id::new(end));
        let stops = matches!(
            word,
            "that"
                | "who"
                | "which"
                | "as"
                | "on"
                | "after"
                | "while"
                | "when"
                | "said"
                | "and"
                | "in"
                | "adding"
                | "citing"
                | "but"
                | "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "late"
                | "earlier"
                | "has"
                | "had"
                | "have"
                | "was"
                | "were"
                | "is"
                | "are"
        );
        let joins = matches!(word, "'s" | "’s" | "-" | "." | "&" | "'" | "’");
        if stops || !(joins || word.starts_with(char::is_alphanumeric)) {
            break;
        }
        end += 1;
    }
    Ids::new(start..end)
}

/// The noun phrase that ends before an index, auxiliaries and adverbs skipped.
fn before(words: &Words, syntax: &Syntax, within: Ids<Token>, verb: usize) -> Ids<Token> {
    let first = within.range().start;
    let mut end = verb;
    while end > first
        && (matches!(syntax.upos(Id::new(end - 1)), Upos::Aux | Upos::Adv)
            || matches!(words.lower(Id::new(end - 1)), "," | ")"))
    {
        end -= 1;
    }
    let capital = |at: usize| words.written(Id::new(at)).starts_with(char::is_uppercase);
    let mut start = end;
    while start > first && end - start < 12 {
        let at = start - 1;
        let word = words.lower(Id::new(at));
        let class = syntax.upos(Id::new(at));
        if matches!(word, "the" | "a" | "an" | "its" | "his" | "her" | "their") {
            start = at;
            break;
        }
        let joins = matches!(word, "'s" | "’s" | "-" | "." | "of" | "for") && start < end;
        let noun = matches!(class, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Pron | Upos::X);
        // "… of Raqqa local media reported": a place before a plain noun belongs to the content.
        let breaks = start < end
            && capital(at)
            && !capital(start)
            && !word.ends_with("an")
            && !word.ends_with("ish")
            && !word.ends_with("ese")
            && !word.ends_with('i')
            && !word.ends_with("based");
        if !(joins || noun) || (breaks && words.lower(Id::new(start)) != "-") {
            break;
        }
        start = at;
        if class == Upos::Pron {
            break;
        }
    }
    Ids::new(start..end)
}

/// A headline that begins with its source: "Army: four drones shot down".
fn colon(words: &Words, within: Ids<Token>) -> Option<AttributionMention> {
    let range = within.range();
    let at = range.clone().take(6).find(|&at| words.lower(Id::new(at)) == ":")?;
    let source = Ids::new(range.start..at);
    let content = Ids::new(at + 1..range.end);
    // "CAPITAL: …" is a dateline.
    let first = words.written(Id::new(range.start));
    let dateline = source.len() <= 2 && first.len() > 4 && first.chars().all(char::is_uppercase);
    (!source.is_empty() && content.len() > 2 && !dateline && is_plausible(words, source)).then(|| AttributionMention {
        source: vec![source],
        cue: Ids::new(at..at + 1),
        content: vec![content],
        stance: hearsay_core::Stance::Asserts,
        speech: Speech::Indirect,
        within: None,
    })
}

/// A headline that ends with its source: "Shelling kills ten - monitor", "… state TV", "… : officials".
fn headline(words: &Words, within: Ids<Token>) -> Option<AttributionMention> {
    const ENDS: [&str; 16] = [
        "monitor",
        "monitors",
        "monitoring group",
        "state tv",
        "state media",
        "officials",
        "police",
        "army",
        "ministry",
        "reports",
        "watchdog",
        "activists",
        "observatory",
        "un",
        "residents",
        "source",
    ];
    let range = within.range();
    let stop = range.clone().find(|&at| words.lower(Id::new(at)) == "|").unwrap_or(range.end);
    let mut end = stop;
    while end > range.start
        && (matches!(words.lower(Id::new(end - 1)), "." | "…") || words.lower(Id::new(end - 1)).starts_with("http"))
    {
        end -= 1;
    }
    for length in [2, 1] {
        let start = end.checked_sub(length).filter(|&start| start > range.start + 2)?;
        let tail = words.text.at(words.span(Ids::new(start..end))).to_lowercase();
        let marked = matches!(words.lower(Id::new(start - 1)), "-" | "–" | "—" | ":")
            || !words.lower(Id::new(start - 1)).is_ascii();
        if ENDS.contains(&tail.as_str()) && (marked || stop < range.end) {
            let cue = Ids::new(start - 1..start);
            let content = vec![Ids::new(range.start..start - 1)];
            let source = vec![Ids::new(start..end)];
            let stance = hearsay_core::Stance::Asserts;
            return Some(AttributionMention { source, cue, content, stance, speech: Speech::Indirect, within: None });
        }
    }
    None
}
