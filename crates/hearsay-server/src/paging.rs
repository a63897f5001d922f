//! Pages of a list, one after the other: a page begins after the last item of the one before.

use crate::asked::given;
use crate::problem::Problem;
use serde::Deserialize;
use std::str::FromStr;
use utoipa::IntoParams;

/// Items on a page, where nothing is said, and at most.
pub const PAGE: usize = 50;
const AT_MOST: usize = 200;

/// The query of a list that goes on over pages.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// No more than these on one page.
    #[param(schema_with = crate::openapi::limit)]
    pub limit: Option<String>,
    /// The id of the last item of the page before.
    #[param(max_length = 64)]
    pub after: Option<String>,
}

/// How many items a page may hold.
pub fn limit(text: Option<&str>) -> Result<usize, Problem> {
    let limit = given("limit", text, "a number from 1 to 200")?.unwrap_or(PAGE);
    if (1..=AT_MOST).contains(&limit) { Ok(limit) } else { Err(Problem::bad("limit: give a number from 1 to 200.")) }
}

/// The part of `all` that a page holds, and whether another page follows. `at` finds the item of an id.
pub fn part<'a, T, Id: FromStr>(
    all: &'a [T],
    limit: usize,
    after: Option<&str>,
    at: impl FnOnce(Id) -> Option<usize>,
) -> Result<(&'a [T], bool), Problem> {
    let start = match given::<Id>("after", after, "the id of an item of this list")? {
        None => 0,
        Some(id) => {
            at(id).ok_or_else(|| Problem::bad("after: this list holds no such item; begin again without it."))? + 1
        }
    };
    let end = (start + limit).min(all.len());
    Ok((all.get(start..end).unwrap_or_default(), end < all.len()))
}

/// The same address, after another item of the list.
pub fn after(address: &str, last: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let others = query.split('&').filter(|part| !part.is_empty() && !part.starts_with("after="));
    let query: Vec<String> = others.map(str::to_owned).chain([format!("after={last}")]).collect();
    format!("{path}?{}", query.join("&"))
}

#[test]
fn the_next_page_keeps_the_query() {
    assert_eq!(after("/figures.json", "0a"), "/figures.json?after=0a");
    assert_eq!(after("/figures?q=a%26b&after=01&limit=2", "02"), "/figures?q=a%26b&limit=2&after=02");
}
