//! Asking a person for a decision, a line at a time.

use crate::words::{one_line, word};
use hearsay::review::Draft;
use hearsay_core::{Decision, Ground, Review};
use hearsay_ledger::Found;
use std::io::{BufRead, Write};

/// What the person wants.
pub enum Answer {
    /// To decide so, with a reason in words.
    Decided(Decision, Option<String>),
    /// To see the next claim.
    Skip,
    /// To end.
    Quit,
}

const WAYS: &str = "a accept, c correct, r reject, u unsure, s skip, q quit";

/// Asks until there is an answer; the end of the input ends the review.
pub fn answer(found: &Found, input: &mut dyn BufRead, out: &mut dyn Write) -> anyhow::Result<Answer> {
    loop {
        let Some(typed) = line(&format!("{WAYS}: "), input, out)? else { return Ok(Answer::Quit) };
        let decision = match typed.as_str() {
            "a" => return Ok(Answer::Decided(Decision::Accepted, None)),
            "c" => correction(found, input, out)?,
            "r" => ground(input, out)?.map(|ground| Decision::Rejected { ground }),
            "u" => Some(Decision::Unsure),
            "s" => return Ok(Answer::Skip),
            "q" => return Ok(Answer::Quit),
            _ => None,
        };
        if let Some(decision) = decision {
            let reason = line("why, in your words (may be empty): ", input, out)?.filter(|reason| !reason.is_empty());
            return Ok(Answer::Decided(decision, reason));
        }
    }
}

/// One line that was typed, without blanks around it; none at the end of the input.
fn line(prompt: &str, input: &mut dyn BufRead, out: &mut dyn Write) -> anyhow::Result<Option<String>> {
    write!(out, "{prompt}")?;
    out.flush()?;
    let mut line = String::new();
    let read = input.read_line(&mut line)?;
    Ok((read > 0).then(|| line.trim().to_owned()))
}

fn ground(input: &mut dyn BufRead, out: &mut dyn Write) -> anyhow::Result<Option<Ground>> {
    for (ground, number) in Ground::ALL.iter().zip(1..) {
        writeln!(out, "  {number}  {}", word(ground))?;
    }
    let typed = line("which: ", input, out)?.unwrap_or_default();
    let at = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    Ok(at.and_then(|at| Ground::ALL.get(at)).copied())
}

/// Shows the claim as a form and takes changed parts until an empty line.
fn correction(found: &Found, input: &mut dyn BufRead, out: &mut dyn Write) -> anyhow::Result<Option<Decision>> {
    let mut draft = Draft::of(&found.claim);
    for part in Draft::PARTS {
        let value = draft.get(part.name).replace('\n', " ; ");
        writeln!(out, "  {:<10} = {value:<40} {}", part.name, part.label)?;
    }
    writeln!(out, "Type lines such as “best = 300”; in chain, parts of a source by | and sources by ;.")?;
    while let Some(typed) = line("change, or an empty line: ", input, out)?.filter(|typed| !typed.is_empty()) {
        let set = typed.split_once('=').is_some_and(|(name, value)| {
            let name = name.trim();
            let value = if name == "chain" { value.replace(';', "\n") } else { value.to_owned() };
            draft.set(name, &value)
        });
        if !set {
            writeln!(out, "there is no such part; type NAME = VALUE")?;
        }
    }
    match draft.corrections(&found.claim, &found.document) {
        Ok(corrections) => Ok(Some(Decision::Corrected { corrections })),
        Err(error) => {
            writeln!(out, "{error}")?;
            Ok(None)
        }
    }
}

/// What a coder decided, for an editor.
pub fn told(found: &Found, review: &Review) -> String {
    let mut told = format!("{}: {}", review.reviewer, review.decision.name());
    if let Decision::Rejected { ground } = review.decision {
        told.push_str(&format!(" ({})", word(&ground)));
    }
    if let Some(reading) = review.reading(&found.claim).filter(|_| !review.decision.corrections().is_empty()) {
        let (before, after) = (Draft::of(&found.claim), Draft::of(&reading));
        let changed = Draft::PARTS.iter().filter(|part| before.get(part.name) != after.get(part.name));
        for part in changed {
            told.push_str(&format!("\n  {:<10} = {}", part.name, after.get(part.name).replace('\n', " ; ")));
        }
    }
    if let Some(reason) = &review.reason {
        told.push_str(&format!("\n  “{}”", one_line(reason)));
    }
    told
}
