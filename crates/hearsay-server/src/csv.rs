//! Tables as comma-separated values: the cells of the exports, safe to open in a spreadsheet.

use hearsay::forms::row;

pub use hearsay::forms::Cell;

/// A table with its headings.
pub fn table(headings: &[&str], rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let mut out = format!("{}\r\n", headings.join(","));
    rows.into_iter().for_each(|cells| out.push_str(&row(cells)));
    out
}

#[test]
fn a_name_is_no_formula_and_a_number_is_a_number() {
    let rows = [vec![Cell::from("=1,2"), Cell::from(Some(-12.5f32))], vec![Cell::Nothing, Cell::from(3u32)]];
    assert_eq!(table(&["a", "b"], rows), "a,b\r\n\"'=1,2\",-12.5\r\n,3\r\n");
}
