//! The desk: pages and an HTTP API over a ledger, for analysts and for programs.
//!
//! A request finds its answer in a [`snapshot`] of the ledger, which is made anew in the background as the ledger
//! grows. Every page is made from a value that is also its data: `.json`, and `.csv` where it is a table.

mod add;
mod answer;
mod app;
mod asked;
mod assets;
mod claim;
mod copies;
mod csv;
mod desk;
mod draw;
mod events;
mod figure;
mod figures;
mod forms;
mod frame;
mod guard;
mod ledger;
mod marks;
mod media;
mod openapi;
mod paging;
mod place;
mod places;
mod problem;
mod reading;
mod report;
mod review;
mod search;
mod serve;
mod session;
mod snapshot;
mod source;
mod sources;
mod spark;
mod statements;
mod terms;
mod writing;

pub use app::app;
pub use desk::{Desk, StartError};
pub use serve::serve;
