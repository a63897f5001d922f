//! How far coders agree, field by field.

use super::alpha::alpha;
use super::decisions::Decisions;
use super::values::{Value, holds, values};
use hearsay_core::Correction;
use hearsay_core::format::FieldAgreement;
use hearsay_ledger::{LedgerError, Store};

/// The field that tells whether the text makes the claim at all.
const VERDICT: &str = "verdict";

/// The agreement of the coders' own decisions on every field, the verdict first.
pub(super) fn agreement(store: &dyn Store, decisions: &Decisions) -> Result<Vec<FieldAgreement>, LedgerError> {
    let mut verdicts: Vec<Vec<Value>> = Vec::new();
    let mut fields: [Vec<Vec<Value>>; 11] = Default::default();
    for (claim, decided) in decisions.iter().filter(|(_, decided)| decided.own.len() >= 2) {
        let reviews = || decided.own.values().map(|found| &found.review);
        verdicts.push(reviews().filter_map(holds).map(str::to_owned).collect());
        let Some(found) = store.claim(claim)? else { continue };
        let readings: Vec<[Value; 11]> =
            reviews().filter_map(|review| review.reading(&found.claim)).map(|reading| values(&reading)).collect();
        for (at, field) in fields.iter_mut().enumerate() {
            field.push(readings.iter().map(|reading| reading[at].clone()).collect());
        }
    }
    let fields = Correction::FIELDS.iter().zip(&fields).map(|(name, units)| of(name, units));
    Ok([of(VERDICT, &verdicts)].into_iter().chain(fields).collect())
}

fn of(field: &str, units: &[Vec<Value>]) -> FieldAgreement {
    let paired = || units.iter().filter(|unit| unit.len() >= 2);
    let alike = paired().filter(|unit| unit.iter().all(|value| value == &unit[0])).count() as u64;
    FieldAgreement { field: field.to_owned(), claims: paired().count() as u64, alike, alpha: alpha(units) }
}
