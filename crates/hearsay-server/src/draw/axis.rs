//! Axes: where the marks stand and what they say.

use crate::spark::days;
use jiff::ToSpan;
use jiff::civil::Date;

/// A scale of numbers, from the bottom of a drawing to its top.
pub struct Numbers {
    /// The value at the bottom.
    pub least: f64,
    /// The value at the top.
    pub most: f64,
    step: f64,
}

impl Numbers {
    /// A scale that holds both values with round marks. It begins at nothing, unless all values are far from it.
    pub fn over(least: u64, most: u64) -> Numbers {
        let (least, most) = (least as f64, (most as f64).max(least as f64 + 1.0));
        let from = if least > 0.6 * most { least - (most - least).max(1.0) * 0.5 } else { 0.0 };
        let step = round_step((most - from) / 5.0);
        let least = (from / step).floor() * step;
        let most = ((most + 0.02 * (most - least)) / step).ceil() * step;
        Numbers { least, most, step }
    }

    /// The round values on the scale.
    pub fn marks(&self) -> Vec<u64> {
        let count = ((self.most - self.least) / self.step).round() as usize;
        (0..=count.min(20)).map(|at| (self.least + at as f64 * self.step).round() as u64).collect()
    }

    /// How far up a value stands, 0 to 1.
    pub fn part(&self, value: u64) -> f64 {
        ((value as f64 - self.least) / (self.most - self.least)).clamp(0.0, 1.0)
    }
}

/// The next larger of 1, 2, 5, 10, 20 …
fn round_step(wanted: f64) -> f64 {
    let wanted = wanted.max(1.0);
    let power = 10f64.powf(wanted.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * power).find(|step| *step >= wanted).unwrap_or(10.0 * power)
}

/// A scale of days, from the left of a drawing to its right.
pub struct Days {
    from: Date,
    length: f64,
}

impl Days {
    /// A scale that holds both days, with some room to either side.
    pub fn over(first: Date, last: Date) -> Days {
        let room = (days(first, last) / 20).max(1);
        let from = first.checked_sub(room.days()).unwrap_or(first);
        let to = last.checked_add(room.days()).unwrap_or(last);
        Days { from, length: f64::from(days(from, to).max(1)) }
    }

    /// How far right a day stands, 0 to 1.
    pub fn part(&self, day: Date) -> f64 {
        (f64::from(days(self.from, day)) / self.length).clamp(0.0, 1.0)
    }

    /// How wide one day is.
    pub fn wide(&self) -> f64 {
        1.0 / self.length
    }

    /// Round days on the scale, with what is written at each: at most about eight.
    pub fn marks(&self) -> Vec<(Date, String)> {
        let months = self.length / 30.4;
        let every =
            [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].into_iter().find(|every| months / f64::from(*every) <= 8.0);
        let mut marks = Vec::new();
        if self.length <= 62.0 {
            let step = [1i32, 2, 3, 7, 10].into_iter().find(|step| self.length / f64::from(*step) <= 8.0).unwrap_or(10);
            for at in (0..=self.length as i32).step_by(step as usize) {
                let Ok(day) = self.from.checked_add(at.days()) else { break };
                marks.push((day, day.strftime("%-d %b %Y").to_string()));
            }
            return marks;
        }
        let every = every.unwrap_or(1200);
        let mut at = i32::from(self.from.year()) * 12;
        while marks.len() < 12 {
            let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
            let day = i16::try_from(year).ok().and_then(|year| Date::new(year, month as i8, 1).ok());
            let Some(day) = day.filter(|day| f64::from(days(self.from, *day)) <= self.length) else { break };
            if day >= self.from {
                let form = if every >= 12 { "%Y" } else { "%b %Y" };
                marks.push((day, day.strftime(form).to_string()));
            }
            at += every;
        }
        marks
    }
}

#[test]
fn marks_are_round_and_few() {
    assert_eq!(Numbers::over(300, 1000).marks(), [0, 200, 400, 600, 800, 1000, 1200]);
    assert_eq!(Numbers::over(0, 0).marks(), [0, 1, 2]);
    assert!(Numbers::over(u64::MAX - 1, u64::MAX).marks().len() <= 21);
    let day = |text: &str| text.parse::<Date>().unwrap();
    for (first, last) in [("2025-01-01", "2025-01-01"), ("2024-02-29", "2025-04-30"), ("1900-01-01", "2025-01-01")] {
        let scale = Days::over(day(first), day(last));
        let marks = scale.marks();
        assert!((2..=12).contains(&marks.len()), "{first} {marks:?}");
        assert!(marks.iter().all(|(day, _)| (0.0..=1.0).contains(&scale.part(*day))));
    }
    assert_eq!(Days::over(day("2024-02-29"), day("2025-04-30")).marks()[0].1, "Mar 2024");
    Days::over(Date::MIN, Date::MAX).marks();
}
