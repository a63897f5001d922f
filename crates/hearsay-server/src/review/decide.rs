//! From the fields of a form to an entry of the ledger.

use super::subject::Subject;
use crate::desk::Desk;
use crate::problem::Problem;
use axum::http::StatusCode;
use hearsay::review::Draft;
use hearsay_core::{Decision, Entry, Ground, Review};
use hearsay_ledger::{Outcome, Store};
use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// What was written.
#[derive(Serialize, JsonSchema)]
pub struct DecisionTaken {
    /// What was decided.
    pub decision: String,
    /// Under which name.
    pub reviewer: String,
    /// Claims that are left for them.
    pub left: usize,
    /// The address of the next one.
    pub next: Option<String>,
}

/// The fields of a form as a decision, with its reason; an error is told to whoever filled in the form.
pub fn decision(fields: &BTreeMap<String, String>, subject: &Subject) -> Result<(Decision, Option<String>), String> {
    let field = |name: &str| fields.get(name).map_or("", |value| value.trim());
    let decision = match field("decision") {
        "accepted" => Decision::Accepted,
        "unsure" => Decision::Unsure,
        "rejected" => {
            let ground = word::<Ground>(field("ground"));
            Decision::Rejected { ground: ground.ok_or("ground: give one of the words of the form")? }
        }
        "corrected" => {
            let draft = draft(fields, subject);
            let corrections =
                draft.corrections(&subject.claim, &subject.document).map_err(|error| error.to_string())?;
            Decision::Corrected { corrections }
        }
        _ => return Err("decision: give accepted, corrected, rejected or unsure".to_owned()),
    };
    let reason = field("reason");
    Ok((decision, (!reason.is_empty()).then(|| reason.to_owned())))
}

/// The claim as a form, filled in with the fields that were sent.
pub fn draft(fields: &BTreeMap<String, String>, subject: &Subject) -> Draft {
    let mut draft = Draft::of(&subject.claim);
    for (name, value) in fields {
        draft.set(name, value);
    }
    draft
}

fn word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

impl Desk {
    /// Posts a review. One at a time is written, in the order in which they came; when this returns, it stands in the ledger.
    pub async fn post(&self, review: Review) -> Result<(), Problem> {
        let outcomes =
            self.append(move |store| store.append(&[vec![Entry::Reviewed { review }]], Timestamp::now())).await??;
        match outcomes.into_iter().next() {
            Some(Outcome::Refused(refusal)) => {
                Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, format!("The ledger refused it: {refusal}.")))
            }
            _ => Ok(()),
        }
    }
}
