//! `hearsay`: reads reports of armed conflict and keeps who said what number, about whom, on whose word.

mod add;
mod args;
mod attributions;
mod claims;
mod csv;
mod extract;
#[cfg(feature = "fetch")]
mod fetch;
mod figure;
mod figures;
mod finish;
mod inputs;
mod ledger;
mod output;
mod progress;
mod read;
mod review;
#[cfg(feature = "serve")]
mod serve;
mod table;
mod token;
mod verify;
#[cfg(feature = "fetch")]
mod watch;
mod why;
mod words;

use args::{Args, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command {
        Command::Extract(args) => extract::run(args),
        Command::Read(args) => read::run(args),
        Command::Attributions(args) => attributions::run(args),
        Command::Add(args) => add::run(args),
        Command::Claims(args) => claims::run(*args),
        Command::Figures(args) => figures::run(args),
        Command::Figure(args) => figure::run(args),
        Command::Why(args) => why::run(args),
        Command::Review(args) => review::run(args),
        Command::Token(args) => token::run(args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(args),
        #[cfg(feature = "fetch")]
        Command::Watch(args) => watch::run(args),
        Command::Verify(args) => verify::run(args),
    };
    finish::exit(done)
}
