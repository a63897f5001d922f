//! `hearsay watch`: feeds, polled again and again; what is new in them goes into the ledger.
//!
//! What was seen is kept in the ledger, and only once the report stands in it: whoever stops the program at any moment
//! and starts it again loses nothing and adds nothing twice.

use crate::args::Watch;
use crate::fetch::{Fetching, bytes, visit};
use crate::finish::Outcome;
use crate::ledger::open;
use crate::words::many;
use anyhow::Context;
use hearsay::{Added, Event, Given, Limits, Options, Origin};
use hearsay_core::Document;
use hearsay_fetch::{Answer, joined};
use hearsay_ledger::{Access, Sqlite, Visit};
use jiff::Timestamp;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

/// An entry with less text than this, in bytes, is a teaser: its link is followed.
const TEASER: usize = 1200;

pub fn run(args: Watch) -> anyhow::Result<Outcome> {
    let list = std::fs::read(&args.feeds).with_context(|| format!("{} cannot be read", args.feeds.display()))?;
    let feeds = hearsay::feeds(&Origin::of(args.feeds.display().to_string()), &list)?;
    let store = open(&args.ledger, Access::Append)?;
    let mut round = Round { fetching: Fetching::new(&args.fetching)?, store, added: Added::default() };
    loop {
        let began = Instant::now();
        round.added = Added::default();
        for feed in &feeds {
            round.poll(feed)?;
        }
        let Added { reports, claims, known, refused } = round.added;
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "{}: added {} with {}; {} known already, {} refused",
            many(feeds.len() as u64, "feed"),
            many(reports, "report"),
            many(claims, "claim"),
            many(known, "report"),
            many(refused, "input"),
        )?;
        out.flush()?;
        if args.once {
            return Ok(Outcome { done: feeds.len() as u64, refused });
        }
        let every = Duration::from_secs(60).saturating_mul(args.every.get().try_into().unwrap_or(u32::MAX));
        std::thread::sleep(every.saturating_sub(began.elapsed()));
    }
}

/// One round over all feeds.
struct Round {
    fetching: Fetching,
    store: Sqlite,
    added: Added,
}

impl Round {
    /// Asks for a feed and adds its new entries.
    fn poll(&mut self, feed: &str) -> anyhow::Result<()> {
        let earlier = self.store.visited(feed)?.unwrap_or_default();
        let response = match self.fetching.fetch(feed, &earlier)? {
            Ok(Answer::New(response)) => response,
            Ok(Answer::Unchanged) => return Ok(()),
            Err(error) => return self.refuse(feed, &error),
        };
        let visit = visit(&response);
        let entries = match hearsay::feed_entries(&response.address, &response.body, Limits::default()) {
            Ok(entries) => entries,
            Err(error) => return self.refuse(feed, &error),
        };
        let mut all = true;
        for entry in entries {
            all &= self.take(feed, entry)?;
        }
        // As long as an entry is to be tried again, the feed is asked for in full.
        if all {
            self.store.visit(feed, &visit, Timestamp::now())?;
        }
        Ok(())
    }

    /// Adds an entry of a feed if it is new or was changed. Gives false if it is to be tried again.
    fn take(&mut self, feed: &str, entry: Document) -> anyhow::Result<bool> {
        let link = entry.url.as_deref().and_then(|link| joined(feed, link));
        let name = format!("{feed} {}", link.clone().unwrap_or_else(|| entry.id.to_string()));
        let stamp = entry.updated_at.or(entry.published_at).map(|moment| moment.to_string());
        let seen = Visit { tag: None, modified: stamp };
        if self.store.visited(&name)?.as_ref() == Some(&seen) {
            return Ok(true);
        }
        let given = match link.filter(|_| entry.text.as_str().len() < TEASER) {
            None => whole(feed, &entry)?,
            Some(link) => match self.fetching.fetch(&link, &Visit::default())? {
                Ok(Answer::New(response)) => Given::Fetched(link, Box::new(Cursor::new(bytes(response)))),
                Ok(Answer::Unchanged) => return Ok(true),
                Err(error) => {
                    self.refuse(&link, &error)?;
                    if error.may_pass() {
                        return Ok(false);
                    }
                    // What the feed itself tells is better than nothing.
                    whole(feed, &entry)?
                }
            },
        };
        self.add(given)?;
        self.store.visit(&name, &seen, Timestamp::now())?;
        Ok(true)
    }

    fn add(&mut self, given: Given) -> anyhow::Result<()> {
        let added = hearsay::add(
            vec![given],
            &Options::default(),
            &mut self.store,
            |_| false,
            Timestamp::now,
            |event| match event {
                Event::Done => {}
                Event::Unread(refused) => eprintln!("hearsay: {refused}"),
                Event::Refused(name, refusal) => eprintln!("hearsay: {name}: the ledger refused it: {refusal}"),
            },
        )?;
        self.added.reports += added.reports;
        self.added.claims += added.claims;
        self.added.known += added.known;
        self.added.refused += added.refused;
        Ok(())
    }

    fn refuse(&mut self, address: &str, error: &dyn std::fmt::Display) -> anyhow::Result<()> {
        let said = error.to_string();
        let said = said.strip_prefix(&format!("{address}: ")).unwrap_or(&said);
        eprintln!("hearsay: {address}: {said}");
        self.added.refused += 1;
        Ok(())
    }
}

/// The entry as it stands in its feed.
fn whole(feed: &str, entry: &Document) -> anyhow::Result<Given> {
    let date = entry.published_at.map(|at| at.to_string()).or_else(|| entry.published.map(|day| day.to_string()));
    let line = serde_json::json!({
        "id": entry.url.as_deref().unwrap_or(&entry.name),
        "url": entry.url,
        "title": entry.title,
        "byline": entry.byline,
        "outlet": entry.outlet,
        "date": date,
        "language": entry.language,
        "text": entry.text.as_str(),
    });
    Ok(Given::Stream(feed.to_owned(), Box::new(Cursor::new(serde_json::to_vec(&line)?))))
}
