//! Packs the outlines of states that the maps are drawn from: TopoJSON of world-atlas in, one small file out.
//!
//! `npm pack world-atlas@2.0.2`, then
//! `cargo run --release -p hearsay-server --example outlines -- package/countries-50m.json crates/hearsay-server/data/outlines.bin`

use serde_json::Value;
use std::error::Error;

/// Of one degree: about a kilometre.
const STEPS: f64 = 100.0;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(from), Some(to)) = (args.next(), args.next()) else {
        return Err("give the TopoJSON and the file".into());
    };
    let topology: Value = serde_json::from_str(&std::fs::read_to_string(from)?)?;
    let mut out = Vec::new();
    let arcs = topology["arcs"].as_array().ok_or("no arcs")?;
    number(arcs.len() as i64, &mut out);
    for arc in arcs {
        points(&arc_of(arc, &topology["transform"])?, &mut out);
    }
    let states = topology["objects"]["countries"]["geometries"].as_array().ok_or("no states")?;
    number(states.len() as i64, &mut out);
    for state in states {
        let name = state["properties"]["name"].as_str().unwrap_or_default();
        number(name.len() as i64, &mut out);
        out.extend(name.as_bytes());
        let rings = rings(state);
        number(rings.len() as i64, &mut out);
        for ring in rings {
            number(ring.len() as i64, &mut out);
            ring.iter().for_each(|&arc| number(arc, &mut out));
        }
    }
    std::fs::write(&to, &out)?;
    println!("{to}: {} arcs, {} states, {} bytes", arcs.len(), states.len(), out.len());
    Ok(())
}

/// The points of an arc in hundredths of a degree, repeated ones left out.
fn arc_of(arc: &Value, transform: &Value) -> Result<Vec<(i64, i64)>, Box<dyn Error>> {
    let part = |name: &str, at: usize| transform[name][at].as_f64().ok_or("no transform");
    let (scale, shift) = ((part("scale", 0)?, part("scale", 1)?), (part("translate", 0)?, part("translate", 1)?));
    let (mut x, mut y) = (0, 0);
    let mut points = Vec::new();
    for step in arc.as_array().ok_or("an arc is a list")? {
        x += step[0].as_i64().ok_or("no number")?;
        y += step[1].as_i64().ok_or("no number")?;
        let east = ((x as f64 * scale.0 + shift.0) * STEPS).round() as i64;
        let north = ((y as f64 * scale.1 + shift.1) * STEPS).round() as i64;
        if points.last() != Some(&(east, north)) {
            points.push((east, north));
        }
    }
    Ok(points)
}

/// Outer and inner rings alike, as numbers of arcs; a negative one is walked backwards.
fn rings(state: &Value) -> Vec<Vec<i64>> {
    let ring = |ring: &Value| ring.as_array().into_iter().flatten().filter_map(Value::as_i64).collect();
    let polygon = |polygon: &Value| polygon.as_array().into_iter().flatten().map(ring).collect::<Vec<Vec<i64>>>();
    match state["type"].as_str() {
        Some("Polygon") => polygon(&state["arcs"]),
        Some("MultiPolygon") => state["arcs"].as_array().into_iter().flatten().flat_map(polygon).collect(),
        _ => Vec::new(),
    }
}

fn points(points: &[(i64, i64)], out: &mut Vec<u8>) {
    number(points.len() as i64, out);
    let mut before = (0, 0);
    for &(x, y) in points {
        number(x - before.0, out);
        number(y - before.1, out);
        before = (x, y);
    }
}

/// A signed number in as few groups of seven bits as it takes.
fn number(value: i64, out: &mut Vec<u8>) {
    let mut rest = ((value << 1) ^ (value >> 63)) as u64;
    while rest >= 0x80 {
        out.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}
