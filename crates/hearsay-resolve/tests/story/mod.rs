//! How a story writes its reports and claims, and how a figure is written under it.

use hearsay_core::format::{Figure, OriginNode, Passing, RelationKind};
use hearsay_core::*;

/// A report of a story.
pub struct Report {
    pub document: Document,
    pub claims: Vec<Claim>,
}

/// Reads lines such as
///
/// ```text
/// Reuters 2025-01-13
/// > A paragraph of the report.
/// killed 12 people <- Aden police (government)
/// ```
pub fn reports(about: &str, lines: &[&str]) -> Vec<Report> {
    let mut cut: Vec<Vec<&str>> = Vec::new();
    for line in lines.iter().filter(|line| !line.trim().is_empty()) {
        let claim = line.starts_with('>') || Measure::from_name(line.split(' ').next().unwrap_or("")).is_some();
        match cut.last_mut() {
            Some(report) if claim => report.push(line),
            _ => cut.push(vec![line]),
        }
    }
    cut.iter().map(|lines| report(about, lines)).collect()
}

fn report(about: &str, lines: &[&str]) -> Report {
    let (outlet, date) = lines[0].rsplit_once(' ').expect("an outlet and a day");
    // The name of the story stands in every report, as the names of an event do.
    let mut text = format!("Reports on the {about}.");
    for line in &lines[1..] {
        text.push_str("\n\n");
        text.push_str(line.strip_prefix("> ").unwrap_or(line));
    }
    let mut document = Document::of_text(outlet, Text::new(text));
    document.outlet = Some(outlet.to_owned());
    document.published = Some(date.parse().expect("a day"));
    let document = document.identified();
    let claims = lines[1..].iter().filter(|line| !line.starts_with('>'));
    let claims = claims.map(|line| claim(&document, line)).collect();
    Report { document, claims }
}

/// `killed about 12 soldiers (Russia) at Kursk total denied <- name (kind) ! Moscow denies : "12 people were killed"`
fn claim(document: &Document, line: &str) -> Claim {
    let text = document.text.as_str();
    let at = |words: &str| {
        let start = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the report")) as u32;
        Quote::new(Span::new(start, start + words.len() as u32), words)
    };
    let (head, evidence) = match line.split_once(" : ") {
        Some((head, words)) => (head, words.trim_matches('"')),
        None => (line, line),
    };
    let mut parts = head.split(" <- ");
    let first = parts.next().unwrap_or("");
    let mut chain: Vec<&str> = parts.collect();
    let mut stances = Vec::new();
    let (mut first, mut last) = (first, chain.pop());
    for text in [Some(&mut first), last.as_mut()].into_iter().flatten() {
        if let Some((before, stance)) = text.split_once(" ! ") {
            let (holder, word) = stance.rsplit_once(' ').expect("a holder and a stance");
            let stance = match word {
                "denies" => Stance::Denies,
                "not_acknowledged" => Stance::NotAcknowledged,
                other => panic!("no stance {other}"),
            };
            stances.push(StanceOn { holder: holder.to_owned(), stance, quote: at(evidence) });
            *text = before;
        }
    }
    chain.extend(last);
    let source = |words: &&str| {
        let (name, kind) = words.rsplit_once(" (").expect("a source and its kind");
        let kind = serde_json::from_value(kind.trim_end_matches(')').into()).expect("a kind of source");
        Source { name: name.to_owned(), kind, quote: None }
    };
    let chain = chain.iter().map(source).collect();
    let mut words: Vec<&str> = first.split(' ').collect();
    let measure = Measure::from_name(words.remove(0)).expect("a measure");
    let hedge = match words[0] {
        "about" => Hedge::About,
        "least" => Hedge::AtLeast,
        _ => Hedge::Exact,
    };
    if hedge != Hedge::Exact {
        words.remove(0);
    }
    let number: u64 = words.remove(0).parse().expect("a number");
    let (low, high) = match hedge {
        Hedge::Exact => (Some(number), Some(number)),
        Hedge::AtLeast => (Some(number), None),
        _ => (None, None),
    };
    let mut take = |word: &str| words.iter().position(|one| *one == word).map(|at| words.remove(at)).is_some();
    let (total, denied) = (take("total"), take("denied"));
    let rest = words.join(" ");
    let (rest, place) = rest.split_once(" at ").map_or((rest.as_str(), None), |(rest, place)| (rest, Some(place)));
    let (group, side) = match rest.split_once('(') {
        Some((group, side)) => (group.trim(), Some(side.trim_end_matches(')').to_owned())),
        None => (rest.trim(), None),
    };
    let quote = at(evidence);
    Claim {
        id: ClaimId(Digest::of("claim", &[])),
        document: document.id,
        chain,
        measure,
        quantity: Quantity { low, best: Some(number), high, hedge, unit: Unit::People, quote: quote.clone() },
        affected: Affected {
            quote: (!group.is_empty()).then(|| Quote::new(quote.span, group)),
            side,
            role: Role::Unknown,
        },
        actor: None,
        place: place.map(|place| Place {
            quote: Quote::new(quote.span, place),
            name: None,
            country: None,
            lat: None,
            lon: None,
            precision: 3,
        }),
        time: None,
        scope: if total { Scope::Cumulative } else { Scope::Incident },
        modality: if denied { Modality::Denied } else { Modality::Asserted },
        stances,
        part_of: None,
        evidence: quote,
        confidence: Confidence::new(1.0),
        method: "story".to_owned(),
    }
    .identified()
}

/// A figure in lines: its title and counts, its origins as a tree, its relations.
pub fn figure(figure: &Figure) -> String {
    let origins = &figure.origins;
    let mut out = format!(
        "{}: {} claims, {} outlets, {} independent, {} unnamed\n",
        figure.title,
        figure.series.len(),
        origins.outlets,
        origins.independent,
        origins.anonymous
    );
    for party in &origins.parties {
        out.push_str(&format!("a party's own: {party}\n"));
    }
    for circle in &origins.circular {
        out.push_str(&format!("in a circle: {}\n", circle.join(" -> ")));
    }
    origins.tree.iter().for_each(|node| branch(node, 0, &mut out));
    for relation in figure.relations.iter().filter(|relation| relation.kind != RelationKind::DifferenceOfScope) {
        let kind = serde_json::to_value(relation.kind).unwrap();
        out.push_str(&format!("{}: {}\n", kind.as_str().unwrap_or(""), relation.reason));
    }
    out
}

fn branch(node: &OriginNode, depth: usize, out: &mut String) {
    let how = match node.how {
        Passing::Began => "",
        Passing::Cites => " cites it",
        Passing::Copies => " copies it",
        Passing::Credits => " prints it",
    };
    let claims = if node.claims.is_empty() { String::new() } else { format!(" [{}]", node.claims.len()) };
    out.push_str(&format!("{}- {}{how}{claims}\n", "  ".repeat(depth), node.name));
    node.passed_to.iter().for_each(|one| branch(one, depth + 1, out));
}
