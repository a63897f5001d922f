//! Mutates the seeds of a reader again and again and reads what comes out: any panic, anything that takes over five
//! seconds or a gigabyte is written to a file and named. Needs no nightly compiler, unlike the targets in `fuzz/`.
//!
//! `cargo run --release --example storm -p hearsay-read --features pdf -- SEEDS --minutes 10 [--seed N]`, where SEEDS is a
//! folder of `fuzz/seeds`; its files are read by their names' endings.

use hearsay_read::{Limits, Meter, feeds, read_fetched};
use std::alloc::{GlobalAlloc, Layout, System};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Counts what is held, and the most that was.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is passed on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(held, Ordering::Relaxed);
        // SAFETY: as asked of us.
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as asked of us.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const SLOW: Duration = Duration::from_secs(5);
const LARGE: usize = 1 << 30;

/// When the reading began, and what is read.
type UnderWay = (Option<Instant>, String, Vec<u8>);

/// A number that looks random (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end.max(1) as u64) as usize
    }
}

/// Words that readers look for.
const WORDS: &[&str] = &[
    "<",
    ">",
    "</p>",
    "<p>",
    "<div>",
    "<table><tr><td>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&#x10FFFF;",
    "&amp;",
    "&",
    "\0",
    "\u{FEFF}",
    "\r\n\r\n",
    "\n\n",
    "HTTP/1.1 200 OK\r\n",
    "WARC/1.0\r\n",
    "Content-Length: 18446744073709551615\r\n",
    "Content-Encoding: gzip\r\n",
    "Transfer-Encoding: chunked\r\n",
    "ffffffffffffffff\r\n",
    "{",
    "}",
    "[",
    "\"",
    "\\u0000",
    "\\ud800",
    "obj",
    "endobj",
    "stream\n",
    "endstream",
    "/Kids [1 0 R]",
    "/Parent 1 0 R",
    "/Length 99999999",
    "BT",
    "ET",
    "Tj",
    "9999999999",
    "-1",
    "<item>",
    "<entry>",
    "</entry>",
    "<content type='xhtml'>",
    "PK\x03\x04",
    "PK\x01\x02",
    "PK\x05\x06",
    "ustar",
    "--b\r\n",
    "Content-Transfer-Encoding: base64\r\n",
    "charset=utf-16",
    "=?utf-8?q?=?=",
    "# ",
    "> ",
    "* ",
    "|-|-|",
    "---\n",
    "<w:p>",
    "<w:t>",
    "2019-11-18T00:00:00Z",
    "9999-99-99",
    "<time datetime='",
    "<meta property='article:published_time' content='",
];

/// A changed copy of one of the inputs.
fn changed(pool: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = pool[dice.below(pool.len())].clone();
    for _ in 0..1 + dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        let end = (at + 1 + dice.below(40)).min(bytes.len());
        match dice.below(10) {
            0 if !bytes.is_empty() => {
                let at = at.min(bytes.len() - 1);
                bytes[at] ^= 1 << dice.below(8);
            }
            1 if !bytes.is_empty() => {
                let at = at.min(bytes.len() - 1);
                bytes[at] = dice.below(256) as u8;
            }
            2 => drop(bytes.drain(at..end.max(at))),
            3 => bytes.truncate(at),
            4 | 5 => {
                let word = WORDS[dice.below(WORDS.len())];
                bytes.splice(at..at, word.bytes());
            }
            // Something over and over: deep nesting, endless lines, many attributes.
            6 => {
                let piece = if dice.below(2) == 0 {
                    bytes[at..end.max(at)].to_vec()
                } else {
                    WORDS[dice.below(WORDS.len())].as_bytes().to_vec()
                };
                let most = if dice.below(50) == 0 { 17 } else { 8 };
                let times = 1 << dice.below(most);
                bytes.splice(at..at, piece.repeat(times));
            }
            7 => {
                let other = &pool[dice.below(pool.len())];
                let from = dice.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            8 => {
                let piece = bytes[at..end.max(at)].to_vec();
                let to = dice.below(bytes.len() + 1);
                bytes.splice(to..to, piece);
            }
            // A number changed.
            _ => {
                if let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
                    bytes[at + digit] = b'0' + dice.below(10) as u8;
                }
            }
        }
    }
    bytes.truncate(8 << 20);
    bytes
}

/// How long this thread has run, not counting the time in which others did.
fn run_for() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(told.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or(0))
}

fn read(name: &str, bytes: &[u8]) {
    let _ = feeds(&hearsay_read::Origin::of("x"), bytes);
    let _ = read_fetched(&format!("http://x/{name}"), bytes, Limits::default(), &Meter::default(), &mut |piece| {
        if let Ok(document) = piece.and_then(|piece| piece.read()) {
            assert!(
                !document.text.as_str().contains('\0')
                    || name.ends_with("jsonl")
                    || bytes.contains(&0)
                    || bytes.contains(&b'\\')
            );
        }
        ControlFlow::Continue(())
    });
}

fn keep(folder: &Path, what: &str, name: &str, bytes: &[u8], number: u64) {
    let path = folder.join(format!("{what}-{number}-{name}"));
    let kept = std::fs::write(&path, bytes);
    println!("{what}: {} ({kept:?})", path.display());
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |key: &str| args.iter().position(|arg| arg == key).and_then(|at| args.get(at + 1)?.parse::<f64>().ok());
    let folder = PathBuf::from(args.first().expect("a folder of seeds"));
    let minutes = value("--minutes").unwrap_or(1.0);
    let mut dice = Dice((value("--seed").unwrap_or(1.0) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut seeds: Vec<(String, Vec<u8>)> = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(&folder).expect("seeds").flatten().map(|entry| entry.path()).collect();
    files.sort();
    for path in files {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        seeds.push((name, std::fs::read(&path).expect("a seed")));
    }
    let out = std::env::temp_dir().join("storm");
    std::fs::create_dir_all(&out).expect("a folder for what is found");
    std::panic::set_hook(Box::new(|_| ()));

    // A watcher that speaks up while the reading hangs.
    let current: Arc<Mutex<UnderWay>> = Arc::default();
    let runs = Arc::new(AtomicU64::new(0));
    {
        let (current, runs, out) = (current.clone(), runs.clone(), out.clone());
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_secs(1));
                let now = current.lock().expect("a lock");
                if now.0.is_some_and(|began| began.elapsed() > SLOW * 24) {
                    keep(&out, "hangs", &now.1, &now.2, runs.load(Ordering::Relaxed));
                    std::process::exit(1);
                }
            }
        });
    }
    let mut pool: Vec<Vec<u8>> = seeds.iter().map(|(_, bytes)| bytes.clone()).collect();
    let (began, mut longest, mut most, mut found) = (Instant::now(), Duration::ZERO, 0, 0u64);
    while began.elapsed().as_secs_f64() < minutes * 60.0 {
        let run = runs.fetch_add(1, Ordering::Relaxed);
        let bytes = changed(&pool, &mut dice);
        let name = seeds[dice.below(seeds.len())].0.clone();
        *current.lock().expect("a lock") = (Some(Instant::now()), name.clone(), bytes.clone());
        let before = HELD.load(Ordering::Relaxed);
        MOST.store(before, Ordering::Relaxed);
        let start = run_for();
        let done = catch_unwind(AssertUnwindSafe(|| read(&name, &bytes)));
        let took = run_for().saturating_sub(start);
        let held = MOST.load(Ordering::Relaxed).saturating_sub(before);
        (longest, most) = (longest.max(took), most.max(held));
        for (what, wrong) in [("panics", done.is_err()), ("slow", took > SLOW), ("large", held > LARGE)] {
            if wrong && found < 20 {
                found += 1;
                keep(&out, what, &name, &bytes, run);
            }
        }
        // Some of what came out is changed further; the seeds stay.
        if bytes.len() < 64 << 10 && dice.below(20) == 0 {
            match pool.len() < seeds.len() + 60 {
                true => pool.push(bytes),
                false => {
                    let at = seeds.len() + dice.below(60);
                    pool[at] = bytes;
                }
            }
        }
    }
    println!(
        "{}: {} inputs in {:.1} minutes, {found} found, the slowest {:.2} s, the largest {} MB",
        folder.display(),
        runs.load(Ordering::Relaxed),
        began.elapsed().as_secs_f64() / 60.0,
        longest.as_secs_f64(),
        most >> 20
    );
    std::process::exit(i32::from(found > 0));
}
