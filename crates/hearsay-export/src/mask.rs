//! Names of private people, blotted out letter by letter, so that every offset still holds.
//!
//! A name is private unless the report gives its bearer a public office somewhere. When in doubt it is masked: a
//! president called by the bare name in the whole report is masked too.

use crate::offices;
use hearsay_core::format::Recorded;
use std::collections::BTreeSet;

/// What stands for each letter of a masked name.
const BLOT: char = '█';

/// Whether some of the words are masked.
pub fn is_masked(words: &str) -> bool {
    words.contains(BLOT)
}

/// The private names of one report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mask {
    /// The longest first, so that a whole name goes before its parts.
    names: Vec<String>,
}

impl Mask {
    /// The private ones among the names of people that a report, of that headline and text, gives.
    pub fn new(title: Option<&str>, text: &str, people: impl IntoIterator<Item = String>) -> Mask {
        let names: BTreeSet<String> = people.into_iter().filter(|name| is_name(name)).collect();
        let holds_office = |name: &String| {
            offices::within(name) || [title, Some(text)].into_iter().flatten().any(|text| told_with_office(text, name))
        };
        let (public, rest): (Vec<_>, Vec<_>) = names.into_iter().partition(holds_office);
        // A bare family name is that of the office bearer whose name it is a part of.
        let short =
            |name: &String| public.iter().any(|whole| parts(name).all(|part| parts(whole).any(|of| of == part)));
        let private: Vec<String> = rest.into_iter().filter(|name| !short(name)).collect();
        let families = private.iter().filter_map(|name| parts(name).nth(1).and(parts(name).next_back()));
        let shared = |family: &&str| public.iter().any(|name| parts(name).any(|part| part == *family));
        let families: Vec<String> =
            families.filter(|family| is_name(family) && !shared(family)).map(str::to_owned).collect();
        let mut names: Vec<String> = private.into_iter().chain(families).collect();
        names.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        names.dedup();
        Mask { names }
    }

    /// The words with every private name blotted out; as many letters as before.
    pub fn words(&self, words: &str) -> String {
        let mut masked = words.to_owned();
        for name in &self.names {
            let places: Vec<usize> = occurrences(&masked, name).collect();
            for at in places.into_iter().rev() {
                let blotted: String =
                    name.chars().map(|letter| if letter.is_whitespace() { letter } else { BLOT }).collect();
                masked.replace_range(at..at + name.len(), &blotted);
            }
        }
        masked
    }

    /// Masks every name that the claim and the heading of its report hold. An address or a file name in which a private
    /// name stands is left out.
    pub fn apply(&self, recorded: &mut Recorded) {
        let mask = |words: &mut String| *words = self.words(words);
        let Recorded { report, claim, .. } = recorded;
        mask(&mut claim.quantity.text);
        claim.affected.text.iter_mut().for_each(mask);
        claim.affected.side.iter_mut().for_each(mask);
        claim.actor.iter_mut().for_each(|actor| mask(&mut actor.text));
        if let Some(place) = &mut claim.place {
            mask(&mut place.text);
        }
        claim.time.iter_mut().for_each(|time| mask(&mut time.text));
        claim.sources.iter_mut().for_each(|source| mask(&mut source.name));
        claim.stances.iter_mut().for_each(|on| mask(&mut on.holder));
        mask(&mut claim.evidence.text);
        report.title.as_mut().map(mask);
        report.outlet.as_mut().map(mask);
        if report.url.as_ref().is_some_and(|url| self.is_told_by(url)) {
            report.url = None;
        }
        if self.is_told_by(&report.id) {
            report.id = report.document.to_string();
        }
    }

    /// Whether a part of a private name stands in an address or a file name, where names are written in any case.
    fn is_told_by(&self, address: &str) -> bool {
        let address = address.to_lowercase();
        let told = |part: &str| part.chars().count() > 2 && address.contains(&part.to_lowercase());
        self.names.iter().flat_map(|name| parts(name)).any(told)
    }
}

/// Whether words can be a name at all: some part begins with a capital, or has no capitals to begin with.
fn is_name(words: &str) -> bool {
    let long = words.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    long && parts(words).any(|part| part.starts_with(|first: char| first.is_alphabetic() && !first.is_lowercase()))
}

fn parts(name: &str) -> impl DoubleEndedIterator<Item = &str> {
    name.split_whitespace()
}

/// Whether an office stands beside the name anywhere in the text.
fn told_with_office(text: &str, name: &str) -> bool {
    occurrences(text, name).any(|at| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + name.len()..).unwrap_or_default());
        let near = before.char_indices().rev().nth(160).map_or(0, |(at, _)| at);
        offices::before(before.get(near..).unwrap_or_default()) || offices::after(after)
    })
}

/// Where the name stands as whole words.
fn occurrences<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    text.match_indices(name).map(|(at, _)| at).filter(move |&at| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|after| after.chars().next());
        !word(before) && !word(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mask(text: &str, people: &[&str]) -> Mask {
        Mask::new(None, text, people.iter().map(|&name| name.to_owned()))
    }

    #[test]
    fn private_names_go_and_offices_stay() {
        let text = "Mara Lindqvist, a baker in Kvarnø, counted twelve dead. “Twelve,” said Lindqvist. The mayor, Olaf Brandt, \
                    spoke of ten. Brandt and Mayor Olaf Brandt’s neighbour Ida Brandt saw it.";
        let mask = mask(text, &["Mara Lindqvist", "Lindqvist", "Olaf Brandt", "Brandt", "Ida Brandt"]);
        let masked = mask.words(text);
        assert_eq!(
            masked,
            "████ █████████, a baker in Kvarnø, counted twelve dead. “Twelve,” said █████████. The mayor, Olaf Brandt, \
             spoke of ten. Brandt and Mayor Olaf Brandt’s neighbour ███ ██████ saw it."
        );
        assert_eq!(masked.chars().count(), text.chars().count());
    }

    #[test]
    fn a_family_name_goes_with_its_person_and_only_as_a_whole_word() {
        let mask = mask("Mara Linden fled.", &["Mara Linden"]);
        assert_eq!(mask.words("Linden, Lindenau, MaraLinden, Mara"), "██████, Lindenau, MaraLinden, Mara");
    }

    #[test]
    fn descriptions_and_empty_words_are_no_names() {
        assert_eq!(mask("a resident fled", &["a resident", "", "X"]), Mask::default());
    }

    #[test]
    fn addresses_tell_names_too() {
        let mask = mask("Mara Linden fled.", &["Mara Linden"]);
        assert!(mask.is_told_by("https://wire.example/mara-LINDEN-fled"));
        assert!(!mask.is_told_by("https://wire.example/1"));
    }
}
