//! How resolution grows: made-up claims from 10,000 to 1,000,000, time and memory of each, and the exponent.
//!
//! `cargo run --release -p hearsay-resolve --example growth`; a number as argument measures that many claims alone.

use hearsay_resolve::Resolver;
use hearsay_resolve::register::Register;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sizes: Vec<u32> = match std::env::args().nth(1) {
        Some(size) => vec![size.parse()?],
        None => vec![10_000, 30_000, 100_000, 300_000, 1_000_000],
    };
    let mut measured: Vec<(f64, f64)> = Vec::new();
    println!("{:>9} {:>9} {:>9} {:>9} {:>12}", "claims", "figures", "resolve s", "list s", "peak MiB");
    for size in sizes {
        let mut resolver = Resolver::new(Register::built_in()?);
        resolver.add_synthetic(size, 7);
        let began = seconds();
        let figures = resolver.resolve();
        let resolved = seconds() - began;
        let began = seconds();
        let list = figures.list();
        let listed = seconds() - began;
        assert_eq!(list.len(), figures.len());
        println!("{size:>9} {:>9} {resolved:>9.2} {listed:>9.2} {:>12}", figures.len(), peak());
        measured.push((f64::from(size), resolved));
    }
    if let ([(n, s), ..], Some((m, t))) = (measured.as_slice(), measured.last())
        && m > n
    {
        println!("exponent of the time to resolve: {:.3}", (t / s).ln() / (m / n).ln());
    }
    Ok(())
}

/// Processor seconds of this process: other work on the machine does not count.
fn seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(") ").map_or("", |(_, after)| after);
    let ticks = after.split(' ').skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// The most memory that this process has held, in MiB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
