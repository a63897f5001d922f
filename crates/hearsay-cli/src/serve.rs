//! `hearsay serve`: the ledger as pages and data, for browsers and programs.

use crate::args::Ledger;
use crate::finish::Outcome;
use anyhow::Context;
use clap::Args as Group;
use hearsay_server::{Desk, serve};
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// `hearsay serve`
#[derive(Group)]
pub struct Serve {
    /// The ledger.
    #[command(flatten)]
    pub ledger: Ledger,
    /// Where to listen. Anything but this machine itself (127.0.0.1 or [::1]) is open to others.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8420")]
    pub listen: SocketAddr,
    /// A name under which others ask, as in desk.example.org; several with commas. Requests by any other name but this
    /// machine's are refused.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub host: Vec<String>,
}

pub fn run(args: Serve) -> anyhow::Result<Outcome> {
    let hosts = args.host.iter().map(|name| name.to_ascii_lowercase()).collect();
    let desk = Desk::open(args.ledger.ledger.clone(), hosts)?;
    // What users of the desk give is never fetched from this machine or a private network.
    #[cfg(feature = "fetch")]
    let desk = {
        let fetching = crate::fetch::Fetching::new(&crate::args::Fetching { allow_private: false, keep: None })?;
        desk.fetching_with(move |address| fetching.given(address, Default::default()))
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener =
            TcpListener::bind(args.listen).await.with_context(|| format!("cannot listen at {}", args.listen))?;
        eprintln!("hearsay: {} at http://{}/", args.ledger.ledger.display(), listener.local_addr()?);
        let end = async { drop(tokio::signal::ctrl_c().await) };
        serve(desk, listener, end, |problem| eprintln!("hearsay: {problem}")).await;
        Ok(Outcome { done: 1, refused: 0 })
    })
}
