//! The timeline of a figure: a point for each claim at its day, its interval as a whisker, an open end as an arrow.

use super::axis::{Days, Numbers};
use super::shapes::{SHAPES, shape};
use hearsay::words::number;
use hearsay_core::format::{Figure, FigurePoint, RelationKind};
use hearsay_core::{ClaimId, Modality};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 340.0;
const LEFT: f64 = 62.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 18.0;
const BOTTOM: f64 = 34.0;
const RADIUS: f64 = 5.0;
/// Points that are drawn: of more, the latest.
const MOST: usize = 300;

/// Where a claim stands in the drawing.
struct Place<'a> {
    point: &'a FigurePoint,
    source: usize,
    x: f64,
    y: f64,
}

/// The shape of each origin, those with most claims first.
pub fn sources(figure: &Figure) -> BTreeMap<&str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    figure.series.iter().for_each(|point| *counts.entry(&point.origin).or_default() += 1);
    let mut names: Vec<&str> = counts.keys().copied().collect();
    names.sort_by_key(|name| std::cmp::Reverse(counts.get(name).copied()));
    names.into_iter().enumerate().map(|(at, name)| (name, at.min(SHAPES - 1))).collect()
}

/// The drawing with its legend.
pub fn timeline(figure: &Figure) -> Markup {
    let dated: Vec<(Date, &FigurePoint)> =
        figure.series.iter().filter_map(|point| Some((point.published?, point))).collect();
    let undated = figure.series.len() - dated.len();
    let dated = &dated[dated.len().saturating_sub(MOST)..];
    let (Some((first, _)), Some((last, _))) = (dated.first(), dated.last()) else {
        return html! { p.none { "No claim of this figure has a day of publication, so there is no timeline." } };
    };
    let sources = sources(figure);
    let least = dated.iter().map(|(_, point)| point.low).min().unwrap_or(0);
    let tops = dated.iter().map(|(_, point)| point.high.or(point.named).unwrap_or(point.low).max(point.low));
    let numbers = Numbers::over(least, tops.max().unwrap_or(0));
    let scale = Days::over(*first, *last);
    let x = |day: Date| LEFT + scale.part(day) * (WIDTH - LEFT - RIGHT);
    let y = |value: u64| HEIGHT - BOTTOM - numbers.part(value) * (HEIGHT - TOP - BOTTOM);
    let places = places(dated, &sources, scale.wide() * (WIDTH - LEFT - RIGHT), &x, &y);
    let denied = denied(figure);
    html! {
        figure.timeline {
            div.scroll tabindex="0" role="group" aria-label="Timeline" {
                svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="group" aria-label=(label(figure)) {
                    g.grid {
                        @for mark in numbers.marks() {
                            path d={ "M" (LEFT) " " (f(y(mark))) "H" (WIDTH - RIGHT) } {}
                            text x=(LEFT - 8.0) y=(f(y(mark) + 4.0)) text-anchor="end" { (number(mark)) }
                        }
                        @for (day, words) in scale.marks() {
                            path d={ "M" (f(x(day))) " " (HEIGHT - BOTTOM) "v5" } {}
                            text x=(f(x(day).min(WIDTH - 40.0))) y=(HEIGHT - BOTTOM + 20.0) text-anchor="middle" { (words) }
                        }
                    }
                    (revisions(figure, &places))
                    @for place in &places { (mark(place, &y, denied.contains(&place.point.claim))) }
                }
            }
            (legend(figure, &sources))
            @if undated > 0 { p.about { (hearsay::words::many(undated as u64, "claim")) " without a day of publication not drawn." } }
        }
    }
}

/// Claims of one day stand side by side, in the room that a day has.
fn places<'a>(
    dated: &[(Date, &'a FigurePoint)],
    sources: &BTreeMap<&str, usize>,
    day: f64,
    x: &dyn Fn(Date) -> f64,
    y: &dyn Fn(u64) -> f64,
) -> Vec<Place<'a>> {
    let mut places: Vec<Place> = Vec::new();
    for same in dated.chunk_by(|(a, _), (b, _)| a == b) {
        let step = (3.0 * RADIUS).min((0.9 * day).max(60.0) / same.len() as f64);
        let start = -step * (same.len() as f64 - 1.0) / 2.0;
        for (at, (day, point)) in same.iter().enumerate() {
            let source = sources.get(point.origin.as_str()).copied().unwrap_or(SHAPES - 1);
            let x = (x(*day) + start + step * at as f64).clamp(LEFT + RADIUS, WIDTH - RIGHT - RADIUS);
            places.push(Place { point, source, x, y: y(point.named.unwrap_or(point.low)) });
        }
    }
    places
}

/// Lines from each number to the one that took its place.
fn revisions(figure: &Figure, places: &[Place<'_>]) -> Markup {
    let at: BTreeMap<ClaimId, &Place> = places.iter().map(|place| (place.point.claim, place)).collect();
    let revisions = figure.relations.iter().filter(|relation| relation.kind == RelationKind::Revision);
    let ends =
        revisions.filter_map(|relation| Some((at.get(relation.claims.first()?)?, at.get(relation.claims.last()?)?)));
    html! {
        @for (from, to) in ends {
            path class={ "revision s" (to.source) } d={ "M" (f(from.x)) " " (f(from.y)) "L" (f(to.x)) " " (f(to.y)) } {}
        }
    }
}

/// Claims of which somebody says that it is not so.
fn denied(figure: &Figure) -> BTreeSet<ClaimId> {
    let denials = figure.relations.iter().filter(|relation| relation.kind == RelationKind::Denial);
    denials.flat_map(|relation| relation.claims.iter().copied()).collect()
}

/// One claim: whisker and shape, a stroke through it where it is itself a denial, a sign where somebody denies it.
fn mark(place: &Place<'_>, y: &dyn Fn(u64) -> f64, against: bool) -> Markup {
    let Place { point, source, x, .. } = place;
    let low = y(point.low);
    let high = point.high.map_or(TOP - 8.0, y);
    let whisker = if point.high.is_some() {
        format!("M{x:.1} {low:.1}V{high:.1}M{:.1} {low:.1}h6M{:.1} {high:.1}h6", x - 3.0, x - 3.0)
    } else {
        format!("M{:.1} {low:.1}h6M{x:.1} {low:.1}V{high:.1}m-4 6l4 -6l4 6", x - 3.0)
    };
    let denied = point.modality == Modality::Denied;
    let unsure = matches!(point.modality, Modality::Estimated | Modality::Hypothetical | Modality::Reported);
    let stroke = format!("M{:.1} {:.1}l{d} {d}m0 -{d}l-{d} {d}", x - 8.0, place.y - 8.0, d = 16.0);
    html! {
        a href={ "#c-" (point.claim) } tabindex="-1" {
            g class={ "point s" (source) @if denied || unsure { " hollow" } } {
                title { (told(point)) }
                path.whisker d=(whisker) {}
                path.shape d=(shape(*source, *x, place.y, RADIUS)) {}
                @if denied { path.denied d=(stroke) {} }
                @if against { text.against x=(f(x + 9.0)) y=(f(place.y - 6.0)) { "¬" } }
            }
        }
    }
}

/// "about 300, National Intelligence Service, 2025-01-13, Plain Wire"
fn told(point: &FigurePoint) -> String {
    let day = point.published.map(|day| day.to_string()).unwrap_or_default();
    let how = match point.modality {
        Modality::Asserted => String::new(),
        other => format!(" ({})", hearsay::words::word(&other)),
    };
    format!("{}{how}: {}, {day}, in {}", point.says, point.origin, point.outlet)
}

fn legend(figure: &Figure, sources: &BTreeMap<&str, usize>) -> Markup {
    let mut named: Vec<(usize, &str)> = sources.iter().map(|(name, at)| (*at, *name)).collect();
    named.sort_unstable();
    let others = named.iter().filter(|(at, _)| at + 1 == SHAPES).count();
    let relations = |kind| figure.relations.iter().any(|relation| relation.kind == kind);
    let open = figure.series.iter().any(|point| point.high.is_none());
    let hollow = figure.series.iter().any(|point| point.modality != Modality::Asserted);
    html! {
        ul.legend aria-label="Legend" {
            @for (at, name) in named.iter().filter(|(at, _)| at + 1 < SHAPES || others == 1) {
                li { (swatch(*at)) " " (name) }
            }
            @if others > 1 { li { (swatch(SHAPES - 1)) " " (others) " others" } }
            @if open { li.sign-of { "↑ no upper end" } }
            @if relations(RelationKind::Revision) { li.sign-of { "╌ revised" } }
            @if relations(RelationKind::Denial) { li.sign-of { "¬ somebody denies it" } }
            @if hollow { li.sign-of { "○ hedged, or itself a denial (✕)" } }
        }
    }
}

/// The shape of a source, for legends.
pub fn swatch(source: usize) -> Markup {
    html! {
        svg.swatch viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" {
            path class={ "shape s" (source) } d=(shape(source, 7.0, 7.0, RADIUS)) {}
        }
    }
}

fn label(figure: &Figure) -> String {
    let claims = hearsay::words::many(figure.series.len() as u64, "claim");
    let days: Vec<Date> = figure.series.iter().filter_map(|point| point.published).collect();
    let span = days.iter().min().zip(days.iter().max()).map(|(first, last)| format!(", {first} to {last}"));
    format!("Timeline of {claims}{}: the same claims stand in the table below.", span.unwrap_or_default())
}

fn f(value: f64) -> String {
    format!("{value:.1}")
}
