//! Learns how lemmas are made: rules by ending first, then the forms that go their own way.

use crate::conllu::Tree;
use hearsay_extract::Upos;
use hearsay_extract::syntax::features::Case;
use hearsay_extract::syntax::lemmas::{LONGEST_ENDING, Script, apply, ending_key, form_key, pack};
use std::collections::BTreeMap;

/// One kind of word: its lower form, class and features, with the scripts that give its lemmas and their counts.
struct Kind {
    lower: String,
    upos: Upos,
    feats: usize,
    scripts: BTreeMap<usize, usize>,
}

/// Appends the tables of lemmas for these trees.
pub fn learn(trees: &[Tree], feats: &[String], out: &mut Vec<u8>) {
    let mut scripts: Vec<(bool, u8, String)> = Vec::new();
    let mut known: BTreeMap<(bool, u8, String), usize> = BTreeMap::new();
    let classes: BTreeMap<&str, usize> = feats.iter().enumerate().map(|(i, feats)| (feats.as_str(), i)).collect();
    let mut kinds: BTreeMap<(String, u8, usize), Kind> = BTreeMap::new();
    for word in trees.iter().flat_map(|tree| &tree.words) {
        let Some(upos) = Upos::from_name(&word.upos) else { continue };
        let feats = classes.get(word.feats.as_str()).copied().unwrap_or(0);
        let lower = word.form.replace('\u{2019}', "'").to_lowercase();
        let Some(script) = script(&word.form, &lower, &word.lemma, upos) else { continue };
        let next = scripts.len();
        let id = *known.entry(script.clone()).or_insert(next);
        if id == next {
            scripts.push(script);
        }
        let kind = kinds.entry((lower.clone(), upos as u8, feats)).or_insert_with(|| Kind {
            lower,
            upos,
            feats,
            scripts: BTreeMap::new(),
        });
        *kind.scripts.entry(id).or_default() += 1;
    }
    // Each kind has one vote for its commonest script at every length of ending.
    let mut votes: BTreeMap<u64, BTreeMap<usize, usize>> = BTreeMap::new();
    for kind in kinds.values() {
        for length in 0..=LONGEST_ENDING.min(kind.lower.len()) {
            if let Some(key) = ending_key(&kind.lower, length, kind.upos, kind.feats) {
                *votes.entry(key).or_default().entry(commonest(&kind.scripts)).or_default() += 1;
            }
        }
    }
    // A longer ending is kept where it says something else than the shorter ones.
    let mut rules: BTreeMap<u64, u16> = BTreeMap::new();
    for length in 0..=LONGEST_ENDING {
        for kind in kinds.values() {
            let Some(key) = ending_key(&kind.lower, length, kind.upos, kind.feats) else { continue };
            let Some(all) = votes.get(&key) else { continue };
            let chosen = commonest(all);
            let enough =
                length == 0 || all.values().sum::<usize>() >= 2 && all[&chosen] * 3 >= all.values().sum::<usize>() * 2;
            let shorter = (0..length)
                .rev()
                .find_map(|length| rules.get(&ending_key(&kind.lower, length, kind.upos, kind.feats)?).copied());
            if enough && shorter != Some(chosen as u16) {
                rules.insert(key, chosen as u16);
            }
        }
    }
    let mut forms: BTreeMap<u64, u16> = BTreeMap::new();
    for kind in kinds.values() {
        let ruled = (0..=LONGEST_ENDING.min(kind.lower.len()))
            .rev()
            .find_map(|length| rules.get(&ending_key(&kind.lower, length, kind.upos, kind.feats)?).copied());
        let chosen = commonest(&kind.scripts) as u16;
        if ruled != Some(chosen) {
            forms.insert(form_key(&kind.lower, kind.upos, kind.feats), chosen);
        }
    }
    let scripts: Vec<Script> =
        scripts.iter().map(|(keeps_case, cut, put)| Script { keeps_case: *keeps_case, cut: *cut, put }).collect();
    let all: Vec<(u64, u16)> = rules.into_iter().chain(forms).collect();
    pack(&scripts, &all, out);
}

fn commonest(counts: &BTreeMap<usize, usize>) -> usize {
    counts.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map_or(0, |(&script, _)| script)
}

/// The script that leads from a form to its lemma; the plainer of the two bases is preferred.
fn script(form: &str, lower: &str, lemma: &str, upos: Upos) -> Option<(bool, u8, String)> {
    let keep_first = matches!(upos, Upos::Propn | Upos::X | Upos::Num | Upos::Sym);
    let of = |keeps_case: bool| {
        let base = if keeps_case { form } else { lower };
        let shared: usize =
            base.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        let cut = u8::try_from(base.len() - shared).ok()?;
        Some((keeps_case, cut, lemma[shared..].to_owned()))
    };
    let (kept, lowered) = (of(true)?, of(false)?);
    let cost = |script: &(bool, u8, String)| usize::from(script.1) + script.2.len();
    let chosen = match (cost(&kept), cost(&lowered)) {
        (a, b) if a < b => kept,
        (a, b) if b < a => lowered,
        _ if keep_first => kept,
        _ => lowered,
    };
    let mut made = String::new();
    apply(Script { keeps_case: chosen.0, cut: chosen.1, put: &chosen.2 }, form, lower, Case::Mixed, &mut made);
    (made == lemma).then_some(chosen)
}
