//! Markdown: one report a file. Marks are taken off, paragraphs kept apart, front matter read.

use crate::format::{Flow, Format, Hint, Input, Out};
use crate::jsonl::day;
use crate::plain::one_report;
use crate::{Origin, ReadError, dates};
use hearsay_core::{Document, Text};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

pub(crate) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "Markdown"
    }

    fn recognises(&self, hint: &Hint<'_>) -> bool {
        hint.ends_with(&["md", "markdown", "mkd"]) && crate::decode::looks_like_text(hint.head)
    }

    fn read(&self, input: Input<'_>, out: Out<'_>) -> Flow {
        one_report(input, out, document)
    }
}

fn document(origin: &Origin, stem: &str, source: String) -> Result<Document, ReadError> {
    let (front, body) = front_matter(&source);
    let (heading, text) = prose(body);
    if text.trim().is_empty() {
        return Err(ReadError::NoText { origin: origin.clone() });
    }
    let mut document = Document::of_text(stem, Text::new(text));
    document.title = heading;
    for (key, value) in front {
        let given = (!value.is_empty()).then(|| value.to_owned());
        match key {
            "title" => document.title = given,
            "url" => document.url = given,
            "outlet" => document.outlet = given,
            "byline" | "author" => document.byline = given,
            "language" | "lang" => document.language = given,
            "date" | "published" => {
                document.published = day(value);
                document.published_at = dates::timed(value);
            }
            "updated" | "modified" => document.updated_at = dates::moment(value),
            _ => {}
        }
    }
    Ok(document.identified())
}

/// The `key: value` lines between two lines of three dashes at the very top, and the rest.
fn front_matter(source: &str) -> (Vec<(&str, &str)>, &str) {
    let none = (Vec::new(), source);
    let Some(rest) = source.strip_prefix("---\n").or_else(|| source.strip_prefix("---\r\n")) else { return none };
    let mut pairs = Vec::new();
    let mut used = 0;
    for line in rest.split_inclusive('\n') {
        used += line.len();
        let line = line.trim();
        if line == "---" {
            return (pairs, &rest[used..]);
        }
        if let Some((key, value)) = line.split_once(':') {
            pairs.push((key.trim(), value.trim().trim_matches(['"', '\''])));
        }
    }
    none
}

/// The first top heading, and the text with a blank line between blocks.
fn prose(source: &str) -> (Option<String>, String) {
    let mut text = String::with_capacity(source.len());
    let mut heading = None;
    let mut heading_from = None;
    let mut verbatim = 0;
    for event in Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(words) | Event::Code(words) if verbatim == 0 => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak | Event::End(TagEnd::TableRow | TagEnd::TableHead | TagEnd::Item) => end_line(&mut text),
            Event::End(TagEnd::TableCell) => text.push('\t'),
            Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }) if heading.is_none() => {
                end_block(&mut text);
                heading_from = Some(text.len());
            }
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. }) => verbatim += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image) => verbatim -= 1,
            Event::Start(Tag::Item) => end_line(&mut text),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) | Tag::Table(_) | Tag::BlockQuote(_)) => {
                end_block(&mut text);
            }
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                if let Some(from) = heading_from.take() {
                    heading = text.get(from..).map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
                }
            }
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    (heading, text)
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

fn end_block(text: &mut String) {
    end_line(text);
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Document {
        document(&Origin::of("x.md"), "x", source.to_owned()).expect("there is text")
    }

    #[test]
    fn marks_go_and_paragraphs_stay() {
        let document = read("# A *strike*\n\nFive people were\n**killed**, [police](u) said.\n\n- one\n- two\n");
        assert_eq!(document.title.as_deref(), Some("A strike"));
        assert_eq!(document.text.as_str(), "A strike\n\nFive people were killed, police said.\n\none\ntwo");
    }

    #[test]
    fn front_matter_names_the_report() {
        let document = read("---\ntitle: \"Toll rises\"\ndate: 2025-01-13\noutlet: The Wire\n---\nTwelve died.\n");
        assert_eq!(document.title.as_deref(), Some("Toll rises"));
        assert_eq!(document.published.map(|day| day.to_string()).as_deref(), Some("2025-01-13"));
        assert_eq!(document.outlet.as_deref(), Some("The Wire"));
        assert_eq!(document.text.as_str(), "Twelve died.");
    }

    #[test]
    fn front_matter_that_never_ends_is_text() {
        assert!(read("---\ntitle: x\n").text.as_str().contains("title"));
    }
}
