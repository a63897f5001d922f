//! The description of the API: kept in `docs/`, whole, and true to the answers. `UPDATE_OPENAPI=1` writes it anew.

use crate::world::World;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

#[tokio::test]
async fn the_description_is_the_one_that_is_kept() {
    let world = World::of_examples();
    let described = world.good("/openapi.json").await.json();
    let written = format!("{}\n", serde_json::to_string_pretty(&described).unwrap());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/format/openapi.json");
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(&path, &written).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == written, "docs/format/openapi.json is not what the code says; UPDATE_OPENAPI=1 writes it anew");
}

#[tokio::test]
async fn every_reference_leads_somewhere_and_every_address_is_described() {
    let world = World::of_examples();
    let described = world.good("/openapi.json").await.json();
    assert_eq!(described["openapi"], "3.1.0");
    let mut references = BTreeSet::new();
    gather(&described, &mut references);
    assert!(references.len() > 20, "{references:?}");
    for reference in references {
        let at = described.pointer(reference.trim_start_matches('#'));
        assert!(at.is_some(), "{reference} leads nowhere");
    }
    let paths: Vec<&String> = described["paths"].as_object().unwrap().keys().collect();
    assert!(paths.iter().all(|path| !path.contains("/.")), "{paths:?}");
    for list in ["figures", "sources", "places"] {
        for form in ["", "/{id}"] {
            for ending in ["json", "csv"] {
                let path = format!("/{list}{form}.{ending}");
                assert!(paths.contains(&&path), "{path} is not described");
            }
        }
    }
}

fn gather(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(to) if name == "$ref" => drop(found.insert(to.clone())),
                    value => gather(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| gather(value, found)),
        _ => {}
    }
}
