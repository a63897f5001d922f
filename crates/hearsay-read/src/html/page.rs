//! A page as blocks of text in a tree of elements: what all later steps look at.

use super::hints::Hints;
use super::tag::Tag;

/// Place of an element in [`Page::elements`].
pub(crate) type At = u32;

/// An element; its parent always stands before it.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) tag: Tag,
    /// Not meant to be seen, itself or something around it.
    pub(crate) hidden: bool,
    pub(crate) depth: u16,
    pub(crate) parent: At,
    pub(crate) hints: Hints,
    /// The element's name and class, and those of all around it.
    pub(crate) path: u64,
    /// Where its text begins and ends in [`Page::text`].
    pub(crate) from: u32,
    pub(crate) to: u32,
}

/// A paragraph, heading, item or cell: a stretch of text that stands apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block {
    /// The innermost block element around it.
    pub(crate) element: At,
    /// The innermost element around its first word.
    pub(crate) lead: At,
    /// Its text in [`Page::text`].
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// Bytes of its text within links, and within emphasis.
    pub(crate) linked: u32,
    pub(crate) strong: u32,
    /// Links that begin in it.
    pub(crate) links: u16,
    /// Images since the block before.
    pub(crate) images: u16,
}

/// An element that says something about the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fact<'a> {
    pub(crate) element: At,
    pub(crate) itemprop: &'a str,
    pub(crate) rel: &'a str,
    pub(crate) datetime: &'a str,
    pub(crate) content: &'a str,
}

/// A page, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Page<'a> {
    pub(crate) elements: Vec<Element>,
    pub(crate) blocks: Vec<Block>,
    /// The text of all blocks, each on lines of its own, white space in order.
    pub(crate) text: String,
    /// `<meta>`: name or property or itemprop, and content.
    pub(crate) metas: Vec<(&'a str, &'a str)>,
    /// `<link>`: rel and href.
    pub(crate) links: Vec<(&'a str, &'a str)>,
    /// JSON-LD.
    pub(crate) data: Vec<&'a str>,
    pub(crate) facts: Vec<Fact<'a>>,
    /// `<title>`, its references not resolved.
    pub(crate) title: Option<&'a str>,
    pub(crate) lang: &'a str,
}

impl Page<'_> {
    /// The text of a block.
    pub(crate) fn words(&self, block: &Block) -> &str {
        &self.text[block.from as usize..block.to as usize]
    }

    /// The element and all around it, from the inside.
    pub(crate) fn around(&self, at: At) -> impl Iterator<Item = &Element> {
        let mut next = Some(at);
        std::iter::from_fn(move || {
            let here = next?;
            let element = self.elements.get(here as usize)?;
            next = (here != 0).then_some(element.parent);
            Some(element)
        })
    }
}
