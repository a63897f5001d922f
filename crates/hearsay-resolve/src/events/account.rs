//! An account: what one report tells of one event. A report about one attack gives one account; a round-up gives many.

use crate::context::Context;
use crate::subject::{Day, Days, Subject, Where};
use hearsay_core::Measure;

/// What one report tells of one event.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub published: Option<Day>,
    /// Numbers of its claims.
    pub claims: Vec<u32>,
    pub days: Option<Days>,
    pub places: Vec<Where>,
    /// The figures named for everybody: measure and number.
    pub values: Vec<(Measure, u64)>,
    pub context: Context,
}

/// Days by which claims of one event may lie apart: the day of the deed, of a death in hospital, of a charge.
const APART: i32 = 20;

/// Cuts the claims of one report into accounts: numbers into `subjects`, in order of the text.
pub(crate) fn split(subjects: &[Subject], numbers: impl IntoIterator<Item = u32>) -> Vec<Vec<u32>> {
    struct Open {
        claims: Vec<u32>,
        days: Option<Days>,
        places: Vec<Where>,
    }
    let mut open: Vec<Open> = Vec::new();
    for number in numbers {
        let Some(subject) = subjects.get(number as usize) else { continue };
        let fits = |one: &Open| {
            let days = one.days.zip(subject.days).is_none_or(|(a, b)| a.gap(b) <= APART);
            let elsewhere = |place: Where| !one.places.is_empty() && one.places.iter().all(|other| other.apart(&place));
            let place = subject.place.is_none_or(|place| !elsewhere(place));
            days && place
        };
        let at = open.iter().rposition(fits);
        match at.and_then(|at| open.get_mut(at)) {
            Some(one) => {
                one.claims.push(number);
                one.places.extend(subject.place.filter(|place| place.precision < 6));
                one.days = match (one.days, subject.days) {
                    // The narrower window is the better one.
                    (Some(a), Some(b)) => Some(if b.len() < a.len() { b } else { a }),
                    (a, b) => a.or(b),
                };
            }
            None => open.push(Open {
                claims: vec![number],
                days: subject.days,
                places: subject.place.into_iter().filter(|place| place.precision < 6).collect(),
            }),
        }
    }
    open.into_iter().map(|one| one.claims).collect()
}

impl Account {
    /// An account of these claims.
    pub fn new(subjects: &[Subject], claims: Vec<u32>, published: Option<Day>, context: Context) -> Account {
        let mut account = Account { published, claims, days: None, places: Vec::new(), values: Vec::new(), context };
        for subject in account.claims.iter().filter_map(|&number| subjects.get(number as usize)) {
            account.days = match (account.days, subject.days) {
                (Some(a), Some(b)) => Some(if b.len() < a.len() { b } else { a }),
                (a, b) => a.or(b),
            };
            account.places.extend(subject.place);
            account.values.extend(subject.named.map(|named| (subject.measure, named)));
        }
        account.places.truncate(8);
        account.values.sort_unstable();
        account.values.dedup();
        account.values.truncate(12);
        account
    }
}
