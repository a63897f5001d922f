//! Credits: the words by which a report names the agency whose story it prints.

use hearsay_core::Document;
use std::sync::LazyLock;

/// How a report credits another outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CreditKind {
    /// The story is the other's: "(Reuters)" in the first line, "(AFP)" at the end, the agency as byline.
    Whole,
    /// Parts of it are: "with Reuters", "AP contributed to this report".
    Part,
}

/// An agency or outlet credited by a report.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Credit {
    /// Its name as in the list of agencies.
    pub outlet: String,
    /// For how much.
    pub kind: CreditKind,
}

/// Each agency with the forms of its name, in lower case.
static AGENCIES: LazyLock<Vec<(&'static str, Vec<String>)>> = LazyLock::new(|| {
    let lines = include_str!("../../data/copies/agencies.tsv").lines().filter(|line| !line.starts_with('#'));
    let named = lines.filter_map(|line| line.split_once('\t'));
    named.map(|(name, forms)| (name, forms.split('|').map(|form| plain(form.trim())).collect())).collect()
});

/// The credits of a report, the surest first.
pub fn credits(document: &Document) -> Vec<Credit> {
    let text = document.text.as_str();
    let head: String = text.chars().take(220).collect();
    let tail: String = {
        let count = text.chars().count();
        text.chars().skip(count.saturating_sub(260)).collect()
    };
    let (head, tail) = (plain(&head), plain(&tail));
    let byline = plain(document.byline.as_deref().unwrap_or(""));
    let outlet = plain(document.outlet.as_deref().unwrap_or(""));
    let mut found = Vec::new();
    for (name, forms) in AGENCIES.iter() {
        let named = |form: &String| [&head, &tail, &byline].iter().any(|part| part.contains(form.as_str()));
        if !forms.iter().any(named) || forms.contains(&outlet) {
            continue;
        }
        let whole = forms.iter().any(|form| {
            head.contains(&format!("({form})"))
                || head.contains(&format!("({form}/"))
                || head.contains(&format!("/{form})"))
                || tail.contains(&format!("({form})"))
                || tail.contains(&format!("source: {form}"))
                || byline == *form
                || byline.starts_with(&format!("{form} "))
        });
        let part = || {
            forms.iter().any(|form| {
                let with = ["with ", "with input from ", "with inputs from ", "with reporting by ", "with files from "];
                with.iter().any(|with| {
                    [")", ".", "\n", " "]
                        .iter()
                        .any(|end| tail.trim_end().ends_with(&format!("{with}{form}{end}").trim_end().to_owned()))
                        || tail.contains(&format!("({with}{form})"))
                        || tail.contains(&format!("({with}{form},"))
                }) || tail.contains(&format!("{form} contributed to this "))
                    || tail.contains(&format!("{form} also contributed"))
            })
        };
        if whole {
            found.push(Credit { outlet: (*name).to_owned(), kind: CreditKind::Whole });
        } else if part() {
            found.push(Credit { outlet: (*name).to_owned(), kind: CreditKind::Part });
        }
    }
    found.sort_by_key(|credit| credit.kind);
    found
}

/// Lower case, with single spaces.
fn plain(words: &str) -> String {
    words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn credits_are_read_at_the_head_and_the_foot() {
    use hearsay_core::Text;
    let of = |text: &str| {
        let mut document = Document::of_text("x", Text::from(text));
        document.outlet = Some("Harbour Gazette".into());
        credits(&document).into_iter().map(|credit| (credit.outlet, credit.kind)).collect::<Vec<_>>()
    };
    let reuters = |kind| vec![("Reuters".to_owned(), kind)];
    assert_eq!(of("ADEN (Reuters) - Two people died."), reuters(CreditKind::Whole));
    assert_eq!(of("Two people died, police said.\n\n(With inputs from Reuters)"), reuters(CreditKind::Part));
    assert_eq!(of("Two people died. Reuters contributed to this report."), reuters(CreditKind::Part));
    assert_eq!(of("Two people died, police told Reuters."), []);
}
