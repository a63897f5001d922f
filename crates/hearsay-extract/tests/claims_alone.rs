//! The claims of a report are the same whether or not the rest is asked for.

use hearsay_core::{Document, Text};

#[test]
fn claims_alone_are_the_claims_of_the_whole() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/en");
    let mut found = 0;
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    for path in paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
        let page = std::fs::read_to_string(path).unwrap();
        // The pages whole, and each of their lines: most of these hold no figure.
        for text in page.lines().chain([page.as_str()]) {
            let document = Document::of_text("x", Text::from(text));
            let claims = hearsay_extract::claims(&document);
            found += claims.len();
            assert_eq!(claims, hearsay_extract::extract(&document).claims, "{text}");
        }
    }
    assert!(found > 100, "{found}");
}
