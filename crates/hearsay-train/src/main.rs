//! The workshop's command line: `hearsay-train COMMAND ARGUMENT...`.

mod commands;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else { return usage() };
    let Some(command) = commands::COMMANDS.iter().find(|command| command.name == name) else { return usage() };
    match (command.run)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("hearsay-train {name}: {cause}");
            ExitCode::from(2)
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("Usage: hearsay-train COMMAND ...");
    for command in commands::COMMANDS {
        eprintln!("  {} {}\n      {}", command.name, command.arguments, command.about);
    }
    ExitCode::from(2)
}
