//! XML as a run of tags and text, forgiving what feeds and office files get wrong.

use crate::html::decoded;
use memchr::{memchr, memmem};
use std::borrow::Cow;

/// What comes next.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Event<'a> {
    /// A start tag: its local name, what else is in it, and whether it ends at once.
    Start { name: &'a str, rest: &'a str, empty: bool },
    /// An end tag.
    End { name: &'a str },
    /// Text, its references resolved.
    Text(Cow<'a, str>),
}

/// Goes through `source` from the front.
pub(crate) struct Events<'a> {
    rest: &'a str,
}

impl<'a> Events<'a> {
    /// Everything in `source`.
    pub(crate) fn of(source: &'a str) -> Events<'a> {
        Events { rest: source }
    }

    fn take(&mut self, len: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(len.min(self.rest.len()));
        self.rest = rest;
        taken
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let bytes = self.rest.as_bytes();
            let past = |end: &[u8]| memmem::find(bytes, end).map_or(bytes.len(), |at| at + end.len());
            if bytes.is_empty() {
                return None;
            } else if bytes.starts_with(b"<![CDATA[") {
                let whole = self.take(past(b"]]>"));
                return Some(Event::Text(Cow::Borrowed(whole[9..].strip_suffix("]]>").unwrap_or(&whole[9..]))));
            } else if bytes.starts_with(b"<!--") {
                self.take(past(b"-->"));
            } else if bytes.starts_with(b"<!") || bytes.starts_with(b"<?") {
                self.take(past(b">"));
            } else if bytes[0] == b'<' {
                let whole = self.take(past(b">"));
                let inner = whole[1..].strip_suffix('>').unwrap_or(&whole[1..]);
                if let Some(name) = inner.strip_prefix('/') {
                    return Some(Event::End { name: local(name.trim()) });
                }
                let empty = inner.ends_with('/');
                let inner = inner.strip_suffix('/').unwrap_or(inner);
                let (name, rest) = inner.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inner, ""));
                return Some(Event::Start { name: local(name), rest, empty });
            } else {
                let text = self.take(memchr(b'<', bytes).unwrap_or(bytes.len()));
                let plain = !text.contains('&');
                return Some(Event::Text(if plain { Cow::Borrowed(text) } else { Cow::Owned(decoded(text)) }));
            }
        }
    }
}

/// The name without its namespace, save where the namespace tells apart what we read.
fn local(name: &str) -> &str {
    match name.split_once(':') {
        Some(("media" | "itunes" | "georss", _)) | None => name,
        Some((_, local)) => local,
    }
}

/// The value of the attribute `key` in `rest`.
pub(crate) fn attribute(rest: &str, key: &str) -> Option<String> {
    let mut from = 0;
    loop {
        let at = from + rest.get(from..)?.find(key)?;
        from = at + key.len();
        let starts = at == 0 || rest.as_bytes()[at - 1].is_ascii_whitespace() || rest.as_bytes()[at - 1] == b':';
        let Some(value) = rest[from..].trim_start().strip_prefix('=').filter(|_| starts) else { continue };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        return value[1..].split(quote).next().map(decoded);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_text_come_in_order() {
        let source =
            "<?xml version='1.0'?><a:item x='1' b:href=\"u&amp;v\">T&eacute; <![CDATA[<p>]]><br/></a:item><!-- c -->";
        let events: Vec<_> = Events::of(source).collect();
        assert_eq!(events.len(), 5);
        let Event::Start { name: "item", rest, empty: false } = events[0] else { panic!("{events:?}") };
        assert_eq!(attribute(rest, "href").as_deref(), Some("u&v"));
        assert_eq!(attribute(rest, "y"), None);
        assert_eq!(events[1], Event::Text("Té ".into()));
        assert_eq!(events[2], Event::Text("<p>".into()));
        assert_eq!(events[3], Event::Start { name: "br", rest: "", empty: true });
        for end in 0..source.len() {
            if let Some(cut) = source.get(..end) {
                Events::of(cut).for_each(drop);
            }
        }
    }
}
