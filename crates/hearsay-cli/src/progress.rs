//! A progress bar with rate and time left: in a terminal only, and only when the work is long.

use hearsay::Meter;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::Path;
use std::time::{Duration, Instant};

/// Work shorter than this shows no bar.
const SHORT: Duration = Duration::from_millis(800);

/// How far the reading of the inputs is.
pub struct Progress {
    bar: ProgressBar,
    meter: Meter,
    began: Instant,
    reports: u64,
    shown: bool,
}

impl Progress {
    /// A bar over the bytes of `paths`, drawn only where `wanted` and standard error is a terminal.
    pub fn new(paths: &[impl AsRef<Path>], meter: &Meter, wanted: bool) -> Progress {
        let shown = wanted && std::io::stderr().is_terminal();
        let bytes = if shown { paths.iter().map(|path| bytes_of(path.as_ref())).sum() } else { 0 };
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden());
        Progress { bar, meter: meter.clone(), began: Instant::now(), reports: 0, shown }
    }

    /// One more report is done.
    pub fn report(&mut self) {
        self.reports += 1;
        if !self.shown {
            return;
        }
        if self.bar.is_hidden() && self.began.elapsed() > SHORT {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.set_style(style(self.reports));
        }
        self.bar.set_position(self.meter.bytes());
        let rate = self.reports as f64 / self.began.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(format!("{} reports, {rate:.0} a second", self.reports));
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

fn style(_: u64) -> ProgressStyle {
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
