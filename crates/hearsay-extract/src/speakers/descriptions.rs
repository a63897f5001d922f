//! Sources that are described and named elsewhere ("the monitor", "the ministry", "the source").

use super::Speaker;
use super::pronouns::is_single_person;
use crate::groups::{SideKind, sides_in};
use crate::layer::{Id, Ids};
use crate::tokens::Token;
use crate::words::Words;
use hearsay_core::SourceKind;

/// Nouns for one kind of body: any of them may stand for a body whose name holds another.
const FAMILIES: [&[&str]; 9] = [
    &["observatory", "monitor", "watchdog", "monitors", "monitoring"],
    &["ministry"],
    &["agency", "newswire", "wire"],
    &["coalition", "alliance"],
    &["army", "military", "forces"],
    &["police", "policemen"],
    &["centre", "center", "institute"],
    &["organisation", "organization", "ngo", "charity", "group"],
    &["hospital", "clinic"],
];

fn nouns(text: &str) -> Vec<String> {
    let cut = [" of ", " at ", " in ", " from ", " for "];
    let head = cut.iter().filter_map(|mark| text.find(mark)).min().map_or(text, |at| &text[..at]);
    head.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2).map(str::to_lowercase).collect()
}

/// Whether one description may stand for the other by their nouns.
fn related(short: &str, long: &str) -> bool {
    let (a, b) = (nouns(short), nouns(long));
    let (Some(head), Some(last)) = (a.last(), b.last()) else { return false };
    if head == last || b.contains(head) {
        return true;
    }
    FAMILIES
        .iter()
        .any(|family| family.contains(&head.as_str()) && b.iter().any(|word| family.contains(&word.as_str())))
}

/// The known speaker that a definite description stands for.
pub(super) fn known(
    words: &Words,
    core: Ids<Token>,
    tokens: Ids<Token>,
    kind: SourceKind,
    known: &[(usize, Speaker)],
) -> Option<Speaker> {
    let text = words.text.at(words.span(core));
    let first = words.lower(Id::new(tokens.range().start));
    let definite = matches!(first, "the" | "this" | "that" | "its" | "these");
    let at = tokens.range().start;
    let before = || known.iter().rev().filter(|(start, _)| *start < at).map(|(_, speaker)| speaker);
    let short = core.len() <= 4;
    if !definite || !short {
        return None;
    }
    // "The statement": the body that issued it.
    if core.len() == 1 && is_paper(words.lower(Id::new(core.range().start))) {
        let issues = |one: &&Speaker| {
            !matches!(one.kind, SourceKind::Person | SourceKind::Document | SourceKind::Witness | SourceKind::Media)
        };
        return before().find(issues).cloned();
    }
    let based = nouns(text).iter().any(|word| word == "based");
    let body = before().find(|one| one.kind == SourceKind::Organization && one.name.contains(' ')).filter(|_| based);
    if let Some(body) = body {
        return Some(body.clone());
    }
    // "The Lundian army" is not the Varnian one.
    let own = sides_in(words, core);
    let same_side = |one: &Speaker| {
        let other = one.tokens.map_or_else(Vec::new, |tokens| sides_in(words, tokens));
        own.is_empty() || other.is_empty() || other.iter().any(|side| own.iter().any(|mine| mine.side == side.side))
    };
    let named = before().filter(|one| (one.kind != SourceKind::Person || is_single_person(text)) && same_side(one));
    let by_noun = named.clone().find(|one| one.name != text && related(text, &one.name) && one.name.len() > text.len());
    if let Some(found) = by_noun {
        return Some(found.clone());
    }
    // "The group", "the official": the nearest of that kind.
    let plain = core.len() == 1 || first == "this";
    let loose = matches!(
        nouns(text).last().map(String::as_str),
        Some("group" | "organisation" | "organization" | "agency" | "statement" | "body")
    );
    if plain && loose {
        let agency = nouns(text).last().is_some_and(|noun| noun == "agency");
        return before()
            .find(|one| {
                one.kind == kind
                    || matches!(one.kind, SourceKind::Organization | SourceKind::ArmedGroup | SourceKind::International)
                    || (agency && matches!(one.kind, SourceKind::Intelligence | SourceKind::Media))
            })
            .cloned();
    }
    None
}

/// The first named speaker of the article for whom a description stands ("a monitor"), where there is one.
pub(super) fn named_later<'s>(speaker: &Speaker, known: &'s [(usize, Speaker)]) -> Option<&'s Speaker> {
    let nouns = nouns(&speaker.name);
    let head = nouns.last()?;
    let based = nouns.iter().any(|word| word == "based");
    if speaker.name.starts_with(char::is_uppercase) && speaker.name.contains(' ') && !based {
        return None;
    }
    let family = FAMILIES[0];
    let group = head == "group"
        && nouns.iter().any(|word| matches!(word.as_str(), "monitoring" | "monitor" | "rights" | "watchdog"));
    if !family.contains(&head.as_str()) && !group {
        return None;
    }
    let named = |one: &Speaker| {
        one.name.starts_with(char::is_uppercase)
            && one.name.contains(' ')
            && one.kind == SourceKind::Organization
            && !one.name.to_lowercase().contains("based")
            && one.name.split_whitespace().any(|word| family.contains(&word.to_lowercase().as_str()))
    };
    known
        .iter()
        .map(|(_, one)| one)
        .filter(|one| named(one))
        .max_by_key(|one| (one.name.contains("Observatory"), one.name.len()))
}

/// The one person of the article whose office a description tells ("a Lundian lawmaker … Lawmaker Nam Ji-won"), where it is
/// an office that few hold.
pub(super) fn person_later<'s>(
    speaker: &Speaker,
    known: &'s [(usize, Speaker)],
    described: &[String],
) -> Option<&'s Speaker> {
    const OFFICES_OF_ONE: [&str; 17] = [
        "lawmaker",
        "senator",
        "congressman",
        "congresswoman",
        "minister",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "ambassador",
        "governor",
        "mayor",
        "president",
        "chancellor",
        "envoy",
        "director",
        "chairman",
        "prosecutor",
    ];
    let nouns = nouns(&speaker.name);
    let office = nouns.last()?;
    let at = speaker.tokens?.range().start;
    if speaker.kind == SourceKind::Person || !OFFICES_OF_ONE.contains(&office.as_str()) {
        return None;
    }
    let lower = speaker.name.to_lowercase();
    let holds = |text: &str| {
        holds_word(text, office) && QUALIFIERS.iter().all(|one| holds_word(text, one) == holds_word(&lower, one))
    };
    let mut named = known
        .iter()
        .zip(described)
        .filter(|((start, one), text)| *start > at && one.kind == SourceKind::Person && holds(text))
        .map(|((_, one), _)| one);
    let first = named.next()?;
    named.all(|other| other.name == first.name).then_some(first)
}

/// Whether the words point at one body: by an article, a genitive or the name of a state.
pub(super) fn is_definite(words: &Words, tokens: Ids<Token>) -> bool {
    let first = words.lower(Id::new(tokens.range().start));
    matches!(first, "the" | "this" | "that" | "its" | "their")
        || tokens.iter().any(|token| matches!(words.lower(token), "'s" | "’s"))
        || !sides_in(words, tokens).is_empty()
}

/// A source that was cut before its preposition ("[a source] at the police command said"): up to the verb of saying.
pub(super) fn with_its_place(words: &Words, tokens: Ids<Token>) -> Ids<Token> {
    let range = tokens.range();
    let lower = |at: usize| words.lower(Id::new(at));
    let Some(within) = words.sentence_of(Id::new(range.start)).map(|id| words.sentences[id].tokens.range()) else {
        return tokens;
    };
    let noun = !range.is_empty() && matches!(lower(range.end - 1), "source" | "sources" | "official" | "officials");
    if !noun || range.end + 1 >= within.end || !matches!(lower(range.end), "at" | "in" | "from" | "within") {
        return tokens;
    }
    let verb = (range.end + 2..within.end.min(range.end + 8)).find(|&at| matches!(lower(at), "said" | "told" | "says"));
    let plain = |end: usize| (range.end + 1..end).all(|at| lower(at).starts_with(char::is_alphanumeric));
    verb.filter(|&end| plain(end)).map_or(tokens, |end| Ids::new(range.start..end))
}

/// Whether a description is of a body that watches a war, whatever it is called.
pub(super) fn is_monitor(name: &str) -> bool {
    let nouns = nouns(name);
    let head = nouns.last().map_or("", String::as_str);
    FAMILIES[0].contains(&head)
        || (head == "group" && nouns.iter().any(|word| matches!(word.as_str(), "monitoring" | "monitor" | "watchdog")))
}

/// Papers that speak for the body that wrote them.
fn is_paper(word: &str) -> bool {
    matches!(
        word,
        "statement"
            | "statements"
            | "report"
            | "communique"
            | "communiqué"
            | "release"
            | "announcement"
            | "figures"
            | "data"
            | "tally"
            | "toll"
            | "count"
            | "bulletin"
            | "letter"
            | "dispatch"
    )
}

/// The named body behind a paper: "the ministry's statement", "a report from the House Committee".
pub(super) fn behind_paper(words: &Words, tokens: Ids<Token>) -> Option<Ids<Token>> {
    let range = tokens.range();
    let paper = range.clone().find(|&at| is_paper(words.lower(Id::new(at))))?;
    let owner = range.start..paper.saturating_sub(1);
    if paper > range.start + 1
        && matches!(words.lower(Id::new(paper - 1)), "'s" | "’s" | "'" | "’")
        && !owner.is_empty()
    {
        return Some(Ids::new(owner));
    }
    // "The army statement".
    let body = Ids::new(range.start..paper);
    if paper + 1 == range.end && !body.is_empty() {
        let kind = super::kind_of(words, body, "");
        if kind.is_some_and(|kind| !matches!(kind, SourceKind::Document | SourceKind::Person | SourceKind::Media)) {
            return Some(body);
        }
    }
    // "ISs statement", where the apostrophe is lost.
    if paper == range.start + 1
        && words.written(Id::new(range.start)).ends_with('s')
        && words.written(Id::new(range.start)).starts_with(char::is_uppercase)
    {
        return Some(Ids::new(range.start..paper));
    }
    let sentence = words.sentence_of(Id::new(paper)).map(|id| words.sentences[id].tokens.range())?;
    let last = sentence.end.min(paper + 5);
    let by = (paper + 1..last).find(|&at| matches!(words.lower(Id::new(at)), "from" | "by" | "of"))?;
    let word = |at: usize| if at < sentence.end { words.written(Id::new(at)) } else { "" };
    let start = if matches!(word(by + 1), "the" | "The" | "a" | "an") { by + 2 } else { by + 1 };
    if !word(start).starts_with(char::is_uppercase) {
        return None;
    }
    let small = |at: usize| matches!(words.lower(Id::new(at)), "of" | "for" | "and" | "on" | "'s" | "’s" | "the");
    let capital = |at: usize| word(at).starts_with(char::is_uppercase);
    let mut end = start;
    while end < sentence.end
        && (capital(end) || (small(end) && capital(end + 1)) || (end < range.end && word(end) != ","))
    {
        end += 1;
    }
    (end > start).then(|| Ids::new(start..end))
}

/// "The armed group", "the jihadists": the armed group named last before these words.
pub(super) fn armed_group(words: &Words, core: Ids<Token>, tokens: Ids<Token>) -> Option<String> {
    let text = words.text.at(words.span(core)).to_lowercase();
    let stands = matches!(
        text.as_str(),
        "group"
            | "armed group"
            | "militant group"
            | "jihadist group"
            | "terrorist group"
            | "terror group"
            | "extremist group"
            | "islamist group"
            | "rebel group"
            | "militants"
            | "insurgents"
            | "jihadists"
            | "militia"
            | "movement"
    );
    if !stands || core.len() == tokens.len() {
        return None;
    }
    let sentence = words.sentence_of(Id::new(core.range().start))?.index();
    (sentence.saturating_sub(4)..=sentence).rev().find_map(|at| {
        let sides = sides_in(words, words.sentences[Id::new(at)].tokens);
        let before = |side: &crate::groups::SideMention| side.tokens.range().end <= core.range().start;
        let group = sides.iter().rfind(|side| before(side) && side.side.kind == SideKind::Group);
        group.map(|side| side.side.name.to_owned())
    })
}

/// A source that was cut after its preposition ("a source at [the police command]"): from the noun before it.
pub(super) fn from_its_noun(words: &Words, tokens: Ids<Token>) -> Ids<Token> {
    let range = tokens.range();
    let Some(sentence) = words.sentence_of(Id::new(range.start)).map(|id| words.sentences[id].tokens.range()) else {
        return tokens;
    };
    let word = |at: usize| words.lower(Id::new(at));
    let mut start = range.start;
    if start > sentence.start + 1 && word(start - 1) == "the" {
        start -= 1;
    }
    if start < sentence.start + 2 || !matches!(word(start - 1), "at" | "in" | "from" | "of") {
        return tokens;
    }
    let noun = start - 2;
    if !matches!(
        word(noun),
        "source"
            | "sources"
            | "official"
            | "officials"
            | "activists"
            | "residents"
            | "spokesman"
            | "spokeswoman"
            | "head"
            | "director"
            | "reporter"
            | "correspondent"
            | "witnesses"
            | "doctors"
            | "officer"
    ) {
        return tokens;
    }
    let adjective = noun > sentence.start
        && matches!(
            word(noun - 1),
            "security" | "military" | "medical" | "local" | "informed" | "police" | "senior" | "field" | "government"
        );
    let office = matches!(
        word(noun),
        "spokesman" | "spokeswoman" | "head" | "director" | "reporter" | "correspondent" | "officer"
    );
    let capital = |at: usize| words.written(Id::new(at)).starts_with(char::is_uppercase);
    let first = if adjective { noun - 1 } else { noun };
    // "Ivan Petrov director of [the Northern Council]": with the name before the office.
    let name = (sentence.start..first).rev().take(4).take_while(|&at| office && capital(at)).count();
    Ids::new(if name > 1 { first - name } else { first }..range.end)
}

/// Offices that one person may be called by in turn.
const OFFICES: [&[&str]; 3] = [
    &["head", "director", "chief", "leader", "boss", "founder"],
    &["spokesman", "spokeswoman", "spokesperson"],
    &["general", "commander", "colonel", "officer"],
];

/// Words that make another office of an office.
const QUALIFIERS: [&str; 5] = ["vice", "deputy", "former", "assistant", "acting"];

fn holds_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|one| one == word)
}

/// The named person whom an office stands for ("the Observatory director", "its head", "the spokesman").
pub(super) fn office(
    words: &Words,
    core: Ids<Token>,
    tokens: Ids<Token>,
    known: &[(usize, Speaker)],
    described: &[String],
) -> Option<Speaker> {
    let text = words.text.at(words.span(core));
    let first = words.lower(Id::new(tokens.range().start));
    if !matches!(first, "the" | "its" | "this" | "that" | "his" | "her" | "their") || !is_single_person(text) {
        return None;
    }
    let head = nouns(text).pop()?;
    let lower = text.to_lowercase();
    let family = OFFICES.iter().find(|family| family.contains(&head.as_str()));
    let same = |word: &str| word == head || family.is_some_and(|family| family.contains(&word));
    let at = tokens.range().start;
    let before = known
        .iter()
        .zip(described)
        .rev()
        .filter(|((start, one), _)| *start < at && (one.kind == SourceKind::Person || is_single_person(&one.name)));
    let shares = |other: &&String| {
        other.split(|c: char| !c.is_alphanumeric()).any(same)
            && QUALIFIERS.iter().all(|one| holds_word(other, one) == holds_word(&lower, one))
    };
    let by_office = before.clone().find(|(_, text)| shares(text)).map(|((_, one), _)| one.clone());
    let general = matches!(
        head.as_str(),
        "official"
            | "spokesman"
            | "spokeswoman"
            | "lawmaker"
            | "activist"
            | "expert"
            | "analyst"
            | "doctor"
            | "resident"
            | "lawyer"
    );
    by_office.or_else(|| {
        (core.len() == 1 && general).then(|| before.clone().map(|((_, one), _)| one.clone()).next()).flatten()
    })
}

/// The usual name of an armed group whose short form is the whole source ("IS"), where the article holds that name.
pub(super) fn armed_side(words: &Words, tokens: Ids<Token>) -> Option<String> {
    let side = sides_in(words, tokens).pop()?;
    let whole = side.tokens.len() + 1 >= tokens.len();
    let lower = side.side.name.to_lowercase();
    (whole && side.side.kind == SideKind::Group && words.lower_from(0).contains(&lower))
        .then(|| side.side.name.to_owned())
}
