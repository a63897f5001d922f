//! `speed`: words a second from raw text to trees, on one core.

use super::Failure;
use hearsay_core::Text;
use hearsay_extract::{Parser, english, sentences};
use hearsay_train::conllu;
use std::path::Path;
use std::time::{Duration, Instant};

/// Measures the stages over the paragraphs of a file, read as articles of about 1,000 words.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let [path] = arguments else { return Err("one text is needed".into()) };
    let mut articles = vec![String::new()];
    for paragraph in conllu::read_text(Path::new(path))?.split("\n\n") {
        if articles.last().is_some_and(|last| last.len() > 5000) {
            articles.push(String::new());
        }
        if let Some(last) = articles.last_mut() {
            last.push_str(paragraph);
            last.push_str("\n\n");
        }
    }
    let articles: Vec<Text> = articles.into_iter().map(Text::new).collect();
    let load = Instant::now();
    let parser = english();
    let load = load.elapsed();
    let (mut cut, mut parse, mut words) = (Duration::MAX, Duration::MAX, 0);
    for _ in 0..3 {
        let (mut this_cut, mut this_parse) = (Duration::ZERO, Duration::ZERO);
        words = 0;
        for text in &articles {
            let start = Instant::now();
            let (sentences, tokens) = sentences(text);
            this_cut += start.elapsed();
            let start = Instant::now();
            words += parser.parse(text, &sentences, &tokens).len();
            this_parse += start.elapsed();
        }
        (cut, parse) = (cut.min(this_cut), parse.min(this_parse));
    }
    let rate = |time: Duration| words as f64 / time.as_secs_f64();
    println!("{} articles, {words} words; model read in {:.1} ms", articles.len(), load.as_secs_f64() * 1e3);
    println!("sentences and words {:9.0} words/s", rate(cut));
    println!("syntax              {:9.0} words/s", rate(parse));
    println!("together            {:9.0} words/s", rate(cut + parse));
    Ok(())
}
