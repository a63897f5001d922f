//! Asking for one address at a time, politely.

use crate::robots::Rules;
use crate::{FetchError, is_public};
use jiff::Timestamp;
use std::collections::HashMap;
use std::io::Read;
use std::net::IpAddr;
use std::time::{Duration, Instant};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, http};
use url::{Host as Named, Url};

/// How to fetch.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Also from this machine and private networks.
    pub private: bool,
    /// The most bytes of one response.
    pub bytes: usize,
    /// The most time for one request, from its beginning to the last byte.
    pub time: Duration,
    /// The least time between two requests to one host.
    pub pause: Duration,
}

impl Default for Options {
    fn default() -> Options {
        Options { private: false, bytes: 16 << 20, time: Duration::from_secs(60), pause: Duration::from_secs(1) }
    }
}

/// What an earlier answer said of itself, to be told only what is newer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Its `ETag`.
    pub tag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
}

/// What came of asking.
#[derive(Debug)]
pub enum Answer {
    /// A response with status 200.
    New(Response),
    /// Nothing newer than the earlier answer.
    Unchanged,
}

/// A response, its body as it came over the wire but in one piece.
#[derive(Clone, Debug)]
pub struct Response {
    /// The address that answered, after all redirects.
    pub address: String,
    /// As in 200.
    pub status: u16,
    /// Names and values, in order.
    pub headers: Vec<(String, String)>,
    /// The body, compressed where a header says so.
    pub body: Vec<u8>,
    /// When it came.
    pub at: Timestamp,
}

impl Response {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// What to send when asking again.
    pub fn conditions(&self) -> Conditions {
        let header = |name| self.header(name).map(str::to_owned);
        Conditions { tag: header("etag"), modified: header("last-modified") }
    }

    /// The media type, in lower case, without its parameters; empty where none is told.
    pub fn media_type(&self) -> String {
        self.header("content-type").unwrap_or("").split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }
}

/// The address that `link` names on the page at `base`, without what stands behind `#`.
pub fn joined(base: &str, link: &str) -> Option<String> {
    let mut url = Url::parse(base).ok()?.join(link.trim()).ok()?;
    url.set_fragment(None);
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

const REDIRECTS: usize = 5;
/// The most of a `robots.txt` that is read, as RFC 9309 asks.
const ROBOTS: usize = 500 << 10;
/// A host that asks for longer pauses gets these.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Fetches, and remembers of each host what it asks for and when it was asked last.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    options: Options,
    hosts: HashMap<String, Host>,
}

#[derive(Debug, Default)]
struct Host {
    rules: Option<Rules>,
    last: Option<Instant>,
}

impl Fetcher {
    /// A fetcher that has asked nobody yet.
    pub fn new(options: Options) -> Fetcher {
        Fetcher::that_may(options, if options.private { |_| true } else { is_public })
    }

    /// A fetcher that may connect where `allowed` says so.
    pub(crate) fn that_may(options: Options, allowed: fn(IpAddr) -> bool) -> Fetcher {
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy would resolve names out of our sight.
            .proxy(None)
            .user_agent(concat!("hearsay/", env!("CARGO_PKG_VERSION")))
            .accept("text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5")
            .accept_encoding("gzip")
            .timeout_global(Some(options.time))
            .timeout_connect(Some(options.time.min(Duration::from_secs(15))))
            .max_idle_connections_per_host(1)
            .build();
        let agent = Agent::with_parts(
            config,
            DefaultConnector::default(),
            Watchful { inner: DefaultResolver::default(), allowed },
        );
        Fetcher { agent, options, hosts: HashMap::new() }
    }

    /// Asks for `address`, unless it has not changed since the earlier answer of which `earlier` was told.
    pub fn fetch(&mut self, address: &str, earlier: &Conditions) -> Result<Answer, FetchError> {
        let mut url = Url::parse(address).map_err(|_| FetchError::NoAddress)?;
        for _ in 0..=REDIRECTS {
            if !self.permitted(&url)? {
                return Err(FetchError::Robots);
            }
            let (response, to) = self.ask(&url, earlier, self.options.bytes)?;
            match (response.status, to) {
                (200, _) => return Ok(Answer::New(response)),
                (304, _) if *earlier != Conditions::default() => return Ok(Answer::Unchanged),
                (_, Some(to)) => url = to,
                (status, None) => return Err(FetchError::Status(status)),
            }
        }
        Err(FetchError::TooManyRedirects)
    }

    /// Whether the host's `robots.txt` lets us ask for `url`.
    fn permitted(&mut self, url: &Url) -> Result<bool, FetchError> {
        let host = key(url)?;
        if self.hosts.get(&host).is_none_or(|host| host.rules.is_none()) {
            let rules = self.rules(url)?;
            self.hosts.entry(host.clone()).or_default().rules = Some(rules);
        }
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        Ok(self.hosts.get(&host).and_then(|host| host.rules.as_ref()).is_none_or(|rules| rules.allow(path)))
    }

    /// What the host asks for. A host without a `robots.txt` asks for nothing; one that fails to give it is left alone.
    fn rules(&mut self, url: &Url) -> Result<Rules, FetchError> {
        let mut at = url.join("/robots.txt").map_err(|_| FetchError::NoAddress)?;
        for _ in 0..=REDIRECTS {
            match self.ask(&at, &Conditions::default(), ROBOTS) {
                Ok((response, _)) if response.status == 200 => {
                    return Ok(Rules::of(&String::from_utf8_lossy(&response.body)));
                }
                Ok((_, Some(to))) => at = to,
                Ok((response, None)) if response.status >= 500 => return Err(FetchError::Status(response.status)),
                Ok(_) => break,
                // A file larger than is asked of us to read is no rule for anything.
                Err(FetchError::TooLarge { .. }) => break,
                Err(error) => return Err(error),
            }
        }
        Ok(Rules::default())
    }

    /// One request after a pause: the response, and where it sends us on.
    fn ask(&mut self, url: &Url, earlier: &Conditions, limit: usize) -> Result<(Response, Option<Url>), FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::NoAddress);
        }
        self.wait(url)?;
        let mut request = self.agent.get(url.as_str());
        // A packed robots.txt is more trouble than it saves.
        if limit == ROBOTS {
            request = request.header("accept-encoding", "identity");
        }
        if let Some(tag) = &earlier.tag {
            request = request.header("if-none-match", tag);
        }
        if let Some(modified) = &earlier.modified {
            request = request.header("if-modified-since", modified);
        }
        let response = request.call().map_err(|error| failed(error, url))?;
        let response = taken(response, url, limit)?;
        let moved = matches!(response.status, 301 | 302 | 303 | 307 | 308);
        let to = response.header("location").filter(|_| moved).and_then(|to| url.join(to).ok());
        Ok((response, to))
    }

    /// Waits until the host may be asked again.
    fn wait(&mut self, url: &Url) -> Result<(), FetchError> {
        let host = self.hosts.entry(key(url)?).or_default();
        let wished = host.rules.as_ref().and_then(|rules| rules.delay).unwrap_or(0.0);
        let wished = Duration::try_from_secs_f32(wished).unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE);
        let pause = if is_here(url) { wished } else { self.options.pause.max(wished) };
        if let Some(last) = host.last {
            std::thread::sleep(pause.saturating_sub(last.elapsed()));
        }
        host.last = Some(Instant::now());
        Ok(())
    }
}

/// Whether the host is this machine, which need not be spared.
fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Named::Ipv4(address)) => address.is_loopback(),
        Some(Named::Ipv6(address)) => address.is_loopback(),
        Some(Named::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Names the host of an address, with its port.
fn key(url: &Url) -> Result<String, FetchError> {
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or(FetchError::NoAddress)?;
    Ok(format!("{}://{host}:{}", url.scheme(), url.port_or_known_default().unwrap_or(0)))
}

/// Takes the body, up to the limit.
fn taken(response: http::Response<Body>, url: &Url, limit: usize) -> Result<Response, FetchError> {
    let (head, body) = response.into_parts();
    let mut whole = Vec::new();
    // What redirects and faults bring along is not read.
    if head.status.is_success() {
        let read = body.into_reader().take(limit as u64 + 1).read_to_end(&mut whole);
        read.map_err(|cause| failed(ureq::Error::from(cause), url))?;
    }
    if whole.len() > limit {
        return Err(FetchError::TooLarge { limit });
    }
    let value = |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Ok(Response {
        address: url[..url::Position::AfterQuery].to_owned(),
        status: head.status.as_u16(),
        headers: head.headers.iter().map(|(name, said)| (name.as_str().to_owned(), value(said))).collect(),
        body: whole,
        at: Timestamp::now(),
    })
}

fn failed(error: ureq::Error, url: &Url) -> FetchError {
    match error {
        ureq::Error::Timeout(_) => FetchError::Timeout,
        ureq::Error::BadUri(_) => FetchError::NoAddress,
        ureq::Error::Other(cause) if cause.is::<Inside>() => {
            FetchError::Private { host: url.host_str().unwrap_or("").to_owned() }
        }
        error => FetchError::Network(error.to_string()),
    }
}

/// Resolves names, and gives no address where we may not connect.
#[derive(Debug)]
struct Watchful {
    inner: DefaultResolver,
    allowed: fn(IpAddr) -> bool,
}

/// A host that is on this machine or in a private network.
#[derive(Debug)]
struct Inside;

impl std::fmt::Display for Inside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not in the public internet")
    }
}

impl std::error::Error for Inside {}

impl Resolver for Watchful {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        // One private address among public ones is enough of a warning.
        if found.iter().all(|address| (self.allowed)(address.ip())) {
            Ok(found)
        } else {
            Err(ureq::Error::Other(Box::new(Inside)))
        }
    }
}
