//! HTML: the main text of a page, and what the page says of itself.

mod build;
mod context;
mod entities;
mod features;
pub mod forest;
mod format;
mod hints;
pub mod lab;
mod linked;
mod main_text;
mod measure;
mod overlap;
mod page;
mod said;
mod scan;
mod tag;

pub(crate) use entities::decoded;
pub(crate) use format::{Address, Html, page_document};

use features::Measured;
use linked::{Linked, linked};
use overlap::Overlap;

/// Takes a page apart and measures it, with what its data says.
fn measured(source: &str) -> (Measured<'_>, Linked) {
    let page = build::page(source);
    let linked = linked(&page.data);
    let meta = |key: &str| page.metas.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| *value);
    let summary = meta("og:description").or_else(|| meta("description")).map(entities::decoded).unwrap_or_default();
    let title = meta("og:title").or(page.title).map(entities::decoded).or(linked.headline.clone()).unwrap_or_default();
    let overlap = Overlap::new(linked.body.as_deref(), &summary, &title);
    (Measured::new(page, overlap), linked)
}

/// The main text of the page `source`, paragraphs apart by a blank line.
pub fn main_text(source: &str) -> String {
    let (measured, _) = measured(source);
    let chosen = main_text::chosen(&measured);
    main_text::text(&measured.page, &chosen)
}

/// All of the text of `source` that is to be seen, paragraphs apart by a blank line: for what has nothing but text.
pub(crate) fn all_text(source: &str) -> String {
    let page = build::page(source);
    let seen = page.blocks.iter().map(|block| !page.elements[block.element as usize].hidden);
    main_text::text(&page, &seen.collect::<Vec<_>>())
}
