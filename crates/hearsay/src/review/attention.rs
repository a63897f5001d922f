//! How much a claim asks for a reviewer: what of it the figures tell.

use crate::Summary;
use hearsay_core::ClaimId;
use hearsay_resolve::Figures;
use std::collections::{BTreeMap, HashMap};

/// What the figure of a claim tells of how much depends on its reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attention {
    /// Other claims of the figure contradict each other or this one.
    pub contested: bool,
    /// Outlets that carry the figure; 0 where no figure is known.
    pub outlets: u32,
}

impl Attention {
    /// Of every claim of a figure.
    pub fn of(figure: &Summary) -> Attention {
        Attention { contested: figure.contradictions > 0, outlets: figure.outlets }
    }

    /// Points, by which claims are put in order: one for each percent that the reading is less than sure, 40 where the
    /// figure is contested, and 10 for each further outlet up to the fourth. So a doubtful reading comes before a sure
    /// one, and of two equally doubtful ones that on which more depends.
    pub fn weight(self, percent: u8) -> u32 {
        let doubt = 100 - u32::from(percent.min(100));
        let contested = if self.contested { 40 } else { 0 };
        doubt + contested + 10 * self.outlets.saturating_sub(1).min(4)
    }

    /// Why a claim with that confidence comes where it comes, in words.
    pub fn why(self, percent: u8) -> String {
        let mut why = format!("the program is {percent}% sure of its reading");
        if self.contested {
            why.push_str("; the figure is contested");
        }
        if self.outlets > 1 {
            why.push_str(&format!("; {} outlets carry it", self.outlets));
        }
        why
    }
}

/// What the figures tell of every claim.
pub fn attentions(figures: &Figures<'_>) -> HashMap<ClaimId, Attention> {
    let list: BTreeMap<_, _> = figures.list().iter().map(|figure| (figure.id, Attention::of(figure))).collect();
    let known = figures.clusters().filter_map(|cluster| Some((*list.get(&cluster.id)?, cluster.claims)));
    known.flat_map(|(attention, claims)| claims.into_iter().map(move |claim| (claim, attention))).collect()
}

#[test]
fn doubt_contest_and_outlets_count() {
    let alone = Attention { contested: false, outlets: 1 };
    let carried = Attention { contested: false, outlets: 3 };
    let contested = Attention { contested: true, outlets: 9 };
    assert_eq!([alone.weight(60), alone.weight(90), carried.weight(90), contested.weight(90)], [40, 10, 30, 90]);
    assert_eq!(alone.why(60), "the program is 60% sure of its reading");
    assert_eq!(
        contested.why(90),
        "the program is 90% sure of its reading; the figure is contested; 9 outlets carry it"
    );
}
