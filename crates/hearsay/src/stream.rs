//! Every report of every input, worked on by all cores, out in the order of the input.

use crate::ordered::{Bounds, ordered};
use crate::{Given, Refused};
use hearsay_core::Document;
use hearsay_read::{Limits, Meter, Piece, ReadError, read_fetched, read_path, read_stream};
use jiff::civil::Date;
use std::any::Any;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How many threads work.
#[derive(Clone, Copy, Debug)]
pub struct Jobs(pub NonZeroUsize);

impl Default for Jobs {
    /// As many as the machine runs at once.
    fn default() -> Jobs {
        Jobs(std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN))
    }
}

/// How to go through the inputs.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Threads.
    pub jobs: Jobs,
    /// Limits on each report.
    pub limits: Limits,
    /// The day of publication of reports that bring none.
    pub date: Option<Date>,
    /// Counts the bytes taken from the inputs.
    pub meter: Meter,
}

/// The most bytes of input that are read and not yet handed out, a single larger report aside.
const BYTES_UNDER_WAY: usize = 16 << 20;

/// Reads every report of `inputs`, does `work` on it on many threads, and hands the results to `out` in the order of
/// the input, on the calling thread. Memory is bounded by the largest report, not by the number of them.
pub fn each_document<T: Send>(
    inputs: Vec<Given>,
    options: &Options,
    work: impl Fn(Document) -> T + Sync,
    out: impl FnMut(Result<T, Refused>) -> ControlFlow<()>,
) {
    let workers = options.jobs.0.get();
    let bounds = Bounds { workers, items: 4 * workers, bytes: BYTES_UNDER_WAY };
    ordered(bounds, |put| feed(inputs, options, put), |piece| attempt(piece, options.date, &work), out);
}

type Unread = Result<Piece, ReadError>;

/// Hands over the pieces of all inputs.
fn feed(inputs: Vec<Given>, options: &Options, put: &mut dyn FnMut(usize, Unread) -> ControlFlow<()>) {
    let mut pass = |piece: Unread| put(piece.as_ref().map_or(0, Piece::size), piece);
    for input in inputs {
        let flow = match input {
            Given::Path(path) => read_path(&path, options.limits, &options.meter, &mut pass),
            Given::Fetched(address, stream) => {
                read_fetched(&address, stream, options.limits, &options.meter, &mut pass)
            }
            Given::Stream(called, stream) => read_stream(&called, stream, options.limits, &options.meter, &mut pass),
        };
        if flow.is_break() {
            return;
        }
    }
}

/// Reads one piece and works on it. A fault of our own in one report must not end the run of a million.
fn attempt<T>(piece: Unread, date: Option<Date>, work: impl Fn(Document) -> T) -> Result<T, Refused> {
    let piece = piece.map_err(Refused::Unread)?;
    let origin = piece.origin().clone();
    catch_unwind(AssertUnwindSafe(|| {
        let mut document = piece.read()?;
        if document.published.is_none() && date.is_some() {
            document.published = date;
            document = document.identified();
        }
        Ok(work(document))
    }))
    .unwrap_or_else(|panic| Err(Refused::Fault { origin, message: said(&*panic) }))
}

impl From<ReadError> for Refused {
    fn from(error: ReadError) -> Refused {
        Refused::Unread(error)
    }
}

/// What a panic said.
fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or(panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("unknown").to_owned()
}
