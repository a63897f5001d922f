//! From what a time expression means to an interval of days, given the day of publication.
//!
//! A weekday is the last such day on or before publication unless the words say otherwise; a date without its year the
//! nearest one not after it; "since" runs to the day of publication. Weeks begin on Monday.

use super::{Part, Point, Reach, TimeMention, Turn, Unit};
use jiff::Span;
use jiff::civil::Date;

/// First and last day, both included.
type Days = (Date, Date);

/// The interval of the mention, first and last day included. `None` where it needs the day of publication and there is
/// none, where another part of the text dates it, or where the calendar has no such day.
pub fn normalise(mention: &TimeMention, published: Option<Date>) -> Option<(Date, Date)> {
    let mut days = point(mention.from, published)?;
    if let Some(to) = mention.to {
        let end = point(to, published)?;
        // "between March 3 and April 5, 2014": the year of the end holds for the start.
        if let (Point::Date { year: None, month, day }, Point::Date { year: Some(_), .. }) = (mention.from, to) {
            days = whole(date(i32::from(end.0.year()), month, day)?);
        }
        if days.0 > end.1 {
            days = earlier_by_a_cycle(mention.from, days)?;
        }
        days.1 = end.1;
    }
    let days = piece(days, mention.part, published)?;
    let days = match mention.reach {
        Reach::At | Reach::By => days,
        Reach::Since => (days.0, published?),
        // How long before is not said.
        Reach::Until => return None,
    };
    (days.0 <= days.1).then_some(days)
}

/// The same point one week or one year before: "Saturday and Sunday", "December and January".
fn earlier_by_a_cycle(point: Point, days: Days) -> Option<Days> {
    let back = match point {
        Point::Weekday(..) => Span::new().days(-7),
        Point::Date { year: None, .. } | Point::Month { year: None, .. } => Span::new().years(-1),
        _ => return None,
    };
    Some((days.0.checked_add(back).ok()?, days.1.checked_add(back).ok()?))
}

fn whole(day: Date) -> Days {
    (day, day)
}

fn date(year: i32, month: i8, day: i8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

fn shift(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// The days of a month, counted from January of a year: month 13 is the next January.
fn month(year: i32, month: i32) -> Option<Days> {
    let index = year.checked_mul(12)?.checked_add(month - 1)?;
    let first = date(index.div_euclid(12), (index.rem_euclid(12) + 1) as i8, 1)?;
    Some((first, first.last_of_month()))
}

fn year(year: i32) -> Option<Days> {
    Some((date(year, 1, 1)?, date(year, 12, 31)?))
}

/// Days from Monday of that day's week to the day.
fn since_monday(day: Date) -> i32 {
    i32::from(day.weekday().to_monday_zero_offset())
}

fn point(point: Point, published: Option<Date>) -> Option<Days> {
    match point {
        Point::Date { year: Some(year), month, day } => return date(i32::from(year), month, day).map(whole),
        Point::Month { year: Some(year), month: which, .. } => return month(i32::from(year), i32::from(which)),
        Point::Year(which) => return year(i32::from(which)),
        Point::Decade(first) => return Some((date(i32::from(first), 1, 1)?, date(i32::from(first) + 9, 12, 31)?)),
        Point::Season { year: Some(year), month, .. } => return season(i32::from(year), month),
        _ => {}
    }
    let today = published?;
    let this_year = i32::from(today.year());
    Some(match point {
        Point::Day(days) => whole(shift(today, i32::from(days))?),
        Point::Overnight => (shift(today, -1)?, today),
        Point::Weekday(weekday, turn) => whole(day_of_week(today, weekday, turn)?),
        Point::Date { month, day, .. } => {
            // February 29 may be up to eight years back.
            let days = (0..=8).filter_map(|back| date(this_year - back, month, day));
            whole(days.into_iter().find(|&day| day <= today)?)
        }
        Point::Month { month: which, turn, .. } => {
            let which = i32::from(which);
            let reached = which <= i32::from(today.month());
            let current = which == i32::from(today.month());
            let back = match turn {
                Turn::This => 0,
                // "March last year".
                Turn::Past => 1,
                Turn::Next => -i32::from(reached),
                Turn::Last => i32::from(!reached || current),
                Turn::Latest | Turn::Recent => i32::from(!reached),
            };
            month(this_year - back, which)?
        }
        Point::Season { month: first, turn, .. } => {
            let current = season(this_year, first)?;
            match turn {
                Turn::This => current,
                Turn::Next if current.0 <= today => season(this_year + 1, first)?,
                Turn::Next => current,
                _ if current.1 <= today => current,
                _ => season(this_year - 1, first)?,
            }
        }
        Point::Unit(unit, turn) => unit_of(today, unit, turn)?,
        Point::Ago(count, unit) => ago(today, i32::from(count), unit)?,
        Point::Past(count, unit) => (back(today, i32::from(count), unit)?, today),
        Point::Ahead(count, unit) => (today, back(today, -i32::from(count), unit)?),
        Point::Year(_) | Point::Decade(_) | Point::Unknown => return None,
    })
}

fn day_of_week(today: Date, weekday: i8, turn: Turn) -> Option<Date> {
    let weekday = i32::from(weekday) - 1;
    let back = (since_monday(today) - weekday).rem_euclid(7);
    match turn {
        Turn::Latest | Turn::Past | Turn::Recent => shift(today, -back),
        Turn::Last => shift(today, if back == 0 { -7 } else { -back }),
        Turn::This => shift(today, weekday - since_monday(today)),
        Turn::Next => shift(today, 7 - back),
    }
}

/// Three months from `first` of that year on.
fn season(year: i32, first: i8) -> Option<Days> {
    let start = month(year, i32::from(first))?;
    Some((start.0, month(year, i32::from(first) + 2)?.1))
}

/// "this week", "last month", "next year", "the weekend".
fn unit_of(today: Date, unit: Unit, turn: Turn) -> Option<Days> {
    let step = match turn {
        Turn::Latest | Turn::This => 0,
        Turn::Last | Turn::Past | Turn::Recent => -1,
        Turn::Next => 1,
    };
    let this_year = i32::from(today.year());
    match unit {
        Unit::Minute | Unit::Hour => Some(whole(today)),
        Unit::Day | Unit::Night => Some(whole(shift(today, step)?)),
        Unit::Week => {
            let monday = shift(today, 7 * step - since_monday(today))?;
            Some((monday, shift(monday, 6)?))
        }
        Unit::Weekend => {
            let into_week = since_monday(today);
            // The latest weekend that has begun; "last" on a Saturday or Sunday is the one before; "this" and "next"
            // from Wednesday on look ahead.
            let latest = shift(today, if into_week >= 5 { 5 - into_week } else { -2 - into_week })?;
            let weeks = match turn {
                Turn::Last | Turn::Past if into_week >= 5 => -1,
                Turn::This if (2..5).contains(&into_week) => 1,
                Turn::Next => 1,
                _ => 0,
            };
            let saturday = shift(latest, 7 * weeks)?;
            Some((saturday, shift(saturday, 1)?))
        }
        Unit::Month => month(this_year, i32::from(today.month()) + step),
        Unit::Year => year(this_year + step),
        Unit::Decade => {
            let first = this_year.div_euclid(10) * 10 + 10 * step;
            Some((date(first, 1, 1)?, date(first + 9, 12, 31)?))
        }
    }
}

/// The day `count` units back, hours and minutes counted as begun days; forward for negative counts.
fn back(today: Date, count: i32, unit: Unit) -> Option<Date> {
    let days = match unit {
        Unit::Minute => count.signum(),
        Unit::Hour => count.signum() * (count.abs() + 23) / 24,
        Unit::Day | Unit::Night => count,
        Unit::Week | Unit::Weekend => count.checked_mul(7)?,
        Unit::Month => return today.checked_add(Span::new().try_months(-count).ok()?).ok(),
        Unit::Year => return today.checked_add(Span::new().try_years(-count).ok()?).ok(),
        Unit::Decade => return today.checked_add(Span::new().try_years(count.checked_mul(-10)?).ok()?).ok(),
    };
    shift(today, -days)
}

/// "two days ago" is that day, "two weeks ago" the days around it, "two months ago" that month, "two years ago" that year.
fn ago(today: Date, count: i32, unit: Unit) -> Option<Days> {
    let there = back(today, count, unit)?;
    match unit {
        Unit::Minute | Unit::Hour => Some((there, today)),
        Unit::Day | Unit::Night => Some(whole(there)),
        Unit::Week | Unit::Weekend => Some((shift(there, -3)?, shift(there, 3)?)),
        Unit::Month => Some((there.first_of_month(), there.last_of_month())),
        Unit::Year => year(i32::from(there.year())),
        Unit::Decade => Some((date(i32::from(there.year()) - 5, 1, 1)?, date(i32::from(there.year()) + 5, 12, 31)?)),
    }
}

/// A piece of an interval: thirds for "early", "mid" and "late".
fn piece(days: Days, part: Part, published: Option<Date>) -> Option<Days> {
    let (first, last) = days;
    let length = first.until(last).ok()?.get_days();
    let third = (length + 1) / 3;
    if length < 6 && !matches!(part, Part::SoFar | Part::First(..) | Part::Last(..)) {
        return Some(days);
    }
    Some(match part {
        Part::Whole => days,
        Part::Early => (first, shift(first, third)?),
        Part::Middle => (shift(first, third)?, shift(last, -third)?),
        Part::Late => (shift(last, -third)?, last),
        Part::SoFar => match published {
            Some(today) if today >= first => (first, last.min(today)),
            _ => days,
        },
        Part::First(count, unit) => {
            let end = shift(back(first, -i32::from(count), unit)?, -1)?;
            (first, end.max(first).min(last))
        }
        Part::Last(count, unit) => {
            let start = back(shift(last, 1)?, i32::from(count), unit)?;
            (start.max(first).min(last), last)
        }
    })
}
