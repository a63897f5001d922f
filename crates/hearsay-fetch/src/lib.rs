//! Addresses in, responses out, politely.
//!
//! A [`Fetcher`] asks one host at a time, with a pause between two requests to the same host, obeys `robots.txt`, follows
//! few redirects, and takes no more than a limit of bytes and seconds. It never connects to an address that is not part
//! of the public internet unless that is allowed: the address is looked at after the name was resolved, at every hop,
//! and the connection goes to the very address that was looked at.

mod error;
mod fetcher;
mod public;
mod record;
mod robots;
#[cfg(test)]
mod tests;

pub use error::FetchError;
pub use fetcher::{Answer, Conditions, Fetcher, Options, Response, joined};
pub use public::is_public;
pub use record::Keeper;
