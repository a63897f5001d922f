//! Where paragraphs begin and end: at blank lines, and at line ends unless the text is wrapped at a width.

use std::ops::Range;

/// The paragraphs of a text, as byte ranges without the white space around them.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let wrapped = width(&lines, text);
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (index, line) in lines.iter().enumerate() {
        if line.is_empty() {
            open = false;
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| lines.get(index));
        let goes_on = open && before.is_some_and(|before| continues(text, before, line, wrapped));
        match paragraphs.last_mut() {
            Some(last) if goes_on => last.end = line.end,
            _ => paragraphs.push(line.clone()),
        }
        open = true;
    }
    paragraphs
}

/// The lines without the white space around them; a blank line is an empty range.
fn lines(text: &str) -> Vec<Range<usize>> {
    text.split(['\n', '\r', '\u{2028}', '\u{2029}'])
        .map(|line| {
            let start = line.as_ptr() as usize - text.as_ptr() as usize + line.len() - line.trim_start().len();
            let length = line.trim().len();
            start..start + length
        })
        .collect()
}

/// The width at which the text is wrapped, if it is: most lines that another follows end just below it.
fn width(lines: &[Range<usize>], text: &str) -> Option<usize> {
    let followed: Vec<usize> = lines
        .windows(2)
        .filter(|pair| !pair[0].is_empty() && !pair[1].is_empty())
        .map(|pair| text[pair[0].clone()].chars().count())
        .collect();
    let longest = *followed.iter().max()?;
    let full = followed.iter().filter(|&&length| length + 16 >= longest).count();
    (followed.len() >= 3 && (40..=110).contains(&longest) && full * 10 >= followed.len() * 7).then_some(longest)
}

/// Whether `line` goes on with the paragraph of the line before it.
fn continues(text: &str, before: &Range<usize>, line: &Range<usize>, wrapped: Option<usize>) -> bool {
    let Some(width) = wrapped else { return false };
    let words = &text[line.clone()];
    let first = words.split_whitespace().next().unwrap_or("");
    let bullet = matches!(first, "-" | "*" | "\u{2022}" | "\u{2013}" | "\u{25aa}" | "o");
    // A line that had room for the next word, and a little more, was ended on purpose.
    let room = text[before.clone()].chars().count() + 1 + first.chars().count() + 2 <= width;
    !bullet && !room
}
