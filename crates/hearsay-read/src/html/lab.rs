//! What the models of main text see, for those who train and measure them.

use super::features::Measured;
use super::{context, main_text, measured};

/// The blocks of a page and what the stages see of them.
pub struct Sample<'a> {
    measured: Measured<'a>,
    rows: Vec<f32>,
}

impl<'a> Sample<'a> {
    /// The blocks of the page `source`.
    pub fn new(source: &'a str) -> Sample<'a> {
        let measured = measured(source).0;
        let rows = measured.rows();
        Sample { measured, rows }
    }

    /// The words of each block, in order.
    pub fn blocks(&self) -> impl Iterator<Item = &str> {
        self.measured.page.blocks.iter().map(|block| self.measured.page.words(block))
    }

    /// What the first stage sees: as many numbers for each block.
    pub fn first(&self) -> &[f32] {
        &self.rows
    }

    /// What the second stage sees, where the first held each block to be as `likely`.
    pub fn second(&self, likely: &[f32]) -> Vec<f32> {
        context::rows(&self.measured, &self.rows, likely)
    }

    /// The text of the page where the second stage holds each block to be as `likely`.
    pub fn text(&self, likely: &[f32]) -> String {
        main_text::text(&self.measured.page, &main_text::choose(&self.measured, likely))
    }
}
