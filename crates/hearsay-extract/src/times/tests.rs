//! What is taken as a time, and where it lies, for reports published on Thursday, 16 January 2025.

use super::*;
use crate::sentences::sentences;
use hearsay_core::Text;
use jiff::civil::Date;

/// Each mention as "words = first..last", or "words = first", or "words = ?".
fn read(text: &str, published: Option<Date>) -> String {
    let text = Text::new(text.to_string());
    let (sentences, tokens) = sentences(&text);
    let words = Words::new(&text, &sentences, &tokens);
    let shown = times(&words)
        .iter()
        .map(|mention| {
            let quote = text.at(words.span(mention.tokens));
            match normalise(mention, published) {
                None => format!("{quote} = ?"),
                Some((from, to)) if from == to => format!("{quote} = {from}"),
                Some((from, to)) => format!("{quote} = {from}..{to}"),
            }
        })
        .collect::<Vec<_>>();
    shown.join(" | ")
}

#[test]
fn times_are_taken_whole_and_dated() {
    const CASES: &[(&str, &str)] = &[
        ("The depot burned on Monday.", "Monday = 2025-01-13"),
        ("The depot burned Thursday night.", "Thursday night = 2025-01-16"),
        ("It fell late on Tuesday night.", "late on Tuesday night = 2025-01-14"),
        ("Shells fell early on Friday.", "early on Friday = 2025-01-10"),
        ("They left last Thursday.", "last Thursday = 2025-01-09"),
        ("They vote next Thursday.", "next Thursday = 2025-01-23"),
        ("It burned at dawn on Saturday.", "dawn on Saturday = 2025-01-11"),
        ("It burned in the early hours of Sunday.", "the early hours of Sunday = 2025-01-12"),
        ("It burned at dawn.", "at dawn = ?"),
        ("Both died on Sunday and Monday.", "Sunday and Monday = 2025-01-12..2025-01-13"),
        ("Both died on Wednesday and Thursday.", "Wednesday and Thursday = 2025-01-15..2025-01-16"),
        ("The strike came yesterday.", "yesterday = 2025-01-15"),
        ("The strike came last night.", "last night = 2025-01-15"),
        ("The strike came this morning.", "this morning = 2025-01-16"),
        ("Drones came overnight.", "overnight = 2025-01-15..2025-01-16"),
        ("It sank on March 3.", "March 3 = 2024-03-03"),
        ("It sank on January 3rd, 2019.", "January 3rd, 2019 = 2019-01-03"),
        ("It sank on 16 August 2016.", "16 August 2016 = 2016-08-16"),
        ("It sank on the 5th of May.", "the 5th of May = 2024-05-05"),
        ("It sank on Dec. 25.", "Dec. 25 = 2024-12-25"),
        ("It sank on Monday, January 6, when", "Monday, January 6 = 2025-01-06"),
        ("It sank on Feb 29.", "Feb 29 = 2024-02-29"),
        ("Printed 20.07.2016 there.", "20.07.2016 = 2016-07-20"),
        ("Printed 03-11-2014 there.", "03-11-2014 = 2014-11-03"),
        ("Printed 10/13/2023 there.", "10/13/2023 = 2023-10-13"),
        ("Printed 2016-07-20 there.", "2016-07-20 = 2016-07-20"),
        ("They fought on June 24-25.", "June 24-25 = 2024-06-24..2024-06-25"),
        ("They fought in March.", "March = 2024-03-01..2024-03-31"),
        ("They fought in January.", "January = 2025-01-01..2025-01-31"),
        ("They fought in March 2011.", "March 2011 = 2011-03-01..2011-03-31"),
        ("They fought in August last year.", "August last year = 2024-08-01..2024-08-31"),
        ("They fought in early May 2014.", "early May 2014 = 2014-05-01..2014-05-11"),
        ("They fought late last month.", "late last month = 2024-12-21..2024-12-31"),
        ("They fought in 2014.", "2014 = 2014-01-01..2014-12-31"),
        ("They fought in the 1990s.", "1990s = 1990-01-01..1999-12-31"),
        ("They fought last year.", "last year = 2024-01-01..2024-12-31"),
        ("They fought this week.", "this week = 2025-01-13..2025-01-19"),
        ("They fought last week.", "last week = 2025-01-06..2025-01-12"),
        ("They fought earlier this month.", "earlier this month = 2025-01-01..2025-01-16"),
        ("They fought so far this year.", "so far this year = 2025-01-01..2025-01-16"),
        ("They fought over the weekend.", "over the weekend = 2025-01-11..2025-01-12"),
        ("They fought in the past week.", "in the past week = 2025-01-09..2025-01-16"),
        ("They fought over the last two days.", "over the last two days = 2025-01-14..2025-01-16"),
        ("They fell in 24 hours.", "in 24 hours = 2025-01-15..2025-01-16"),
        ("They fell in the past 48 hours.", "in the past 48 hours = 2025-01-14..2025-01-16"),
        ("They fell in recent weeks.", "in recent weeks = 2024-12-26..2025-01-16"),
        ("They fell three days ago.", "three days ago = 2025-01-13"),
        ("They fell two years ago.", "two years ago = 2023-01-01..2023-12-31"),
        ("They fell since February 2022.", "since February 2022 = 2022-02-01..2025-01-16"),
        ("They fell since 2014.", "since 2014 = 2014-01-01..2025-01-16"),
        ("They fell since Tuesday.", "since Tuesday = 2025-01-14..2025-01-16"),
        ("They fell since then.", "since then = ?"),
        (
            "They fell since the war began in March 2011, he said.",
            "since the war began in March 2011 = 2011-03-01..2025-01-16",
        ),
        ("They fell since the offensive started.", "since the offensive started = ?"),
        ("They fell since the start of the year.", "since the start of the year = 2025-01-01..2025-01-16"),
        ("They fell between 2003 and 2011.", "between 2003 and 2011 = 2003-01-01..2011-12-31"),
        ("They fell from Monday to Wednesday.", "from Monday to Wednesday = 2025-01-13..2025-01-15"),
        ("They fell between March 3 and April 5, 2014.", "between March 3 and April 5, 2014 = 2014-03-03..2014-04-05"),
        ("They fell in the first six months of 2016.", "in the first six months of 2016 = 2016-01-01..2016-06-30"),
        ("They fell in the last 12 days of September.", "in the last 12 days of September = 2024-09-19..2024-09-30"),
        ("The toll was 40 by Tuesday.", "by Tuesday = 2025-01-14"),
        ("The toll was 40 that day.", "that day = ?"),
        ("The toll was 40 hours later.", "40 hours later = ?"),
        ("They died the previous day.", "the previous day = ?"),
        ("He was here last summer.", "last summer = 2024-06-01..2024-08-31"),
        ("They fell over the past few days.", "over the past few days = 2025-01-13..2025-01-16"),
        ("Earlier in the day a bus burned.", "Earlier in the day = ?"),
        ("It fell during the siege of the port.", "during the siege = ?"),
        ("At the start of the war they had forty tanks.", "At the start of the war = ?"),
        ("A month of clashes left forty dead.", "A month of clashes = ?"),
        ("He recalled a 2018 battle.", "2018 = 2018-01-01..2018-12-31"),
        ("It fell since mid-February.", "since mid-February = 2024-02-10..2025-01-16"),
    ];
    let published = Date::new(2025, 1, 16).ok();
    let wrong: Vec<_> = CASES
        .iter()
        .map(|&(text, expected)| (text, expected, read(text, published)))
        .filter(|(_, expected, found)| expected != found)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_that_only_look_like_times_are_left() {
    const CASES: &[&str] = &[
        "They may return and march north.",
        "May the fighters return?",
        "A second man and 2014 people came.",
        "The last man to leave was the first minister.",
        "He was the third of four brothers.",
        "Since he is ill, he stayed.",
    ];
    for text in CASES {
        assert_eq!(read(text, Date::new(2025, 1, 16).ok()), "", "{text}");
    }
}

#[test]
fn without_a_day_of_publication_only_full_dates_are_placed() {
    assert_eq!(
        read("On Monday, on March 3, in March 2011, since 2014.", None),
        "Monday = ? | March 3 = ? | March 2011 = 2011-03-01..2011-03-31 | since 2014 = ?"
    );
}

#[test]
fn no_day_of_publication_breaks_the_calendar() {
    const UNITS: &[Unit] = &[
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Night,
        Unit::Week,
        Unit::Weekend,
        Unit::Month,
        Unit::Year,
        Unit::Decade,
    ];
    const TURNS: &[Turn] = &[Turn::Latest, Turn::Last, Turn::Past, Turn::Recent, Turn::This, Turn::Next];
    let mut points = vec![
        Point::Overnight,
        Point::Unknown,
        Point::Day(i16::MIN),
        Point::Day(i16::MAX),
        Point::Year(i16::MIN),
        Point::Year(i16::MAX),
        Point::Decade(i16::MAX),
    ];
    for &turn in TURNS {
        points.extend((1..=7).map(|day| Point::Weekday(day, turn)));
        points.extend(
            (1..=12)
                .flat_map(|month| [None, Some(9999), Some(i16::MIN)].map(|year| Point::Month { year, month, turn })),
        );
        points.extend([3, 6, 9, 12].map(|month| Point::Season { year: None, month, turn }));
        points.extend(UNITS.iter().map(|&unit| Point::Unit(unit, turn)));
    }
    for &unit in UNITS {
        points.extend(
            [0, 1, 5000, i16::MAX, i16::MIN]
                .into_iter()
                .flat_map(|n| [Point::Ago(n, unit), Point::Past(n, unit), Point::Ahead(n, unit)]),
        );
    }
    points.extend([(2, 29), (2, 31), (12, 31), (1, 1)].map(|(month, day)| Point::Date { year: None, month, day }));
    let mut parts = vec![Part::Whole, Part::Early, Part::Middle, Part::Late, Part::SoFar];
    parts.extend(UNITS.iter().flat_map(|&unit| [Part::First(i16::MAX, unit), Part::Last(7, unit)]));
    let days =
        [Date::MIN, Date::MAX, Date::constant(2024, 2, 29), Date::constant(2025, 1, 16), Date::constant(-1, 1, 1)];
    for published in days.map(Some).into_iter().chain([None]) {
        for &from in &points {
            for &part in &parts {
                for reach in [Reach::At, Reach::Since, Reach::Until, Reach::By] {
                    for to in [None, Some(Point::Day(3)), Some(from)] {
                        let mention =
                            TimeMention { tokens: Ids::new(0..1), kind: TimeKind::Day, from, to, part, reach };
                        if let Some((first, last)) = normalise(&mention, published) {
                            assert!(first <= last, "{mention:?} {published:?}");
                        }
                    }
                }
            }
        }
    }
}
