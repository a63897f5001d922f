//! Makes a large ledger to measure the desk by: claims of made-up reports, each with its words in its text.
//!
//! `cargo run --release -p hearsay-server --example large -- /tmp/large.db 1000000`
//!
//! A report is one of a few texts with other names and numbers of the same length, so that its claims are those of the
//! text with other words at the same places, and extraction is not what is measured. All words that no claim quotes are
//! drawn anew for each report, so that no two are copies.

use hearsay_core::{Claim, Document, Entry, Quote, Text};
use hearsay_ledger::{Access, Sqlite, Store};
use jiff::Timestamp;
use jiff::civil::date;
use std::error::Error;

const TEXTS: [&str; 3] = [
    "Rockets killed 1234 people in Vilaaaa on Tuesday, the Borkaaa police said. # Another 5678 people were wounded, \
     the Guldaaa hospital said. #\nShells killed 4321 soldiers around Skipaaaa, the ministry said. #",
    "At least 1234 soldiers have been killed around Vilaaaa since the war began, the Borkaaa ministry said. # #\n\
     The Guldaaa agency said 5678 people were wounded in Skipaaaa. #",
    "Shelling of Vilaaaa wounded 5678 people, Borkaaa officials said. #\nThe Guldaaa mission said 4321 people had \
     fled to Skipaaaa. # It said 1234 people were killed. #",
];

/// Words that stand for each mark in a text.
const FILLING: usize = 24;
const LETTERS: &[u8; 16] = b"abdefiklmnoprstu";

/// Where the made-up places lie.
const COUNTRIES: [&str; 20] = [
    "AF", "CD", "CF", "ET", "HT", "IQ", "LB", "LY", "ML", "MM", "NE", "NG", "PK", "SD", "SO", "SS", "SY", "TD", "UA",
    "YE",
];

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
                let (original, found) = &originals[which];
                let text = drawn(&written(original.text.as_str(), names, numbers), found, &mut dice);
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
        .replace("Vilaaaa", &name("Vil", place, 4))
        .replace("Borkaaa", &name("Bork", body, 3))
        .replace("Guldaaa", &name("Guld", guild, 3))
        .replace("Skipaaaa", &name("Skip", skipper, 4))
}

/// A name with a number in letters.
fn name(stem: &str, number: u64, digits: u32) -> String {
    let letter = |at| char::from(b'a' + (number / 10u64.pow(at) % 10) as u8);
    (0..digits).rev().map(letter).fold(stem.to_owned(), |name, letter| name + &letter.to_string())
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

/// The text with every word that no claim quotes drawn anew, letter by letter.
fn drawn(text: &str, claims: &[Claim], dice: &mut Dice) -> String {
    let quoted = |at: usize| {
        let within = |quote: &Quote| (quote.span.start() as usize..quote.span.end() as usize).contains(&at);
        claims.iter().flat_map(Claim::quotes).any(within)
    };
    let letter = |(at, c): (usize, char), dice: &mut Dice| match c {
        'a'..='z' if !quoted(at) => char::from(LETTERS[dice.roll(16) as usize]),
        _ => c,
    };
    text.char_indices().map(|one| letter(one, dice)).collect()
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
        let number = place.quote.text.bytes().fold(7u64, |sum, byte| (sum * 31 + u64::from(byte)) % 9973);
        place.name = None;
        place.country = Some(COUNTRIES[number as usize % COUNTRIES.len()].to_owned());
        place.lat = Some((number % 140) as f32 - 60.0);
        place.lon = Some((number * 7 % 350) as f32 - 175.0);
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
