//! The queue: every claim of the ledger, in the order in which reviewing it helps most.

use super::attention::Attention;
use super::decisions::{Decisions, Stage};
use hearsay_core::ClaimId;
use hearsay_ledger::{LedgerError, Store};
use std::cmp::Reverse;
use std::num::NonZeroU32;
use std::ops::ControlFlow;

/// The order of the queue in words.
pub const ORDER: &str = "First come the claims whose reading is least sure; a claim rises where its figure is contested, \
                         and with every further outlet that carries it.";

/// A claim in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The claim.
    pub claim: ClaimId,
    /// The number of its entry.
    pub seq: u64,
    /// Its confidence in percent.
    pub percent: u8,
    /// What its figure tells.
    pub attention: Attention,
}

impl Item {
    /// Why it comes where it comes, in words.
    pub fn why(&self) -> String {
        self.attention.why(self.percent)
    }
}

/// Which claims two coders decide about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// One in so many claims, drawn by their ids, so that everybody draws the same.
    pub one_in: NonZeroU32,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan { one_in: NonZeroU32::new(5).unwrap_or(NonZeroU32::MIN) }
    }
}

impl Plan {
    /// Whether two coders should decide about the claim whatever the first of them finds: its figure is contested, or it
    /// was drawn. A claim of which the first coder was unsure gets a second one besides.
    pub fn wants_two(self, item: &Item) -> bool {
        let drawn = item.claim.0.as_bytes().iter().take(4).fold(0, |sum, &byte| (sum << 8) | u32::from(byte));
        item.attention.contested || drawn.is_multiple_of(self.one_in.get())
    }
}

/// The claims of a ledger, those first that ask most for a reviewer.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    items: Vec<Item>,
    /// Where each claim stands, by id.
    at: Vec<(ClaimId, u32)>,
}

impl Queue {
    /// Every claim whose report was not withdrawn; `attention` tells what its figure is like.
    pub fn of(store: &dyn Store, attention: impl Fn(ClaimId) -> Attention) -> Result<Queue, LedgerError> {
        let mut items = Vec::new();
        store.listing(0, &mut |listed| {
            let attention = attention(listed.claim);
            items.push(Item { claim: listed.claim, seq: listed.seq, percent: listed.percent, attention });
            ControlFlow::Continue(())
        })?;
        items.sort_by_key(|item| (Reverse(item.attention.weight(item.percent)), item.seq));
        let mut at: Vec<_> = items.iter().map(|item| item.claim).zip(0..).collect();
        at.sort_unstable();
        Ok(Queue { items, at })
    }

    /// All of them in order.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The place of a claim.
    pub fn place(&self, claim: ClaimId) -> Option<usize> {
        let at = self.at.binary_search_by_key(&claim, |&(known, _)| known).ok()?;
        self.at.get(at).map(|&(_, place)| place as usize)
    }

    /// A claim with its place; `None` where it is not in the ledger, or its report was withdrawn.
    pub fn item(&self, claim: ClaimId) -> Option<(usize, &Item)> {
        let place = self.place(claim)?;
        self.items.get(place).map(|item| (place, item))
    }

    /// What is left for that coder from a place on: claims that they have not decided about and that still want a
    /// coder. Whether another one has decided already does not show.
    pub fn open<'a>(
        &'a self,
        decisions: &'a Decisions,
        plan: Plan,
        coder: &'a str,
        from: usize,
    ) -> impl Iterator<Item = &'a Item> {
        self.items.iter().skip(from).filter(move |item| wants(decisions, plan, coder, item))
    }

    /// The nearest claim before a place that is left for that coder.
    pub fn before(&self, decisions: &Decisions, plan: Plan, coder: &str, place: usize) -> Option<&Item> {
        self.items.iter().take(place).rev().find(|item| wants(decisions, plan, coder, item))
    }

    /// How many are left for that coder.
    pub fn left(&self, decisions: &Decisions, plan: Plan, coder: &str) -> usize {
        // Whatever nobody decided about is left, so only the decided ones are looked at.
        let decided = decisions.iter().filter_map(|(claim, _)| self.item(claim));
        self.items.len() - decided.filter(|(_, item)| !wants(decisions, plan, coder, item)).count()
    }

    /// Where coders differ and no editor has settled it yet, in order of the queue.
    pub fn differing(&self, decisions: &Decisions, plan: Plan) -> Vec<&Item> {
        let decided = decisions.iter().filter_map(|(claim, _)| self.item(claim));
        let mut differing: Vec<_> = decided.filter(|(_, item)| decisions.stage(item, plan) == Stage::Differ).collect();
        differing.sort_unstable_by_key(|(place, _)| *place);
        differing.into_iter().map(|(_, item)| item).collect()
    }
}

fn wants(decisions: &Decisions, plan: Plan, coder: &str, item: &Item) -> bool {
    let mine = decisions.of(item.claim).is_some_and(|decided| decided.own.contains_key(coder));
    !mine && matches!(decisions.stage(item, plan), Stage::Open | Stage::Second)
}
