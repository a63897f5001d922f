//! `ClaimReview` of schema.org, without its verdict: it says who said what and where it stands, and has no rating.
//!
//! A fact-checker who has checked the claim adds the rating and puts the own name as its author.

use crate::Item;
use crate::terms::{address, claim_name, day, document_name, in_words, known};
use hearsay_core::SourceKind;
use hearsay_core::format::Source;
use serde_json::{Value, json};

/// The terms of schema.org, named inline so that nothing has to be fetched.
pub fn context() -> Value {
    json!({
        "@vocab": "https://schema.org/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "url": {"@type": "@id"},
    })
}

/// The review of a claim.
pub fn nodes(item: &Item) -> Vec<Value> {
    let (recorded, report) = (item.recorded, &item.recorded.report);
    let claim = &recorded.claim;
    let publisher = report.outlet.as_deref().map(|outlet| json!({"@type": "Organization", "name": outlet}));
    let article = known(json!({
        "@type": "Article",
        "@id": document_name(recorded),
        "headline": report.title,
        "datePublished": day(report.published),
        "publisher": publisher,
        "url": address(report.url.as_ref()),
        "text": item.text,
    }));
    let mut said = said_by(&claim.sources, &publisher);
    if let Some(object) = said.as_object_mut() {
        object.insert("@id".to_owned(), json!(claim_name(recorded)));
        object.insert("name".to_owned(), json!(in_words(claim)));
        object.insert("text".to_owned(), json!(claim.evidence.text));
        object.insert("appearance".to_owned(), article);
    }
    vec![json!({
        "@id": format!("{}:review", claim_name(recorded)),
        "@type": "ClaimReview",
        "claimReviewed": claim.evidence.text,
        "itemReviewed": said,
        "reviewAspect": "who said it and where it stands; not whether it is so",
        "author": {"@type": "SoftwareApplication", "@id": "urn:hearsay:program", "name": "hearsay"},
        "datePublished": {"@type": "xsd:dateTime", "@value": recorded.recorded.to_string()},
    })]
}

/// The claim of the nearest source, based on that of the next, and so on to the origin.
fn said_by(sources: &[Source], outlet: &Option<Value>) -> Value {
    let Some((nearest, rest)) = sources.split_first() else {
        return known(json!({"@type": "Claim", "author": outlet}));
    };
    let class = if nearest.kind == SourceKind::Person { "Person" } else { "Organization" };
    known(json!({
        "@type": "Claim",
        "author": {"@type": class, "name": nearest.name},
        "isBasedOn": (!rest.is_empty()).then(|| said_by(rest, &None)),
    }))
}
