//! Copies of annotated pages without commas and apostrophes: many archives of conflict news are printed so, and the models
//! must not lean on those marks alone.

use super::relations::Row;

/// The page without commas and apostrophes, its relations moved along. Commas inside numbers stay.
pub fn without_marks(row: &Row) -> Row {
    let letters: Vec<char> = row.text.chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let mut moved = Vec::with_capacity(letters.len() + 1);
    let mut text = String::new();
    let mut count = 0u32;
    for (at, &letter) in letters.iter().enumerate() {
        moved.push(count);
        let in_number = digit(at.checked_sub(1)) && digit(Some(at + 1));
        if !matches!(letter, ',' | '’' | '\'' | '‘') || in_number {
            text.push(letter);
            count += 1;
        }
    }
    moved.push(count);
    let to = |point: u32| moved[(point as usize).min(moved.len() - 1)];
    let spans = |part: &Vec<(u32, u32)>| {
        part.iter().map(|&(start, end)| (to(start), to(end))).filter(|(start, end)| start < end).collect()
    };
    let relations = row.relations.iter().map(|parts| [spans(&parts[0]), spans(&parts[1]), spans(&parts[2])]).collect();
    Row { id: row.id.clone(), text, relations }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_move_with_the_text() {
        let row = Row {
            id: "a".to_owned(),
            text: "Two died, 1,200 fled, the ministry’s envoy said.".to_owned(),
            relations: vec![[vec![(22, 42)], vec![(43, 47)], vec![(0, 20)]]],
        };
        let bare = without_marks(&row);
        assert_eq!(bare.text, "Two died 1,200 fled the ministrys envoy said.");
        let part = |n: usize| {
            let (start, end) = bare.relations[0][n][0];
            bare.text.chars().skip(start as usize).take((end - start) as usize).collect::<String>()
        };
        assert_eq!(
            (part(0).as_str(), part(1).as_str(), part(2).as_str()),
            ("the ministrys envoy", "said", "Two died 1,200 fled")
        );
    }
}
