//! Krippendorff's alpha for nominal data: how far coders agree beyond what chance would give.
//!
//! After Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania, 2011): any number
//! of coders, any of whom may have left any unit out. 1 is perfect agreement, 0 what chance gives; below 0, coders
//! differ more than by chance.

use std::collections::BTreeMap;

/// Alpha over units, each with the values that its coders gave. Units with fewer than two values count for nothing.
/// `None` where nothing can be said: no unit has two values, or all values are the same, so that there is no chance of
/// disagreement to compare with.
pub fn alpha<V: Ord>(units: &[Vec<V>]) -> Option<f64> {
    let paired = units.iter().filter(|unit| unit.len() >= 2);
    let mut total: BTreeMap<&V, f64> = BTreeMap::new();
    let mut observed = 0.0;
    for unit in paired {
        let mut counts: BTreeMap<&V, f64> = BTreeMap::new();
        for value in unit {
            *counts.entry(value).or_default() += 1.0;
            *total.entry(value).or_default() += 1.0;
        }
        observed += differing(&counts) / (unit.len() as f64 - 1.0);
    }
    let values: f64 = total.values().sum();
    let expected = differing(&total) / (values - 1.0);
    (total.len() >= 2).then(|| 1.0 - observed / expected)
}

/// Ordered pairs of different values.
fn differing<V: Ord>(counts: &BTreeMap<&V, f64>) -> f64 {
    let all: f64 = counts.values().sum();
    all * all - counts.values().map(|count| count * count).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row for each coder, a column for each unit; `.` is a unit that the coder left out.
    fn of(rows: &[&str]) -> f64 {
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.split(' ').collect()).collect();
        let unit = |at: usize| rows.iter().map(|row| row[at]).filter(|value| *value != ".").collect::<Vec<_>>();
        let units: Vec<Vec<&str>> = (0..rows[0].len()).map(unit).collect();
        (alpha(&units).unwrap() * 1000.0).round() / 1000.0
    }

    #[test]
    fn the_published_examples() {
        // Krippendorff 2011, A: binary data, two observers.
        assert_eq!(of(&["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]), 0.095);
        // B: nominal data, two observers.
        assert_eq!(of(&["a a b b d c c c e d d a", "b a b b b c c c e d d d"]), 0.692);
        // C: nominal data, four observers, missing values.
        let four = [
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ];
        assert_eq!(of(&four), 0.743);
        // Three coders, fifteen units, most left out: the example of common textbooks.
        let three = [". . . . . 3 4 1 2 1 1 3 3 . 3", "1 . 2 1 3 3 4 3 . . . . . . .", ". . 2 1 3 4 4 . 2 1 1 3 3 . 4"];
        assert_eq!(of(&three), 0.691);
    }

    #[test]
    fn perfect_agreement_is_one_and_no_variation_is_nothing() {
        assert_eq!(of(&["a b a", "a b a"]), 1.0);
        assert_eq!(alpha(&[vec!["a", "a"], vec!["a", "a"]]), None);
        assert_eq!(alpha(&[vec!["a"], vec!["b"]]), None);
        assert_eq!(alpha::<&str>(&[]), None);
        assert!(of(&["a b a b", "b a b a"]) < 0.0);
    }
}
