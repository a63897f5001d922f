//! JSON-LD: what a page says of itself as data.

use serde_json::Value;

/// What the data says of the article, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Linked {
    pub(crate) headline: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) summary: Option<String>,
    pub(crate) published: Option<String>,
    /// When a film on the page was put there.
    pub(crate) uploaded: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
    /// The name of the site, told apart from the article.
    pub(crate) site: Option<String>,
}

/// Data longer than this in one script is not about one article.
const LONGEST: usize = 4 << 20;

/// How many nodes of a graph are looked at.
const NODES: usize = 2000;

/// Reads what the scripts of a page say.
pub(crate) fn linked(scripts: &[&str]) -> Linked {
    let mut nodes = Vec::new();
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    values.iter().for_each(|value| gather(value, &mut nodes, 0));
    let mut linked = Linked::default();
    // The best description comes first, lesser ones fill what it leaves open.
    nodes.sort_by_key(|node| rank(node));
    for node in &nodes {
        match rank(node) {
            0 | 1 => linked.take(node),
            2 if linked.site.is_none() => linked.site = text(node, "name"),
            _ => {}
        }
    }
    // An author that is a reference is named by another node.
    for author in &mut linked.authors {
        let node = nodes.iter().find(|node| node.get("@id").and_then(Value::as_str) == Some(author.as_str()));
        if let Some(name) = node.and_then(|node| text(node, "name")) {
            *author = name;
        }
    }
    linked.authors.retain(|author| !author.starts_with("http") && !author.starts_with('#'));
    linked
}

fn parse(script: &str) -> Option<Value> {
    if script.len() > LONGEST {
        return None;
    }
    let bare =
        script.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let bare =
        bare.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>").trim().trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| {
        // Line ends within strings and commas before an end are common faults.
        let plain: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut mended = String::with_capacity(plain.len());
        for character in plain.chars() {
            if matches!(character, '}' | ']') {
                let kept = mended.trim_end().trim_end_matches(',').len();
                mended.truncate(kept);
            }
            mended.push(character);
        }
        serde_json::from_str(&mended).ok()
    })
}

fn gather<'v>(value: &'v Value, nodes: &mut Vec<&'v Value>, depth: usize) {
    if depth > 6 || nodes.len() > NODES {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, nodes, depth + 1)),
        Value::Object(fields) => {
            nodes.push(value);
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "isPartOf", "publisher", "author"] {
                if let Some(value) = fields.get(key) {
                    gather(value, nodes, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// 0: an article; 1: a page; 2: the site; 3: anything else.
fn rank(node: &Value) -> u8 {
    let of = |kind: &str| match kind.rsplit('/').next().unwrap_or(kind) {
        "WebPage" | "ItemPage" | "CreativeWork" | "VideoObject" | "AboutPage" => 1,
        "WebSite" => 2,
        kind if kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report" || kind == "Review" => 0,
        _ => 3,
    };
    match node.get("@type") {
        Some(Value::String(kind)) => of(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).map(of).min().unwrap_or(3),
        _ => 3,
    }
}

impl Linked {
    fn take(&mut self, node: &Value) {
        let fill = |place: &mut Option<String>, keys: &[&str]| {
            if place.is_none() {
                *place = keys.iter().find_map(|key| text(node, key));
            }
        };
        fill(&mut self.headline, &["headline", "name"]);
        fill(&mut self.body, &["articleBody", "reviewBody"]);
        fill(&mut self.summary, &["description"]);
        fill(&mut self.published, &["datePublished", "dateCreated"]);
        fill(&mut self.uploaded, &["uploadDate"]);
        fill(&mut self.modified, &["dateModified"]);
        fill(&mut self.url, &["url", "mainEntityOfPage"]);
        fill(&mut self.language, &["inLanguage"]);
        if self.publisher.is_none() {
            self.publisher = node.get("publisher").and_then(|publisher| names(publisher).into_iter().next());
        }
        if self.authors.is_empty() {
            let authors = node.get("author").or_else(|| node.get("creator"));
            self.authors = authors.map(names).unwrap_or_default();
        }
    }
}

/// The names in a string, a thing with a name, or a list of these.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => clean(name).into_iter().collect(),
        Value::Array(values) => values.iter().take(20).flat_map(names).collect(),
        Value::Object(fields) => {
            let name = fields.get("name").map(names).filter(|names| !names.is_empty());
            name.unwrap_or_else(|| fields.get("@id").map(names).unwrap_or_default())
        }
        _ => Vec::new(),
    }
}

/// A field that is a string, or the first of several, or a thing with an id.
fn text(node: &Value, key: &str) -> Option<String> {
    match node.get(key)? {
        Value::String(text) => clean(text),
        Value::Array(values) => values.iter().find_map(|value| clean(value.as_str()?)),
        Value::Object(fields) => ["@id", "name"].iter().find_map(|key| clean(fields.get(*key)?.as_str()?)),
        _ => None,
    }
}

fn clean(text: &str) -> Option<String> {
    let text = super::entities::decoded(text);
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_in_a_graph() {
        let script = r##"{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "The Paper"},
            {"@type": "Person", "@id": "#a", "name": "A. Writer"},
            {"@type": ["NewsArticle"], "headline": "Rain &amp; wind", "author": {"@id": "#a"},
             "datePublished": "2025-01-13T08:00:00Z", "publisher": {"name": "Paper Ltd",},}]}"##;
        let linked = linked(&[script, "nonsense"]);
        assert_eq!(linked.headline.as_deref(), Some("Rain & wind"));
        assert_eq!(linked.authors, ["A. Writer"]);
        assert_eq!(linked.publisher.as_deref(), Some("Paper Ltd"));
        assert_eq!(linked.site.as_deref(), Some("The Paper"));
        assert_eq!(linked.published.as_deref(), Some("2025-01-13T08:00:00Z"));
    }
}
