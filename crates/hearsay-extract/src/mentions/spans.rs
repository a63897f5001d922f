//! Which words of a subtree belong to the phrase, and which of those to the name.

use super::kinds::is_facility;
use crate::layer::{Id, Ids, Layer};
use crate::syntax::Syntax;
use crate::tags::{Entity, Rel, Upos};
use crate::tokens::Token;
use hearsay_core::Text;

/// Whether the child's subtree belongs to the phrase of its head.
fn belongs(syntax: &Syntax, head: Id<Token>, child: Id<Token>) -> bool {
    let before = child < head;
    let clause = syntax.child(head, Rel::Nsubj).is_some() || syntax.child(head, Rel::NsubjPass).is_some();
    match syntax.rel(child) {
        Rel::Case => !before,
        Rel::Flat
        | Rel::Fixed
        | Rel::Goeswith
        | Rel::Det
        | Rel::DetPredet
        | Rel::Compound
        | Rel::Amod
        | Rel::Nummod => true,
        Rel::NmodPoss | Rel::NmodDesc | Rel::NmodUnmarked | Rel::AclRelcl | Rel::CompoundPrt => true,
        // "St Petersburg in 1851": where and when a name was are not part of it; the seat of a body or building is.
        Rel::Nmod if syntax.upos(head) == Upos::Propn => !before && !sets_in_place(syntax, head, child),
        Rel::Nmod => !before,
        Rel::Acl => !before,
        Rel::Advmod => before && !clause && syntax.upos(head) != Upos::Propn,
        // "Durham, North Carolina" is one place, "Durham University, England" one body.
        Rel::Appos | Rel::List => {
            let place = |token| syntax.entity(token) == Entity::Place && syntax.upos(token) == Upos::Propn;
            let seat = place(head) || syntax.entity(head) == Entity::Organization;
            !before && seat && place(child) && child.index() - head.index() <= 4
        }
        _ => false,
    }
}

/// Whether the child tells where or when its head was.
fn sets_in_place(syntax: &Syntax, head: Id<Token>, child: Id<Token>) -> bool {
    let case = syntax.child(child, Rel::Case).map_or("", |case| syntax.lemma(case));
    let seat = case == "in"
        && syntax.entity(child) == Entity::Place
        && (syntax.entity(head) == Entity::Organization || is_facility(syntax, head));
    syntax.entity(child) == Entity::Time || !seat && matches!(case, "in" | "at" | "to" | "on" | "into")
}

/// The phrase of a head: an unbroken run of its words that holds the head.
pub fn phrase(
    text: &Text,
    tokens: &Layer<Token>,
    syntax: &Syntax,
    sentence: Ids<Token>,
    head: Id<Token>,
) -> Ids<Token> {
    let first = sentence.range().start;
    let mut inside = vec![false; sentence.len()];
    let mut next = vec![head];
    inside[head.index() - first] = true;
    let mut budget = sentence.len();
    while let Some(at) = next.pop() {
        for child in syntax.children(at) {
            let apart = at == head && child > head && in_brackets(text, tokens, syntax, child);
            if (at != head || belongs(syntax, head, child)) && !apart && budget > 0 && sentence.contains(child) {
                budget -= 1;
                inside[child.index() - first] = true;
                next.push(child);
            }
        }
    }
    let at = head.index() - first;
    // Marks between the words of the phrase (hyphens, inner commas) belong to it.
    let mark = |i: usize| syntax.rel(Id::new(first + i)) == Rel::Punct;
    let mut start = at;
    let mut end = at + 1;
    while let Some(i) = (0..start).rev().find(|&i| inside[i]) {
        if (i + 1..start).all(mark) && start - i <= 2 {
            start = i;
        } else {
            break;
        }
    }
    while let Some(i) = (end..sentence.len()).find(|&i| inside[i]) {
        if (end..i).all(mark) && i - end <= 1 {
            end = i + 1;
        } else {
            break;
        }
    }
    while end > at + 1 && mark(end - 1) && !closes(syntax, first, start, end) {
        end -= 1;
    }
    // What joins the phrase to the sentence is not part of it, though it may hang on its first word.
    let joint = |i: usize| {
        let token = Id::new(first + i);
        mark(i) && syntax.upos(token) == Upos::Punct
            || matches!(syntax.rel(token), Rel::Case | Rel::Cc | Rel::Mark | Rel::Discourse)
            || syntax.upos(head) == Upos::Propn && syntax.rel(token) == Rel::Advmod
    };
    while start < at && joint(start) {
        start += 1;
    }
    Ids::new(first + start..first + end)
}

/// Whether the last mark of the run hangs on a word inside it, as a closing bracket or quote does.
fn closes(syntax: &Syntax, first: usize, start: usize, end: usize) -> bool {
    let last = Id::new(first + end - 1);
    syntax.head(last).is_some_and(|head| head.index() > first + start && head.index() + 1 < first + end)
        && (start..end - 1).any(|i| {
            let other = Id::new(first + i);
            syntax.rel(other) == Rel::Punct && syntax.head(other) == syntax.head(last)
        })
}

/// Whether the words of this child stand in brackets after its head, other than a birth ("(born 3 April 1978)").
fn in_brackets(text: &Text, tokens: &Layer<Token>, syntax: &Syntax, child: Id<Token>) -> bool {
    let word = |token: Id<Token>| text.at(tokens[token].span);
    let birth = |at: usize| at < tokens.len() && matches!(word(Id::new(at)), "born" | "b." | "née" | "nee");
    syntax.children(child).next().is_some_and(|first| matches!(word(first), "(" | "[") && !birth(first.index() + 1))
}

/// The name inside a phrase, and the title or role before it.
pub fn name(
    text: &Text,
    tokens: &Layer<Token>,
    syntax: &Syntax,
    phrase: Ids<Token>,
    head: Id<Token>,
) -> (Ids<Token>, Option<Ids<Token>>) {
    let titles: Vec<Id<Token>> = syntax.children(head).filter(|&child| syntax.rel(child) == Rel::NmodDesc).collect();
    let title = titles.first().map(|&first| {
        let start = syntax.extent(first).range().start.max(phrase.range().start);
        let end = titles.iter().map(|title| title.index() + 1).max().unwrap_or(start + 1);
        Ids::new(start..end.max(start + 1))
    });
    let capital =
        |at: usize| text.at(tokens[Id::new(at)].span).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let proper = |at: usize| {
        let token = Id::new(at);
        let part =
            matches!(syntax.rel(token), Rel::Flat | Rel::Compound | Rel::Amod | Rel::Nummod | Rel::Punct | Rel::Nmod);
        let linked =
            syntax.upos(token) == Upos::Adp || syntax.upos(token) == Upos::Det || syntax.upos(token) == Upos::Cconj;
        syntax.upos(token) == Upos::Propn || part && capital(at) || part && text.at(tokens[token].span) == "-" || linked
    };
    let mut floor = title.map_or(phrase.range().start, |title| title.range().end);
    // "Ukrainian President": what stands before the title is the title's.
    if floor > head.index() {
        floor = phrase.range().start;
    }
    let mut start = head.index();
    while start > floor && proper(start - 1) && syntax.rel(Id::new(start - 1)) != Rel::Det {
        start -= 1;
    }
    let mut end = head.index() + 1;
    while end < phrase.range().end && proper(end) {
        end += 1;
    }
    let name_end =
        |at: usize| matches!(syntax.upos(Id::new(at)), Upos::Propn | Upos::Num | Upos::Noun | Upos::Adj | Upos::X);
    while end > head.index() + 1 && !name_end(end - 1) {
        end -= 1;
    }
    while start < head.index() && !capital(start) {
        start += 1;
    }
    (Ids::new(start..end), title)
}
