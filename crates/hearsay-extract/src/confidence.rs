//! How sure a claim is: from the probability of its event to the share of such claims that are right.
//!
//! The model that chooses events is too modest about its doubts and too sure of its certainties. The curve was fitted to
//! claims that models found in annotated reports which they had not seen; it only rises.

use crate::lexicon::rows;
use hearsay_core::Confidence;
use std::sync::OnceLock;

/// A rising line through points of (probability of the event, share of claims that are right).
#[derive(Clone, Debug, PartialEq)]
pub struct Curve {
    points: Vec<(f32, f32)>,
}

impl Curve {
    /// The line through these points, which rise in both.
    pub fn through(points: Vec<(f32, f32)>) -> Curve {
        Curve { points }
    }

    /// The confidence of a claim whose event has this probability: on the straight line between the points beside it.
    pub fn at(&self, probability: f32) -> Confidence {
        let next = self.points.partition_point(|point| point.0 < probability);
        let share = match (next.checked_sub(1).map(|before| self.points[before]), self.points.get(next)) {
            (Some((x, y)), Some(&(to, top))) => y + (top - y) * (probability - x) / (to - x),
            (Some((_, only)), None) | (None, Some(&(_, only))) => only,
            (None, None) => probability,
        };
        Confidence::new(share)
    }
}

/// The shipped curve.
pub fn shipped_curve() -> &'static Curve {
    static CURVE: OnceLock<Curve> = OnceLock::new();
    CURVE.get_or_init(|| {
        let number = |field: Option<&&str>| field.and_then(|field| field.parse().ok());
        let points = rows(include_str!("../models/figures-confidence.tsv"));
        Curve::through(points.filter_map(|row| number(row.first()).zip(number(row.get(1)))).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_curve_rises_from_end_to_end() {
        let points = &shipped_curve().points;
        assert!(points.len() > 5);
        assert_eq!((points[0].0, points[points.len() - 1].0), (0.0, 1.0));
        assert!(points.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1), "{points:?}");
    }

    #[test]
    fn between_two_points_lies_their_middle() {
        let curve = Curve::through(vec![(0.0, 0.2), (0.5, 0.6), (1.0, 1.0)]);
        assert_eq!(curve.at(0.25).percent(), 40);
        assert_eq!(curve.at(0.0).percent(), 20);
        assert_eq!(curve.at(1.0).percent(), 100);
        assert_eq!(Curve::through(Vec::new()).at(0.3).percent(), 30);
    }
}
