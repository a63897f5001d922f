//! Reads and writes CoNLL-U, the notation of treebanks.

use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// One word of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The word as written.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Universal word class.
    pub upos: String,
    /// Features, "_" for none.
    pub feats: String,
    /// The head, counted from 1; 0 at the root.
    pub head: usize,
    /// Relation to the head.
    pub rel: String,
    /// The last column.
    pub misc: String,
    /// The word written as one with its neighbours, at the first of them: the form and how many words it holds.
    pub joined: Option<(String, usize)>,
    /// Whether white space follows.
    pub space_after: bool,
}

/// One sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The lines that start with `#`.
    pub comments: Vec<String>,
    /// Its words.
    pub words: Vec<Word>,
    /// Whether it opens a document.
    pub opens_document: bool,
    /// Whether it opens a paragraph.
    pub opens_paragraph: bool,
}

/// The bytes of a file, unpacked if its name ends in ".gz".
pub fn read_text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    let file = BufReader::new(File::open(path)?);
    if path.extension().is_some_and(|end| end == "gz") {
        MultiGzDecoder::new(file).read_to_string(&mut text)?;
    } else {
        { file }.read_to_string(&mut text)?;
    }
    Ok(text)
}

/// The trees of a file, unpacked if its name ends in ".gz".
pub fn read(path: &Path) -> io::Result<Vec<Tree>> {
    Ok(parse(&read_text(path)?))
}

/// The trees of a text in CoNLL-U. Empty nodes are left out.
pub fn parse(text: &str) -> Vec<Tree> {
    let mut trees = Vec::new();
    let mut tree = Tree::default();
    let mut joined: Option<(String, usize, usize, bool)> = None;
    for line in text.lines() {
        if line.is_empty() {
            joined = None;
            if !tree.words.is_empty() {
                trees.push(std::mem::take(&mut tree));
            }
            continue;
        }
        if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim();
            tree.opens_document |= comment.starts_with("newdoc");
            tree.opens_paragraph |= comment.starts_with("newpar") || comment.starts_with("newdoc");
            tree.comments.push(line.to_owned());
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() != 10 || columns[0].contains('.') {
            continue;
        }
        let space_after = !columns[9].split('|').any(|one| one == "SpaceAfter=No");
        if let Some((first, last)) = columns[0].split_once('-') {
            let (first, last) = (first.parse().unwrap_or(0), last.parse().unwrap_or(0));
            joined = Some((columns[1].to_owned(), first, last, space_after));
            continue;
        }
        let number = tree.words.len() + 1;
        let mut word = Word {
            form: columns[1].to_owned(),
            lemma: columns[2].to_owned(),
            upos: columns[3].to_owned(),
            feats: columns[5].to_owned(),
            head: columns[6].parse().unwrap_or(0),
            rel: columns[7].to_owned(),
            misc: columns[9].to_owned(),
            joined: None,
            space_after,
        };
        if let Some((form, first, last, space)) = &joined {
            if number == *first {
                word.joined = Some((form.clone(), last + 1 - first));
            }
            if (*first..=*last).contains(&number) {
                word.space_after = number == *last && *space;
            }
        }
        tree.words.push(word);
    }
    if !tree.words.is_empty() {
        trees.push(tree);
    }
    // Paragraphs may open inside a tree's comments only; a word inside one cannot open one.
    trees
}

/// The text of the trees: sentences parted by spaces, paragraphs by blank lines.
pub fn text(trees: &[Tree]) -> String {
    let mut text = String::new();
    for tree in trees {
        if tree.opens_paragraph && !text.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        let mut skip = 0;
        for word in &tree.words {
            if skip > 0 {
                skip -= 1;
            } else if let Some((form, words)) = &word.joined {
                text.push_str(form);
                skip = words - 1;
            } else {
                text.push_str(&word.form);
            }
            if skip == 0 && word.space_after {
                text.push(' ');
            }
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// Appends the tree in CoNLL-U.
pub fn write(tree: &Tree, out: &mut String) {
    for comment in &tree.comments {
        out.push_str(comment);
        out.push('\n');
    }
    for (index, word) in tree.words.iter().enumerate() {
        let number = index + 1;
        if let Some((form, words)) = &word.joined {
            let misc = if tree.words[(index + words - 1).min(tree.words.len() - 1)].space_after {
                "_"
            } else {
                "SpaceAfter=No"
            };
            out.push_str(&format!("{number}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n", index + words));
        }
        let inside = tree.words[..index]
            .iter()
            .enumerate()
            .any(|(first, other)| other.joined.as_ref().is_some_and(|(_, words)| first + words > index))
            || word.joined.is_some();
        let misc = if !word.misc.is_empty() && word.misc != "_" {
            word.misc.clone()
        } else if word.space_after || inside {
            "_".to_owned()
        } else {
            "SpaceAfter=No".to_owned()
        };
        let Word { form, lemma, upos, feats, head, rel, .. } = word;
        out.push_str(&format!("{number}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{rel}\t_\t{misc}\n"));
    }
    out.push('\n');
}
