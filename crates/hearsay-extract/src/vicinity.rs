//! Where a stretch of text stands to an event: the features that every choice of an argument shares.

use crate::choice::Features;
use crate::events::EventMention;
use crate::layer::{Id, Ids};
use crate::measures::{MeasureMention, Turn};
use crate::quantities::QuantityMention;
use crate::report::Report;
use crate::tags::Upos;
use crate::tokens::Token;
use hearsay_core::Measure;

/// What was chosen for an event told before: later events of a report mostly share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The sentence of its number.
    pub sentence: usize,
    /// The words chosen, in lower case.
    pub actor: Option<String>,
    /// The words chosen, in lower case.
    pub time: Option<String>,
    /// The words chosen, in lower case.
    pub place: Option<String>,
    /// The role of its affected, where its words or the sentence told it.
    pub role: &'static str,
    /// The last word that names its affected, in lower case; empty where none does.
    pub noun: String,
    /// The side of its affected.
    pub side: Option<String>,
}

/// An event, with what its arguments are measured against.
pub struct Vicinity<'a> {
    /// The report.
    pub report: &'a Report<'a>,
    /// The event.
    pub event: &'a EventMention,
    /// The tokens of its measure word.
    pub measure: Ids<Token>,
    /// The tokens of its number, with the hedge.
    pub number: Ids<Token>,
    /// The sentence of the number.
    pub sentence: usize,
    /// The tokens of that sentence.
    pub within: Ids<Token>,
    /// The head of the measure word.
    pub head: Id<Token>,
    /// The events told before, in order.
    pub told: &'a [Told],
}

impl<'a> Vicinity<'a> {
    /// The surroundings of an event.
    pub fn new(report: &'a Report<'a>, event: &'a EventMention, told: &'a [Told]) -> Vicinity<'a> {
        let number = report.quantities[event.quantity].tokens;
        let measure = report.measures[event.measure].tokens;
        let (sentence, within) = report.sentence(Id::new(number.range().start));
        Vicinity {
            report,
            event,
            measure,
            number,
            sentence: sentence.index(),
            within,
            head: report.head_of(measure),
            told,
        }
    }

    /// The name of the event's measure.
    pub fn measure_name(&self) -> &'static str {
        self.report.measures[self.event.measure].measure.name()
    }

    /// The turn of the event's measure word.
    pub fn turn_name(&self) -> &'static str {
        self.report.measures[self.event.measure].turn.name()
    }

    /// The words of the measure, in lower case.
    pub fn measure_words(&self) -> &str {
        self.lower(self.measure)
    }

    /// How large the number is.
    pub fn size(&self) -> &'static str {
        let own = &self.report.quantities[self.event.quantity];
        match own.low.or(own.best).unwrap_or(0) {
            0 => "0",
            1..=9 => "1-9",
            10..=99 => "10-99",
            100..=999 => "100-999",
            1000..=9999 => "1000-",
            _ => "10000-",
        }
    }

    /// A stretch in lower case.
    pub fn lower(&self, tokens: Ids<Token>) -> &str {
        let span = self.report.words.span(tokens);
        self.report.words.lower_from(span.start() as usize).get(..span.len() as usize).unwrap_or("")
    }

    /// Sentences that may hold an argument, each with a name for where it stands: the event's own first, then those around
    /// it, those that state the same figure, and the lead.
    pub fn neighbours(&self) -> Vec<(usize, &'static str)> {
        const AROUND: [(isize, &str); 9] =
            [(-1, "-1"), (-2, "-2"), (-3, "-3"), (1, "+1"), (2, "+2"), (-4, "-4"), (-5, "-5"), (-6, "-6"), (3, "+3")];
        let all = self.report.words.sentences.len();
        let mut found: Vec<(usize, &'static str)> = vec![(self.sentence, "0")];
        let mut add = |sentence: usize, name: &'static str| {
            if sentence < all && found.len() < 16 && found.iter().all(|&(one, _)| one != sentence) {
                found.push((sentence, name));
            }
        };
        for (offset, name) in AROUND.iter().take(4) {
            let beside = self.sentence.checked_add_signed(*offset);
            if let Some(sentence) = beside.filter(|&sentence| *offset < 0 || !self.begins_another(sentence)) {
                add(sentence, name);
            }
        }
        for again in self.retellings() {
            let sentence = self.report.sentence(Id::new(again.number.range().start)).0.index();
            add(sentence, "same");
        }
        for (offset, name) in AROUND.iter().skip(4) {
            if let Some(sentence) = self.sentence.checked_add_signed(*offset) {
                add(sentence, name);
            }
        }
        for sentence in 0..3 {
            add(sentence, "lead");
        }
        found
    }

    /// Whether a later sentence begins a paragraph that tells of another event.
    fn begins_another(&self, sentence: usize) -> bool {
        let report = self.report;
        if sentence >= report.words.sentences.len() {
            return false;
        }
        // The dead, the wounded and the damage of one attack are told one after the other.
        let harms = |measure: Measure| {
            use Measure::{Casualties, Destroyed, Displaced, Killed, Missing, Wounded};
            matches!(measure, Killed | Wounded | Casualties | Missing | Destroyed | Displaced)
        };
        let own = report.measures[self.event.measure].measure;
        let other = |measure: Measure| measure != own && !(harms(own) && harms(measure));
        let after = &report.words.sentences[Id::new(sentence)];
        let strong = |(_, one): &(_, &MeasureMention)| one.turn != Turn::Weak;
        let mut told = report.measures_in(after.tokens).filter(strong).peekable();
        after.opens_paragraph && told.peek().is_some() && told.all(|(_, one)| other(one.measure))
    }

    /// Other places that state the same number, above two, in a sentence with a word of the same measure: the headline and
    /// the body tell one figure in different words.
    pub fn retellings(&self) -> impl Iterator<Item = &QuantityMention> {
        let report = self.report;
        let own = &report.quantities[self.event.quantity];
        let value = own.best.or(own.low).filter(|&value| value > 2);
        let measure = report.measures[self.event.measure].measure;
        report.quantities.iter().take(400).filter(move |one| {
            let same = value.is_some() && one.best.or(one.low) == value && one.number != own.number;
            same && report
                .measures_in(report.sentence(Id::new(one.number.range().start)).1)
                .any(|(_, other)| other.measure == measure)
        })
    }

    /// Adds whether an option (`None`: none) says what was chosen for the event before and for the first of the report.
    pub fn recall(&self, f: &mut Features, option: Option<&str>, chosen: impl Fn(&Told) -> &Option<String>) {
        let mut compare = |name: &str, told: &Told| {
            let far = match self.sentence.saturating_sub(told.sentence) {
                0 => "0",
                1 => "1",
                2..=3 => "2",
                _ => "4",
            };
            let state = match (option, chosen(told).as_deref()) {
                (None, None) => "none-none",
                (None, Some(_)) => "none-some",
                (Some(_), None) => "some-none",
                (Some(a), Some(b)) if a == b => "same",
                (Some(a), Some(b)) if a.contains(b) || b.contains(a) => "alike",
                (Some(_), Some(_)) => "other",
            };
            f.add(&["told", name, state]);
            f.add(&["told-far", name, state, far]);
        };
        if let Some(before) = self.told.last() {
            compare("before", before);
        }
        if let [first, _, ..] = self.told {
            compare("first", first);
        }
        if self.told.len() > 2 {
            let agree = self.told.iter().filter(|told| chosen(told).as_deref() == option).count() * 4 / self.told.len();
            f.add(&["agree", ["0", "1", "2", "3", "4"][agree.min(4)], if option.is_some() { "some" } else { "none" }]);
        }
    }

    /// Adds the word that a candidate's head hangs on: a word of saying, a word of the same measure, any other.
    fn governed(&self, f: &mut Features, head: Id<Token>, offset: &str, kind: &str) {
        let report = self.report;
        let rel = report.syntax.rel(head).name();
        let Some(above) = report.syntax.head(head) else {
            f.add(&["above", "root", offset, kind]);
            return;
        };
        let lemma = report.syntax.lemma(above);
        let measure = report.measures[self.event.measure].measure;
        let mut deed = "none";
        for (_, one) in report.measures_in(Ids::new(above.index()..above.index() + 1)) {
            if one.measure == measure {
                deed = "same";
            } else if deed == "none" && one.turn != Turn::Weak {
                deed = "other";
            }
        }
        let passive = report.syntax.children(above).any(|child| report.syntax.rel(child) == crate::tags::Rel::AuxPass);
        let voice = if passive { "passive" } else { "active" };
        let here = if offset == "0" { "here" } else { "there" };
        f.add(&["above", lemma, rel, here]);
        f.add(&["above-kind", lemma, rel, kind]);
        f.add(&["deed", deed, rel, voice, here]);
        f.add(&["deed-kind", deed, rel, voice, kind, here]);
    }

    /// Adds what relates `tokens` (in a sentence at `offset`) to the event; `kind` names the class of the candidate.
    pub fn relate(&self, f: &mut Features, tokens: Ids<Token>, offset: &str, kind: &str) {
        let report = self.report;
        let head = report.head_of(tokens);
        let tag = report.syntax.rel(head).name();
        f.add(&["offset", offset]);
        f.add(&["offset-kind", offset, kind]);
        f.add(&["kind", kind]);
        f.add(&["rel-kind", tag, kind, offset]);
        let here = offset == "0";
        let before = report.words.near(report.sentence(head).1, tokens.range().start as isize - 1);
        f.add(&["before", before, offset]);
        f.add(&["before-kind", before, kind]);
        self.governed(f, head, offset, kind);
        if !here {
            let within = report.sentence(head).1;
            let measure = report.measures[self.event.measure].measure;
            let told = report.measures_in(within).any(|(_, one)| one.measure == measure);
            let counted = report.quantities_in(within).any(|(_, one)| one.form != crate::quantities::Form::Article);
            let story = match (told, counted) {
                (true, true) => "figure",
                (true, false) => "measure",
                _ => "other",
            };
            f.add(&["story", offset, story]);
            f.add(&["story-kind", offset, story, kind]);
            let place =
                if tokens.range().start < report.sentence(head).1.range().start + 4 { "start" } else { "later" };
            f.add(&["other-place", offset, place, kind]);
            return;
        }
        let side = if tokens.range().start >= self.measure.range().end { "after" } else { "before" };
        let far = distance(tokens, self.measure);
        f.add(&["side", side, kind]);
        f.add(&["far", side, far]);
        f.add(&["far-kind", side, far, kind]);
        f.add(&["far-before", side, far, before]);
        let path = report.path(head, self.head, 6);
        let path = path.as_deref().unwrap_or("far");
        f.add(&["path", path]);
        f.add(&["path-kind", path, kind]);
        f.add(&["path-before", path, before]);
        f.add(&["path-turn", path, self.turn_name()]);
        f.add(&["turn-side-kind", self.turn_name(), side, kind, before]);
        // Whether another measure word or a clause boundary stands between.
        let (a, b) = (tokens.range(), self.measure.range());
        let between = if a.start >= b.end { b.end..a.start } else { a.end.min(b.start)..b.start };
        let other = report.measures_in(Ids::new(between.clone())).any(|(_, one)| one.turn != Turn::Weak);
        let verb = between.clone().any(|i| report.upos(i) == Upos::Verb);
        let comma =
            between.clone().any(|i| matches!(report.words.near(self.within, i as isize), "," | ";" | ":" | "—" | "–"));
        let state = [(other, "m"), (verb, "v"), (comma, "c")]
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, mark)| *mark)
            .collect::<String>();
        f.add(&["between", side, &state]);
        f.add(&["between-kind", side, &state, kind]);
    }
}

/// Tokens between two stretches, in steps.
pub fn distance(a: Ids<Token>, b: Ids<Token>) -> &'static str {
    let (a, b) = (a.range(), b.range());
    match b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end)) {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3-4",
        5..=7 => "5-7",
        8..=12 => "8-12",
        13..=20 => "13-20",
        _ => "21-",
    }
}
