//! What a request asks for: its address, the ledger's time, the answer it already has, and its query.

use crate::problem::Problem;
use axum::extract::{FromRequestParts, OriginalUri, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use hearsay_ledger::AsOf;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;
use std::str::FromStr;
use std::sync::Arc;
use utoipa::IntoParams;

/// Every address longer than this is refused.
const LONGEST: usize = 4096;

/// What is asked of every page.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Path and query as they were sent, without what no page asks for: the same question has the same answer.
    pub address: String,
    /// The ledger as it stood.
    pub as_of: Option<AsOf>,
    /// The same as it was written.
    pub as_of_text: Option<String>,
    /// Tags of answers that the asker has.
    pub has: Vec<String>,
}

/// The query of every page of the ledger.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Then {
    /// The ledger as it stood: the number of an entry, a day (at its end, UTC) or a time.
    pub as_of: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Ask {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Ask, Problem> {
        let Asked(Then { as_of }) = Asked::<Then>::from_request_parts(parts, state).await?;
        let as_of_text = as_of.filter(|text| !text.trim().is_empty());
        let as_of = as_of_text
            .as_deref()
            .map(|text| AsOf::from_str(text.trim()).map_err(|error| Problem::bad(format!("as_of: {error}."))))
            .transpose()?;
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |uri| &uri.0);
        let sent = uri.path_and_query().map_or("/", |address| address.as_str());
        if sent.len() > LONGEST {
            return Err(Problem::new(axum::http::StatusCode::URI_TOO_LONG, "This address is too long."));
        }
        let address = parts.extensions.get::<Known>().map_or_else(|| sent.to_owned(), |known| known.address(sent));
        Ok(Ask { address, as_of, as_of_text, has: tags(&parts.headers) })
    }
}

/// The names that queries may hold, from the description of the API.
#[derive(Clone)]
pub struct Known(Arc<BTreeSet<String>>);

impl Known {
    /// The names of all parameters of a description.
    pub fn of(description: &Value) -> Known {
        let paths = description["paths"].as_object().into_iter().flat_map(|paths| paths.values());
        let operations = paths.filter_map(Value::as_object).flat_map(|path| path.values());
        let parameters = operations.filter_map(|one| one["parameters"].as_array()).flatten();
        let queries = parameters.filter(|one| one["in"] == "query").filter_map(|one| one["name"].as_str());
        Known(Arc::new(queries.map(str::to_owned).collect()))
    }

    /// An address without the parameters that no page knows.
    fn address(&self, sent: &str) -> String {
        let (path, query) = sent.split_once('?').unwrap_or((sent, ""));
        let name = |part: &&str| self.0.contains(part.split('=').next().unwrap_or_default());
        let kept: Vec<&str> = query.split('&').filter(name).collect();
        if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
    }
}

#[test]
fn what_no_page_asks_for_makes_no_other_address() {
    let description =
        serde_json::json!({"paths": {"/a.json": {"get": {"parameters": [{"name": "q", "in": "query"}]}}}});
    let known = Known::of(&description);
    assert_eq!(known.address("/a.json?n=1&q=x&&m"), "/a.json?q=x");
    assert_eq!(known.address("/a.json?n=1"), "/a.json");
    assert_eq!(known.address("/a.json"), "/a.json");
}

fn tags(headers: &HeaderMap) -> Vec<String> {
    let all = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(',')).map(|tag| tag.trim().trim_start_matches("W/").to_owned()).collect()
}

/// The query of a request; one that cannot be read is a problem.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Asked<T>, Problem> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(query)) => Ok(Asked(query)),
            Err(error) => Err(Problem::bad(format!("The query cannot be read: {}.", error.body_text()))),
        }
    }
}

/// A word of a query as a value; nothing where it is left empty, as forms do.
pub fn given<T: FromStr>(name: &str, text: Option<&str>, what: &str) -> Result<Option<T>, Problem> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => text.parse().map(Some).map_err(|_| Problem::bad(format!("{name}: give {what}."))),
    }
}

/// An id of a path.
pub fn id<T: FromStr>(text: &str, what: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Problem::missing(what))
}
