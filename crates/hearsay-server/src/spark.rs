//! The small chart of a figure in a list: what was said over time, intervals as strokes.

use hearsay_resolve::Statement;
use jiff::civil::Date;
use maud::{Markup, html};
use std::fmt::Write;

const WIDTH: f64 = 150.0;
const HEIGHT: f64 = 34.0;
const EDGE: f64 = 4.0;
/// Points of one chart: of more, the latest.
pub const DRAWN: usize = 150;

/// Draws claims that are in order of publication.
pub fn spark(claims: &[Statement<'_>], label: &str) -> Markup {
    let claims = &claims[claims.len().saturating_sub(DRAWN)..];
    let dated: Vec<(Date, &Statement)> = claims.iter().filter_map(|one| Some((one.published?, one))).collect();
    let (Some((first, _)), Some((last, _))) = (dated.first(), dated.last()) else { return html! {} };
    let span = f64::from(days(*first, *last)).max(1.0);
    let tops = dated.iter().map(|(_, one)| one.bounds.high.or(one.named).unwrap_or(one.bounds.low));
    let least = dated.iter().map(|(_, one)| one.bounds.low).min().unwrap_or(0) as f64;
    let range = (tops.max().unwrap_or(0) as f64 - least).max(1.0);
    let x = |day: Date| EDGE + f64::from(days(*first, day)) / span * (WIDTH - 2.0 * EDGE);
    // Claims of one day have nothing but their order to stand by.
    let step = ((WIDTH - 2.0 * EDGE) / dated.len() as f64).min(9.0);
    let abreast = |at: usize| WIDTH / 2.0 + (at as f64 - (dated.len() as f64 - 1.0) / 2.0) * step;
    let y = |value: u64| HEIGHT - EDGE - ((value as f64 - least) / range).clamp(0.0, 1.0) * (HEIGHT - 2.0 * EDGE);
    let (mut strokes, mut dots) = (String::new(), String::new());
    for (number, (day, one)) in dated.iter().enumerate() {
        let at = if first == last { abreast(number) } else { x(*day) };
        let high = one.bounds.high.map_or(EDGE / 2.0, y);
        let _ = write!(strokes, "M{at:.1} {:.1}V{high:.1}", y(one.bounds.low));
        let middle = y(one.named.unwrap_or(one.bounds.low));
        let _ = write!(dots, "M{:.1} {middle:.1}a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0", at - 2.2);
    }
    html! {
        svg.spark viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } width=(WIDTH) height=(HEIGHT) role="img" aria-label=(label) {
            path.whisker d=(strokes) {}
            path.dot d=(dots) {}
        }
    }
}

/// Days from one to another.
pub fn days(from: Date, to: Date) -> i32 {
    from.until((jiff::Unit::Day, to)).map_or(0, |span| span.get_days())
}
