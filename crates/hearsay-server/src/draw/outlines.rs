//! Outlines of states, out of one small file inside the program (see `data/README.md`).

use std::sync::LazyLock;

/// East and north in hundredths of a degree.
type Point = (i16, i16);

/// A state: its name and the rings that bound it.
pub struct State {
    /// Its usual name in English.
    pub name: String,
    /// Arcs of each ring; a negative one, as `!number`, is walked backwards.
    rings: Vec<Vec<i32>>,
    /// West, south, east and north end.
    pub bounds: [f64; 4],
}

/// All states.
pub struct Outlines {
    arcs: Vec<Vec<Point>>,
    /// In order of the file.
    pub states: Vec<State>,
}

/// The outlines, unpacked once.
pub static OUTLINES: LazyLock<Outlines> = LazyLock::new(|| {
    let mut bytes = Bytes(include_bytes!("../../data/outlines.bin"));
    Outlines::read(&mut bytes).unwrap_or(Outlines { arcs: Vec::new(), states: Vec::new() })
});

impl Outlines {
    fn read(bytes: &mut Bytes) -> Option<Outlines> {
        let arcs = bytes.many(|bytes| {
            let (mut x, mut y) = (0, 0);
            bytes.many(|bytes| {
                x += bytes.number()?;
                y += bytes.number()?;
                Some((i16::try_from(x).ok()?, i16::try_from(y).ok()?))
            })
        })?;
        let states = bytes.many(|bytes| {
            let name = bytes.many(Bytes::byte)?;
            let rings = bytes.many(|bytes| bytes.many(|bytes| i32::try_from(bytes.number()?).ok()))?;
            Some(State { name: String::from_utf8(name).ok()?, rings, bounds: [0.0; 4] })
        })?;
        let mut outlines = Outlines { arcs, states };
        for at in 0..outlines.states.len() {
            let bounds = outlines.bounds(&outlines.states[at]);
            outlines.states[at].bounds = bounds;
        }
        Some(outlines)
    }

    /// The points of each ring of a state, in degrees east and north.
    pub fn rings<'a>(&'a self, state: &'a State) -> impl Iterator<Item = Vec<(f64, f64)>> + 'a {
        let degrees = |&(x, y): &Point| (f64::from(x) / 100.0, f64::from(y) / 100.0);
        let walk = move |&number: &i32| -> Vec<(f64, f64)> {
            let index = if number < 0 { !number } else { number };
            let arc = usize::try_from(index).ok().and_then(|index| self.arcs.get(index));
            let mut points: Vec<(f64, f64)> = arc.into_iter().flatten().map(degrees).collect();
            if number < 0 {
                points.reverse();
            }
            points
        };
        state.rings.iter().map(move |ring| unrolled(ring.iter().flat_map(walk).collect()))
    }

    fn bounds(&self, state: &State) -> [f64; 4] {
        let wide = [360.0, 90.0, -360.0, -90.0];
        self.rings(state).flatten().fold(wide, |[w, s, e, n], (x, y)| [w.min(x), s.min(y), e.max(x), n.max(y)])
    }
}

/// A ring that steps over the line where the days meet goes on beyond 180 degrees instead of jumping round the world.
fn unrolled(mut ring: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    let mut turn = 0.0;
    for at in 1..ring.len() {
        let step = ring[at].0 + turn - ring[at - 1].0;
        if step.abs() > 180.0 {
            turn -= 360.0 * step.signum();
        }
        ring[at].0 += turn;
    }
    ring
}

/// What is left to read.
struct Bytes(&'static [u8]);

impl Bytes {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    /// A signed number in groups of seven bits.
    fn number(&mut self) -> Option<i64> {
        let (mut value, mut shift) = (0u64, 0);
        loop {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F).checked_shl(shift)?;
            shift += 7;
            if byte & 0x80 == 0 {
                return Some((value >> 1) as i64 ^ -((value & 1) as i64));
            }
        }
    }

    fn many<T>(&mut self, mut one: impl FnMut(&mut Bytes) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        (0..count).map(|_| one(self)).collect()
    }
}

#[test]
fn the_outlines_are_whole() {
    let world = &*OUTLINES;
    assert_eq!(world.states.len(), 241);
    let state = world.states.iter().find(|state| state.name == "Switzerland").unwrap();
    let [west, south, east, north] = state.bounds;
    assert!((5.9..6.1).contains(&west) && (45.7..45.9).contains(&south));
    assert!((10.4..10.6).contains(&east) && (47.7..47.9).contains(&north));
    // Only the ring of the Antarctic goes round the world.
    let closed = |state: &State| world.rings(state).all(|ring| ring.first() == ring.last());
    let open: Vec<&str> = world.states.iter().filter(|state| !closed(state)).map(|state| state.name.as_str()).collect();
    assert_eq!(open, ["Antarctica"]);
}
