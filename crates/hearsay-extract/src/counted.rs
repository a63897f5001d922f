//! The noun phrase that a number counts: "300 [North Korean soldiers]".

use crate::groups::{Group, group_at};
use crate::layer::{Id, Ids};
use crate::measures::Turn;
use crate::quantities::{Form, QuantityMention};
use crate::report::Report;
use crate::tags::{Rel, Upos};
use crate::tokens::Token;
use hearsay_core::{Role, Unit};

/// What stands beside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The noun with its modifiers, without the number; `None` where the number stands alone ("300 were killed").
    pub phrase: Option<Ids<Token>>,
    /// The head noun; the last word of the number where it stands alone.
    pub head: Id<Token>,
    /// What the noun counts, where the lexicon knows it.
    pub group: Option<Group>,
}

/// Finds the noun phrase of a number. Word classes lead; the tree corrects where it names a head in reach.
pub fn counted(report: &Report, quantity: &QuantityMention) -> Counted {
    let within = report.sentence(Id::new(quantity.number.range().start)).1;
    let word = |i: usize| report.words.near(within, i as isize);
    let last = Id::new(quantity.number.range().end - 1);
    let mut start = quantity.tokens.range().end;
    // "dozens of civilians", "three of the attackers", "20 more people", "another 30".
    let partitive = word(start) == "of";
    if partitive {
        start += 1;
    }
    while matches!(word(start), "more" | "additional" | "further") {
        start += 1;
    }
    let (mut at, mut end) = (start, None);
    while at < within.range().end && at < start + 9 && !end.is_some_and(|end| ends(report, within, end, at)) {
        match class(report, within, at, partitive && at == start) {
            Class::Noun => end = Some(at),
            Class::Modifier => {}
            Class::Stop => break,
        }
        at += 1;
    }
    // Only digits and words may stand without a noun of their own; "a" must have one.
    let by_tree = report.syntax.head(last).filter(|&head| {
        let rel = report.syntax.rel(last);
        head.index() >= start && head.index() < at.max(start + 1) && matches!(rel, Rel::Nummod | Rel::Det | Rel::Amod)
    });
    let end = match (by_tree, end) {
        (Some(head), Some(end)) if head.index() > end || report.upos(end) == Upos::Adj => Some(head.index()),
        (Some(head), None) if matches!(report.upos(head.index()), Upos::Noun | Upos::Propn) => Some(head.index()),
        (_, end) => end,
    };
    // "no deaths", "1,472 casualties": the noun is the measure and not who was affected.
    let measures = |end: usize| {
        matches!(
            word(end),
            "dead"
                | "deaths"
                | "death"
                | "casualties"
                | "casualty"
                | "fatalities"
                | "injuries"
                | "injured"
                | "wounded"
                | "missing"
                | "reports"
                | "lives"
        )
    };
    // "Kills 3 Wounds 20": the tree may hang a number on the verb after it.
    let verb = |end: usize| {
        group_at(report.words, within, Id::new(end)).is_none()
            && report
                .measures_in(Ids::new(end..end + 1))
                .any(|(_, one)| matches!(one.turn, Turn::Object | Turn::Subject) && one.tokens.len() == 1)
    };
    let Some(end) = end.filter(|&end| end >= start && !measures(end) && !verb(end)) else {
        return Counted { phrase: None, head: last, group: None };
    };
    let phrase = Ids::new(start..end + 1);
    Counted { phrase: Some(phrase), head: Id::new(end), group: group_of(report, phrase) }
}

/// Whether a phrase that ends with a noun for people goes no further: another number follows, or a name after a plural
/// ("12 children State TV said").
fn ends(report: &Report, within: Ids<Token>, end: usize, at: usize) -> bool {
    let people = |group: Group| group.unit == Unit::People;
    if end + 1 != at || !group_at(report.words, within, Id::new(end)).is_some_and(|(_, group)| people(group)) {
        return false;
    }
    let written = report.words.written(Id::new(end));
    let next = report.words.written(Id::new(at));
    let plural = written.ends_with('s') || matches!(written, "people" | "children" | "men" | "women");
    next.starts_with(|c: char| c.is_ascii_digit())
        || (plural && written.starts_with(char::is_lowercase) && next.starts_with(char::is_uppercase))
}

enum Class {
    Noun,
    Modifier,
    Stop,
}

fn class(report: &Report, within: Ids<Token>, at: usize, article_allowed: bool) -> Class {
    let word = report.words.near(within, at as isize);
    let next = report.words.near(within, at as isize + 1);
    if is_time_noun(word) {
        return Class::Stop;
    }
    // "off-duty", "IS": parts of a compound and names of sides stand before a noun whatever their class.
    let compound = matches!(next, "-" | "‑") && report.words.joined(at + 1) && report.words.joined(at + 2);
    if compound && at + 2 < within.range().end {
        return Class::Modifier;
    }
    if report.sides_in(Ids::new(at..at + 1)).iter().any(|side| side.tokens.range().start == at) {
        let noun_follows =
            matches!(report.upos(at + 1), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Punct | Upos::Verb);
        let alone = at + 1 == within.range().end || !noun_follows;
        return if matches!(report.upos(at), Upos::Noun | Upos::Propn) || alone {
            Class::Noun
        } else {
            Class::Modifier
        };
    }
    if group_at(report.words, within, Id::new(at)).is_some_and(|(tokens, _)| tokens.len() == 1) {
        // "wounded", "dead", "missing" name those counted only after an article or as a modifier of a noun.
        let state = matches!(
            word,
            "dead"
                | "wounded"
                | "injured"
                | "missing"
                | "displaced"
                | "killed"
                | "lives"
                | "deaths"
                | "casualties"
                | "fatalities"
        );
        if !state {
            return Class::Noun;
        }
        let modifies = matches!(report.upos(at + 1), Upos::Noun | Upos::Propn) && !is_time_noun(next);
        return if modifies { Class::Modifier } else { Class::Stop };
    }
    // "Kills 3 Wounds 20": a headline's next verb is no noun.
    if report.measures_in(Ids::new(at..at + 1)).any(|(_, one)| matches!(one.turn, Turn::Object | Turn::Subject))
        && !participle(report, within, at)
    {
        return Class::Stop;
    }
    match report.upos(at) {
        Upos::Noun | Upos::Propn => Class::Noun,
        Upos::Adj | Upos::Num => Class::Modifier,
        Upos::Det | Upos::Pron
            if article_allowed || matches!(word, "his" | "her" | "their" | "its" | "our" | "my" | "them") =>
        {
            if matches!(word, "them" | "us" | "whom") { Class::Noun } else { Class::Modifier }
        }
        Upos::Punct | Upos::Part | Upos::Sym if matches!(word, "-" | "'s" | "’s" | "‑" | "“" | "\"" | "‘" | "'") => {
            if at > within.range().start && (!matches!(word, "-" | "‑") || report.words.joined(at)) {
                Class::Modifier
            } else {
                Class::Stop
            }
        }
        Upos::Verb if participle(report, within, at) => Class::Modifier,
        Upos::Adv if matches!(word, "mostly" | "mainly" | "newly" | "more" | "badly" | "seriously" | "severely") => {
            Class::Modifier
        }
        _ => Class::Stop,
    }
}

/// "armed men", "fleeing civilians", "detained Americans": a participle straight before a noun that counts modifies it.
fn participle(report: &Report, within: Ids<Token>, at: usize) -> bool {
    let word = report.words.near(within, at as isize);
    let next = Id::new(at + 1);
    (word.ends_with("ed") || word.ends_with("ing") || word.ends_with("en"))
        && at + 1 < within.range().end
        && (group_at(report.words, within, next).is_some() || report.sides_in(Ids::new(at + 1..at + 2)).len() == 1)
        && !matches!(report.words.lower(next), "dead" | "wounded" | "injured" | "missing" | "lives")
}

/// Days and other words of time that may follow a number's noun without a preposition ("12 people Monday").
pub(crate) fn is_time_noun(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "today"
            | "yesterday"
            | "tonight"
            | "tomorrow"
            | "overnight"
    )
}

/// What the phrase counts: by its head noun, else by the last noun that the lexicon knows.
fn group_of(report: &Report, phrase: Ids<Token>) -> Option<Group> {
    let mut found: Option<Group> = None;
    for token in phrase.iter() {
        if let Some((tokens, group)) = group_at(report.words, phrase, token) {
            let ends = tokens.range().end == phrase.range().end;
            // "police officers", "army helicopters", "Islamic State militants": the head decides the unit; a modifier
            // tells the role where the head does not.
            found = Some(match found {
                Some(before)
                    if group.unit == Unit::People && group.role == Role::Unknown && before.unit == Unit::People =>
                {
                    before
                }
                Some(before) if before.role == Role::Police && matches!(group.role, Role::Military | Role::Unknown) => {
                    before
                }
                _ => group,
            });
            if ends {
                break;
            }
        }
    }
    // "an American", "two Yazidis": a people's name counts people.
    found.or_else(|| (!report.sides_in(phrase).is_empty()).then_some(Group { unit: Unit::People, role: Role::Unknown }))
}

/// Whether the form of a number needs a noun to be a figure at all.
pub fn needs_noun(form: Form) -> bool {
    matches!(form, Form::Article)
}
