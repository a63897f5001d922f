//! What the wording of a quantity allows, as an interval.

use hearsay_core::{Hedge, Quantity};
use serde::Serialize;

/// The numbers that a wording allows, both ends included; no upper end where it sets none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Bounds {
    /// The least.
    pub low: u64,
    /// The most.
    pub high: Option<u64>,
}

impl Bounds {
    /// The interval of a quantity. "About" and "nearly" are given a tenth of the number named, and one at least, so
    /// that "around 300" and "310" do not contradict each other.
    pub fn of(quantity: &Quantity) -> Bounds {
        let Quantity { low, best, high, hedge, .. } = *quantity;
        let named = best.or(low).or(high).unwrap_or(0);
        let slack = (named / 10).max(1);
        match hedge {
            Hedge::Exact => Bounds { low: low.unwrap_or(named), high: Some(high.unwrap_or(named)) },
            Hedge::About => Bounds { low: named.saturating_sub(slack), high: Some(named.saturating_add(slack)) },
            Hedge::AtLeast => Bounds { low: low.unwrap_or(named), high: None },
            Hedge::AtMost if high.is_none() => Bounds { low: named.saturating_sub(slack), high: Some(named) },
            Hedge::AtMost => Bounds { low: 0, high },
            Hedge::Between => Bounds { low: low.unwrap_or(0), high },
            // "Dozens" are fewer than "hundreds".
            Hedge::Vague => Bounds { low: low.unwrap_or(0), high: high.or(low.map(|low| low.saturating_mul(12))) },
        }
    }

    /// Whether some number fits both.
    pub fn meets(self, other: Bounds) -> bool {
        self.high.is_none_or(|high| other.low <= high) && other.high.is_none_or(|high| self.low <= high)
    }

    /// What two figures allow together.
    pub fn plus(self, other: Bounds) -> Bounds {
        let high = self.high.zip(other.high).map(|(a, b)| a.saturating_add(b));
        Bounds { low: self.low.saturating_add(other.low), high }
    }
}

#[test]
fn intervals_follow_the_wording() {
    use hearsay_core::{Quote, Span, Unit};
    let of = |low, best, high, hedge| {
        Bounds::of(&Quantity { low, best, high, hedge, unit: Unit::People, quote: Quote::new(Span::new(0, 1), "x") })
    };
    let exact = |n| of(Some(n), Some(n), Some(n), Hedge::Exact);
    let least = of(Some(3000), Some(3000), None, Hedge::AtLeast);
    assert!(exact(300).plus(exact(2700)).meets(of(None, Some(3000), None, Hedge::About)));
    assert!(least.meets(exact(3100)) && !least.meets(exact(2900)));
    assert!(of(None, Some(300), None, Hedge::About).meets(exact(310)));
    assert!(!exact(12).meets(exact(13)));
    assert!(!of(Some(24), None, None, Hedge::Vague).meets(exact(5)));
    assert!(of(None, Some(50), Some(50), Hedge::AtMost).meets(exact(0)));
}
