//! The description of the API (OpenAPI 3.1): the paths as their handlers tell them, the schemas as the types have them.

use crate::problem::Details;
use crate::snapshot::Sort;
use crate::{add, events, figures, place, places, report, review, source, sources};
use hearsay_core::{Measure, format};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::schema::{Object, ObjectBuilder, Type};
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, RefOr};

/// The whole document; `paths` is what the routers gathered.
pub fn document(paths: OpenApi) -> Value {
    let mut document = serde_json::to_value(paths).unwrap_or_default();
    document["openapi"] = json!("3.1.0");
    document["info"] = json!({
        "title": "Hearsay",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "A ledger of who said what number, about whom, on whose word. It tells who said what, never what \
                        happened. Answers are the same for the same ledger; their tags change when it grows.",
        "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"}
    });
    document["servers"] = json!([{"url": "/"}]);
    if let Some(paths) = document["paths"].as_object_mut() {
        // The router knows endings as segments of their own (see `forms`).
        let outer = |path: &str| path.replace("/.", ".");
        *paths = std::mem::take(paths).into_iter().map(|(path, item)| (outer(&path), item)).collect();
    }
    document["components"] = json!({
        "schemas": schemas(),
        "securitySchemes": {"token": {
            "type": "http", "scheme": "bearer", "description": "What `hearsay token add` printed."
        }}
    });
    document
}

/// Every type that an answer holds.
fn schemas() -> serde_json::Map<String, Value> {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    let mut types = settings.into_generator();
    for list in [of_core, of_desk] {
        list(&mut types);
    }
    let mut definitions = types.take_definitions(true);
    definitions.insert(
        "Fields".to_owned(),
        json!({
            "type": "object", "maxProperties": 64, "additionalProperties": {"type": "string"},
            "description": "The fields of a form, as the page has them."
        }),
    );
    definitions
}

fn of_core(types: &mut SchemaGenerator) {
    types.subschema_for::<format::Figure>();
    types.subschema_for::<format::Recorded>();
    types.subschema_for::<format::Report>();
    types.subschema_for::<format::ReviewNumbers>();
}

fn of_desk(types: &mut SchemaGenerator) {
    types.subschema_for::<Details>();
    types.subschema_for::<events::NewLedger>();
    types.subschema_for::<events::NewReport>();
    types.subschema_for::<figures::FigureList>();
    types.subschema_for::<report::ReportOfLedger>();
    types.subschema_for::<place::PlacePage>();
    types.subschema_for::<places::PlaceList>();
    types.subschema_for::<source::SourcePage>();
    types.subschema_for::<sources::SourceList>();
    types.subschema_for::<review::ClaimToReview>();
    types.subschema_for::<review::ReviewQueue>();
    types.subschema_for::<review::ToSettle>();
    types.subschema_for::<review::ClaimToSettle>();
    types.subschema_for::<review::DecisionTaken>();
    types.subschema_for::<add::JobAddress>();
    types.subschema_for::<add::JobState>();
}

/// A problem as an answer.
pub fn problem(text: &str) -> RefOr<Response> {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Details"))).build();
    RefOr::T(ResponseBuilder::new().description(text).content("application/problem+json", content).build())
}

/// Problems that any address may answer with.
pub struct Problems;

impl utoipa::IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let all = [
            ("400", "The request does not say what it may."),
            ("404", "There is no such thing in the ledger."),
            ("414", "The address is too long."),
            ("421", "The desk is not known by the name that was asked for."),
            ("500", "The desk failed."),
            ("503", "The ledger is still being read, or being written to."),
        ];
        all.iter().map(|(status, text)| ((*status).to_owned(), problem(text))).collect()
    }
}

fn words(values: impl IntoIterator<Item = &'static str>) -> Object {
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(values)).build()
}

/// The schema of a measure in a query.
pub fn measure() -> Object {
    words(Measure::ALL.map(Measure::name))
}

/// The schema of an order of figures.
pub fn sort() -> Object {
    words(Sort::ALL.map(|(_, name, _)| name))
}

/// The schema of the id of a place.
pub fn place() -> Object {
    ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[0-9a-f]{12}$")).build()
}

/// The schema of a kind of source.
pub fn kind() -> Object {
    let words = sources::KINDS.map(|kind| hearsay::words::word(&kind).replace(' ', "_"));
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).build()
}

/// The schema of the size of a page.
pub fn limit() -> Object {
    ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(200)).build()
}

/// The schema of an id.
pub fn id() -> Object {
    ObjectBuilder::new().schema_type(Type::String).pattern(Some("^[0-9a-f]{32}$")).build()
}
