//! The numbers of the review desk.

use serde::{Deserialize, Serialize};

/// How many decisions of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerdictNumbers {
    /// The claim is read right.
    pub accepted: u64,
    /// Some fields are read wrong.
    pub corrected: u64,
    /// The text makes no such claim.
    pub rejected: u64,
    /// The reviewer could not tell.
    pub unsure: u64,
}

/// What one reviewer decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReviewerNumbers {
    /// Who.
    pub reviewer: String,
    /// Their own decisions, the last about each claim.
    pub own: VerdictNumbers,
    /// Claims that they settled as an editor.
    pub settled: u64,
}

/// How far coders agree on a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldAgreement {
    /// The field; "verdict" is whether the text makes the claim at all.
    pub field: String,
    /// Claims of which at least two coders gave the field.
    pub claims: u64,
    /// Of these, those on which all gave the same.
    pub alike: u64,
    /// Krippendorff's alpha for nominal data; null where the values do not vary or no claim has two.
    pub alpha: Option<f64>,
}

/// The numbers of the review desk. Every claim is counted in one of `open`, `second`, `differ`, `done` and `settled`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReviewNumbers {
    /// Claims in the ledger.
    pub claims: u64,
    /// Claims about which nobody decided yet.
    pub open: u64,
    /// Claims that one coder decided about and another one should.
    pub second: u64,
    /// Claims about which coders differ, left to an editor.
    pub differ: u64,
    /// Claims decided by one coder where one is enough, or by several alike.
    pub done: u64,
    /// Claims that an editor settled.
    pub settled: u64,
    /// The decisions that stand: the editor's, else what coders decided alike.
    pub standing: VerdictNumbers,
    /// What each reviewer decided.
    pub reviewers: Vec<ReviewerNumbers>,
    /// How far coders agree, by field. Both begin from the reading of the program, so agreement on a field that neither
    /// touched tells less than agreement on one that both had to fill in.
    pub agreement: Vec<FieldAgreement>,
}
