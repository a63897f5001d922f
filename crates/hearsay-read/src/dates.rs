//! The days that pages, feeds and letters name, in the forms they use.

use hearsay_core::Moment;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822;
use std::sync::LazyLock;

static MONTHS: LazyLock<Vec<(&str, i8)>> = LazyLock::new(|| {
    let lines = include_str!("../data/months.tsv").lines();
    lines
        .filter_map(|line| {
            let (number, names) = line.split_once('\t')?;
            let number = number.parse().ok()?;
            Some(names.split(' ').map(move |name| (name, number)))
        })
        .flatten()
        .collect()
});

/// Days before this are no days of publication, but mistakes.
const EARLIEST: i16 = 1970;

/// The first day that `text` names: "2019-11-18T09:00:00-05:00" (the day where it was written), "18 Nov 2019",
/// "November 18, 2019", "18.11.2019", "11/18/2019", seconds since 1970.
pub(crate) fn day(text: &str) -> Option<Date> {
    day_in(text, Order::MonthFirst)
}

/// The moment that `text` names, or no more than the day where no time is told in a form that leaves no doubt.
pub(crate) fn moment(text: &str) -> Option<Moment> {
    timed(text).or_else(|| day(text).map(Moment::of_day))
}

/// The moment that `text` names, with its time of day: "2019-11-18T09:00:00-05:00", "2019-11-18 09:00",
/// "Mon, 18 Nov 2019 09:00:00 GMT", seconds since 1970.
pub(crate) fn timed(text: &str) -> Option<Moment> {
    let text = text.trim();
    let of_zoned =
        |zoned: jiff::Zoned| Moment { day: zoned.date(), time: Some(zoned.time()), offset: Some(zoned.offset()) };
    let known = |moment: &Moment| moment.time.is_some() && (EARLIEST..2100).contains(&moment.day.year());
    let utc = |at: Timestamp| of_zoned(at.to_zoned(jiff::tz::TimeZone::UTC));
    match text.parse::<i64>() {
        Ok(_) if packed(text).is_some() => None,
        Ok(number) => moment_since_1970(number).map(utc),
        // A zone may be parted from the time by a space.
        Err(_) if text.as_bytes().get(4) == Some(&b'-') => {
            text.parse().or_else(|_| text.replacen(' ', "T", 1).replace(' ', "").parse()).ok()
        }
        Err(_) => rfc2822::DateTimeParser::new().parse_zoned(text).ok().map(of_zoned),
    }
    .filter(known)
}

/// What "5/10/2019" means, where both readings are days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// As in the United States.
    MonthFirst,
    /// As nearly everywhere else.
    DayFirst,
}

/// The first day that `text` names, its numbers in that order.
pub(crate) fn day_in(text: &str, order: Order) -> Option<Date> {
    let text = text.trim();
    if let Ok(number) = text.parse::<i64>() {
        return packed(text).or_else(|| since_1970(number));
    }
    let parts = parts(text);
    (0..parts.len()).find_map(|at| numeric(&parts[at..], order).or_else(|| named(&parts[at..])))
}

/// A number or a word, and the sign before it.
#[derive(Debug)]
struct Part<'t> {
    text: &'t str,
    number: Option<i32>,
    before: char,
}

/// How much of a text is searched for a day.
const SEARCHED: usize = 60;

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        if parts.len() == SEARCHED {
            break;
        }
        if !first.is_alphanumeric() {
            before = first;
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let digits = first.is_ascii_digit();
        let same = |c: char| if digits { c.is_ascii_digit() } else { c.is_alphabetic() };
        let len = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (text, after) = rest.split_at(if len == 0 { first.len_utf8() } else { len });
        let number = if digits && text.len() <= 8 { text.parse().ok() } else { None };
        parts.push(Part { text, number, before });
        before = 'a';
        rest = after;
    }
    parts
}

/// Three numbers parted by the same sign; or eight digits.
fn numeric(parts: &[Part<'_>], order: Order) -> Option<Date> {
    if let Some(day) = parts.first().and_then(|part| packed(part.text)) {
        return Some(day);
    }
    let [a, b, c, ..] = parts else { return None };
    let sign = b.before;
    if c.before != sign || !matches!(sign, '-' | '/' | '.' | '年') {
        return None;
    }
    let (x, y, z) = (a.number?, b.number?, c.number?);
    match (a.text.len(), c.text.len(), sign) {
        (4, ..) => date(x, y, z),
        (1 | 2, 4, '.') => date(z, y, x),
        (1 | 2, 4, _) => {
            let (month_first, day_first) = (date(z, x, y), date(z, y, x));
            match order {
                Order::MonthFirst => month_first.or(day_first),
                Order::DayFirst => day_first.or(month_first),
            }
        }
        _ => None,
    }
}

/// "18 Nov 2019", "18. November 2019", "November 18th, 2019", "18 de noviembre de 2019", "2019 November 18".
fn named(parts: &[Part<'_>]) -> Option<Date> {
    let filler = |part: &&Part<'_>| !matches!(part.text, "de" | "of" | "st" | "nd" | "rd" | "th" | "del" | "г");
    let mut near = parts.iter().filter(filler);
    let (a, b, c) = (near.next()?, near.next()?, near.next()?);
    match (a.number, b.number, c.number) {
        (Some(day), None, Some(year)) if c.text.len() == 4 => date(year, month(b.text)?, day),
        (None, Some(day), Some(year)) if c.text.len() == 4 => date(year, month(a.text)?, day),
        (Some(year), None, Some(day)) if a.text.len() == 4 => date(year, month(b.text)?, day),
        _ => None,
    }
}

/// Whether `word` names a month in one of the languages known.
pub(crate) fn is_month(word: &str) -> bool {
    month(word).is_some()
}

fn month(name: &str) -> Option<i32> {
    let name = name.to_lowercase();
    MONTHS.iter().find(|(known, _)| *known == name).map(|(_, number)| i32::from(*number))
}

/// "20191118", with or without a time behind it.
fn packed(text: &str) -> Option<Date> {
    if !matches!(text.len(), 8 | 14) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    date(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..8].parse().ok()?)
}

fn since_1970(number: i64) -> Option<Date> {
    moment_since_1970(number).map(|at| at.to_zoned(jiff::tz::TimeZone::UTC).date())
}

fn moment_since_1970(number: i64) -> Option<Timestamp> {
    let moment = match number {
        100_000_000..10_000_000_000 => Timestamp::from_second(number),
        100_000_000_000..10_000_000_000_000 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    moment.ok()
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    (EARLIEST..2100).contains(&date.year()).then_some(date)
}

/// The day in an address, as in "/2019/11/18/" or "/2019-11-18-".
pub(crate) fn in_address(url: &str) -> Option<Date> {
    let path = url.splitn(4, '/').nth(3)?;
    let parts = parts(path);
    let whole = |at: usize| {
        let slashed = |part: &Part<'_>| matches!(part.before, '/' | '-' | '_');
        let here = parts.get(at..at + 3)?;
        (here[0].text.len() == 4 && slashed(&here[1]) && slashed(&here[2])).then_some(())?;
        // Some write the month by name.
        let month = here[1].number.or_else(|| month(here[1].text))?;
        date(here[0].number?, month, here[2].number?)
    };
    let eight = || parts.iter().find_map(|part| packed(part.text.get(..8)?));
    (0..parts.len()).find_map(whole).or_else(eight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_forms_that_pages_use() {
        for text in [
            "2019-11-18T23:30:00-05:00",
            "2019/11/18",
            "20191118",
            "20191118T093000Z",
            "Mon, 18 Nov 2019 09:00:00 GMT",
            "Updated: November 18th, 2019 at 5 p.m.",
            "Nov. 18, 2019",
            "18. November 2019",
            "18 de noviembre de 2019",
            "18 ноября 2019 г.",
            "18.11.2019, 10:12",
            "11/18/2019",
            "18/11/2019",
            "1574067600",
            "1574067600000",
        ] {
            assert_eq!(day(text), Some(jiff::civil::date(2019, 11, 18)), "{text}");
        }
    }

    #[test]
    fn moments_keep_their_zone() {
        for (text, moment) in [
            ("2019-11-18T23:30:00-05:00", "2019-11-18T23:30:00-05:00"),
            ("2019-11-18T23:30:00.000+0100", "2019-11-18T23:30:00+01:00"),
            ("2019-11-18 23:30:00 +0100", "2019-11-18T23:30:00+01:00"),
            ("2019-11-18 23:30", "2019-11-18T23:30:00"),
            ("Mon, 18 Nov 2019 09:00:00 GMT", "2019-11-18T09:00:00Z"),
            ("1574067600", "2019-11-18T09:00:00Z"),
        ] {
            assert_eq!(timed(text).map(|moment| moment.to_string()).as_deref(), Some(moment), "{text}");
        }
        for text in ["2019-11-18", "20191118", "Nov. 18, 2019", "", "x"] {
            assert_eq!(timed(text), None, "{text}");
        }
        assert_eq!(super::moment("Nov. 18, 2019"), Some(Moment::of_day(jiff::civil::date(2019, 11, 18))));
    }

    #[test]
    fn what_names_no_day_gives_none() {
        for text in ["", "yesterday", "2019", "Room 12", "99/99/2019", "1.2.3", "12"] {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(day("05/10/2019"), Some(jiff::civil::date(2019, 5, 10)));
        assert_eq!(day_in("05/10/2019", Order::DayFirst), Some(jiff::civil::date(2019, 10, 5)));
        assert_eq!(in_address("https://a.example/2019/nov/18/x"), Some(jiff::civil::date(2019, 11, 18)));
        assert_eq!(in_address("https://a.example/news/20191118-storm"), Some(jiff::civil::date(2019, 11, 18)));
        assert_eq!(in_address("https://a.example/2019/storm-18"), None);
    }
}
