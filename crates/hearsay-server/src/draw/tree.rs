//! The origins of a figure, drawn from left to right: from where a claim began to the outlets that print it.

use hearsay::words::many;
use hearsay_core::format::{OriginNode, Passing};
use maud::{Markup, html};

const COLUMN: f64 = 236.0;
const ROW: f64 = 46.0;
const BOX: f64 = 196.0;
const HIGH: f64 = 36.0;
/// Boxes that are drawn; the list in words tells all.
const MOST: usize = 120;
/// Letters of a name in a box.
const LETTERS: usize = 29;

/// A source in its box.
struct Placed<'a> {
    node: &'a OriginNode,
    x: f64,
    y: f64,
    /// The middle of the right side of the box it comes from.
    from: Option<(f64, f64)>,
}

/// The drawing, and how it is read.
pub fn tree(roots: &[OriginNode]) -> Markup {
    let mut placed = Vec::new();
    let mut row = 0.0;
    for root in roots {
        place(root, 0, &mut row, &mut placed);
    }
    let left_out = roots.iter().map(size).sum::<usize>() - placed.len();
    let width = placed.iter().map(|one| one.x + BOX).fold(BOX, f64::max) + 4.0;
    let height = (row * ROW).max(ROW);
    html! {
        div.scroll tabindex="0" role="group" aria-label="Origins, drawn" {
            svg.origins viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height) role="img"
                aria-label="Origins of the claims, from left to right; the same stands below in words." {
                @for one in &placed {
                    @if let Some((x, y)) = one.from {
                        path class={ "edge " (kind(one.node.how)) }
                            d={ "M" (x) " " (y) "C" (x + 20.0) " " (y) " " (one.x - 20.0) " " (one.y) " " (one.x) " " (one.y) } {}
                    }
                }
                @for one in &placed { (drawn(one)) }
            }
        }
        ul.legend {
            li { svg.line viewBox="0 0 30 8" width="30" height="8" aria-hidden="true" { path.edge.cites d="M0 4H30" {} } " is cited by" }
            li { svg.line viewBox="0 0 30 8" width="30" height="8" aria-hidden="true" { path.edge.copies d="M0 4H30" {} } " is copied word for word by" }
            li { svg.line viewBox="0 0 30 8" width="30" height="8" aria-hidden="true" { path.edge.credits d="M0 4H30" {} } " is credited by" }
        }
        @if left_out > 0 { p.about { (many(left_out as u64, "more source")) " in the list below." } }
    }
}

/// Gives a source and those below it their places. A source stands in the middle of those who have it from it.
fn place<'a>(node: &'a OriginNode, depth: usize, row: &mut f64, placed: &mut Vec<Placed<'a>>) -> Option<f64> {
    if placed.len() >= MOST {
        return None;
    }
    let own = placed.len();
    let x = 2.0 + depth as f64 * COLUMN;
    placed.push(Placed { node, x, y: 0.0, from: None });
    let below: Vec<f64> = node.passed_to.iter().filter_map(|one| place(one, depth + 1, row, placed)).collect();
    let y = match (below.first(), below.last()) {
        (Some(first), Some(last)) => (first + last) / 2.0,
        _ => {
            *row += 1.0;
            (*row - 0.5) * ROW
        }
    };
    placed[own].y = y;
    let start = (x + BOX, y);
    // Those below stand right after it; theirs were tied to them before.
    for one in placed.iter_mut().skip(own + 1).filter(|one| one.from.is_none()) {
        one.from = Some(start);
    }
    Some(y)
}

fn drawn(one: &Placed<'_>) -> Markup {
    let OriginNode { name, side, claims, .. } = one.node;
    let short = match name.char_indices().nth(LETTERS) {
        Some((at, _)) => format!("{}…", name[..at].trim_end()),
        None => name.clone(),
    };
    let about = [side.clone(), Some(hearsay::words::word(&one.node.kind)), count(claims.len())];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    html! {
        g.box {
            title { (name) }
            rect x=(one.x) y=(one.y - HIGH / 2.0) width=(BOX) height=(HIGH) rx="4" {}
            text x=(one.x + 10.0) y=(one.y - 2.0) { (short) }
            text.about x=(one.x + 10.0) y=(one.y + 12.0) { (about) }
        }
    }
}

fn count(claims: usize) -> Option<String> {
    (claims > 0).then(|| many(claims as u64, "claim"))
}

fn size(node: &OriginNode) -> usize {
    1 + node.passed_to.iter().map(size).sum::<usize>()
}

fn kind(how: Passing) -> &'static str {
    match how {
        Passing::Began | Passing::Cites => "cites",
        Passing::Copies => "copies",
        Passing::Credits => "credits",
    }
}

/// The same in words, as a list of lists.
pub fn list(nodes: &[OriginNode]) -> Markup {
    html! {
        ul.origins-in-words {
            @for node in nodes {
                li {
                    (node.name)
                    @if let Some(side) = &node.side { " (" (side) ")" }
                    @match node.how {
                        Passing::Began => {}
                        Passing::Cites => ", cites it",
                        Passing::Copies => ", copies it word for word",
                        Passing::Credits => ", prints it with a credit",
                    }
                    @if !node.claims.is_empty() { ": " (many(node.claims.len() as u64, "claim")) }
                    @if !node.passed_to.is_empty() { (list(&node.passed_to)) }
                }
            }
        }
    }
}
