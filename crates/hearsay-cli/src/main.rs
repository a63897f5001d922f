//! `hearsay`: reads reports of armed conflict and keeps who said what number, about whom, on whose word.

mod args;
mod attributions;
mod extract;
mod finish;
mod inputs;
mod output;
mod progress;
mod read;
mod table;

use args::{Args, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command {
        Command::Extract(args) => extract::run(args),
        Command::Read(args) => read::run(args),
        Command::Attributions(args) => attributions::run(args),
    };
    finish::exit(done)
}
