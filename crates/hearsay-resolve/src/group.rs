//! Which of the affected a claim counts: everybody, or a part ("three of them children").

use hearsay_core::{Affected, Role};
use std::sync::LazyLock;

/// A class of affected people; an index into the lines of the data file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group(u8);

struct Class {
    name: &'static str,
    part_of: Option<Group>,
}

struct Classes {
    classes: Vec<Class>,
    words: Vec<(&'static str, Group)>,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let mut read = Classes { classes: Vec::new(), words: Vec::new() };
    for line in include_str!("../data/figures/groups.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(name), Some(whole), Some(words)) = (columns.next(), columns.next(), columns.next()) else { continue };
        let group = Group(read.classes.len() as u8);
        read.words.extend(words.split('|').map(|word| (word, group)));
        let part_of = read.classes.iter().position(|class| class.name == whole).map(|at| Group(at as u8));
        read.classes.push(Class { name, part_of });
    }
    read
});

impl Group {
    /// Everybody affected.
    pub const WHOLE: Group = Group(0);

    /// The class that the words of a claim name, or that the role of the affected gives where they name none.
    pub fn of(affected: &Affected) -> Group {
        let words = affected.quote.as_ref().map(|quote| quote.text.to_lowercase()).unwrap_or_default();
        // "soldiers from two villages" counts soldiers: what follows a preposition describes.
        let cut = [" from ", " in ", " of ", " who ", " at ", " near ", ",", " that ", " with "];
        let head =
            cut.iter().filter_map(|mark| words.find(mark)).min().and_then(|at| words.get(..at)).unwrap_or(&words);
        let ending =
            |word: &str| head == word || head.strip_suffix(word).is_some_and(|before| before.ends_with([' ', '-']));
        let found = CLASSES.words.iter().filter(|(word, _)| ending(word)).max_by_key(|(word, _)| word.len());
        match (found.map(|&(_, group)| group), affected.role) {
            (Some(group), _) if group != Group::WHOLE => group,
            (_, Role::Military) => Group::named("soldiers"),
            (_, Role::Militant) => Group::named("fighters"),
            (_, Role::Police) => Group::named("police"),
            _ if words.contains("civilian") => Group::named("civilians"),
            _ => Group::WHOLE,
        }
    }

    /// The class of that name in the data file; everybody where there is none.
    pub fn named(name: &str) -> Group {
        CLASSES.classes.iter().position(|class| class.name == name).map_or(Group::WHOLE, |at| Group(at as u8))
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match CLASSES.classes.get(usize::from(self.0)) {
            Some(class) if self != Group::WHOLE => class.name,
            _ => "people",
        }
    }

    /// Whether everybody counted in this class is counted in the other too.
    pub fn is_part_of(self, whole: Group) -> bool {
        let up = |group: &Group| CLASSES.classes.get(usize::from(group.0)).and_then(|class| class.part_of);
        std::iter::successors(up(&self), up).take(8).any(|group| group == whole)
    }
}

#[test]
fn words_name_the_class_and_classes_nest() {
    use hearsay_core::{Quote, Span};
    let of = |words: &str, role| {
        Group::of(&Affected { quote: Some(Quote::new(Span::new(0, 1), words)), side: None, role }).name()
    };
    assert_eq!(of("people", Role::Unknown), "people");
    assert_eq!(of("schoolchildren from two villages", Role::Civilian), "students");
    assert_eq!(of("North Korean soldiers", Role::Military), "soldiers");
    assert_eq!(of("of its members", Role::Militant), "fighters");
    assert_eq!(of("police officers", Role::Police), "police");
    assert_eq!(of("suicide bombers", Role::Militant), "attackers");
    assert!(Group::named("children").is_part_of(Group::WHOLE));
    assert!(Group::named("children").is_part_of(Group::named("civilians")));
    assert!(!Group::WHOLE.is_part_of(Group::named("children")));
}
