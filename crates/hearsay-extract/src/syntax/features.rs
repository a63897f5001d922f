//! What the network sees of a word: its form, its affixes and its shape, each hashed to a row of a table.

/// How many hashed rows a word has besides its form.
pub const ROWS: usize = 12;

/// Rows of the table of affixes and shapes.
pub const BUCKETS: usize = 1 << 14;

/// The longest normalised form, in bytes; a longer word keeps its beginning and its end.
const LONGEST: usize = 48;

/// How the letters of a sentence are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Capitals where the language has them.
    Mixed,
    /// Capitals throughout, as in wire copy.
    Upper,
    /// No capital at all.
    Lower,
    /// A capital on most words, as in headlines.
    Title,
}

/// The keys of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordKeys {
    /// The hash of the normalised form: lower case, digits as 0, plain quotes and dashes.
    pub form: u64,
    /// Rows of the table of affixes and shapes.
    pub rows: [u16; ROWS],
}

/// How the letters of these words are written.
pub fn case_of<'a>(words: impl Iterator<Item = &'a str>) -> Case {
    let (mut long, mut upper, mut capital, mut any_upper, mut count) = (0, 0, 0, false, 0);
    for word in words {
        let Some(first) = word.chars().next().filter(|c| c.is_alphabetic()) else { continue };
        count += 1;
        any_upper |= first.is_uppercase();
        if word.len() >= 4 {
            long += 1;
            capital += usize::from(first.is_uppercase());
            upper += usize::from(!word.contains(char::is_lowercase));
        }
    }
    if long >= 2 && upper * 10 >= long * 7 {
        Case::Upper
    } else if count >= 4 && !any_upper {
        Case::Lower
    } else if long >= 3 && capital * 10 >= long * 8 {
        Case::Title
    } else {
        Case::Mixed
    }
}

/// The keys of a word. `joined` tells whether it touches the words before and after it.
pub fn word_keys(word: &str, case: Case, joined: (bool, bool)) -> WordKeys {
    let mut buffer = [0u8; LONGEST];
    let (length, shape) = normalise(word, &mut buffer);
    let form = &buffer[..length];
    let mut keys = WordKeys { form: hash(form, 0), rows: [0; ROWS] };
    let plain = form.iter().any(|b| b.is_ascii_alphanumeric() || *b >= 0x80);
    let row = |hash: u64| (hash % BUCKETS as u64) as u16;
    let affix = |n: usize, end: bool| {
        let n = n.min(length);
        let part = if end { &form[length - n..] } else { &form[..n] };
        row(hash(part, (n as u64) << 1 | u64::from(end) | 0x100))
    };
    keys.rows = [
        affix(1, true),
        affix(2, true),
        affix(3, true),
        affix(4, true),
        affix(5, true),
        affix(1, false),
        affix(2, false),
        affix(3, false),
        affix(4, false),
        row(hash(&shape.to_le_bytes(), 0x200 + case as u64)),
        row(hash(&[case as u8, length.min(12) as u8], 0x300)),
        row(if plain {
            hash(&[joined.0 as u8, joined.1 as u8], 0x400)
        } else {
            hash(&[joined.0 as u8, joined.1 as u8, form.first().copied().unwrap_or(0)], 0x500)
        }),
    ];
    keys
}

/// The normalised form of a word, written to the buffer, with its length and a hash of its shape ("Xxx", "d,d").
fn normalise(word: &str, buffer: &mut [u8; LONGEST]) -> (usize, u64) {
    let mut length = 0;
    let mut shape = 0u64;
    let mut last = (b' ', 0);
    let half = LONGEST / 2;
    let cut = if word.len() > LONGEST { floor(word, word.len() - half + 8) } else { 0 };
    for (at, c) in word.char_indices() {
        let kind = if c.is_ascii_digit() {
            b'd'
        } else if c.is_lowercase() {
            b'x'
        } else if c.is_uppercase() {
            b'X'
        } else if c.is_alphabetic() {
            b'a'
        } else {
            c as u32 as u8
        };
        last = if last.0 == kind { (kind, last.1 + 1) } else { (kind, 1) };
        if last.1 <= 2 {
            shape = shape.wrapping_mul(31).wrapping_add(u64::from(kind));
        }
        if cut > 0 && at >= half - 8 && at < cut {
            continue;
        }
        let mut put = |bytes: &[u8]| {
            for &byte in bytes {
                if length < LONGEST {
                    buffer[length] = byte;
                    length += 1;
                }
            }
        };
        match c {
            '0'..='9' => put(b"0"),
            'A'..='Z' => put(&[c as u8 + 32]),
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '\u{b4}' => put(b"'"),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => put(b"\""),
            '\u{2014}' => put(b"--"),
            '\u{2010}' | '\u{2011}' | '\u{ad}' => put(b"-"),
            '\u{2026}' => put(b"..."),
            c if c.is_ascii() => put(&[c as u8]),
            c => {
                for lower in c.to_lowercase() {
                    put(lower.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
        }
    }
    if matches!(&buffer[..length], b"''" | b"``") {
        buffer[0] = b'"';
        length = 1;
    }
    (length, shape)
}

fn floor(word: &str, mut at: usize) -> usize {
    while !word.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A hash that is the same on every machine.
pub fn hash(bytes: &[u8], salt: u64) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325 ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        state = mix(state ^ u64::from_le_bytes(word));
    }
    let mut tail = [0u8; 8];
    let rest = chunks.remainder();
    tail[..rest.len()].copy_from_slice(rest);
    state = mix(state ^ u64::from_le_bytes(tail) ^ ((bytes.len() as u64) << 56));
    state ^ state >> 29
}

fn mix(value: u64) -> u64 {
    let product = u128::from(value) * 0xd6e8_feb8_6659_fd93_u128;
    (product as u64) ^ (product >> 64) as u64
}

/// How many classes of distance there are.
pub const DISTANCES: usize = 19;

/// The class of the distance from a word to its head, both counted from 1; head 0 is the root.
pub fn distance(word: usize, head: usize) -> usize {
    if head == 0 {
        return 18;
    }
    let class = match word.abs_diff(head) {
        0 | 1 => 0,
        2 => 1,
        3 => 2,
        4 => 3,
        5 | 6 => 4,
        7..=9 => 5,
        10..=14 => 6,
        15..=24 => 7,
        _ => 8,
    };
    if head > word { class + 9 } else { class }
}
