//! What is drawn on the server: every drawing has a name in words, colours come from the style sheet, and a colour never
//! stands alone.

mod axis;
pub mod map;
mod outlines;
mod shapes;
pub mod timeline;
pub mod tree;
