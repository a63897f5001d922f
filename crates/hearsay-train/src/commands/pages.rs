//! `hearsay-train pages`: the models of main text.

use super::Failure;
use hearsay_train::pages::boost::Growth;
use hearsay_train::pages::{GROWTH, best, folds, learn, pages, score};

/// Learns from all pages and writes the model, or reads every page with a model that has not seen its site.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let all = pages()?;
    let all: Vec<_> = all.iter().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--folds", count, options @ ..] => {
            let (count, growth) = (count.parse()?, growth(options)?);
            let folds = folds(&all, count, growth.seed);
            let mut found = Vec::new();
            for fold in 0..count {
                let rest: Vec<_> = (0..all.len()).filter(|at| folds[*at] != fold).map(|at| all[at]).collect();
                let stages = learn(&rest, &growth);
                let held = (0..all.len()).filter(|at| folds[*at] == fold);
                found.extend(held.map(|at| (score(all[at], &stages).0, best(all[at]), &all[at].id)));
            }
            found.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mean = |of: fn(&(f64, f64, &String)) -> f64| found.iter().map(of).sum::<f64>() / found.len() as f64;
            found.iter().take(20).for_each(|(f1, best, id)| println!("{id} F1 {f1:.3} of {best:.3}"));
            println!("pages {} F1 {:.4} best choice of blocks {:.4}", found.len(), mean(|f| f.0), mean(|f| f.1));
        }
        [model, options @ ..] => {
            let [first, second] = learn(&all, &growth(options)?);
            std::fs::write(model, [first.to_bytes(), second.to_bytes()].concat())?;
        }
        [] => return Err("where to write the model is missing".into()),
    }
    Ok(())
}

/// Options such as `leaves=8` over the usual growth.
fn growth(options: &[&str]) -> Result<Growth, Failure> {
    let mut growth = GROWTH;
    for option in options {
        let (name, value) = option.split_once('=').ok_or("an option is written name=value")?;
        match name {
            "trees" => growth.trees = value.parse()?,
            "leaves" => growth.leaves = value.parse()?,
            "rate" => growth.rate = value.parse()?,
            "numbers" => growth.numbers = value.parse()?,
            "examples" => growth.examples = value.parse()?,
            "least" => growth.least = value.parse()?,
            "pull" => growth.pull = value.parse()?,
            "seed" => growth.seed = value.parse()?,
            _ => return Err(format!("no option {name}").into()),
        }
    }
    Ok(growth)
}
