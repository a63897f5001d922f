//! Shapes that tell sources apart, each with a colour of its own.

/// How many sources have a shape of their own; all others share the last.
pub const SHAPES: usize = 8;

/// The path of a shape around a point.
pub fn shape(number: usize, x: f64, y: f64, r: f64) -> String {
    let polygon = |points: &[(f64, f64)]| {
        let corner = |(at, (dx, dy)): (usize, &(f64, f64))| {
            format!("{}{:.1} {:.1}", if at == 0 { 'M' } else { 'L' }, x + dx * r, y + dy * r)
        };
        let path: String = points.iter().enumerate().map(corner).collect();
        path + "Z"
    };
    match number.min(SHAPES - 1) {
        0 => format!("M{:.1} {y:.1}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0Z", x - r, d = 2.0 * r),
        1 => polygon(&[(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]),
        2 => polygon(&[(0.0, -1.15), (1.1, 0.85), (-1.1, 0.85)]),
        3 => polygon(&[(0.0, -1.25), (1.1, 0.0), (0.0, 1.25), (-1.1, 0.0)]),
        4 => polygon(&[(0.0, 1.15), (1.1, -0.85), (-1.1, -0.85)]),
        // A plus.
        5 => polygon(&[
            (-0.4, -1.1),
            (0.4, -1.1),
            (0.4, -0.4),
            (1.1, -0.4),
            (1.1, 0.4),
            (0.4, 0.4),
            (0.4, 1.1),
            (-0.4, 1.1),
            (-0.4, 0.4),
            (-1.1, 0.4),
            (-1.1, -0.4),
            (-0.4, -0.4),
        ]),
        6 => polygon(&[(-0.6, -1.05), (0.6, -1.05), (1.2, 0.0), (0.6, 1.05), (-0.6, 1.05), (-1.2, 0.0)]),
        // A bar, for all others.
        _ => polygon(&[(-1.0, -0.45), (1.0, -0.45), (1.0, 0.45), (-1.0, 0.45)]),
    }
}
