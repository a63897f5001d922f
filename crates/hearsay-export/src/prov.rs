//! PROV-O: the claim was quoted from a report, attributed to its sources, and derived from what each of them had from
//! the next.

use crate::Item;
use crate::mask::is_masked;
use crate::terms::{TERMS, address, claim_name, day, document_name, in_words, known, said, term};
use hearsay_core::format::Source;
use hearsay_core::{Digest, SourceKind};
use serde_json::{Value, json};

/// What the short names stand for; nothing has to be fetched.
pub fn context() -> Value {
    json!({
        "prov": "http://www.w3.org/ns/prov#",
        "dcterms": "http://purl.org/dc/terms/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "hearsay": TERMS,
    })
}

/// The program.
const PROGRAM: &str = "urn:hearsay:program";

/// The nodes of a claim: the claim, what each source passed on, the report, its reading, and who is named.
pub fn nodes(item: &Item) -> Vec<Value> {
    let (recorded, report) = (item.recorded, &item.recorded.report);
    let claim = &recorded.claim;
    let (name, document) = (claim_name(recorded), document_name(recorded));
    let reading = format!("{document}:reading");
    let outlet = report.outlet.as_deref().map(|outlet| agent(outlet, "prov:Organization"));
    let statement = |at: usize| format!("{name}:source:{at}");
    let agents: Vec<Value> = claim.sources.iter().map(|source| agent(&source.name, class(source))).collect();
    let attributed: Vec<Value> =
        agents.iter().chain(agents.is_empty().then_some(&outlet).into_iter().flatten()).cloned().collect();

    let mut node = said(claim);
    let mut put = |key: &str, value: Value| drop(node.insert(key.to_owned(), value));
    put("@id", json!(name));
    put("@type", json!(["prov:Entity", "hearsay:Claim"]));
    put("rdfs:label", json!(in_words(claim)));
    put("prov:value", json!(claim.evidence.text));
    put("prov:wasQuotedFrom", json!({"@id": document}));
    put("prov:wasGeneratedBy", json!({"@id": reading}));
    put("prov:generatedAtTime", json!({"@type": "xsd:dateTime", "@value": recorded.recorded.to_string()}));
    put("hearsay:method", json!(claim.method));
    put("hearsay:entry", json!(recorded.entry));
    if !attributed.is_empty() {
        put("prov:wasAttributedTo", short(&attributed));
    }
    if let Some(last) = claim.sources.len().checked_sub(1) {
        put("prov:wasDerivedFrom", json!({"@id": statement(0)}));
        put("prov:hadPrimarySource", json!({"@id": statement(last)}));
    }
    if !claim.stances.is_empty() {
        let stances = claim
            .stances
            .iter()
            .map(|on| json!({"hearsay:holder": agent(&on.holder, "prov:Agent"), "hearsay:takes": term(&on.stance)}));
        put("hearsay:stance", stances.collect());
    }
    let mut nodes = vec![node.into()];
    for (at, who) in agents.iter().enumerate() {
        nodes.push(known(json!({
            "@id": statement(at),
            "@type": "prov:Entity",
            "prov:wasAttributedTo": who,
            "prov:wasDerivedFrom": (at + 1 < agents.len()).then(|| json!({"@id": statement(at + 1)})),
        })));
    }
    nodes.push(known(json!({
        "@id": document,
        "@type": "prov:Entity",
        "dcterms:title": report.title,
        "dcterms:issued": day(report.published),
        "dcterms:source": address(report.url.as_ref()).map(|url| json!({"@id": url})),
        "prov:wasAttributedTo": outlet,
        "prov:value": item.text,
    })));
    nodes.push(json!({
        "@id": reading,
        "@type": "prov:Activity",
        "prov:used": {"@id": document},
        "prov:wasAssociatedWith": {"@id": PROGRAM},
    }));
    nodes.push(json!({"@id": PROGRAM, "@type": "prov:SoftwareAgent", "rdfs:label": "hearsay"}));
    nodes
}

/// Who is named. One name is one agent, whoever bears it; a masked name is told apart from every other.
fn agent(name: &str, class: &str) -> Value {
    if is_masked(name) {
        return json!({"@type": class, "rdfs:label": name});
    }
    let id = format!("urn:hearsay:name:{}", Digest::of("name", &[name.as_bytes()]));
    json!({"@id": id, "@type": class, "rdfs:label": name})
}

/// The agents by their ids alone where these are told elsewhere.
fn short(agents: &[Value]) -> Value {
    agents.iter().filter_map(|agent| agent.get("@id")).map(|id| json!({"@id": id})).collect()
}

fn class(source: &Source) -> &'static str {
    match source.kind {
        SourceKind::Person => "prov:Person",
        SourceKind::Witness | SourceKind::Anonymous | SourceKind::Document => "prov:Agent",
        _ => "prov:Organization",
    }
}
