//! Why an address gave nothing, in a sentence for the person who named it.

use std::fmt;

/// Why an address gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchError {
    /// Not an address that starts with http:// or https://.
    NoAddress,
    /// The host is on this machine or in a private network.
    Private {
        /// The host, as named.
        host: String,
    },
    /// `robots.txt` of the host forbids it.
    Robots,
    /// The host answered, but not with the page.
    Status(u16),
    /// Larger than we take.
    TooLarge {
        /// How much we take, in bytes.
        limit: usize,
    },
    /// Sent on from address to address.
    TooManyRedirects,
    /// No whole answer in time.
    Timeout,
    /// The network or the host failed.
    Network(String),
}

impl FetchError {
    /// Whether the same request may do better later.
    pub fn may_pass(&self) -> bool {
        match self {
            FetchError::Timeout | FetchError::Network(_) => true,
            FetchError::Status(status) => *status >= 500 || matches!(status, 408 | 425 | 429),
            _ => false,
        }
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FetchError::NoAddress => f.write_str("not an address that begins with http:// or https://"),
            FetchError::Private { host } => {
                write!(f, "{host} is on this machine or in a private network; --allow-private reads it all the same")
            }
            FetchError::Robots => f.write_str("the host's robots.txt forbids it"),
            FetchError::Status(status) => write!(f, "the host answered with status {status}"),
            FetchError::TooLarge { limit } => write!(f, "larger than the {} MiB that hearsay takes", limit >> 20),
            FetchError::TooManyRedirects => f.write_str("sent on from address to address"),
            FetchError::Timeout => f.write_str("no whole answer in time"),
            FetchError::Network(cause) => f.write_str(cause),
        }
    }
}

impl std::error::Error for FetchError {}
