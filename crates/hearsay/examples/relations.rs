//! Draws relations of a ledger at random, each beside the words of its claims, to be read by eye.
//!
//! `cargo run --release -p hearsay --example relations -- LEDGER SEED COUNT` counts all relations by kind and prints COUNT of
//! them, differences of scope left out. The same ledger and seed draw the same.

use hearsay::{figure, resolver};
use hearsay_core::format::{Figure, FigurePoint, Relation, RelationKind};
use hearsay_core::{Claim, ClaimId, Digest, Document};
use hearsay_ledger::{Access, Filter, Sqlite, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [path, seed, count] = args.as_slice() else { return Err("LEDGER SEED COUNT".into()) };
    let (seed, count): (u64, usize) = (seed.parse()?, count.parse()?);
    let store = Sqlite::open(Path::new(path), Access::Ask)?;
    let resolver = resolver(&store, None)?;
    let figures = resolver.resolve();
    let mut drawn: Vec<(Digest, Relation, Figure)> = Vec::new();
    let mut known: BTreeSet<(RelationKind, Vec<ClaimId>)> = BTreeSet::new();
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    for cluster in figures.clusters() {
        let Some(shown) = figures.show(cluster.id) else { continue };
        for relation in &shown.relations {
            // A part and its whole, and the three of a sum, each show the relation: it is one.
            let mut claims = relation.claims.clone();
            claims.sort_unstable();
            if relation.kind == RelationKind::DifferenceOfScope || !known.insert((relation.kind, claims)) {
                continue;
            }
            *kinds.entry(format!("{:?}", relation.kind)).or_default() += 1;
            let ids: String = relation.claims.iter().map(ClaimId::to_string).collect();
            let rank = Digest::of("shuffle", &[&seed.to_le_bytes(), ids.as_bytes(), relation.reason.as_bytes()]);
            drawn.push((rank, relation.clone(), shown.clone()));
        }
    }
    println!("{} relations: {kinds:?}", drawn.len());
    drawn.sort_by_key(|(rank, _, _)| *rank);
    drawn.truncate(count);
    let wanted: BTreeSet<ClaimId> = drawn.iter().flat_map(|(_, relation, _)| relation.claims.clone()).collect();
    let mut words: BTreeMap<ClaimId, (Claim, Rc<Document>)> = BTreeMap::new();
    store.claims(&Filter::default(), &mut |found| {
        if wanted.contains(&found.claim.id) {
            words.insert(found.claim.id, (found.claim, found.document));
        }
        ControlFlow::Continue(())
    })?;
    for (number, (_, relation, shown)) in drawn.iter().enumerate() {
        println!("\n#{} {:?} · {}\n  {}", number + 1, relation.kind, shown.title, relation.reason);
        let other = relation.figure.map(|id| figure(&store, &resolver, id)).transpose()?.flatten();
        let points: Vec<&FigurePoint> =
            shown.series.iter().chain(other.iter().flat_map(|other| &other.series)).collect();
        for id in relation.claims.iter().take(4) {
            let Some((claim, document)) = words.get(id) else { continue };
            let origin = points.iter().find(|point| point.claim == *id).map_or("", |point| &point.origin);
            tell(claim, document, origin);
        }
    }
    Ok(())
}

/// A claim with its report, as it was read, and the paragraph it stands in.
fn tell(claim: &Claim, document: &Document, origin: &str) {
    let chain: Vec<&str> = claim.chain.iter().map(|source| source.name.as_str()).collect();
    println!(
        "  - [{}] {} {:?} {:?} · {} {} · group {:?} side {:?} · place {:?} · time {:?} {:?}..{:?} · {:?} · chain {} · origin {origin}",
        document.outlet.as_deref().unwrap_or("?"),
        document.published.map(|day| day.to_string()).unwrap_or_default(),
        document.title.as_deref().unwrap_or(""),
        claim.modality,
        claim.measure.name(),
        claim.quantity.quote.text,
        claim.affected.quote.as_ref().map_or("", |quote| &quote.text),
        claim.affected.side.as_deref().unwrap_or(""),
        claim.place.as_ref().map_or("", |place| place.name.as_deref().unwrap_or(&place.quote.text)),
        claim.time.as_ref().map_or("", |time| &time.quote.text),
        claim.time.as_ref().and_then(|time| time.from),
        claim.time.as_ref().and_then(|time| time.to),
        claim.scope,
        chain.join(" < "),
    );
    println!("      {}", paragraph(document.text.as_str(), claim));
}

/// Up to 300 characters on either side of the figure, within its paragraph.
fn paragraph(text: &str, claim: &Claim) -> String {
    let (start, end) = (claim.evidence.span.start() as usize, claim.evidence.span.end() as usize);
    let before: String = text.get(..start).unwrap_or("").chars().rev().take(300).take_while(|c| *c != '\n').collect();
    let before: String = before.chars().rev().collect();
    let after: String = text.get(end..).unwrap_or("").chars().take(300).take_while(|c| *c != '\n').collect();
    format!("{before}[{}]{after}", text.get(start..end).unwrap_or("").replace('\n', " "))
}
