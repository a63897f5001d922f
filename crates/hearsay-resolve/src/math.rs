//! The few functions whose last bits differ between machines, from additions and multiplications that do not.

/// The natural logarithm of a positive number, to about six digits.
pub(crate) fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23) as i32 - 127;
    // x = m · 2^exponent with m in [1, 2); ln m by the series of artanh.
    let m = f32::from_bits((bits & 0x7f_ffff) | 0x3f80_0000);
    let t = (m - 1.0) / (m + 1.0);
    let t2 = t * t;
    let series = 2.0 * t * (1.0 + t2 * (1.0 / 3.0 + t2 * (0.2 + t2 * (1.0 / 7.0 + t2 * (1.0 / 9.0 + t2 / 11.0)))));
    exponent as f32 * std::f32::consts::LN_2 + series
}

/// The logistic function.
pub(crate) fn logistic(z: f32) -> f32 {
    let z = z.clamp(-30.0, 30.0);
    // e^|z| by squaring: (1 + x + x²/2 + x³/6 + x⁴/24)^1024 with x = |z| / 1024.
    let x = z.abs() / 1024.0;
    let mut power = 1.0 + x * (1.0 + x * (0.5 + x * (1.0 / 6.0 + x / 24.0)));
    (0..10).for_each(|_| power *= power);
    let high = power / (1.0 + power);
    if z >= 0.0 { high } else { 1.0 - high }
}

#[test]
fn they_agree_with_the_machine() {
    for x in [0.01f32, 0.5, 1.0, 1.7, 2.0, 10.0, 12345.0] {
        assert!((ln(x) - x.ln()).abs() < 1e-5 * (1.0 + x.ln().abs()), "{x}: {} {}", ln(x), x.ln());
    }
    for z in [-9.0f32, -1.0, 0.0, 0.3, 4.0, 12.0] {
        let exact = 1.0 / (1.0 + (-z).exp());
        assert!((logistic(z) - exact).abs() < 1e-3, "{z}");
    }
}
