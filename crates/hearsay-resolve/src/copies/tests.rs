//! Copies among texts of our own.

use super::hash::mix;
use super::*;

const STORY: [&str; 6] = [
    "At least twelve people were killed when shells hit a market in the harbour town of Varna Point on Friday, the \
     regional governor said, in the heaviest attack since the truce of last spring.",
    "Rescue workers dug through the night with their hands because the only excavator in the district had been sent to \
     the flooded valley two days before, and its driver could not be reached.",
    "The governor, speaking to reporters in front of the town hall, said that three of the dead were children and that \
     another forty people had been taken to hospitals in the capital by train.",
    "A spokesman for the northern command denied that its guns had fired, and said the shells came from an abandoned \
     depot that burned after a lightning strike earlier in the week.",
    "Shops stayed shut on Saturday and the ferry company stopped its service until further notice, leaving several \
     hundred travellers in the waiting rooms of the old customs house.",
    "The town has changed hands four times in six years, and most of its younger people have left for the coast or for \
     the mines of the south, where wages are higher and the winters mild.",
];

fn prepared(paragraphs: &[&str]) -> Prepared {
    Prepared::of(&Text::new(paragraphs.join("\n\n")))
}

fn kind(a: &Prepared, b: &Prepared) -> Option<CopyKind> {
    compare(&a.wording, &b.wording).map(|copy| copy.kind)
}

#[test]
fn a_copy_is_known_for_what_it_is() {
    let whole = prepared(&STORY);
    let short = prepared(&STORY[..3]);
    assert_eq!(kind(&whole, &whole), Some(CopyKind::Identical));
    assert_eq!(kind(&short, &whole), Some(CopyKind::Shortened));
    assert_eq!(kind(&whole, &short), Some(CopyKind::Extended));
    let reworded: Vec<String> =
        STORY.iter().map(|p| p.replace("people", "persons").replace("said", "stated")).collect();
    let reworded: Vec<&str> = reworded.iter().map(String::as_str).collect();
    assert_eq!(kind(&prepared(&reworded), &whole), Some(CopyKind::Near));
    assert_eq!(kind(&prepared(&STORY[..2]), &prepared(&STORY[3..])), None);
}

#[test]
fn a_later_report_that_reuses_a_paragraph_names_it() {
    let own = "The parliament met in an extraordinary session on Monday to vote on the pay of teachers, and the \
               speaker closed it after an hour because too few members had come to the chamber.";
    let later = prepared(&[own, STORY[2], own]);
    let copy = compare(&later.wording, &prepared(&STORY).wording).unwrap();
    assert_eq!(copy.kind, CopyKind::Passages);
    assert_eq!(copy.paragraphs.iter().map(|one| (one.paragraph, one.share)).collect::<Vec<_>>(), [(1, 100)]);
}

#[test]
fn the_same_quotation_makes_no_copy() {
    let quotation = "“We will not leave this town, we will not give up a single street of it, and whoever says that we \
                     have lost the harbour has not seen with his own eyes how our people stand there by day and by night \
                     without sleep”";
    let a = prepared(&[&format!("The mayor spoke at noon. {quotation}, she said."), STORY[0]]);
    let b = prepared(&[STORY[4], &format!("In an interview the mayor was firm: {quotation}.")]);
    assert_eq!(kind(&a, &b), None);
}

#[test]
fn the_index_finds_whole_and_partial_copies_among_many() {
    let mut index = CopyIndex::default();
    let noise = |seed: usize| {
        let words: Vec<String> = (0..300).map(|i| format!("w{}", mix((seed * 1000 + i) as u64) % 5000)).collect();
        Prepared::of(&Text::new(words.join(" ")))
    };
    (0..200).for_each(|seed| {
        index.insert(&noise(seed));
    });
    let number = index.insert(&prepared(&STORY));
    assert_eq!(index.candidates(&prepared(&STORY[1..5])).first(), Some(&number));
    let mut mixed: Vec<String> =
        (0..20).map(|i| format!("Sentence number {i} is about nothing else than itself.")).collect();
    mixed.insert(9, STORY[3].to_owned());
    let mixed: Vec<&str> = mixed.iter().map(String::as_str).collect();
    assert_eq!(index.candidates(&prepared(&mixed)), [number]);
    assert_eq!(index.candidates(&noise(500)), [] as [u32; 0]);
}
