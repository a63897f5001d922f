//! RSS and Atom: each entry a report.

use crate::decode::{Declared, decode_declared};
use crate::format::{Flow, Format, Hint, Input, Out, Piece};
use crate::html::all_text;
use crate::open::{HEAD, whole};
use crate::unpack::unpack;
use crate::xml::{Event, Events, attribute};
use crate::{Limits, Origin, ReadError, dates, language};
use hearsay_core::{Document, Text};
use std::ops::ControlFlow;

pub(crate) struct Feed;

impl Format for Feed {
    fn name(&self) -> &'static str {
        "RSS or Atom"
    }

    fn recognises(&self, hint: &Hint<'_>) -> bool {
        let head = String::from_utf8_lossy(hint.head);
        let xml = head.trim_start_matches('\u{FEFF}').trim_start();
        let begins = |tag: &str| xml.starts_with(tag);
        let inside = |tag: &str| begins("<?xml") && xml.contains(tag);
        ["<rss", "<feed", "<rdf:RDF"].iter().any(|tag| begins(tag) || inside(tag))
    }

    fn read(&self, input: Input<'_>, out: Out<'_>) -> Flow {
        let Input { origin, stem, bytes, limits } = input;
        let bytes = match whole(&origin, bytes, limits) {
            Ok(bytes) => bytes,
            Err(error) => return out(Err(error)),
        };
        let source = match decode_declared(&origin, &bytes, Declared { header: None, markup: true }) {
            Ok(source) => source,
            Err(error) => return out(Err(error)),
        };
        let (title, entries) = entries(&source);
        if entries.is_empty() {
            return out(Err(ReadError::NoText { origin }));
        }
        for (at, entry) in entries.into_iter().enumerate() {
            let (here, name, outlet) = (origin.line(at as u64 + 1), format!("{stem}:{}", at + 1), title.clone());
            out(Ok(Piece::new(here.clone(), entry.size(), move || entry.document(&here, name, outlet))))?;
        }
        ControlFlow::Continue(())
    }
}

/// The entries of the feed that was fetched from `address`, each as a report. Those without a word are left out.
pub fn feed_entries(address: &str, body: &[u8], limits: Limits) -> Result<Vec<Document>, ReadError> {
    let origin = Origin::of(address);
    let (mut bytes, _) = unpack(body).map_err(|cause| ReadError::io(&origin, cause))?;
    let bytes = whole(&origin, bytes.as_mut(), limits)?;
    if !Feed.recognises(&Hint { name: "", head: &bytes[..bytes.len().min(HEAD)] }) {
        return Err(ReadError::Malformed { origin, format: "RSS or Atom", cause: "it is no feed".to_owned() });
    }
    let mut documents = Vec::new();
    let mut failed = None;
    let input = Input { origin, stem: address.to_owned(), bytes: &mut bytes.as_slice(), limits };
    let _ = Feed.read(input, &mut |piece| {
        match piece {
            Ok(piece) => documents.extend(piece.read().ok()),
            Err(error) => failed = Some(error),
        }
        ControlFlow::Continue(())
    });
    failed.map_or(Ok(documents), Err)
}

/// An entry as the feed has it.
#[derive(Clone, Debug, Default)]
struct Entry {
    title: String,
    link: String,
    date: String,
    updated: String,
    authors: Vec<String>,
    content: String,
    summary: String,
}

/// The feed's title and its entries.
fn entries(source: &str) -> (Option<String>, Vec<Entry>) {
    let mut title = String::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut in_entry = false;
    for event in Events::of(source) {
        match event {
            Event::Start { name: name @ ("item" | "entry"), empty: false, .. } => {
                entries.push(Entry::default());
                in_entry = true;
                open.clear();
                open.push(name);
            }
            Event::Start { name, rest, empty } => {
                if let Some(entry) = entries.last_mut().filter(|_| in_entry) {
                    entry.start(name, rest);
                    // Atom may hold its content as markup.
                    if open.contains(&"content") || open.contains(&"summary") {
                        entry.add(&open, &format!("<{name} {rest}>"));
                    }
                }
                if !empty && open.len() < 64 {
                    open.push(name);
                }
            }
            Event::End { name: "item" | "entry" } => {
                in_entry = false;
                open.clear();
            }
            Event::End { name } => {
                if let Some(at) = open.iter().rposition(|open| *open == name) {
                    open.truncate(at);
                }
                if let Some(entry) = entries.last_mut().filter(|_| in_entry && !open.is_empty()) {
                    entry.add(&open, &format!("</{name}>"));
                }
            }
            Event::Text(text) if in_entry => {
                if let Some(entry) = entries.last_mut() {
                    entry.add(&open, &text);
                }
            }
            Event::Text(text) => {
                if open.last() == Some(&"title") && !open.contains(&"image") && entries.is_empty() {
                    title.push_str(text.trim());
                }
            }
        }
    }
    (Some(title).filter(|title| !title.is_empty()), entries)
}

impl Entry {
    fn start(&mut self, name: &str, rest: &str) {
        let rel = attribute(rest, "rel");
        if name == "link" && self.link.is_empty() && rel.as_deref().is_none_or(|rel| rel == "alternate") {
            self.link = attribute(rest, "href").unwrap_or_default();
        }
    }

    /// Adds what stands in the innermost of the `open` elements that we read.
    fn add(&mut self, open: &[&str], text: &str) {
        for (at, name) in open.iter().enumerate().skip(1) {
            let place = match *name {
                "title" if at == 1 => &mut self.title,
                "link" | "origLink" if at == 1 => &mut self.link,
                "pubDate" | "published" | "date" | "issued" => &mut self.date,
                "updated" | "modified" => &mut self.updated,
                "encoded" | "content" => &mut self.content,
                "description" | "summary" => &mut self.summary,
                _ => continue,
            };
            let text = if place.is_empty() { text.trim_start() } else { text };
            if !text.starts_with("</") || place.contains('<') {
                place.push_str(text);
            }
            break;
        }
        let text = text.trim();
        let author = matches!(open, [_, "creator" | "author"] | [_, "author", "name"]);
        if author && !text.is_empty() && !text.starts_with('<') {
            self.authors.push(text.to_owned());
        }
    }

    fn size(&self) -> usize {
        self.content.len() + self.summary.len() + self.title.len()
    }

    fn document(self, origin: &Origin, name: String, outlet: Option<String>) -> Result<Document, ReadError> {
        let [content, summary] = [&self.content, &self.summary].map(|source| all_text(source));
        let text = if content.len() >= summary.len() { content } else { summary };
        let title = all_text(&self.title);
        let text = if text.trim().is_empty() { title.clone() } else { text };
        if text.trim().is_empty() {
            return Err(ReadError::NoText { origin: origin.clone() });
        }
        let given = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let mut document = Document::of_text(&name, Text::new(text));
        document.language = language::language(document.text.as_str());
        document.title = given(title);
        document.url = given(self.link);
        // Many feeds tell no more than the day of the last change.
        let date = if self.date.trim().is_empty() { &self.updated } else { &self.date };
        document.published = dates::day(date);
        document.published_at = dates::timed(date);
        document.updated_at = dates::moment(&self.updated);
        document.byline = given(self.authors.join(", "));
        document.outlet = outlet;
        Ok(document.identified())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Vec<Document> {
        let (title, entries) = entries(source);
        let document = |(at, entry): (usize, Entry)| entry.document(&Origin::of("f"), format!("f:{at}"), title.clone());
        entries.into_iter().enumerate().map(document).collect::<Result<_, _>>().expect("every entry has text")
    }

    #[test]
    fn rss_is_read() {
        let documents = read(
            "<?xml version='1.0'?><rss><channel><title>The Wire</title><image><title>x</title></image>
            <item><title>Bridge &amp; road closed</title><link>https://wire.example/1</link>
            <pubDate>Mon, 13 Jan 2025 10:00:00 GMT</pubDate><dc:creator>A. Writer</dc:creator>
            <description>Short.</description>
            <content:encoded><![CDATA[<p>The bridge is closed.</p><p>So is the road.</p>]]></content:encoded></item>
            <item><description>&lt;b&gt;Rain&lt;/b&gt; fell.</description></item></channel></rss>",
        );
        assert_eq!(documents[0].title.as_deref(), Some("Bridge & road closed"));
        assert_eq!(documents[0].text.as_str(), "The bridge is closed.\n\nSo is the road.");
        assert_eq!(documents[0].url.as_deref(), Some("https://wire.example/1"));
        assert_eq!(documents[0].published, Some(jiff::civil::date(2025, 1, 13)));
        assert_eq!(documents[0].byline.as_deref(), Some("A. Writer"));
        assert_eq!(documents[0].outlet.as_deref(), Some("The Wire"));
        assert_eq!(documents[1].text.as_str(), "Rain fell.");
    }

    #[test]
    fn atom_is_read() {
        let documents = read(
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>Blog</title><entry><title type='html'>A storm</title>
            <link rel='self' href='https://b.example/self'/><link rel='alternate' href='https://b.example/storm'/>
            <published>2025-01-13T10:00:00Z</published><updated>2025-02-01T10:00:00Z</updated>
            <author><name>B. Writer</name><uri>u</uri></author>
            <content type='xhtml'><div><p>It came at night.</p><p>It left.</p></div></content></entry></feed>",
        );
        assert_eq!(documents[0].text.as_str(), "It came at night.\n\nIt left.");
        assert_eq!(documents[0].url.as_deref(), Some("https://b.example/storm"));
        assert_eq!(documents[0].published, Some(jiff::civil::date(2025, 1, 13)));
        assert_eq!(documents[0].published_at.map(|at| at.to_string()).as_deref(), Some("2025-01-13T10:00:00Z"));
        assert_eq!(documents[0].updated_at.map(|at| at.to_string()).as_deref(), Some("2025-02-01T10:00:00Z"));
        assert_eq!(documents[0].byline.as_deref(), Some("B. Writer"));
    }
}
