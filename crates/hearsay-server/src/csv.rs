//! Tables as comma-separated values, as RFC 4180 has them.

/// A table with its headings.
pub fn table(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut out = line(headings.iter().copied());
    for row in rows {
        out.push_str(&line(row.iter().map(String::as_str)));
    }
    out
}

fn line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let quoted = |cell: &str| {
        if cell.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    let mut line = cells.map(quoted).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

/// A value, or an empty cell.
pub fn cell<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[test]
fn cells_are_quoted_where_they_must() {
    let rows = [vec!["x,y".to_owned(), "say \"z\"\n".to_owned()], vec![cell(Some(3)), cell::<u8>(None)]];
    assert_eq!(table(&["a", "b"], rows), "a,b\r\n\"x,y\",\"say \"\"z\"\"\n\"\r\n3,\r\n");
}
