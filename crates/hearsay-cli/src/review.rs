//! `hearsay review`: claims one after the other in the terminal, each decided by a line that is typed.

mod ask;
mod numbers;

use crate::args::Ledger;
use crate::finish::Outcome;
use crate::ledger::open;
use crate::output::width;
use crate::why;
use crate::words::many;
use anyhow::{Context, bail};
use ask::Answer;
use clap::{Args as Group, ValueEnum};
use hearsay::resolver;
use hearsay::review::{Decisions, Item, ORDER, Plan, Queue, attentions};
use hearsay_core::{Entry, Review as Decided};
use hearsay_ledger::{Access, Found, Outcome as Posted, Sqlite, Store};
use jiff::Timestamp;
use std::io::{BufRead, Write};
use std::num::NonZeroU32;

/// `hearsay review`
#[derive(Group)]
pub struct Review {
    /// The ledger.
    #[command(flatten)]
    pub ledger: Ledger,
    /// Who decides; the name of the user if not given.
    #[arg(long = "as", value_name = "NAME")]
    pub name: Option<String>,
    /// Settle, as an editor, where coders differ.
    #[arg(long)]
    pub settle: bool,
    /// Print the desk's numbers: what was reviewed, what is open, how far coders agree.
    #[arg(long, conflicts_with_all = ["settle", "name"])]
    pub numbers: bool,
    /// How to print the numbers.
    #[arg(long, value_enum, default_value_t = NumbersFormat::Text, requires = "numbers")]
    pub format: NumbersFormat,
    /// One in so many claims gets a second coder, beside those that are contested or that the first was unsure of.
    #[arg(long, value_name = "N", default_value = "5")]
    pub second: NonZeroU32,
}

/// How to print the numbers.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NumbersFormat {
    /// For people.
    Text,
    /// One JSON object.
    Json,
}

pub fn run(args: Review) -> anyhow::Result<Outcome> {
    let plan = Plan { one_in: args.second };
    let store = open(&args.ledger, if args.numbers { Access::Ask } else { Access::Append })?;
    let queue = queue(&store)?;
    if args.numbers {
        return numbers::print(&store, &queue, plan, args.format);
    }
    let user = || std::env::var("USER").ok();
    let name = args.name.or_else(user).filter(|name| !name.trim().is_empty()).context("say who decides: --as NAME")?;
    let decisions = Decisions::read(&store, None)?;
    let mut desk = Desk { store, queue, decisions, plan, name: name.trim().to_owned() };
    let (mut input, mut out) = (std::io::stdin().lock(), std::io::stdout());
    if args.settle { desk.settle(&mut input, &mut out) } else { desk.code(&mut input, &mut out) }
}

fn queue(store: &Sqlite) -> anyhow::Result<Queue> {
    let resolver = resolver(store, None)?;
    let attentions = attentions(&resolver.resolve());
    Ok(Queue::of(store, |claim| attentions.get(&claim).copied().unwrap_or_default())?)
}

/// A reviewer at the terminal.
struct Desk {
    store: Sqlite,
    queue: Queue,
    decisions: Decisions,
    plan: Plan,
    name: String,
}

impl Desk {
    /// The claims that are left for this coder, one after the other.
    fn code(&mut self, input: &mut dyn BufRead, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        writeln!(out, "{ORDER}\n")?;
        let (mut from, mut done) = (0, 0);
        loop {
            let next = self.queue.open(&self.decisions, self.plan, &self.name, from).next().copied();
            let Some(item) = next else { break };
            from = self.queue.place(item.claim).map_or(from, |place| place + 1);
            let Some(found) = self.store.claim(item.claim)? else { continue };
            self.show(&found, &item, out)?;
            match ask::answer(&found, input, out)? {
                Answer::Quit => break,
                Answer::Skip => {}
                Answer::Decided(decision, reason) => {
                    self.post(Decided {
                        claim: item.claim,
                        reviewer: self.name.clone(),
                        decision,
                        reason,
                        settles: Vec::new(),
                    })?;
                    done += 1;
                }
            }
        }
        self.end(done, out)
    }

    /// The claims about which coders differ, with what each decided.
    fn settle(&mut self, input: &mut dyn BufRead, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let mut done = 0;
        let items: Vec<Item> = self.queue.differing(&self.decisions, self.plan).into_iter().copied().collect();
        for item in items {
            let Some(found) = self.store.claim(item.claim)? else { continue };
            self.show(&found, &item, out)?;
            let own = self.decisions.of(item.claim).map(|decided| &decided.own);
            for one in own.into_iter().flatten().map(|(_, one)| one) {
                writeln!(out, "{}", ask::told(&found, &one.review))?;
            }
            let settles = own.map(|own| own.keys().cloned().collect()).unwrap_or_default();
            match ask::answer(&found, input, out)? {
                Answer::Quit => break,
                Answer::Skip => {}
                Answer::Decided(decision, reason) => {
                    let reviewer = self.name.clone();
                    self.post(Decided { claim: item.claim, reviewer, decision, reason, settles })?;
                    done += 1;
                }
            }
        }
        self.end(done, out)
    }

    fn show(&self, found: &Found, item: &Item, out: &mut dyn Write) -> anyhow::Result<()> {
        writeln!(out, "{}", why::text(found, width().min(110)))?;
        Ok(writeln!(out, "Why now: {}.", item.why())?)
    }

    fn post(&mut self, review: Decided) -> anyhow::Result<()> {
        let outcomes = self.store.append(&[vec![Entry::Reviewed { review }]], Timestamp::now())?;
        if let Some(Posted::Refused(refusal)) = outcomes.first() {
            bail!("the ledger refused it: {refusal}");
        }
        Ok(self.decisions.follow(&self.store)?)
    }

    fn end(&self, done: u64, out: &mut dyn Write) -> anyhow::Result<Outcome> {
        let left = self.queue.left(&self.decisions, self.plan, &self.name) as u64;
        writeln!(out, "{} recorded; {} left for {}", many(done, "decision"), many(left, "claim"), self.name)?;
        out.flush()?;
        Ok(Outcome { done, refused: 0 })
    }
}
