//! A moment as a report tells it: a day, and the time of day and the zone where these are told.

use jiff::civil::{Date, Time};
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// As in "2025-01-13", "2025-01-13T23:05:00" or "2025-01-13T23:05:00+02:00"; a zone is never made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day where it was written.
    pub day: Date,
    /// The time of day, where told.
    pub time: Option<Time>,
    /// How far the zone is from UTC, where told.
    pub offset: Option<Offset>,
}

impl Moment {
    /// A day, nothing else being told.
    pub fn of_day(day: Date) -> Moment {
        Moment { day, time: None, offset: None }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(time) = self.time else { return self.day.fmt(f) };
        write!(f, "{}T{:02}:{:02}:{:02}", self.day, time.hour(), time.minute(), time.second())?;
        match self.offset.map(|offset| (offset.is_negative(), offset.seconds().unsigned_abs())) {
            None => Ok(()),
            Some((_, 0)) => f.write_str("Z"),
            Some((negative, seconds)) => {
                let sign = if negative { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60)
            }
        }
    }
}

/// Text that is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMoment;

impl fmt::Display for NotAMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a moment is written as 2025-01-13T23:05:00+02:00")
    }
}

impl std::error::Error for NotAMoment {}

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Moment, NotAMoment> {
        let pieces = Pieces::parse(text).map_err(|_| NotAMoment)?;
        let time = pieces.time();
        Ok(Moment { day: pieces.date(), time, offset: time.and_then(|_| pieces.to_numeric_offset()) })
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_they_are_read() {
        for (told, written) in [
            ("2025-01-13", "2025-01-13"),
            ("2025-01-13T23:05", "2025-01-13T23:05:00"),
            ("2025-01-13 23:05:07.123", "2025-01-13T23:05:07"),
            ("2025-01-13T23:05:07Z", "2025-01-13T23:05:07Z"),
            ("2025-01-13T23:05:07+0000", "2025-01-13T23:05:07Z"),
            ("2025-01-13T23:05:07-03:30", "2025-01-13T23:05:07-03:30"),
        ] {
            let moment: Moment = told.parse().unwrap();
            assert_eq!(moment.to_string(), written);
            assert_eq!(written.parse(), Ok(moment.to_string().parse::<Moment>().unwrap()));
        }
        assert_eq!("yesterday".parse::<Moment>(), Err(NotAMoment));
    }
}
