//! Made-up claims in any number, to measure how resolution grows. No text is made: a claim brings the words that would
//! tell its event.

use crate::bounds::Bounds;
use crate::context::Context;
use crate::copies::of_bytes;
use crate::events::Account;
use crate::group::Group;
use crate::resolver::{ReportFacts, Resolver};
use crate::setting::Setting;
use crate::subject::{Days, Subject, Where};
use hearsay_core::{ClaimId, Confidence, Digest, DocumentId, Hedge, Measure, Modality, SourceKind, Span, Unit};

/// Numbers that look random and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(1);
        of_bytes(&self.0.to_le_bytes()) % sides.max(1)
    }

    /// Small numbers often, large ones seldom, as places and outlets are in the news.
    fn skewed(&mut self, sides: u64) -> u64 {
        let most = 1 + self.roll(sides);
        self.roll(most)
    }
}

impl Resolver {
    /// Adds about `claims` made-up claims: each report tells of one event or of a total, an event is told by one to twelve
    /// reports within a week, and one claim in five is of a total. Events come at the same rate whatever the number of claims, so a
    /// larger number reaches over more years, as a growing ledger does.
    pub fn add_synthetic(&mut self, claims: u32, seed: u64) {
        let mut dice = Dice(seed << 32);
        let end = self.subjects.len() as u32 + claims;
        let sources: Vec<_> = (0..400)
            .map(|n| self.voices.source(&format!("Body {n}"), SourceKind::Government, &self.register))
            .collect();
        let outlets: Vec<_> =
            (0..300).map(|n| self.voices.outlet(Some(&format!("Outlet {n}")), None, &self.register)).collect();
        let sides: Vec<_> =
            self.register.entities().iter().filter(|one| one.country.is_some()).map(|one| one.id).collect();
        let mut event = 0u64;
        while (self.subjects.len() as u32) < end {
            event += 1;
            let day = 18_000 + (event / 40) as i32;
            let place = dice.skewed(20_000);
            let killed = 1 + dice.skewed(60);
            let side = sides[dice.skewed(sides.len() as u64) as usize];
            let names: Vec<u32> = (0..6).map(|n| of_bytes(format!("{event} {n}").as_bytes()) as u32).collect();
            for _ in 0..=dice.skewed(12) {
                let published = day + dice.roll(6) as i32;
                let report = self.reports.len() as u32;
                let outlet = outlets[dice.skewed(300) as usize];
                let first = self.subjects.len() as u32;
                let source = sources[dice.skewed(400) as usize];
                let total = dice.roll(5) == 0;
                for measure in [Measure::Killed, Measure::Wounded] {
                    let number = killed + dice.roll(3);
                    let id =
                        Digest::of("synthetic", &[&(self.subjects.len() as u64).to_le_bytes(), &seed.to_le_bytes()]);
                    self.subjects.push(Subject {
                        claim: ClaimId(id),
                        report,
                        measure,
                        unit: Unit::People,
                        modality: Modality::Asserted,
                        bounds: Bounds { low: number, high: Some(number) },
                        named: Some(number),
                        hedge: Hedge::Exact,
                        group: Group::WHOLE,
                        group_given: true,
                        side: Some(side),
                        actor: None,
                        place: Some(Where { name: place as u32, country: None, at: None, precision: 2 }),
                        days: (!total).then_some(Days { from: day, to: day }),
                        chain: [source].into(),
                        stances: [].into(),
                        part_of: None,
                        evidence: Span::new(0, 1),
                        confidence: Confidence::new(1.0),
                        setting: Setting::default(),
                    });
                }
                let numbers: Vec<u32> = (first..self.subjects.len() as u32).collect();
                if total {
                    self.totals.extend(numbers);
                } else {
                    // Most of the names of the event, the place, and words that all such reports share.
                    let mut terms: Vec<u32> = names.iter().copied().filter(|_| dice.roll(4) > 0).collect();
                    terms.push(1_000_000 + place as u32);
                    terms.extend((0..8).map(|_| dice.skewed(3_000) as u32));
                    let context = Context::of_terms(&terms);
                    self.accounts.push(Account::new(&self.subjects, numbers, Some(published), context));
                }
                self.reports.push(ReportFacts {
                    document: DocumentId(Digest::of("synthetic report", &[&report.to_le_bytes()])),
                    outlet,
                    published: crate::words::date(published),
                    day: Some(published),
                    credits: Vec::new(),
                    copies: Vec::new(),
                    subjects: first..self.subjects.len() as u32,
                });
            }
        }
    }
}
