//! Markup to tags and stretches of text, in one pass, taking whatever comes.

use super::tag::{Kind, Tag};
use memchr::{memchr, memchr_iter, memmem};

/// What is made of the markup.
pub(crate) trait Sink<'a> {
    /// A start tag.
    fn start(&mut self, tag: Tag, attributes: &Attributes<'a>);
    /// An end tag.
    fn end(&mut self, tag: Tag);
    /// A stretch between tags, its references not resolved.
    fn text(&mut self, text: &'a str);
    /// The content of an element that holds no markup.
    fn raw(&mut self, tag: Tag, attributes: &Attributes<'a>, content: &'a str);
}

/// The attributes that mean something to us; empty where absent.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Attributes<'a> {
    pub(crate) class: &'a str,
    pub(crate) id: &'a str,
    pub(crate) itemprop: &'a str,
    pub(crate) role: &'a str,
    pub(crate) rel: &'a str,
    pub(crate) href: &'a str,
    pub(crate) name: &'a str,
    pub(crate) property: &'a str,
    pub(crate) content: &'a str,
    pub(crate) datetime: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) lang: &'a str,
    pub(crate) charset: &'a str,
    /// Not to be seen: `hidden`, `display:none`, `aria-hidden`.
    pub(crate) hidden: bool,
    /// The tag ends with a slash.
    pub(crate) closed: bool,
}

/// How many attributes of a tag are looked at.
const ATTRIBUTES: usize = 128;

/// Hands everything in `source` to `sink`.
pub(crate) fn scan<'a>(source: &'a str, sink: &mut impl Sink<'a>) {
    let bytes = source.as_bytes();
    // Where the text not yet handed over began, and where to look on.
    let (mut from, mut at) = (0, 0);
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        let open = at + found;
        let after = match bytes.get(open + 1) {
            Some(byte) if byte.is_ascii_alphabetic() => Markup::Start,
            Some(b'/') if bytes.get(open + 2).is_some_and(u8::is_ascii_alphabetic) => Markup::End,
            Some(b'/' | b'!' | b'?') => Markup::Other,
            _ => {
                at = open + 1;
                continue;
            }
        };
        if from < open {
            sink.text(&source[from..open]);
        }
        at = match after {
            Markup::Start => start(source, open, sink),
            Markup::End => end(source, open, sink),
            Markup::Other => other(bytes, open),
        };
        from = at;
    }
    if from < bytes.len() {
        sink.text(&source[from..]);
    }
}

enum Markup {
    Start,
    End,
    Other,
}

/// Past a comment, a declaration or nonsense.
fn other(bytes: &[u8], open: usize) -> usize {
    let rest = &bytes[open..];
    let past = if rest.starts_with(b"<!--") {
        if rest[4..].starts_with(b">") { Some(5) } else { memmem::find(&rest[4..], b"-->").map(|at| at + 7) }
    } else if rest.starts_with(b"<![CDATA[") {
        memmem::find(rest, b"]]>").map(|at| at + 3)
    } else {
        memchr(b'>', rest).map(|at| at + 1)
    };
    past.map_or(bytes.len(), |past| open + past)
}

fn end<'a>(source: &'a str, open: usize, sink: &mut impl Sink<'a>) -> usize {
    let bytes = source.as_bytes();
    let name = name(bytes, open + 2);
    let past = memchr(b'>', &bytes[name.end..]).map_or(bytes.len(), |at| name.end + at + 1);
    sink.end(Tag::of(&bytes[name]));
    past
}

fn start<'a>(source: &'a str, open: usize, sink: &mut impl Sink<'a>) -> usize {
    let bytes = source.as_bytes();
    let name = name(bytes, open + 1);
    let tag = Tag::of(&bytes[name.clone()]);
    let mut attributes = Attributes::default();
    let past = attributes.read(source, name.end);
    if tag.kind() != Kind::Raw {
        sink.start(tag, &attributes);
        return past;
    }
    let (content, past) = raw(bytes, past, &bytes[name]);
    sink.raw(tag, &attributes, &source[content]);
    past
}

/// The content of an element up to its end tag, and the place past it.
fn raw(bytes: &[u8], from: usize, name: &[u8]) -> (std::ops::Range<usize>, usize) {
    for at in memchr_iter(b'<', &bytes[from..]) {
        let rest = &bytes[from + at + 1..];
        let Some(rest) = rest.strip_prefix(b"/") else { continue };
        let same = rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
        if same && !rest.get(name.len()).is_some_and(u8::is_ascii_alphanumeric) {
            let past = memchr(b'>', rest).map_or(bytes.len(), |end| bytes.len() - rest.len() + end + 1);
            return (from..from + at, past);
        }
    }
    (from..bytes.len(), bytes.len())
}

fn name(bytes: &[u8], from: usize) -> std::ops::Range<usize> {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'<');
    let len = bytes[from..].iter().position(ends).unwrap_or(bytes.len() - from);
    from..from + len
}

impl<'a> Attributes<'a> {
    /// Reads attributes from `at` to the end of the tag; gives the place past it.
    fn read(&mut self, source: &'a str, mut at: usize) -> usize {
        let bytes = source.as_bytes();
        let mut seen = 0;
        loop {
            while bytes.get(at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
                at += 1;
            }
            match bytes.get(at) {
                None => return at,
                Some(b'>') => {
                    self.closed = at > 0 && bytes[at - 1] == b'/';
                    return at + 1;
                }
                Some(_) => {}
            }
            let from = at;
            let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/');
            at += 1; // An attribute may begin with "=", however odd.
            while bytes.get(at).is_some_and(|byte| !ends(*byte)) {
                at += 1;
            }
            let name = &bytes[from..at];
            let value;
            (value, at) = self::value(source, at);
            seen += 1;
            if seen <= ATTRIBUTES {
                self.keep(name, value);
            }
        }
    }

    fn keep(&mut self, name: &[u8], value: &'a str) {
        let mut lower = [0u8; 12];
        let Some(lower) = lower.get_mut(..name.len()) else { return };
        lower.copy_from_slice(name);
        lower.make_ascii_lowercase();
        let place = match &*lower {
            b"class" => &mut self.class,
            b"id" => &mut self.id,
            b"itemprop" => &mut self.itemprop,
            b"role" => &mut self.role,
            b"rel" => &mut self.rel,
            b"href" => &mut self.href,
            b"name" => &mut self.name,
            b"property" => &mut self.property,
            b"content" => &mut self.content,
            b"datetime" => &mut self.datetime,
            b"type" => &mut self.kind,
            b"lang" => &mut self.lang,
            b"charset" => &mut self.charset,
            b"hidden" => return self.hidden = true,
            b"aria-hidden" => return self.hidden |= value.eq_ignore_ascii_case("true"),
            b"style" => return self.hidden |= hides(value),
            _ => return,
        };
        if place.is_empty() {
            *place = value;
        }
    }
}

/// Whether a style takes the element out of sight.
fn hides(style: &str) -> bool {
    let rest = memmem::find(style.as_bytes(), b"display").and_then(|at| style.get(at + 7..));
    rest.is_some_and(|rest| rest.trim_start_matches([' ', ':']).starts_with("none"))
}

/// The value that follows a name at `at`, and the place past it.
fn value(source: &str, mut at: usize) -> (&str, usize) {
    let bytes = source.as_bytes();
    let skip = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        at
    };
    let equals = skip(at);
    if bytes.get(equals) != Some(&b'=') {
        return ("", at);
    }
    at = skip(equals + 1);
    match bytes.get(at) {
        Some(&quote @ (b'"' | b'\'')) => match memchr(quote, &bytes[at + 1..]) {
            Some(len) => (&source[at + 1..at + 1 + len], at + len + 2),
            None => ("", bytes.len()),
        },
        _ => {
            let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
            let len = bytes[at..].iter().position(ends).unwrap_or(bytes.len() - at);
            (&source[at..at + len], at + len)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes down what it gets.
    struct Seen(String);

    impl<'a> Sink<'a> for Seen {
        fn start(&mut self, tag: Tag, attributes: &Attributes<'a>) {
            self.0 += &format!("<{tag:?} {}>", attributes.class);
        }
        fn end(&mut self, tag: Tag) {
            self.0 += &format!("</{tag:?}>");
        }
        fn text(&mut self, text: &'a str) {
            self.0 += text;
        }
        fn raw(&mut self, tag: Tag, _: &Attributes<'a>, content: &'a str) {
            self.0 += &format!("[{tag:?} {content}]");
        }
    }

    fn check(source: &str, expected: &str) {
        let mut seen = Seen(String::new());
        scan(source, &mut seen);
        assert_eq!(seen.0, expected, "{source}");
    }

    #[test]
    fn tags_text_and_raw_content_are_told_apart() {
        check("<p class=a>x</p>y", "<P a>x</P>y");
        check("<P ID='x' CLASS = \"a b\">x", "<P a b>x");
        check("<script>if (a<b) '<p>'</script >z", "[Script if (a<b) '<p>']z");
        check("a<!-- <p> -->b<!doctype x>c<?php ?>d", "abcd");
        check("<title>x</titles></title>", "[Title x</titles>]");
    }

    #[test]
    fn broken_markup_is_taken_as_far_as_it_goes() {
        check("1 < 2 <3", "1 < 2 <3");
        check("<p class=\"never ends", "<P >");
        check("<p", "<P >");
        check("<", "<");
        check("</", "");
        check("a<!-- never", "a");
        check("<p =x =y class=z>t", "<P z>t");
        check("<script>never", "[Script never]");
    }
}
