//! Times HTML to main text on one core, over pages packed with gzip: `html_speed PAGE.html.gz…`.

use std::io::Read;
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut pages = Vec::new();
    for path in std::env::args().skip(1) {
        let mut bytes = Vec::new();
        flate2::read::MultiGzDecoder::new(std::fs::File::open(path)?).read_to_end(&mut bytes)?;
        pages.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    let size: usize = pages.iter().map(String::len).sum();
    for _ in 0..5 {
        let start = Instant::now();
        let text: usize = pages.iter().map(|page| hearsay_read::html::main_text(page).len()).sum();
        println!("hearsay {:.1} MB/s ({text} bytes of text)", size as f64 / 1e6 / start.elapsed().as_secs_f64());
    }
    Ok(())
}
