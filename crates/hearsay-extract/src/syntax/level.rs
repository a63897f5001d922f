//! The instruction sets that the network may use. All give the same numbers, bit for bit: whole numbers are summed exactly,
//! and fractions only meet in single additions, multiplications and divisions of fixed order.

use std::sync::OnceLock;

/// What the machine offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing but what every machine has.
    Portable,
    /// 256-bit whole numbers.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 512-bit dot products of bytes.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// The best that this machine has.
    pub fn best() -> Level {
        static BEST: OnceLock<Level> = OnceLock::new();
        *BEST.get_or_init(|| Level::all().last().copied().unwrap_or(Level::Portable))
    }

    /// All that this machine has.
    pub fn all() -> Vec<Level> {
        #[allow(unused_mut)]
        let mut all = vec![Level::Portable];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") {
                all.push(Level::Avx2);
            }
            let wide = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni");
            if wide {
                all.push(Level::Avx512);
            }
        }
        all
    }
}

/// Defines a function compiled for each level; its body is plain Rust, which the compiler widens.
macro_rules! for_levels {
    ($(#[$doc:meta])* $vis:vis fn $name:ident ( $($arg:ident : $type:ty),* $(,)? ) $body:block) => {
        $(#[$doc])*
        $vis fn $name(level: $crate::syntax::level::Level, $($arg: $type),*) {
            #[inline(always)]
            fn plain($($arg: $type),*) $body
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($arg: $type),*) { plain($($arg),*) }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
            fn avx512($($arg: $type),*) { plain($($arg),*) }
            match level {
                $crate::syntax::level::Level::Portable => plain($($arg),*),
                // SAFETY: a level is only made where the machine has its instructions (`Level::all`).
                #[cfg(target_arch = "x86_64")]
                $crate::syntax::level::Level::Avx2 => unsafe { avx2($($arg),*) },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                $crate::syntax::level::Level::Avx512 => unsafe { avx512($($arg),*) },
            }
        }
    };
}
pub(crate) use for_levels;
