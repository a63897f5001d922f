//! Comma-separated values, as RFC 4180 has them.

/// One line of cells.
pub fn line(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    let mut line = cells.iter().map(quoted).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

#[test]
fn marks_are_quoted() {
    let cells = ["a", "b,c", "say \"x\"", "two\nlines", ""].map(str::to_owned);
    assert_eq!(line(&cells), "a,\"b,c\",\"say \"\"x\"\"\",\"two\nlines\",\r\n");
}
