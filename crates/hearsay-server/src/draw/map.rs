//! A map, drawn offline: outlines of states, and a dot for each place that was named.

use super::outlines::{OUTLINES, State};
use hearsay::words::many;
use maud::{Markup, html};
use std::fmt::Write;

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 430.0;
/// Dots that have their name beside them, where there is room.
const NAMED: usize = 24;
/// No place that anybody reports of lies farther north, in degrees.
const NORTH: f64 = 84.0;
/// Room that a letter of a name takes.
const LETTER: f64 = 7.2;

/// A place on the map.
pub struct Dot {
    /// Its name.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Claims that name it.
    pub claims: u64,
    /// As in UCDP GED: from 4 on the dot stands for a region or a state.
    pub precision: u8,
    /// Its page.
    pub link: String,
}

/// What of the world is shown, and how it is laid flat: degrees of longitude are as long as they are in the middle.
struct View {
    west: f64,
    north: f64,
    scale: f64,
    squeeze: f64,
}

impl View {
    fn of(dots: &[Dot]) -> View {
        let edge = |of: fn(&Dot) -> f64, pick: fn(f64, f64) -> f64| dots.iter().map(of).reduce(pick).unwrap_or(0.0);
        let (south, north) = (edge(|dot| dot.lat, f64::min), edge(|dot| dot.lat, f64::max));
        let (west, east) = (edge(|dot| dot.lon, f64::min), edge(|dot| dot.lon, f64::max));
        let middle = ((south + north) / 2.0).clamp(-60.0, 70.0);
        let squeeze = middle.to_radians().cos().max(0.3);
        // A state is shown with its neighbours, a place with its surroundings.
        let close = match dots.iter().map(|dot| dot.precision).max().unwrap_or(1) {
            6.. => 26.0,
            4 | 5 => 12.0,
            _ => 7.0,
        };
        let tall = ((north - south) * 1.5).max((east - west) * 1.4 * squeeze * HEIGHT / WIDTH).clamp(close, 150.0);
        let scale = HEIGHT / tall;
        let wide = WIDTH / (scale * squeeze);
        View { west: (west + east) / 2.0 - wide / 2.0, north: (middle + tall / 2.0).min(NORTH), scale, squeeze }
    }

    fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        ((lon - self.west) * self.scale * self.squeeze, (self.north - lat) * self.scale)
    }

    /// By how many degrees a state must be turned round the world to be seen: once, more than once, or never.
    fn turns(&self, state: &State) -> impl Iterator<Item = f64> {
        let [west, south, east, north] = state.bounds;
        // The ring of the Antarctic goes round the pole, which no flat map can draw.
        let flat = south > -85.0;
        [-360.0, 0.0, 360.0].into_iter().filter(move |turn| {
            let ((left, bottom), (right, top)) = (self.at(west + turn, south), self.at(east + turn, north));
            flat && right >= 0.0 && left <= WIDTH && bottom >= 0.0 && top <= HEIGHT
        })
    }
}

/// The map with its dots, largest first so that none hides another.
pub fn map(mut dots: Vec<Dot>, label: &str) -> Markup {
    dots.retain(|dot| dot.lat.is_finite() && dot.lon.is_finite());
    if dots.is_empty() {
        return html! {};
    }
    dots.sort_by_key(|dot| std::cmp::Reverse(dot.claims));
    let view = View::of(&dots);
    let (mut land, mut names) = (String::new(), Vec::new());
    for state in &OUTLINES.states {
        view.turns(state).for_each(|turn| names.extend(draw(state, turn, &view, &mut land)));
    }
    let most = dots.iter().map(|dot| dot.claims).max().unwrap_or(1) as f64;
    let radius = |dot: &Dot| 4.0 + 9.0 * (dot.claims as f64 / most).sqrt();
    let mut room = Room::default();
    let placed: Vec<Option<(f64, &str)>> = dots
        .iter()
        .take(NAMED)
        .map(|dot| {
            let ((x, y), r) = (view.at(dot.lon, dot.lat), radius(dot) + 4.0);
            let wide = dot.name.chars().count() as f64 * LETTER;
            let right = (x + r + wide < WIDTH && room.take(x + r, y, wide)).then_some((x + r, "start"));
            right.or_else(|| room.take(x - r - wide, y, wide).then_some((x - r, "end")))
        })
        .collect();
    names.retain(|(name, x, y)| {
        let wide = name.chars().count() as f64 * LETTER;
        let inside = *x - wide / 2.0 > 0.0 && *x + wide / 2.0 < WIDTH && *y > 10.0 && *y < HEIGHT - 4.0;
        inside && dots.iter().all(|dot| dot.name != *name) && room.take(x - wide / 2.0, *y, wide)
    });
    html! {
        figure.map {
            svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="group" aria-label=(label) {
                path.land d=(land) {}
                @for (name, x, y) in names { text.state x=(f(x)) y=(f(y)) text-anchor="middle" { (name) } }
                @for dot in &dots {
                    @let (x, y) = view.at(dot.lon, dot.lat);
                    a href=(dot.link) {
                        g.dot {
                            title { (dot.name) ": " (many(dot.claims, "claim")) }
                            circle class=[(dot.precision >= 4).then_some("wide")] cx=(f(x)) cy=(f(y)) r=(f(radius(dot))) {}
                        }
                    }
                }
                // Names stand above all dots.
                @for (dot, place) in dots.iter().zip(&placed) {
                    @if let Some((left, anchor)) = place {
                        text.name x=(f(*left)) y=(f(view.at(dot.lon, dot.lat).1 + 4.0)) text-anchor=(anchor) { (dot.name) }
                    }
                }
            }
            figcaption.about {
                "Outlines: Natural Earth."
                @if dots.iter().any(|dot| dot.precision >= 4) { " A broken ring stands for a region or state, not for a point in it." }
            }
        }
    }
}

/// Where names stand already.
#[derive(Default)]
struct Room(Vec<(f64, f64, f64)>);

impl Room {
    /// Takes the room of a name, from its left end at that height; false where another name stands there.
    fn take(&mut self, left: f64, y: f64, wide: f64) -> bool {
        let free =
            self.0.iter().all(|&(other, at, long)| (at - y).abs() > 14.0 || other > left + wide || left > other + long);
        if free {
            self.0.push((left, y, wide));
        }
        free
    }
}

/// Adds the outline of a state, turned by some degrees, and gives where its name may stand.
fn draw(state: &State, turn: f64, view: &View, land: &mut String) -> Option<(String, f64, f64)> {
    let mut best: Option<(f64, f64, f64)> = None;
    for ring in OUTLINES.rings(state) {
        let ring = clipped(ring.into_iter().map(|(lon, lat)| view.at(lon + turn, lat)).collect());
        let mut last: Option<(f64, f64)> = None;
        let mut drawn = 0;
        for &(x, y) in &ring {
            // What would not be seen is not drawn.
            if last.is_some_and(|(a, b)| (a - x).abs() + (b - y).abs() < 0.8) {
                continue;
            }
            let _ = write!(land, "{}{x:.1} {y:.1}", if drawn == 0 { 'M' } else { 'L' });
            last = Some((x, y));
            drawn += 1;
        }
        if drawn > 0 {
            land.push('Z');
        }
        let (area, x, y) = middle(&ring);
        if best.is_none_or(|(most, ..)| area > most) {
            best = Some((area, x, y));
        }
    }
    let (area, x, y) = best?;
    let needs = state.name.chars().count() as f64 * 7.0;
    (area > needs * needs * 0.8).then(|| (state.name.clone(), x, y))
}

/// The part of a ring that lies in the drawing, or near it (Sutherland and Hodgman's way).
fn clipped(ring: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    const ROOM: f64 = 6.0;
    // Of each side: how far inside a point is.
    let sides: [fn((f64, f64)) -> f64; 4] =
        [|(x, _)| x + ROOM, |(x, _)| WIDTH + ROOM - x, |(_, y)| y + ROOM, |(_, y)| HEIGHT + ROOM - y];
    sides.into_iter().fold(ring, |ring, inside| {
        let mut kept = Vec::with_capacity(ring.len());
        for (at, &to) in ring.iter().enumerate() {
            let from = ring[(at + ring.len() - 1) % ring.len()];
            let (a, b) = (inside(from), inside(to));
            if (a < 0.0) != (b < 0.0) {
                let part = a / (a - b);
                kept.push((from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1)));
            }
            if b >= 0.0 {
                kept.push(to);
            }
        }
        kept
    })
}

/// The area of a ring and its middle.
fn middle(ring: &[(f64, f64)]) -> (f64, f64, f64) {
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for (at, &(x1, y1)) in ring.iter().enumerate() {
        let (x0, y0) = ring[(at + ring.len() - 1) % ring.len()];
        let cross = x0 * y1 - x1 * y0;
        area += cross / 2.0;
        x += (x0 + x1) * cross / 6.0;
        y += (y0 + y1) * cross / 6.0;
    }
    if area.abs() < 1.0 { (0.0, 0.0, 0.0) } else { (area.abs(), x / area, y / area) }
}

fn f(value: f64) -> String {
    format!("{value:.1}")
}
