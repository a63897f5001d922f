//! Adding reports from a browser or a program: pasted text, files, an address. The claims appear as they are found.

mod events;
mod given;
mod job;
mod page;
mod taken;
mod work;

pub use job::{JobState, Jobs};
pub use page::JobAddress;

use crate::desk::Desk;
use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;

/// Bytes of everything that is sent at once.
pub const UPLOAD: usize = 32 << 20;

/// The addresses of adding.
pub fn routes() -> OpenApiRouter<Desk> {
    page::routes().layer(DefaultBodyLimit::max(UPLOAD)).merge(events::routes())
}
