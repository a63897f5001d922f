//! The desk, asked in process over a ledger of our own example reports.

mod attacks;
mod openapi;
mod pages;
mod table;
mod wire;
mod world;
