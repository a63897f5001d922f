//! The form of a claim: each field beside what it is called, filled with what stands there.

use super::subject::Subject;
use hearsay::review::{Draft, Kind, Part};
use hearsay_core::{Ground, Review};
use maud::{Markup, html};

/// What a form is filled with.
pub struct Filling<'a> {
    /// The address that it is sent to.
    pub action: &'a str,
    /// The word of the session.
    pub word: Option<&'a str>,
    /// The fields.
    pub draft: &'a Draft,
    /// What was wrong with them when they were sent before.
    pub wrong: Option<&'a str>,
    /// The reason that was given before.
    pub reason: &'a str,
}

/// The four ways to decide, each a form of its own, so that no key in one field decides otherwise.
pub fn ways(filling: &Filling<'_>) -> Markup {
    html! {
        @if let Some(wrong) = filling.wrong { p.wrong #wrong role="alert" { (wrong) } }
        div.ways {
            form method="post" action=(filling.action) {
                (hidden(filling, "accepted"))
                button #accept type="submit" { "Accept" (key("a")) }
            }
            form method="post" action=(filling.action) {
                (hidden(filling, "unsure"))
                (reason(filling, "unsure-why", "Why unsure (may be empty)"))
                button.quiet #unsure type="submit" { "Unsure" (key("u")) }
            }
            form method="post" action=(filling.action) {
                (hidden(filling, "rejected"))
                div.field {
                    label for="ground" { "The text makes no such claim, because" (key("r")) }
                    select #ground name="ground" required {
                        @for ground in Ground::ALL { option value=(name(ground)) { (told(ground)) } }
                    }
                }
                (reason(filling, "reject-why", "In your words (may be empty)"))
                button.quiet #reject type="submit" { "Reject" }
            }
        }
        form.correct method="post" action=(filling.action) aria-labelledby="correct" {
            h2 #correct { "Correct" (key("c")) }
            p.about { "Words are taken as they stand in the report. Select them in the text while a field is chosen, or type them." }
            (hidden(filling, "corrected"))
            div.parts { @for part in &Draft::PARTS { (field(part, filling.draft.get(part.name))) } }
            (reason(filling, "correct-why", "Why, in your words (may be empty)"))
            button type="submit" { "Save the corrections" }
        }
    }
}

fn hidden(filling: &Filling<'_>, decision: &str) -> Markup {
    html! {
        @if let Some(word) = filling.word { input type="hidden" name="word" value=(word); }
        input type="hidden" name="decision" value=(decision);
    }
}

fn key(key: &str) -> Markup {
    html! { " " kbd aria-hidden="true" { (key) } }
}

fn reason(filling: &Filling<'_>, id: &str, label: &str) -> Markup {
    html! {
        div.field {
            label for=(id) { (label) }
            input id=(id) name="reason" value=(filling.reason) maxlength="2000";
        }
    }
}

fn field(part: &Part, value: &str) -> Markup {
    let id = format!("part-{}", part.name);
    html! {
        div class={ "field " (part.field) } {
            label for=(id) { (part.label) }
            @match part.kind {
                Kind::OneOf(words) => {
                    select id=(id) name=(part.name) {
                        @if value.is_empty() { option value="" selected { "–" } }
                        @for word in words { option value=(word) selected[*word == value] { (word.replace('_', " ")) } }
                    }
                }
                Kind::Lines => {
                    textarea id=(id) name=(part.name) rows="3" maxlength="4000" aria-describedby="lines" { (value) }
                    p.about #lines { "A source a line: name | kind | words of the report" }
                }
                Kind::Words => { input id=(id) name=(part.name) value=(value) maxlength="2000" data-words="yes" autocomplete="off"; }
                Kind::Day => { input id=(id) name=(part.name) value=(value) type="date"; }
                Kind::Number => { input id=(id) name=(part.name) value=(value) inputmode="numeric" maxlength="20" autocomplete="off"; }
                Kind::Degrees => { input id=(id) name=(part.name) value=(value) inputmode="decimal" maxlength="20" autocomplete="off"; }
                Kind::Text => { input id=(id) name=(part.name) value=(value) maxlength="200" autocomplete="off"; }
            }
        }
    }
}

/// A ground in words.
fn told(ground: Ground) -> &'static str {
    match ground {
        Ground::NotSaid => "it does not say this",
        Ground::OtherCount => "the number counts something else",
        Ground::OffTopic => "it is no matter of this ledger",
        Ground::Duplicate => "another claim of the report tells it",
        Ground::NotTheReport => "the words are no part of the report",
        Ground::Other => "something else",
    }
}

/// A ground as it stands in forms and data.
fn name(ground: Ground) -> String {
    serde_json::to_value(ground).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What somebody decided, with every part that they read otherwise.
pub fn decided(subject: &Subject, review: &Review) -> Markup {
    let before = &Draft::of(&subject.claim);
    let after = review.reading(&subject.claim).map(|reading| Draft::of(&reading));
    let changed: Vec<_> = after
        .iter()
        .flat_map(|after| {
            Draft::PARTS.iter().map(move |part| (part.label, before.get(part.name), after.get(part.name)))
        })
        .filter(|(_, before, after)| before != after)
        .collect();
    html! {
        p.decided {
            b { (review.decision.name()) }
            @if let hearsay_core::Decision::Rejected { ground } = review.decision { ": " (told(ground)) }
            @if let Some(reason) = &review.reason { " “" (reason) "”" }
        }
        @if !changed.is_empty() {
            dl.changes {
                @for (label, before, after) in changed {
                    dt { (label) }
                    dd { del { (or_nothing(before)) } " " ins { (or_nothing(after)) } }
                }
            }
        }
    }
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}
