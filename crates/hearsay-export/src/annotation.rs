//! The W3C Web Annotation model: each claim annotates the words of its evidence, by quote and by position.

use crate::Item;
use crate::terms::{TERMS, address, claim_name, document_name, in_words, known, said};
use hearsay_core::format::Words;
use serde_json::{Value, json};

/// The context that the model asks for, by its name, and our terms.
pub fn context() -> Value {
    json!(["http://www.w3.org/ns/anno.jsonld", {"hearsay": TERMS}])
}

/// So many letters of the text stand on either side of a quote where texts are handed out.
const BESIDE: usize = 32;

/// The annotation of a claim.
pub fn nodes(item: &Item) -> Vec<Value> {
    let (recorded, report) = (item.recorded, &item.recorded.report);
    let claim = &recorded.claim;
    let name = claim_name(recorded);
    let who = claim.sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>();
    let words = if who.is_empty() { in_words(claim) } else { format!("{} ← {}", in_words(claim), who.join(" ← ")) };
    let mut body = said(claim);
    body.remove("hearsay:from");
    body.remove("hearsay:to");
    if let Some(time) = &claim.time {
        time.from.map(|day| body.insert("hearsay:from".to_owned(), json!(day)));
        time.to.map(|day| body.insert("hearsay:to".to_owned(), json!(day)));
    }
    body.insert("id".to_owned(), json!(name));
    body.insert("type".to_owned(), json!("hearsay:Claim"));
    if !who.is_empty() {
        body.insert("hearsay:sources".to_owned(), json!({"@list": who}));
    }
    let quote = quote(&claim.evidence, item.text);
    let position = json!({"type": "TextPositionSelector", "start": claim.evidence.start, "end": claim.evidence.end});
    // Positions are those of the text as it was read, so they hold for the report under its own name; at its address
    // stands a page, and there the words are found by themselves.
    let read = json!({
        "type": "SpecificResource",
        "source": known(json!({
            "id": document_name(recorded), "type": "Text", "format": "text/plain", "value": item.text
        })),
        "selector": [quote, position],
    });
    let page =
        address(report.url.as_ref()).map(|url| json!({"type": "SpecificResource", "source": url, "selector": quote}));
    let targets: Vec<Value> = [Some(read), page].into_iter().flatten().collect();
    vec![json!({
        "id": format!("{name}:annotation"),
        "type": "Annotation",
        "motivation": "describing",
        "created": recorded.recorded.to_string(),
        "generator": {"id": "urn:hearsay:program", "type": "Software", "name": "hearsay"},
        "body": [{"type": "TextualBody", "value": words, "format": "text/plain", "purpose": "describing"}, body],
        "target": targets,
    })]
}

/// The words, and what stands beside them where the text may be told.
fn quote(words: &Words, text: Option<&str>) -> Value {
    let beside = |text: &str, from: usize, to: usize| -> Option<String> {
        (from < to).then(|| text.chars().skip(from).take(to - from).collect())
    };
    let (start, end) = (words.start as usize, words.end as usize);
    known(json!({
        "type": "TextQuoteSelector",
        "exact": words.text,
        "prefix": text.and_then(|text| beside(text, start.saturating_sub(BESIDE), start)),
        "suffix": text.and_then(|text| beside(text, end, end + BESIDE)).filter(|words| !words.is_empty()),
    }))
}
