//! Events: which measure, if any, each number counts.
//!
//! Every quantity chooses among the measure words of its sentence, and none. The choice is learned from annotated
//! reports; its features are the words, what stands between them, and the way through the tree.

use crate::candidates::may_tell;
use crate::choice::{Choice, Features, Weights};
use crate::counted::{Counted, counted, needs_noun};
use crate::layer::{Id, Ids, Layer};
use crate::measures::{MeasureMention, Turn};
use crate::quantities::{Form, QuantityMention};
use crate::report::Report;
use crate::tags::{Rel, Upos};
use crate::tokens::Token;
use hearsay_core::Unit;

/// A number that counts those affected in the way of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EventMention {
    /// How many.
    pub quantity: Id<QuantityMention>,
    /// The word that tells what happened.
    pub measure: Id<MeasureMention>,
    /// The noun phrase beside the number.
    pub counted: Counted,
    /// The model's probability that the number counts this.
    pub probability: f32,
}

/// How far, in tokens, a measure word may stand from its number.
pub(crate) const REACH: usize = 45;

/// The events of a report, in order of their numbers.
pub fn events(report: &Report, weights: &Weights) -> Layer<EventMention> {
    let chosen = report.quantities.ids().iter().filter_map(|quantity| {
        let (counted, choice) = event_choice(report, quantity)?;
        let (&measure, probability) = choice.decide(weights)?;
        Some(EventMention { quantity, measure: measure?, counted, probability })
    });
    Layer::new(chosen.collect())
}

/// The options of one quantity. `None` where it cannot be a figure at all.
pub fn event_choice(report: &Report, id: Id<QuantityMention>) -> Option<(Counted, Choice<Option<Id<MeasureMention>>>)> {
    let quantity = &report.quantities[id];
    let within = report.sentence(Id::new(quantity.number.range().start)).1;
    let counted = counted(report, quantity);
    if needs_noun(quantity.form) && counted.group.is_none() {
        return None;
    }
    let place = Place { report, quantity, counted: &counted, within };
    let mut options = Vec::new();
    for (measure_id, measure) in report.measures_in(within) {
        if may_tell(report.words, within, quantity, measure) {
            options.push((Some(measure_id), place.features(measure)));
        }
    }
    if options.is_empty() {
        return None;
    }
    options.push((None, place.none()));
    Some((counted, Choice { options }))
}

/// Tokens between two stretches; 0 where they touch or overlap.
pub(crate) fn gap(a: Ids<Token>, b: Ids<Token>) -> usize {
    let (a, b) = (a.range(), b.range());
    b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end))
}

fn bucket(distance: usize) -> &'static str {
    match distance {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "4-5",
        6..=8 => "6-8",
        9..=13 => "9-13",
        14..=22 => "14-22",
        _ => "23-",
    }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Digits => "digits",
        Form::Words => "words",
        Form::Vague => "vague",
        Form::One => "one",
        Form::Article => "a",
        Form::Another => "another",
        Form::Zero => "no",
    }
}

/// A quantity in its sentence.
struct Place<'a> {
    report: &'a Report<'a>,
    quantity: &'a QuantityMention,
    counted: &'a Counted,
    within: Ids<Token>,
}

impl Place<'_> {
    /// The class of what is counted.
    fn noun_class(&self) -> &'static str {
        match (self.counted.phrase, self.counted.group) {
            (None, _) => "bare",
            (Some(_), None) => "other",
            (Some(_), Some(group)) => match group.unit {
                Unit::People => "people",
                Unit::Buildings => "buildings",
                Unit::Other => "thing",
                _ => "weapon",
            },
        }
    }

    fn noun(&self) -> &str {
        if self.counted.phrase.is_some() { self.report.words.lower(self.counted.head) } else { "-" }
    }

    /// The features of choosing `measure`.
    fn features(&self, measure: &MeasureMention) -> Features {
        let report = self.report;
        let words = report.words;
        let mut f = Features::of("event");
        let name = measure.measure.name();
        let turn = measure.turn.name();
        let span = words.span(measure.tokens);
        let phrase = words.lower_from(span.start() as usize).get(..span.len() as usize).unwrap_or("");
        let (q, m) = (self.quantity.tokens.range(), measure.tokens.range());
        let direction = if m.start >= q.end { "after" } else { "before" };
        let form = form(self.quantity.form);
        let class = self.noun_class();
        let noun = self.noun();
        // What stands between the number's phrase and the measure word.
        let edge = self.counted.phrase.map_or(q.end, |phrase| phrase.range().end);
        let between = if m.start >= edge {
            edge..m.start
        } else if m.end <= q.start {
            m.end..q.start
        } else {
            0..0
        };
        let inside = m.start >= q.end && m.start < edge;
        let side = if inside { "inside" } else { direction };
        let distance = bucket(between.len());
        let head = report.head_of(measure.tokens);
        let path = report.path(self.counted.head, head, 5);
        let path = path.as_deref().unwrap_or("far");
        let tag = report.syntax.upos(head).name();
        let passive = report.syntax.children(head).any(|child| report.syntax.rel(child) == Rel::AuxPass);
        let voice = if passive { "passive" } else { "active" };
        let between_ids = Ids::new(between.clone());
        let strong = report.measures_in(between_ids).filter(|(_, one)| one.turn != Turn::Weak).count().min(2);
        let numbers = report.quantities_in(between_ids).filter(|(_, one)| one.form != Form::Article).count().min(2);
        let crowd = ["0", "1", "2"][strong];
        let many = ["0", "1", "2"][numbers];
        let mut marks = String::new();
        let mut verbs = 0;
        for i in between.clone() {
            let word = words.near(self.within, i as isize);
            match word {
                "," | ";" | ":" | "and" | "or" | "including" | "among" | "by" | "in" | "of" | "who" | "which"
                | "that" | "when" | "after" | "as" | "while" | "but" | "with" | "to" | "from" | "(" | ")" | "than"
                | "said"
                    if marks.len() < 40 =>
                {
                    marks.push_str(word);
                    marks.push(' ');
                }
                _ => {}
            }
            if report.upos(i) == Upos::Verb {
                verbs += 1;
            }
        }
        let verbs = ["0", "1", "2"][verbs.min(2)];
        f.add(&["measure", name]);
        f.add(&["phrase", phrase, name]);
        f.add(&["phrase-side", phrase, name, side]);
        f.add(&["phrase-side-near", phrase, name, side, distance]);
        f.add(&["phrase-class", phrase, name, class]);
        f.add(&["phrase-class-side", phrase, name, class, side]);
        f.add(&["phrase-form", phrase, name, form]);
        f.add(&["measure-class", name, class]);
        f.add(&["measure-class-form", name, class, form]);
        f.add(&["measure-noun", name, noun]);
        f.add(&["turn-side", turn, side]);
        f.add(&["turn-side-near", turn, side, distance]);
        f.add(&["turn-side-class", turn, side, class]);
        f.add(&["turn-side-near-class", turn, side, distance, class]);
        f.add(&["turn-path", turn, path]);
        f.add(&["turn-path-voice", turn, path, voice]);
        f.add(&["phrase-path", phrase, name, path]);
        f.add(&["turn-path-class", turn, path, class]);
        f.add(&["path-form", path, form]);
        f.add(&["tag-side-voice", turn, tag, side, voice]);
        f.add(&["crowd", side, crowd]);
        f.add(&["turn-crowd", turn, side, crowd, many]);
        f.add(&["many", side, many]);
        f.add(&["near-crowd", distance, crowd]);
        f.add(&["verbs", side, verbs, crowd]);
        f.add(&["marks", side, &marks]);
        f.add(&["turn-marks", turn, side, &marks]);
        f.add(&["form-class-side", form, class, side]);
        if between.len() <= 3 {
            let span = words.span(between_ids);
            let text = words.lower_from(span.start() as usize).get(..span.len() as usize).unwrap_or("");
            f.add(&["between", side, text]);
            f.add(&["turn-between", turn, side, text]);
        }
        let after = words.near(self.within, m.end as isize);
        let before = words.near(self.within, m.start as isize - 1);
        f.add(&["phrase-after", phrase, name, after]);
        f.add(&["phrase-before", phrase, name, before]);
        f
    }

    /// The features of choosing none.
    fn none(&self) -> Features {
        let report = self.report;
        let mut f = Features::of("event-none");
        let q = self.quantity.tokens.range();
        let word = |i: isize| report.words.near(self.within, i);
        let form = form(self.quantity.form);
        let class = self.noun_class();
        let noun = self.noun();
        let edge = self.counted.phrase.map_or(q.end, |phrase| phrase.range().end) as isize;
        let before = word(q.start as isize - 1);
        let earlier = word(q.start as isize - 2);
        let nearest = report
            .measures_in(self.within)
            .filter(|(_, one)| one.turn != Turn::Weak)
            .map(|(_, one)| gap(self.quantity.tokens, one.tokens))
            .min();
        let nearest = nearest.map_or("none", bucket);
        let rel = report.syntax.rel(self.counted.head).name();
        f.add(&["bias"]);
        f.add(&["form", form]);
        f.add(&["class", class]);
        f.add(&["form-class", form, class]);
        f.add(&["noun", noun]);
        f.add(&["form-noun", form, noun]);
        f.add(&["before", before]);
        f.add(&["before-two", earlier, before]);
        f.add(&["after", word(edge)]);
        f.add(&["after-two", word(edge), word(edge + 1)]);
        f.add(&["nearest", nearest]);
        f.add(&["nearest-class", nearest, class]);
        f.add(&["nearest-form", nearest, form, class]);
        f.add(&["rel", rel]);
        f.add(&["rel-class", rel, class]);
        f.add(&["rel-form", rel, form, class]);
        f
    }
}
