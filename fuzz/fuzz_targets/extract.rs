//! Any text: extraction gives a result whose quotes all stand in the text.
#![no_main]

use hearsay_core::{Document, Text, format::Report};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = Document::of_text("fuzz", Text::from(text));
    let extraction = hearsay_extract::extract(&document);
    for claim in &extraction.claims {
        assert!(claim.quotes().all(|quote| quote.stands_in(&document.text)));
    }
    let letters: Vec<char> = text.chars().collect();
    for claim in Report::of(&document, &extraction).claims {
        let evidence = &claim.evidence;
        assert_eq!(String::from_iter(&letters[evidence.start as usize..evidence.end as usize]), evidence.text);
    }
});
