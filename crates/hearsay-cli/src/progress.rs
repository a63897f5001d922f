//! A progress bar with rate and time left: in a terminal only, and only when the work is long.

use hearsay::Meter;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::Path;
use std::time::{Duration, Instant};

/// Work shorter than this shows no bar.
const SHORT: Duration = Duration::from_millis(800);

/// How far the work is.
pub struct Progress {
    bar: ProgressBar,
    began: Instant,
    done: u64,
    /// What is counted.
    thing: &'static str,
    /// How far the reading of the inputs is, where the bar follows their bytes and not the count.
    meter: Option<Meter>,
    shown: bool,
}

impl Progress {
    /// A bar over the bytes of `paths`, drawn only where `wanted` and standard error is a terminal.
    pub fn over_inputs(paths: &[impl AsRef<Path>], meter: &Meter, wanted: bool) -> Progress {
        let shown = wanted && std::io::stderr().is_terminal();
        let bytes = if shown { paths.iter().map(|path| bytes_of(path.as_ref())).sum() } else { 0 };
        Progress::new(bytes, "reports", Some(meter.clone()), shown)
    }

    /// A bar over so many entries of a ledger, drawn only where standard error is a terminal.
    pub fn over_entries(entries: u64) -> Progress {
        Progress::new(entries, "entries", None, std::io::stderr().is_terminal())
    }

    fn new(total: u64, thing: &'static str, meter: Option<Meter>, shown: bool) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        Progress { bar, began: Instant::now(), done: 0, thing, meter, shown }
    }

    /// One more is done.
    pub fn step(&mut self) {
        self.done += 1;
        if !self.shown || (self.meter.is_none() && !self.done.is_multiple_of(256)) {
            return;
        }
        if self.bar.is_hidden() && self.began.elapsed() > SHORT {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.set_style(style());
        }
        self.bar.set_position(self.meter.as_ref().map_or(self.done, Meter::bytes));
        let rate = self.done as f64 / self.began.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(format!("{} {}, {rate:.0} a second", self.done, self.thing));
    }

    /// Says `line` on standard error without breaking the bar.
    pub fn say(&self, line: &str) {
        self.bar.suspend(|| eprintln!("{line}"));
    }

    /// Takes the bar away.
    pub fn end(self) {
        self.bar.finish_and_clear();
    }
}

fn style() -> ProgressStyle {
    let left = |state: &ProgressState, f: &mut dyn Write| {
        let _ = write!(f, "{} left", indicatif::HumanDuration(state.eta()));
    };
    ProgressStyle::with_template("{wide_bar} {percent:>3}%  {msg}  {left}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("left", left)
}

/// Bytes of a file or of all files in a folder.
fn bytes_of(path: &Path) -> u64 {
    let Ok(metadata) = path.symlink_metadata() else { return 0 };
    if metadata.is_dir() {
        let entries = std::fs::read_dir(path).into_iter().flatten();
        return entries.filter_map(|entry| Some(bytes_of(&entry.ok()?.path()))).sum();
    }
    path.metadata().map_or(0, |metadata| metadata.len())
}
