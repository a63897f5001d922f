//! The frame of every page: heading, ways to go, the time of the ledger, and the page itself in the middle.

use crate::answer::Scene;
use crate::assets;
use crate::snapshot::Head;
use hearsay::words::number;
use maud::{DOCTYPE, Markup, html};

/// Where a page belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Figures.
    Figures,
    /// Sources.
    Sources,
    /// Places.
    Places,
    /// The review desk.
    Review,
    /// Adding reports.
    Add,
    /// None of the ways.
    Elsewhere,
}

/// The ways to go: section, address, name.
const WAYS: [(Section, &str, &str); 5] = [
    (Section::Figures, "/figures", "Figures"),
    (Section::Sources, "/sources", "Sources"),
    (Section::Places, "/places", "Places"),
    (Section::Review, "/review", "Review"),
    (Section::Add, "/add", "Add"),
];

/// What the frame shows around a page.
pub struct Frame<'a> {
    /// The title, for the window.
    pub title: &'a str,
    /// Where the page belongs.
    pub section: Section,
    /// The time of the ledger that was asked for.
    pub as_of: Option<&'a str>,
    /// The entry up to which the page shows the ledger.
    pub head: Option<Head>,
    /// The address of the page's data, without its ending, and whether it is a table too.
    pub data: Option<(String, bool)>,
}

impl<'a> Frame<'a> {
    /// Around a page that is of no section and shows no ledger.
    pub fn plain(title: &'a str) -> Frame<'a> {
        Frame { title, section: Section::Elsewhere, as_of: None, head: None, data: None }
    }

    /// Around a page of the ledger.
    pub fn of(scene: &'a Scene<'_>, section: Section, title: &'a str) -> Frame<'a> {
        let head = Some(scene.snapshot.head);
        Frame { title, section, as_of: scene.as_of, head, data: Some((scene.address.to_owned(), false)) }
    }

    /// The same page, which is also a table.
    pub fn with_table(mut self) -> Frame<'a> {
        self.data = self.data.map(|(address, _)| (address, true));
        self
    }
}

/// The whole page.
pub fn page(frame: &Frame<'_>, body: Markup) -> String {
    let way = |path: &str| match frame.as_of {
        Some(as_of) => format!("{path}?as_of={}", crate::answer::escaped(as_of)),
        None => path.to_owned(),
    };
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (frame.title) " · Hearsay" }
                link rel="icon" type="image/svg+xml" href=(assets::address("icon.svg"));
                link rel="stylesheet" href=(assets::address("desk.css"));
                script src=(assets::address("desk.js")) defer {}
            }
            body {
                a.skip href="#main" { "To the content" }
                header.top {
                    a.mark href=(way("/figures")) { "Hearsay" }
                    nav aria-label="Main" {
                        ul {
                            @for (section, path, name) in WAYS {
                                li {
                                    a href=(way(path)) aria-current=[(section == frame.section).then_some("page")] { (name) }
                                }
                            }
                        }
                    }
                    form.find role="search" action="/figures" method="get" {
                        label.unseen for="find" { "Search the words of claims" }
                        input #find type="search" name="q" placeholder="Search claims" maxlength="200";
                        @if let Some(as_of) = frame.as_of { input type="hidden" name="as_of" value=(as_of); }
                        button.quiet type="submit" { "Search" }
                    }
                }
                main #main tabindex="-1" { (body) }
                footer.bottom { (ledger(frame)) }
            }
        }
    }
    .into_string()
}

/// What of the ledger the page shows, and the ways to its data and to other times.
fn ledger(frame: &Frame<'_>) -> Markup {
    html! {
        @if let Some(head) = frame.head {
            p #head data-entry=(head.entry) data-then=[frame.as_of] {
                @match frame.as_of {
                    Some(_) => "The ledger as it stood after entry ",
                    None => "The ledger up to entry ",
                }
                b { (number(head.entry)) }
                @if let Some(recorded) = head.recorded {
                    ", recorded "
                    time datetime=(recorded) { (recorded.strftime("%Y-%m-%d %H:%M UTC")) }
                }
                "."
                @if frame.as_of.is_some() { " " a href="/figures" { "To the ledger as it is now" } }
            }
            form.then method="get" {
                label for="as_of" { "As of" }
                input #as_of name="as_of" value=[frame.as_of] placeholder="entry, day or time" maxlength="40";
                button.quiet type="submit" { "Show" }
            }
        }
        @if let Some((address, table)) = &frame.data {
            p.data {
                "This page as data: "
                a href=(with_ending(address, ".json")) { "JSON" }
                @if *table { ", " a href=(with_ending(address, ".csv")) { "CSV" } }
            }
        }
        p.creed { "Hearsay tells who said what, never what happened." }
    }
}

/// An address with an ending on its path.
fn with_ending(address: &str, ending: &str) -> String {
    match address.split_once('?') {
        Some((path, query)) => format!("{path}{ending}?{query}"),
        None => format!("{address}{ending}"),
    }
}
