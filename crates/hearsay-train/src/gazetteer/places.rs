//! Place names resolved, measured.
