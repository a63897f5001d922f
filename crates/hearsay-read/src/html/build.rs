//! Tags and text to a [`Page`]: a tolerant tree that no input can make deep or slow.

use super::entities;
use super::hints::{self, Hints, Quick, QuickMap};
use super::page::{At, Block, Element, Fact, Page};
use super::scan::{Attributes, Sink, scan};
use super::tag::{Kind, Tag};
use std::hash::Hasher;

/// Elements deeper than this are taken as if they stood at this depth.
const DEPTH: usize = 256;

/// More elements than any page has; what follows is taken as text of the last one.
const ELEMENTS: usize = 1 << 20;

/// Takes a page apart.
pub(crate) fn page(source: &str) -> Page<'_> {
    let mut builder = Builder::new(source.len());
    scan(source, &mut builder);
    builder.finish()
}

struct Builder<'a> {
    page: Page<'a>,
    /// The open elements, outermost first.
    open: Vec<Open>,
    /// How many open elements have no text for readers, are links, are emphasis.
    silent: u32,
    links: u32,
    strong: u32,
    /// Open elements that show something when touched.
    rolled: u32,
    /// A space is due before the next word.
    space: bool,
    /// The block being made, if any word of it was seen.
    block: Option<Block>,
    /// Line breaks since the last word.
    breaks: u32,
    images: u16,
    hints: QuickMap<&'a str, Hints>,
}

#[derive(Clone, Copy)]
struct Open {
    tag: Tag,
    at: At,
    /// Its text is not for readers.
    silent: bool,
    /// Something in it is shown on a touch.
    rolls: bool,
}

impl<'a> Builder<'a> {
    fn new(size: usize) -> Builder<'a> {
        let mut page = Page { text: String::with_capacity(size / 8), ..Page::default() };
        page.elements.reserve(size / 80);
        page.blocks.reserve(size / 400);
        page.elements.push(Element {
            tag: Tag::Html,
            hidden: false,
            depth: 0,
            parent: 0,
            hints: Hints(0),
            path: 0,
            from: 0,
            to: 0,
        });
        Builder {
            page,
            open: vec![Open { tag: Tag::Html, at: 0, silent: false, rolls: false }],
            silent: 0,
            links: 0,
            strong: 0,
            rolled: 0,
            space: false,
            block: None,
            breaks: 0,
            images: 0,
            hints: QuickMap::default(),
        }
    }

    fn finish(mut self) -> Page<'a> {
        self.end_block();
        while self.open.len() > 1 {
            self.pop();
        }
        self.page.elements[0].to = self.page.text.len() as u32;
        self.page
    }

    fn innermost(&self) -> At {
        self.open.last().map_or(0, |open| open.at)
    }

    fn innermost_block(&self) -> At {
        let block = |open: &&Open| open.tag.kind() != Kind::Inline;
        self.open.iter().rev().find(block).map_or(0, |open| open.at)
    }

    fn push(&mut self, tag: Tag, attributes: &Attributes<'a>) {
        if self.open.len() >= DEPTH || self.page.elements.len() >= ELEMENTS {
            return;
        }
        let parent = self.innermost();
        let around = &self.page.elements[parent as usize];
        let (depth, path, hidden) = (around.depth + 1, around.path, around.hidden || attributes.hidden);
        let silent = tag.kind() == Kind::Silent || (tag.kind() == Kind::Inline && self.pops_up(attributes.class));
        let own = own(tag, attributes);
        let named =
            Hints(self.hint(attributes.class).0 | self.hint(attributes.id).0 | self.hint(attributes.itemprop).0);
        let from = self.page.text.len() as u32;
        let at = self.page.elements.len() as At;
        let path = (path.rotate_left(7) ^ own).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.page.elements.push(Element { tag, hidden, depth, parent, hints: named, path, from, to: from });
        self.enter(Open { tag, at, silent, rolls: attributes.class.contains("rollover") });
        let tells = tag == Tag::Time || !attributes.itemprop.is_empty() || attributes.rel == "author";
        if tells {
            let Attributes { itemprop, rel, datetime, content, .. } = *attributes;
            self.page.facts.push(Fact { element: at, itemprop, rel, datetime, content });
        }
    }

    /// Whether an inline element holds words shown only on a touch, or only read aloud.
    fn pops_up(&self, class: &str) -> bool {
        const WORDS: [&str; 6] = ["tooltip", "popover", "popup", "sr-only", "screen-reader", "visually-hidden"];
        // What shows something on a touch holds both that and the words touched.
        let shown = class.contains("rollover") && self.rolled > 0;
        class.len() > 4 && (shown || WORDS.iter().any(|word| class.contains(word)))
    }

    fn hint(&mut self, name: &'a str) -> Hints {
        if name.is_empty() {
            return Hints(0);
        }
        *self.hints.entry(name).or_insert_with(|| hints::of(name))
    }

    fn pop(&mut self) {
        if let Some(open) = self.open.pop() {
            self.close(open);
        }
    }

    fn close(&mut self, open: Open) {
        self.page.elements[open.at as usize].to = self.page.text.len() as u32;
        self.count(open, -1);
    }

    fn enter(&mut self, open: Open) {
        self.open.push(open);
        self.count(open, 1);
    }

    fn count(&mut self, open: Open, by: i32) {
        if open.silent {
            self.silent = self.silent.saturating_add_signed(by);
        }
        if open.rolls {
            self.rolled = self.rolled.saturating_add_signed(by);
        }
        match open.tag {
            Tag::A => self.links = self.links.saturating_add_signed(by),
            Tag::B | Tag::Strong => self.strong = self.strong.saturating_add_signed(by),
            _ => {}
        }
    }

    fn end_block(&mut self) {
        if let Some(mut block) = self.block.take() {
            while self.page.text.ends_with('\n') {
                self.page.text.pop();
            }
            block.to = self.page.text.len() as u32;
            self.page.text.push('\n');
            self.page.blocks.push(block);
        }
        self.space = false;
        self.breaks = 0;
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.end_block();
        } else {
            self.space = true;
        }
    }

    /// Called before a word is written: begins a block, or writes the space that is due.
    fn before_word(&mut self) {
        if self.block.is_none() {
            let from = self.page.text.len() as u32;
            let (element, lead) = (self.innermost_block(), self.innermost());
            let links = u16::from(self.links > 0);
            let images = std::mem::take(&mut self.images);
            self.block = Some(Block { element, lead, from, to: from, linked: 0, strong: 0, links, images });
        } else if self.space {
            self.page.text.push(if self.breaks > 0 { '\n' } else { ' ' });
        }
        self.space = false;
        self.breaks = 0;
    }

    fn count_text(&mut self, from: usize) {
        let written = (self.page.text.len() - from) as u32;
        if let Some(block) = &mut self.block {
            block.linked += if self.links > 0 { written } else { 0 };
            block.strong += if self.strong > 0 { written } else { 0 };
        }
    }
}

impl<'a> Sink<'a> for Builder<'a> {
    fn start(&mut self, tag: Tag, attributes: &Attributes<'a>) {
        match tag.kind() {
            Kind::Void => return self.void(tag, attributes),
            Kind::Block | Kind::Silent => {
                if tag.kind() == Kind::Block {
                    self.end_block();
                }
                self.end_unclosed(tag);
            }
            Kind::Inline if tag == Tag::A => {
                if self.links > 0 {
                    self.end(Tag::A);
                }
                if let Some(block) = &mut self.block {
                    block.links = block.links.saturating_add(1);
                }
            }
            Kind::Inline | Kind::Raw => {}
        }
        if tag == Tag::Html {
            self.page.lang = attributes.lang;
            return;
        }
        self.push(tag, attributes);
        // A slash closes what is not HTML: the drawings, and elements of nobody's making.
        if attributes.closed && matches!(tag, Tag::Svg | Tag::Math) {
            self.end(tag);
        }
    }

    fn end(&mut self, tag: Tag) {
        match tag.kind() {
            Kind::Void => {
                if tag == Tag::Br {
                    self.line_break();
                }
                return;
            }
            Kind::Block => self.end_block(),
            _ => {}
        }
        let mut walled = false;
        let found = self.open.iter().rposition(|open| {
            walled |= open.tag.is_wall() && open.tag != tag;
            walled || open.tag == tag
        });
        let Some(at) = found.filter(|at| *at > 0 && self.open[*at].tag == tag) else { return };
        if tag.kind() == Kind::Inline && self.open[at + 1..].iter().any(|open| open.tag.kind() != Kind::Inline) {
            // Left open across blocks: it ends, they do not.
            let open = self.open.remove(at);
            self.close(open);
            return;
        }
        while self.open.len() > at {
            self.pop();
        }
    }

    fn text(&mut self, text: &'a str) {
        if self.silent > 0 {
            return;
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        let began = self.page.text.len();
        let mut wrote = false;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_whitespace() {
                self.space = true;
                at += 1;
                continue;
            }
            let from = at;
            // A run of plain bytes is copied at once.
            while bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'&' | 0x80..)) {
                at += 1;
            }
            if at > from {
                self.before_word();
                self.page.text.push_str(&text[from..at]);
                wrote = true;
                continue;
            }
            let (character, used) = match byte {
                b'&' => entities::character(&bytes[at..]).unwrap_or(('&', 1)),
                _ => text[at..].chars().next().map_or((' ', 1), |character| (character, character.len_utf8())),
            };
            at += used;
            match character {
                '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}' => {}
                _ if character.is_whitespace() || character.is_control() => self.space = true,
                _ => {
                    self.before_word();
                    self.page.text.push(character);
                    wrote = true;
                }
            }
        }
        if wrote {
            self.count_text(began);
        }
    }

    fn raw(&mut self, tag: Tag, attributes: &Attributes<'a>, content: &'a str) {
        match tag {
            Tag::Title if self.page.title.is_none() => self.page.title = Some(content),
            Tag::Script if attributes.kind.contains("ld+json") => self.page.data.push(content),
            Tag::Iframe => self.images = self.images.saturating_add(1),
            _ => {}
        }
    }
}

impl<'a> Builder<'a> {
    fn void(&mut self, tag: Tag, attributes: &Attributes<'a>) {
        match tag {
            Tag::Br => self.line_break(),
            Tag::Hr => self.end_block(),
            Tag::Img => self.images = self.images.saturating_add(1),
            Tag::Meta => {
                let Attributes { property, name, itemprop, .. } = *attributes;
                let key = [property, name, itemprop].into_iter().find(|key| !key.is_empty());
                self.page.metas.extend(key.map(|key| (key, attributes.content)));
            }
            Tag::Link if !attributes.rel.is_empty() => self.page.links.push((attributes.rel, attributes.href)),
            _ => {}
        }
    }

    /// Closes the open elements that a start of `tag` ends without saying so.
    fn end_unclosed(&mut self, tag: Tag) {
        let near = self.open.iter().rev().take(16).position(|open| tag.ends(open.tag));
        let Some(near) = near else { return };
        let at = self.open.len() - 1 - near;
        // Only through what is inline, and never out of a list or table inside.
        let through = |open: &Open| open.tag.kind() == Kind::Inline || tag.ends(open.tag);
        let item = matches!(self.open[at].tag, Tag::Li | Tag::Dd | Tag::Dt | Tag::Tr | Tag::Td | Tag::Th);
        let inside = |open: &Open| !matches!(open.tag, Tag::Ul | Tag::Ol | Tag::Dl | Tag::Table);
        let clear = if item { self.open[at..].iter().all(inside) } else { self.open[at..].iter().all(through) };
        if at > 0 && clear {
            while self.open.len() > at {
                self.pop();
            }
        }
    }
}

/// Digits in a class tell one post from another, not one kind of element from another: they are left out.
fn own(tag: Tag, attributes: &Attributes<'_>) -> u64 {
    let mut hash = Quick::default();
    hash.write_u8(tag as u8);
    let class = attributes.class.as_bytes();
    if class.iter().any(u8::is_ascii_digit) {
        class.split(u8::is_ascii_digit).for_each(|part| hash.write(part));
    } else {
        hash.write(class);
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(source: &str) -> Vec<String> {
        let page = page(source);
        page.blocks.iter().map(|block| page.words(block).to_owned()).collect()
    }

    #[test]
    fn text_falls_into_blocks() {
        assert_eq!(
            blocks("<p>One <b>t</b>wo\n three<p>four<div>five</div>six"),
            ["One two three", "four", "five", "six"]
        );
        assert_eq!(blocks("a<br>b<br><br>c&nbsp;d<br/> <br>"), ["a\nb", "c d"]);
        assert_eq!(blocks("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>"), ["a", "b", "c", "d"]);
    }

    #[test]
    fn what_readers_do_not_see_is_left_out() {
        let source =
            "<head><title>t</title></head><noscript>n</noscript><p>a<svg><text>s</text></svg>b<button>c</button>";
        assert_eq!(blocks(source), ["ab"]);
        let page = page("<div style='display: none'><p>h</p></div><p>v");
        assert!(page.elements[page.blocks[0].element as usize].hidden);
        assert!(!page.elements[page.blocks[1].element as usize].hidden);
    }

    #[test]
    fn links_are_measured() {
        let page = page("<p><a href=x>link <b>b</b></a> text <a href=y>z</a>");
        assert_eq!((page.blocks[0].linked, page.blocks[0].strong, page.blocks[0].links), (8, 2, 2));
    }

    #[test]
    fn a_wrong_end_closes_nothing_it_should_not() {
        assert_eq!(blocks("<table><tr><td>a</div>b</td><td>c</table>d"), ["a", "b", "c", "d"]);
        let page = page("<div class=story><a href=x><p>a</a>b</p></div>");
        assert_eq!(page.blocks[0].linked, 1);
    }

    #[test]
    fn depth_is_bounded() {
        let source = "<div>".repeat(100_000) + "x" + &"</b></div>".repeat(100_000);
        let page = page(&source);
        assert!(page.elements.iter().all(|element| usize::from(element.depth) < DEPTH));
        assert_eq!(page.blocks.len(), 1);
    }
}
