//! Makes a large ledger to measure the desk by: claims of made-up reports, each with its words in its text.
//!
//! `cargo run --release -p hearsay-server --example large -- /tmp/large.db 1000000`
//!
//! A report is one of a few texts with other names and numbers of the same length, so that its claims are those of the
//! text with other words at the same places, and extraction is not what is measured.

use hearsay_core::{Claim, Document, Entry, Quote, Text};
use hearsay_ledger::{Access, Sqlite, Store};
use jiff::Timestamp;
use jiff::civil::date;
use std::error::Error;

const TEXTS: [&str; 3] = [
    "Rockets killed 1234 people in Village-0000 on Tuesday, the Body-000 police said. # Another 5678 people were wounded, \
     the Guild-000 hospital said. #\nShells killed 4321 soldiers around Skipper-0000, the ministry said. #",
    "At least 1234 soldiers have been killed around Village-0000 since the war began, the Body-000 ministry said. # #\n\
     The Guild-000 agency said 5678 people were wounded in Skipper-0000. #",
    "Shelling of Village-0000 wounded 5678 people, Body-000 officials said. #\nThe Guild-000 mission said 4321 people had \
     fled to Skipper-0000. # It said 1234 people were killed. #",
];

/// Words that stand for each mark in a text, so that no two reports are copies.
const FILLING: usize = 24;
const LETTERS: &[u8; 16] = b"abdefiklmnoprstu";

/// Numbers that look random and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides.max(1)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (Some(path), Some(wanted)) = (args.next(), args.next()) else { return Err("give a file and a number".into()) };
    let wanted: u64 = wanted.parse()?;
    let mut store = Sqlite::open(path.as_ref(), Access::Append)?;
    let originals: Vec<(Document, Vec<Claim>)> = TEXTS
        .iter()
        .map(|text| Document::of_text("made-up", Text::from(filled(text, &mut Dice(1)).as_str())))
        .map(|document| (document.clone(), hearsay_extract::claims(&document)))
        .collect();
    let mut dice = Dice(7);
    let (mut claims, mut event) = (0, 0);
    while claims < wanted {
        let mut batch = Vec::new();
        while batch.len() < 2000 && claims < wanted {
            event += 1;
            let names = [dice.roll(9000), dice.roll(400), dice.roll(300), dice.roll(9000)];
            let numbers = [1000 + dice.roll(9000), 1000 + dice.roll(9000), 1000 + dice.roll(9000)];
            for _ in 0..=dice.roll(6) {
                let which = dice.roll(3) as usize;
                let found = &originals[which].1;
                let text = filled(&written(TEXTS[which], names, numbers), &mut dice);
                let mut document = Document::of_text("made-up", Text::from(text.as_str()));
                document.outlet = Some(format!("Outlet {}", dice.roll(300)));
                document.title = Some(format!("Event {event}"));
                let days = (event / 40) as i64 % 9000;
                document.published = date(2000, 1, 1).checked_add(jiff::Span::new().days(days)).ok();
                let document = document.identified();
                let own = found.iter().map(|claim| moved(claim, &document));
                let own = own.map(|claim| Entry::Claimed { claim: Box::new(claim) });
                let group: Vec<Entry> =
                    [Entry::Read { document: Box::new(document.clone()) }].into_iter().chain(own).collect();
                claims += group.len() as u64 - 1;
                batch.push(group);
            }
        }
        store.append(&batch, Timestamp::now())?;
    }
    println!("{path}: {:?}", store.size()?);
    Ok(())
}

/// The text with other names and numbers of the same length.
fn written(text: &str, [place, body, guild, skipper]: [u64; 4], [killed, wounded, others]: [u64; 3]) -> String {
    text.replace("1234", &killed.to_string())
        .replace("5678", &wounded.to_string())
        .replace("4321", &others.to_string())
        .replace("Village-0000", &format!("Village-{place:04}"))
        .replace("Body-000", &format!("Body-{body:03}"))
        .replace("Guild-000", &format!("Guild-{guild:03}"))
        .replace("Skipper-0000", &format!("Skipper-{skipper:04}"))
}

/// The text with words of six letters at its marks.
fn filled(text: &str, dice: &mut Dice) -> String {
    let mut out = String::new();
    for part in text.split_inclusive('#') {
        out.push_str(part.trim_end_matches('#'));
        if part.ends_with('#') {
            for _ in 0..FILLING {
                out.extend((0..6).map(|_| char::from(LETTERS[dice.roll(16) as usize])));
                out.push(' ');
            }
        }
    }
    out
}

/// The claim with the words that stand at its places in another text.
fn moved(claim: &Claim, document: &Document) -> Claim {
    let mut claim = claim.clone();
    let read = |quote: &mut Quote| quote.text = document.text.at(quote.span).to_owned();
    read(&mut claim.evidence);
    read(&mut claim.quantity.quote);
    claim.affected.quote.iter_mut().for_each(read);
    claim.actor.iter_mut().for_each(read);
    claim.time.iter_mut().for_each(|time| read(&mut time.quote));
    claim.stances.iter_mut().for_each(|on| read(&mut on.quote));
    if let Some(place) = &mut claim.place {
        read(&mut place.quote);
        place.name = None;
    }
    for source in &mut claim.chain {
        if let Some(quote) = &mut source.quote {
            read(quote);
            source.name = quote.text.clone();
        }
    }
    let digits: String = claim.quantity.quote.text.chars().filter(char::is_ascii_digit).collect();
    if let Ok(number) = digits.parse::<u64>() {
        let same = |bound: &mut Option<u64>| *bound = bound.map(|_| number);
        same(&mut claim.quantity.low);
        same(&mut claim.quantity.best);
        same(&mut claim.quantity.high);
    }
    claim.part_of = None;
    claim.document = document.id;
    claim.identified()
}
