//! `hearsay token`: who may write over the network.

use crate::args::Ledger;
use crate::finish::Outcome;
use crate::ledger::open;
use crate::output::{output, width};
use crate::table::Table;
use anyhow::{Context, bail};
use clap::{Args as Group, Subcommand, ValueEnum};
use hearsay_ledger::{Access, Changed, Duty, Secret};
use jiff::Timestamp;
use std::io::Write;

/// `hearsay token`
#[derive(Group)]
pub struct Token {
    /// What to do.
    #[command(subcommand)]
    pub command: TokenCommand,
}

/// What can be done with tokens.
#[derive(Subcommand)]
pub enum TokenCommand {
    /// Make a token and print it, this once: only its hash is kept.
    Add {
        /// Whose it is; decisions made with it carry this name.
        name: String,
        /// What they may do.
        #[arg(long, value_enum)]
        role: TokenRole,
        /// The ledger.
        #[command(flatten)]
        ledger: Ledger,
    },
    /// List the tokens, without their secrets.
    List {
        /// The ledger.
        #[command(flatten)]
        ledger: Ledger,
    },
    /// Take a token away. What was written with it stays.
    Revoke {
        /// Whose it is.
        name: String,
        /// The ledger.
        #[command(flatten)]
        ledger: Ledger,
    },
}

/// What the holder of a token may do.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TokenRole {
    /// Add reports, and decide about claims.
    Coder,
    /// The same, and settle where coders differ.
    Editor,
}

pub fn run(args: Token) -> anyhow::Result<Outcome> {
    let mut out = output();
    let outcome = match args.command {
        TokenCommand::Add { name, role, ledger } => {
            let name = name.trim();
            if name.is_empty() || name.len() > 100 || name.chars().any(char::is_control) {
                bail!("a name is one line of 1 to 100 bytes");
            }
            let mut random = [0; 32];
            getrandom::fill(&mut random).context("the system gives no random bytes")?;
            let secret = Secret::of(random);
            let duty = match role {
                TokenRole::Coder => Duty::Coder,
                TokenRole::Editor => Duty::Editor,
            };
            let mut store = open(&ledger, Access::Append)?;
            if store.add_token(name, duty, &secret, Timestamp::now())? == Changed::Not {
                bail!("{name} has a token already; `hearsay token revoke` takes it away");
            }
            writeln!(out, "{}", secret.written())?;
            eprintln!("hearsay: this is the token of {name} ({}); it is shown only this once", duty.name());
            Outcome { done: 1, refused: 0 }
        }
        TokenCommand::List { ledger } => {
            let tokens = open(&ledger, Access::Ask)?.tokens()?;
            let day = |time: &str| time.split('T').next().unwrap_or_default().to_owned();
            let row = |token: &hearsay_ledger::Token| {
                let revoked = token.revoked.as_deref().map(day).unwrap_or_default();
                vec![token.name.clone(), token.duty.name().to_owned(), day(&token.created), revoked]
            };
            let rows: Vec<_> = tokens.iter().map(row).collect();
            if !rows.is_empty() {
                let table = Table::fit(&["name", "role", "made", "revoked"], &rows, width());
                out.write_all(table.head().as_bytes())?;
                rows.iter().try_for_each(|row| out.write_all(table.row(row).as_bytes()))?;
            }
            Outcome { done: rows.len() as u64, refused: 0 }
        }
        TokenCommand::Revoke { name, ledger } => {
            let mut store = open(&ledger, Access::Append)?;
            if store.revoke_token(name.trim(), Timestamp::now())? == Changed::Not {
                bail!("{} has no token", name.trim());
            }
            eprintln!("hearsay: the token of {} is good for nothing any more", name.trim());
            Outcome { done: 1, refused: 0 }
        }
    };
    out.flush()?;
    Ok(outcome)
}
