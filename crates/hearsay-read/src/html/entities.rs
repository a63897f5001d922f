//! Character references: `&amp;`, `&#8217;`, `&#x2019;`.

use std::sync::LazyLock;

/// Names and their characters, in order of the names.
static NAMES: LazyLock<Vec<(&str, char)>> = LazyLock::new(|| {
    let lines = include_str!("../../data/html/entities.tsv").lines();
    let mut names: Vec<_> = lines
        .filter_map(|line| {
            let (name, code) = line.split_once('\t')?;
            Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?))
        })
        .collect();
    names.sort_unstable();
    names
});

/// The longest name, with which a search for its end stops.
const LONGEST: usize = 10;

/// The character that `rest`, which begins with `&`, refers to, and how many bytes say so.
pub(crate) fn character(rest: &[u8]) -> Option<(char, usize)> {
    let body = rest.get(1..)?;
    if let Some(digits) = body.strip_prefix(b"#") {
        return numeric(digits).map(|(found, used)| (found, used + 2));
    }
    let len = body.iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    // A reference may lack its semicolon, and then text may follow at once: the longest name wins.
    (2..=len).rev().find_map(|len| {
        let closed = body.get(len) == Some(&b';');
        let name = std::str::from_utf8(&body[..len]).ok()?;
        let at = NAMES.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
        let old = matches!(name, "amp" | "lt" | "gt" | "quot" | "nbsp" | "copy" | "reg");
        (closed || old).then_some((NAMES[at].1, 1 + len + usize::from(closed)))
    })
}

/// The character of `8217;` or `x2019;`, and how many bytes that is.
fn numeric(digits: &[u8]) -> Option<(char, usize)> {
    let (radix, from) = if matches!(digits.first(), Some(b'x' | b'X')) { (16, 1) } else { (10, 0) };
    let mut code = 0u32;
    let mut at = from;
    while let Some(digit) = digits.get(at).and_then(|byte| (*byte as char).to_digit(radix)) {
        code = code.saturating_mul(radix).saturating_add(digit);
        at += 1;
    }
    if at == from {
        return None;
    }
    let used = at + usize::from(digits.get(at) == Some(&b';'));
    Some((windows_1252(code).or(char::from_u32(code)).filter(|found| *found != '\0').unwrap_or('\u{FFFD}'), used))
}

/// What `&#146;` means: the control characters of Latin-1 are read as Windows has them.
fn windows_1252(code: u32) -> Option<char> {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    FROM_80.get(code.checked_sub(0x80)? as usize).copied()
}

/// `source` with its references resolved.
pub(crate) fn decoded(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        match character(&rest.as_bytes()[at..]) {
            Some((found, used)) => {
                text.push(found);
                rest = &rest[at + used..];
            }
            None => {
                text.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_characters() {
        let source =
            "Q&amp;A &#8217;&#x2019;&#146; caf&eacute; &copy2020 &ampersand AT&T &nosuch; &#0; &#xFFFFFFFFF; &";
        assert_eq!(decoded(source), "Q&A ’’’ café ©2020 &ersand AT&T &nosuch; \u{FFFD} \u{FFFD} &");
    }
}
