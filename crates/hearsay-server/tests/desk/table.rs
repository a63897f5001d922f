//! A strict reader of comma-separated values: RFC 4180 and nothing else.

/// The cells of each line.
pub fn read(text: &str) -> Result<Vec<Vec<String>>, String> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.chars().peekable();
    let (mut quoted, mut closed) = (false, false);
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' if quoted => (quoted, closed) = (false, true),
            letter if quoted => cell.push(letter),
            '"' if cell.is_empty() && !closed => quoted = true,
            ',' => {
                row.push(std::mem::take(&mut cell));
                closed = false;
            }
            '\r' if letters.next() == Some('\n') => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
                closed = false;
            }
            '\n' | '\r' | '"' => return Err(format!("a bare {letter:?} in line {}", rows.len())),
            _ if closed => return Err(format!("letters after a closing mark in line {}", rows.len())),
            letter => cell.push(letter),
        }
    }
    if quoted || !row.is_empty() || !cell.is_empty() {
        return Err("the last line does not end".to_owned());
    }
    match rows.iter().position(|one: &Vec<String>| Some(one.len()) != rows.first().map(Vec::len)) {
        Some(at) => Err(format!("line {at} has another number of cells")),
        None => Ok(rows),
    }
}

#[test]
fn only_strict_tables_are_read() {
    assert_eq!(read("a,b\r\n\"x \"\"y\"\"\r\n\",\r\n").unwrap()[1], ["x \"y\"\r\n", ""]);
    for wrong in ["a,b\r\nc\r\n", "a\nb\r\n", "a\r\n\"b", "a\"b\"\r\n", "\"a\"b\r\n", "a"] {
        assert!(read(wrong).is_err(), "{wrong:?}");
    }
}
