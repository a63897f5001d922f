//! Dictionary forms: a table of forms that go their own way, and rules by ending for all others.

use super::features::{Case, hash};
use super::model::File;
use crate::tags::Upos;

/// The longest ending that a rule looks at, in bytes.
pub const LONGEST_ENDING: usize = 6;

/// What a rule does to a form: keep its capitals or not, take bytes off the end, put others on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Script<'a> {
    /// Whether capitals stay.
    pub keeps_case: bool,
    /// Bytes taken off the end.
    pub cut: u8,
    /// What is put on the end.
    pub put: &'a str,
}

/// The key of a form in its table.
pub fn form_key(lower: &str, upos: Upos, feats: usize) -> u64 {
    hash(lower.as_bytes(), 0x1000 + ((upos as u64) << 16) + feats as u64)
}

/// The key of an ending of `length` bytes.
pub fn ending_key(lower: &str, length: usize, upos: Upos, feats: usize) -> Option<u64> {
    let start = lower.len().checked_sub(length)?;
    let ending = lower.as_bytes().get(start..)?;
    Some(hash(ending, 0x200_0000 + ((length as u64) << 32) + ((upos as u64) << 16) + feats as u64))
}

/// Applies a script to a form.
pub fn apply(script: Script, form: &str, lower: &str, case: Case, out: &mut String) {
    let start = out.len();
    if script.keeps_case {
        if case == Case::Upper && form.len() > 1 && form.chars().all(|c| c.is_uppercase() || !c.is_alphabetic()) {
            let mut letters = form.chars();
            out.extend(letters.next());
            out.extend(letters.flat_map(char::to_lowercase));
        } else {
            out.push_str(form);
        }
    } else {
        out.push_str(lower);
    }
    let mut end = out.len().saturating_sub(script.cut as usize).max(start);
    while !out.is_char_boundary(end) {
        end -= 1;
    }
    out.truncate(end);
    out.push_str(script.put);
    if out.len() == start {
        out.push_str(form);
    }
}

/// The tables of lemmas.
#[derive(Clone, Debug)]
pub struct Lemmas {
    scripts: Vec<Script<'static>>,
    slots: &'static [u8],
}

/// Bytes of one place of the table: a piece of the key and the script, counted from 1.
const SLOT: usize = 6;

impl Lemmas {
    /// Reads the tables from a model.
    pub fn read(file: &mut File) -> Option<Lemmas> {
        let count = file.number()?;
        let scripts = (0..count)
            .map(|_| {
                let head = file.take(2)?;
                Some(Script { keeps_case: head[0] != 0, cut: head[1], put: file.string()? })
            })
            .collect::<Option<Vec<_>>>()?;
        let slots = file.number()?;
        if !slots.is_power_of_two() {
            return None;
        }
        Some(Lemmas { scripts, slots: file.take(slots * SLOT)? })
    }

    fn get(&self, key: u64) -> Option<Script<'static>> {
        let count = self.slots.len() / SLOT;
        let piece = (key >> 32) as u32;
        let mut at = key as usize & (count - 1);
        for _ in 0..count {
            let slot = &self.slots[at * SLOT..(at + 1) * SLOT];
            let script = usize::from(u16::from_le_bytes([slot[4], slot[5]]));
            if script == 0 {
                return None;
            }
            if u32::from_le_bytes([slot[0], slot[1], slot[2], slot[3]]) == piece {
                return self.scripts.get(script - 1).copied();
            }
            at = (at + 1) & (count - 1);
        }
        None
    }

    /// Appends the lemma of a form. `lower` is room for its lower-case form.
    pub fn lemma(&self, form: &str, upos: Upos, feats: usize, case: Case, lower: &mut String, out: &mut String) {
        lower.clear();
        if form.is_ascii() {
            lower.push_str(form);
            lower.make_ascii_lowercase();
        } else {
            lower.extend(form.chars().map(|c| if c == '\u{2019}' { '\'' } else { c }).flat_map(char::to_lowercase));
        }
        let script = self.get(form_key(lower, upos, feats)).or_else(|| {
            (0..=LONGEST_ENDING.min(lower.len()))
                .rev()
                .find_map(|length| self.get(ending_key(lower, length, upos, feats)?))
        });
        let plain =
            Script { keeps_case: matches!(upos, Upos::Propn | Upos::X | Upos::Num | Upos::Sym), cut: 0, put: "" };
        apply(script.unwrap_or(plain), form, lower, case, out);
    }
}

/// Packs the tables for [`Lemmas::read`]. `rules` gives for each key a script by its place in `scripts`.
pub fn pack(scripts: &[Script], rules: &[(u64, u16)], out: &mut Vec<u8>) {
    out.extend_from_slice(&(scripts.len() as u32).to_le_bytes());
    for script in scripts {
        out.extend_from_slice(&[u8::from(script.keeps_case), script.cut]);
        out.extend_from_slice(&(script.put.len() as u32).to_le_bytes());
        out.extend_from_slice(script.put.as_bytes());
    }
    let count = (rules.len() * 3 / 2).next_power_of_two().max(2);
    let mut slots = vec![0u8; count * SLOT];
    for &(key, script) in rules {
        let mut at = key as usize & (count - 1);
        while slots[at * SLOT + 4] != 0 || slots[at * SLOT + 5] != 0 {
            at = (at + 1) & (count - 1);
        }
        slots[at * SLOT..at * SLOT + 4].copy_from_slice(&((key >> 32) as u32).to_le_bytes());
        slots[at * SLOT + 4..(at + 1) * SLOT].copy_from_slice(&(script + 1).to_le_bytes());
    }
    out.extend_from_slice(&(count as u32).to_le_bytes());
    out.extend_from_slice(&slots);
}
