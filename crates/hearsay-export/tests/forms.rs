//! Every form over the same claims: what must be in it, what must not, and that its own readers would take it.
//!
//! The claims of `claims.jsonl` are those of `docs/example`, with a headline that a spreadsheet would run.

use hearsay_core::format::Recorded;
use hearsay_export::{Form, Item, Mask, Texts, exporter};
use serde_json::Value;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

fn claims() -> Vec<Recorded> {
    include_str!("claims.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Output that is looked at afterwards.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What stands in every report besides its claims.
const ELSEWHERE: &str = "The fog did not lift.";

/// The text of a report in which the evidence of the claim stands at its place.
fn text(recorded: &Recorded) -> String {
    let evidence = &recorded.claim.evidence;
    format!("{}{} {ELSEWHERE}", "é".repeat(evidence.start as usize), evidence.text)
}

fn written(form: Form, texts: Texts, claims: &[Recorded]) -> Vec<u8> {
    let kept = Kept::default();
    let mut exporter = exporter(form, texts, Box::new(kept.clone())).unwrap();
    for recorded in claims {
        let text = text(recorded);
        let text = (texts == Texts::Whole).then_some(text.as_str());
        exporter.claim(&Item { recorded, text }).unwrap();
    }
    exporter.end().unwrap();
    kept.0.lock().unwrap().clone()
}

fn told(form: Form, texts: Texts) -> String {
    String::from_utf8(written(form, texts, &claims())).unwrap()
}

/// Rows of a CSV, read strictly: a mark inside a bare cell, or a bare line feed, is a fault.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = csv.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => {
                quoted = false;
                assert!(matches!(letters.peek(), Some(',' | '\r') | None), "words after a mark");
            }
            '"' => {
                assert!(cell.is_empty(), "a mark inside a cell");
                quoted = true;
            }
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(letters.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\n' if !quoted => panic!("a bare line feed"),
            letter => cell.push(letter),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !quoted, "the last row has no end");
    rows
}

fn cell<'a>(rows: &'a [Vec<String>], row: usize, name: &str) -> &'a str {
    let column = rows[0].iter().position(|heading| heading == name).unwrap_or_else(|| panic!("no column {name}"));
    &rows[row][column]
}

#[test]
fn tables_have_a_cell_for_every_heading_and_guard_their_words() {
    for (form, heads) in [(Form::Csv, 1), (Form::Ucdp, 1), (Form::Hxl, 2)] {
        for texts in [Texts::Quotes, Texts::Whole] {
            let rows = rows(&told(form, texts));
            assert_eq!(rows.len(), claims().len() + heads, "{form:?}");
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{form:?}");
            let formula = |cell: &String| cell.starts_with(['=', '@', '+']);
            assert!(!rows.iter().flatten().any(formula), "{form:?}");
            if texts == Texts::Whole {
                assert_eq!(cell(&rows, heads, "text"), text(&claims()[0]));
            }
        }
    }
    let rows = rows(&told(Form::Csv, Texts::Quotes));
    assert_eq!(cell(&rows, 1, "title"), "'=HYPERLINK(\"https://plain.example\",\"Seoul, counts\")\nKursk");
}

#[test]
fn the_columns_of_ucdp_are_filled_as_its_codebook_has_them() {
    let rows = rows(&told(Form::Ucdp, Texts::Quotes));
    for (name, value) in [
        ("measure", "killed"),
        ("low", ""),
        ("best", "300"),
        ("high", ""),
        ("side_affected", "North Korea"),
        ("where_prec", "6"),
        ("source_office", "Plain Wire"),
        ("source_date", "2025-01-13"),
        ("source_original", "Seoul's spy agency"),
        ("source_chain", "Lee Seong-kweun < Seoul's spy agency"),
    ] {
        assert_eq!(cell(&rows, 1, name), value, "{name}");
    }
    let captured = (1..rows.len()).find(|&row| cell(&rows, row, "measure") == "captured").unwrap();
    assert_eq!(cell(&rows, captured, "date_start"), "2025-01-11");
    assert_eq!(cell(&rows, captured, "date_end"), "2025-01-12");
    assert_eq!(cell(&rows, captured, "date_prec"), "2");
}

#[test]
fn tags_are_those_of_the_standard_and_each_measure_has_its_own_column() {
    let rows = rows(&told(Form::Hxl, Texts::Quotes));
    for tag in &rows[1] {
        let mut parts = tag.strip_prefix('#').unwrap_or_else(|| panic!("{tag}")).split('+');
        assert!(
            parts.all(|part| part.starts_with(|c: char| c.is_ascii_lowercase())
                && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')),
            "{tag}"
        );
    }
    let column = |tag: &str| rows[1].iter().position(|one| one == tag).unwrap();
    assert_eq!(rows[2][column("#affected+killed")], "300");
    assert_eq!(rows[2][column("#affected+injured")], "");
    assert_eq!(rows[3][column("#affected+injured")], "2700");
    assert!(["#date+start", "#geo+lat", "#meta+source"].into_iter().all(|tag| rows[1].iter().any(|one| one == tag)));
}

#[test]
fn nothing_but_quotes_is_handed_out_unless_asked() {
    for form in [Form::Csv, Form::Jsonl, Form::Ucdp, Form::Hxl, Form::Prov, Form::WebAnnotation, Form::ClaimReview] {
        assert!(!told(form, Texts::Quotes).contains(ELSEWHERE), "{form:?}");
    }
    for form in [Form::Csv, Form::Ucdp, Form::Hxl, Form::Prov, Form::WebAnnotation, Form::ClaimReview] {
        assert!(told(form, Texts::Whole).contains(ELSEWHERE), "{form:?}");
    }
}

fn graph(form: Form, texts: Texts) -> Vec<Value> {
    let mut whole: Value = serde_json::from_str(&told(form, texts)).unwrap();
    let Value::Array(nodes) = whole["@graph"].take() else { panic!("no graph") };
    nodes
}

#[test]
fn provenance_leads_from_the_claim_to_its_origin() {
    let nodes = graph(Form::Prov, Texts::Quotes);
    let node = |id: &Value| {
        let found: Vec<_> = nodes.iter().filter(|node| &node["@id"] == id).collect();
        assert_eq!(found.len(), 1, "{id}");
        found[0]
    };
    let claim = &nodes[0];
    assert_eq!(claim["hearsay:best"], 300);
    assert_eq!(node(&claim["prov:wasQuotedFrom"]["@id"])["dcterms:issued"]["@value"], "2025-01-13");
    let nearest = node(&claim["prov:wasDerivedFrom"]["@id"]);
    assert_eq!(nearest["prov:wasAttributedTo"]["rdfs:label"], "Lee Seong-kweun");
    let origin = node(&nearest["prov:wasDerivedFrom"]["@id"]);
    assert_eq!(origin["prov:wasAttributedTo"]["rdfs:label"], "Seoul's spy agency");
    assert_eq!(origin["@id"], claim["prov:hadPrimarySource"]["@id"]);
    assert_eq!(origin.get("prov:wasDerivedFrom"), None);
    // Every name that is used is told.
    let told = |id: &str| nodes.iter().any(|node| node["@id"] == id);
    for claim in nodes.iter().filter(|node| !node["hearsay:measure"].is_null()) {
        assert!(told(claim["prov:wasGeneratedBy"]["@id"].as_str().unwrap()));
        assert!(told(claim["prov:wasQuotedFrom"]["@id"].as_str().unwrap()));
    }
}

#[test]
fn annotations_select_the_evidence_by_quote_and_by_position() {
    for (node, recorded) in graph(Form::WebAnnotation, Texts::Whole).iter().zip(claims()) {
        let [quote, position] = node["target"][0]["selector"].as_array().unwrap().as_slice() else { panic!("{node}") };
        let letters: Vec<char> = text(&recorded).chars().collect();
        let at = |key: &str| position[key].as_u64().unwrap() as usize;
        assert_eq!(quote["exact"], letters[at("start")..at("end")].iter().collect::<String>());
        assert!(ELSEWHERE.starts_with(quote["suffix"].as_str().unwrap().trim()));
    }
    let bare = &graph(Form::WebAnnotation, Texts::Quotes)[0]["target"][0]["selector"][0];
    assert!(bare.get("prefix").is_none() && bare.get("suffix").is_none());
}

#[test]
fn a_review_has_no_verdict_and_names_who_said_it() {
    let told = told(Form::ClaimReview, Texts::Quotes);
    for verdict in ["Rating", "rating", "verdict", "true", "false"] {
        assert!(!told.contains(verdict), "{verdict}");
    }
    let review = &graph(Form::ClaimReview, Texts::Quotes)[0];
    let said = &review["itemReviewed"];
    assert_eq!(said["author"]["name"], "Lee Seong-kweun");
    assert_eq!(said["isBasedOn"]["author"]["name"], "Seoul's spy agency");
    assert_eq!(said["appearance"]["publisher"]["name"], "Plain Wire");
}

#[test]
fn an_export_without_claims_is_well_formed() {
    for form in [Form::Prov, Form::WebAnnotation, Form::ClaimReview] {
        let empty: Value = serde_json::from_slice(&written(form, Texts::Quotes, &[])).unwrap();
        assert_eq!(empty["@graph"], Value::Array(Vec::new()), "{form:?}");
    }
    assert_eq!(rows(&String::from_utf8(written(Form::Hxl, Texts::Quotes, &[])).unwrap()).len(), 2);
    assert!(written(Form::Jsonl, Texts::Quotes, &[]).is_empty());
}

#[test]
fn a_masked_name_is_in_no_form() {
    let mut claims = claims();
    let text = "Lee Seong-kweun, a fisherman, counted the dead.";
    let mask = Mask::new(None, text, ["Lee Seong-kweun".to_owned()]);
    claims.iter_mut().for_each(|recorded| mask.apply(recorded));
    for form in [Form::Csv, Form::Jsonl, Form::Ucdp, Form::Hxl, Form::Prov, Form::WebAnnotation, Form::ClaimReview] {
        let told = String::from_utf8(written(form, Texts::Quotes, &claims)).unwrap();
        assert!(!told.contains("kweun"), "{form:?}");
        assert!(told.contains("███ ███████████"), "{form:?}");
    }
    let office = Mask::new(None, "The lawmaker Lee Seong-kweun told it.", ["Lee Seong-kweun".to_owned()]);
    assert_eq!(office, Mask::default());
}
