//! Names brought to one plain form, so that "the Russian Ministry of Defence" and "Russia's defense ministry" can meet.

/// Lower case, without article, possessive, full stops and brackets; hyphens are spaces, and spelling is American.
pub fn plain(name: &str) -> String {
    let mut out = String::new();
    let lower = name.to_lowercase().replace(['’', '`'], "'");
    for word in lower.split(|c: char| c.is_whitespace() || "-–—/\"“”‘,;:&()[]".contains(c)) {
        let word = word.strip_suffix("'s").or(word.strip_suffix("s'")).unwrap_or(word);
        let word: String = word.chars().filter(|c| !".'".contains(*c)).collect();
        let word = match word.as_str() {
            "" | "the" | "a" | "an" | "and" => continue,
            "defence" => "defense",
            "organisation" => "organization",
            "centre" => "center",
            "programme" => "program",
            "kiev" => "kyiv",
            "u" => continue,
            word => word,
        };
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// What stands in brackets, and the name without it.
pub(super) fn brackets(name: &str) -> Option<(String, String)> {
    let (before, rest) = name.split_once('(')?;
    // A name may have been cut before its bracket closes.
    let (inside, after) = rest.split_once(')').unwrap_or((rest, ""));
    Some((inside.trim().to_owned(), format!("{}{after}", before.trim())))
}

#[test]
fn plain_names_meet() {
    assert_eq!(plain("The Russian Ministry of Defence"), "russian ministry of defense");
    assert_eq!(plain("Russia’s defense ministry"), "russia defense ministry");
    assert_eq!(plain("U.S.-led coalition"), "us led coalition");
    assert_eq!(plain("Al-Manar TV"), "al manar tv");
    assert_eq!(brackets("National Service (NS)"), Some(("NS".to_owned(), "National Service".to_owned())));
    assert_eq!(brackets("National Service (NS"), Some(("NS".to_owned(), "National Service".to_owned())));
}
