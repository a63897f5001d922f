//! Lines on sheets to paragraphs: words parted at line ends joined, and what stands on every sheet left out.

use std::collections::HashMap;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Its lines, in the order in which they were written.
    pub(super) lines: Vec<Line>,
    /// The height of its lower and upper edge.
    pub(super) bottom: f64,
    pub(super) top: f64,
}

/// A run of signs on one height.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) words: String,
    /// Where it begins; heights grow upwards.
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// Where it ends.
    pub(super) end: f64,
}

impl Line {
    /// Whether a sign at that place continues the line.
    pub(super) fn runs_on_to(&self, x: f64, y: f64, size: f64) -> bool {
        let em = self.size.max(size).max(1.0);
        (self.y - y).abs() < 0.5 * em && x > self.end - 1.0 * em && x < self.end + 2.5 * em
    }

    /// Adds a sign from `x` to `end`.
    pub(super) fn add(&mut self, sign: &str, x: f64, end: f64) {
        let gap = x > self.end + 0.18 * self.size.max(1.0);
        let blank = sign.chars().all(char::is_whitespace);
        if (gap || blank) && !self.words.is_empty() && !self.words.ends_with(' ') {
            self.words.push(' ');
        }
        if !blank {
            self.words.extend(sign.chars().filter(|sign| !sign.is_control()).map(|sign| match sign {
                '\u{A0}' => ' ',
                sign => sign,
            }));
        }
        self.end = end;
    }
}

/// The text of `sheets`: paragraphs apart by a blank line.
pub(super) fn text(sheets: Vec<Sheet>) -> String {
    let repeated = repeated(&sheets);
    let mut text = String::new();
    let mut last: Option<Line> = None;
    for sheet in &sheets {
        for line in &sheet.lines {
            if sheet.is_margin(line) && repeated.contains_key(&alike(&line.words)) {
                continue;
            }
            let words = line.words.trim();
            match &last {
                None => {}
                Some(last) if runs_on(last, line) => join(&mut text, words),
                Some(last) if same_height(last, line) => text.push('\t'),
                Some(_) => text.push_str("\n\n"),
            }
            text.push_str(words);
            last = Some(line.clone());
        }
    }
    text
}

/// Before `words`, the end of the line above is made whole: a word parted there, or a space.
fn join(text: &mut String, words: &str) {
    let small = words.chars().next().is_some_and(char::is_lowercase);
    let parted = text.ends_with(['-', '\u{AD}', '‐']) && small;
    let before = text.chars().rev().nth(1).is_some_and(char::is_lowercase);
    if parted && before {
        text.pop();
    } else {
        text.push(' ');
    }
}

fn same_height(above: &Line, below: &Line) -> bool {
    (above.y - below.y).abs() < 0.5 * above.size.max(1.0) && below.x >= above.end
}

/// Whether `below` continues the paragraph that ends with `above`.
fn runs_on(above: &Line, below: &Line) -> bool {
    let em = above.size.max(1.0);
    if (above.size - below.size).abs() > 0.15 * em {
        return false;
    }
    let begins_small = below.words.trim_start().chars().next().is_some_and(char::is_lowercase);
    let ended = above.words.trim_end().ends_with(['.', '!', '?', ':', '”', '"']);
    let step = above.y - below.y;
    if step > 0.5 * em && step < 2.0 * em {
        // The next line of the block, unless it stands in another column.
        let (left, right) = (above.x.max(below.x), above.end.max(below.end));
        return left < right && below.x < above.end && !is_item(&below.words);
    }
    // The next column or page goes on with the sentence.
    !same_height(above, below) && begins_small && !ended
}

fn is_item(words: &str) -> bool {
    words.trim_start().starts_with(['•', '▪', '●', '■', '◦', '–', '\u{F0B7}', '➢', '►'])
}

/// The share of a sheet's height, above and below, in which what is repeated stands.
const MARGIN: f64 = 0.12;

impl Sheet {
    fn is_margin(&self, line: &Line) -> bool {
        let height = (self.top - self.bottom).max(1.0);
        let up = (line.y - self.bottom) / height;
        !(MARGIN..=1.0 - MARGIN).contains(&up)
    }
}

/// The lines in the margins that stand on three sheets or more, or on both of two, numbers aside.
fn repeated(sheets: &[Sheet]) -> HashMap<String, usize> {
    let mut found: HashMap<String, usize> = HashMap::new();
    for sheet in sheets {
        let mut here: Vec<String> =
            sheet.lines.iter().filter(|line| sheet.is_margin(line)).map(|line| alike(&line.words)).collect();
        here.sort_unstable();
        here.dedup();
        here.into_iter().for_each(|line| *found.entry(line).or_default() += 1);
    }
    let enough = if sheets.len() == 2 { 2 } else { 3 };
    found.retain(|_, count| *count >= enough);
    found
}

/// A line with its numbers alike, so that page numbers are.
fn alike(words: &str) -> String {
    let mut alike = String::with_capacity(words.len());
    for sign in words.chars().filter(|sign| !sign.is_whitespace()) {
        match sign {
            sign if !sign.is_ascii_digit() => alike.push(sign),
            _ if !alike.ends_with('#') => alike.push('#'),
            _ => {}
        }
    }
    alike
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(lines: &[(&str, f64, f64)]) -> Sheet {
        let line = |(words, x, y): &(&str, f64, f64)| {
            let words = (*words).to_owned();
            Line { end: x + 5.0 * words.len() as f64, words, x: *x, y: *y, size: 10.0 }
        };
        Sheet { lines: lines.iter().map(line).collect(), bottom: 0.0, top: 800.0 }
    }

    #[test]
    fn lines_become_paragraphs() {
        let lines =
            [("The bridge was clo-", 50.0, 600.0), ("sed on Monday.", 50.0, 588.0), ("It rained.", 50.0, 560.0)];
        assert_eq!(text(vec![sheet(&lines)]), "The bridge was closed on Monday.\n\nIt rained.");
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let lines = [
            ("It rained for two", 50.0, 110.0),
            ("days, the mayor said.", 300.0, 600.0),
            ("Then it stopped.", 300.0, 588.0),
        ];
        assert_eq!(text(vec![sheet(&lines)]), "It rained for two days, the mayor said. Then it stopped.");
    }

    #[test]
    fn headers_and_page_numbers_go() {
        let page = |number: &'static str, words: &'static str| {
            sheet(&[("Flood report", 50.0, 780.0), (words, 50.0, 400.0), (number, 300.0, 20.0)])
        };
        let sheets = vec![page("Page 1 of 3", "One."), page("Page 2 of 3", "Two."), page("Page 3 of 3", "Three.")];
        assert_eq!(text(sheets), "One.\n\nTwo.\n\nThree.");
    }
}
