//! Scores "same incident" on reports with known incidents: text and day of publication in, pairwise F1 of claims out.
//!
//! `cargo run --release -p hearsay --example same_incident -- score dev.jsonl SEED COUNT` takes COUNT incidents with two or
//! more reports, puts all their reports in one ledger and asks which killed and wounded claims are about one incident.
//! `… -- learn dev.jsonl SEED COUNT` prints the features of every compared pair of COUNT other incidents, for learn.py.

use hearsay_core::{Claim, Document, Measure, Text};
use hearsay_resolve::Resolver;
use hearsay_resolve::register::Register;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::io::BufRead;

struct Told {
    incident: String,
    document: Document,
    claims: Vec<Claim>,
}

/// An incident, and the event that a claim of it was put in.
type Cell<'a> = (&'a str, Option<(u32, usize)>);

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [mode, path, seed, count] = args.as_slice() else { return Err("score|learn FILE SEED COUNT".into()) };
    let (seed, count): (u64, usize) = (seed.parse()?, count.parse()?);
    let mut incidents = Vec::new();
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let value: serde_json::Value = serde_json::from_str(&line?)?;
        if value["documents"].as_array().is_some_and(|documents| documents.len() >= 2) {
            incidents.push(value);
        }
    }
    // A fixed shuffle: by the digest of seed and id.
    let rank = |id: &str| hearsay_core::Digest::of("shuffle", &[&seed.to_le_bytes(), id.as_bytes()]);
    incidents.sort_by_key(|incident| rank(incident["id"].as_str().unwrap_or("")));
    let chosen = match mode.as_str() {
        "score" => &incidents[..count.min(incidents.len())],
        _ => &incidents[300.min(incidents.len())..(300 + count).min(incidents.len())],
    };
    let mut told: Vec<(hearsay_core::Digest, serde_json::Value, String)> = Vec::new();
    for incident in chosen {
        let id = incident["id"].as_str().unwrap_or("");
        for document in incident["documents"].as_array().into_iter().flatten() {
            told.push((rank(document["id"].as_str().unwrap_or("")), document.clone(), id.to_owned()));
        }
    }
    told.sort_by_key(|(rank, _, _)| *rank);
    let began = std::time::Instant::now();
    let told: Vec<Told> = told.into_iter().map(|(_, document, incident)| read(&document, incident)).collect();
    eprintln!(
        "{} reports, {} claims, read in {:.1} s",
        told.len(),
        told.iter().map(|one| one.claims.len()).sum::<usize>(),
        began.elapsed().as_secs_f64()
    );
    let began = std::time::Instant::now();
    let mut resolver = Resolver::new(Register::built_in()?);
    let texts: HashMap<_, Text> = told.iter().map(|one| (one.document.id, one.document.text.clone())).collect();
    for one in &told {
        resolver.add(&one.document, &one.claims, &mut |id| texts.get(&id).cloned());
    }
    let gold: BTreeMap<_, &str> =
        told.iter().flat_map(|one| one.claims.iter().map(|claim| (claim.id, one.incident.as_str()))).collect();
    if mode == "learn" {
        println!("gold\t{}", Resolver::features().join("\t"));
        for (a, b, features) in resolver.compared() {
            let features: Vec<String> = features.iter().map(|feature| format!("{feature:.4}")).collect();
            println!("{}\t{}", u8::from(gold.get(&a) == gold.get(&b)), features.join("\t"));
        }
        return Ok(());
    }
    let figures = resolver.resolve();
    eprintln!("resolved in {:.2} s: {} figures", began.elapsed().as_secs_f64(), figures.len());
    let asked: BTreeMap<_, Measure> =
        told.iter().flat_map(|one| one.claims.iter().map(|claim| (claim.id, claim.measure))).collect();
    let mut sizes: BTreeMap<Cell, u64> = BTreeMap::new();
    for (n, (claim, event)) in figures.events().enumerate() {
        if matches!(asked.get(&claim), Some(Measure::Killed | Measure::Wounded)) {
            // A claim without an event is alone.
            let cluster = event.map_or((u32::MAX, n), |event| (event, usize::MAX));
            *sizes.entry((gold[&claim], Some(cluster))).or_default() += 1;
        }
    }
    let pairs = |n: u64| n * n.saturating_sub(1) / 2;
    let sum = |key: &dyn Fn(&Cell) -> String| {
        let mut totals: BTreeMap<String, u64> = BTreeMap::new();
        sizes.iter().for_each(|(one, n)| *totals.entry(key(one)).or_default() += n);
        totals.values().map(|&n| pairs(n)).sum::<u64>()
    };
    let both: u64 = sizes.values().map(|&n| pairs(n)).sum();
    let (gold_pairs, found) = (sum(&|one| one.0.to_owned()), sum(&|one| format!("{:?}", one.1)));
    let (precision, recall) = (both as f64 / found.max(1) as f64, both as f64 / gold_pairs.max(1) as f64);
    let claims: u64 = sizes.values().sum();
    println!("{claims} claims, {gold_pairs} pairs of one incident, {found} found, {both} right");
    println!(
        "precision {precision:.4} recall {recall:.4} F1 {:.4}",
        2.0 * precision * recall / (precision + recall).max(1e-9)
    );
    if std::env::var_os("ERRORS").is_some() {
        let mut apart: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
        sizes.iter().for_each(|((incident, _), n)| apart.entry(incident).or_default().push(*n));
        let mut apart: Vec<_> = apart
            .into_iter()
            .map(|(incident, n)| (pairs(n.iter().sum()) - n.iter().map(|&n| pairs(n)).sum::<u64>(), incident, n))
            .collect();
        apart.sort();
        apart.iter().rev().take(25).for_each(|(lost, incident, n)| println!("lost {lost} {incident} {n:?}"));
        let mut mixed: BTreeMap<_, Vec<(&str, u64)>> = BTreeMap::new();
        sizes.iter().for_each(|((incident, cluster), n)| mixed.entry(cluster).or_default().push((incident, *n)));
        let mut mixed: Vec<_> = mixed
            .into_values()
            .map(|parts| {
                (pairs(parts.iter().map(|one| one.1).sum()) - parts.iter().map(|one| pairs(one.1)).sum::<u64>(), parts)
            })
            .collect();
        mixed.sort();
        mixed.iter().rev().take(25).for_each(|(wrong, parts)| println!("wrong {wrong} {parts:?}"));
    }
    Ok(())
}

/// Only text and day of publication are read.
fn read(value: &serde_json::Value, incident: String) -> Told {
    let name = value["id"].as_str().unwrap_or("").to_owned();
    let mut document = Document::of_text(&name, Text::from(value["text"].as_str().unwrap_or("")));
    document.published = value["date"].as_str().and_then(|date| date.get(..10)?.parse().ok());
    let document = document.identified();
    let claims = hearsay_extract::extract(&document).claims;
    Told { incident, document, claims }
}
