//! OPML: a list of feeds, as readers of feeds give them out.

use crate::decode::{Declared, decode_declared};
use crate::xml::{Event, Events, attribute};
use crate::{Origin, ReadError};

/// The addresses of the feeds that the list `bytes` names, each once, in order.
pub fn feeds(origin: &Origin, bytes: &[u8]) -> Result<Vec<String>, ReadError> {
    let source = decode_declared(origin, bytes, Declared { header: None, markup: true })?;
    let mut feeds: Vec<String> = Vec::new();
    let mut is_list = false;
    for event in Events::of(&source) {
        match event {
            Event::Start { name, .. } if name.eq_ignore_ascii_case("opml") => is_list = true,
            Event::Start { name, rest, .. } if name.eq_ignore_ascii_case("outline") => {
                let address = ["xmlUrl", "xmlurl", "XmlUrl"].iter().find_map(|key| attribute(rest, key));
                let address = address.map(|address| address.trim().to_owned()).filter(|address| !address.is_empty());
                feeds.extend(address.filter(|address| !feeds.contains(address)));
            }
            _ => {}
        }
    }
    match feeds.is_empty() {
        true if !is_list => {
            Err(ReadError::Malformed { origin: origin.clone(), format: "OPML", cause: "it names no feeds".to_owned() })
        }
        true => Err(ReadError::NoText { origin: origin.clone() }),
        false => Ok(feeds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_are_found_in_groups() {
        let list = b"<?xml version='1.0'?><opml version='2.0'><body><outline text='Papers'>\
            <outline type='rss' xmlUrl='https://a.example/feed?x=1&amp;y=2' htmlUrl='https://a.example'/></outline>\
            <outline xmlUrl='https://b.example/atom'/><outline xmlUrl='https://b.example/atom'/></body></opml>";
        let origin = Origin::of("x.opml");
        assert_eq!(feeds(&origin, list).unwrap(), ["https://a.example/feed?x=1&y=2", "https://b.example/atom"]);
        assert!(matches!(feeds(&origin, b"<opml></opml>"), Err(ReadError::NoText { .. })));
        assert!(matches!(feeds(&origin, b"hello"), Err(ReadError::Malformed { .. })));
    }
}
