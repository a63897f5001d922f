//! A page of the corpus: prose, and fenced blocks of text beside what is expected in it.

use jiff::civil::Date;

/// What a block expects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Claims,
    Attributions,
    Notes,
}

/// A text of the page.
pub struct Case {
    pub text: String,
    pub published: Option<Date>,
}

/// A page, cut into lines that stay and blocks that are made anew.
pub struct Page<'a> {
    pub cases: Vec<Case>,
    parts: Vec<Part<'a>>,
}

enum Part<'a> {
    /// A line as it stands.
    Line(&'a str),
    /// The lines of a block, about the case at that index.
    Expected(usize, Kind),
}

impl<'a> Page<'a> {
    pub fn parse(source: &'a str) -> Result<Page<'a>, String> {
        let mut page = Page { cases: Vec::new(), parts: Vec::new() };
        let mut lines = source.split_inclusive('\n').zip(1..);
        while let Some((line, number)) = lines.next() {
            page.parts.push(Part::Line(line));
            let Some(fence) = line.strip_prefix("```") else { continue };
            let mut block = Vec::new();
            let close = loop {
                match lines.next() {
                    Some((line, _)) if line.trim_end() == "```" => break line,
                    Some((line, _)) => block.push(line),
                    None => return Err(format!("the block of line {number} does not end")),
                }
            };
            let mut words = fence.split_whitespace();
            let kind = match words.next() {
                Some("text") => {
                    let published = words.find_map(|word| word.strip_prefix("published="));
                    let published =
                        published.map(str::parse).transpose().map_err(|error| format!("{number}: {error}"))?;
                    page.cases.push(Case { text: block.concat().trim_end().to_owned(), published });
                    None
                }
                Some("claims") => Some(Kind::Claims),
                Some("attributions") => Some(Kind::Attributions),
                Some("notes") => Some(Kind::Notes),
                other => {
                    return Err(format!("{number}: a block of {other:?}; text, claims, attributions, notes exist"));
                }
            };
            match (kind, page.cases.len().checked_sub(1)) {
                (Some(kind), Some(case)) => page.parts.push(Part::Expected(case, kind)),
                (Some(_), None) => return Err(format!("{number}: a block that follows no text")),
                (None, _) => page.parts.extend(block.into_iter().map(Part::Line)),
            }
            page.parts.push(Part::Line(close));
        }
        Ok(page)
    }

    /// The page with the lines of each block as `found` gives them.
    pub fn with(&self, found: impl Fn(&Case, Kind) -> Vec<String>) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Line(line) => out.push_str(line),
                Part::Expected(case, kind) => {
                    found(&self.cases[*case], *kind).iter().for_each(|line| out.extend([line.as_str(), "\n"]));
                }
            }
        }
        out
    }
}

#[test]
fn a_page_is_kept_but_for_its_blocks() {
    let source = "# T\n\n```text published=2025-01-13\nTwo died.\n```\n\n```claims\nold\n```\nend\n";
    let page = Page::parse(source).unwrap();
    assert_eq!(page.cases[0].text, "Two died.");
    let new = page.with(|_, kind| vec![format!("{kind:?}"), "b".to_owned()]);
    assert_eq!(new, source.replace("old\n", "Claims\nb\n"));
    assert!(Page::parse("```claims\n```\n").is_err());
    assert!(Page::parse("```text\n").is_err());
}
