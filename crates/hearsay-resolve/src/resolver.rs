//! The fold: reports in the order of the ledger in, what they have to do with each other out.

use crate::bounds::Bounds;
use crate::context::{Context, Priors};
use crate::copies::{Copy, CopyIndex, CreditKind, Prepared, compare, credits};
use crate::events::{Account, FEATURES, likelihoods, split};
use crate::figures::{Figures, Grouping};
use crate::group::Group;
use crate::reach::{Reach, reach};
use crate::register::{Entity, EntityKind, Register, acronyms, plain};
use crate::setting::Setting;
use crate::subject::{Day, Held, Subject, day, days_of, place_of};
use crate::voices::{VoiceId, Voices};
use hearsay_core::{Claim, ClaimId, Document, DocumentId, EntityId, Span, Text};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A text of an earlier report, or none where it cannot be had: then its copies are not aligned.
pub type Earlier<'a> = dyn FnMut(DocumentId) -> Option<Text> + 'a;

/// What is kept of a report.
#[derive(Clone, Debug)]
pub(crate) struct ReportFacts {
    pub document: DocumentId,
    pub outlet: VoiceId,
    pub published: Option<Date>,
    pub day: Option<Day>,
    /// Outlets whose story it says that it prints.
    pub credits: Vec<(VoiceId, CreditKind)>,
    /// Earlier reports of which it is a copy in whole or part.
    pub copies: Vec<Copied>,
    /// Its claims: a range of subjects.
    pub subjects: std::ops::Range<u32>,
}

/// A report is a copy of another, in whole or part.
#[derive(Clone, Debug)]
pub(crate) struct Copied {
    /// The number of the other.
    pub of: u32,
    /// What is shared.
    pub copy: Copy,
}

/// Everything that resolution knows of the reports added so far.
#[derive(Clone)]
pub struct Resolver {
    pub(crate) register: Register,
    pub(crate) voices: Voices,
    pub(crate) reports: Vec<ReportFacts>,
    pub(crate) subjects: Vec<Subject>,
    pub(crate) accounts: Vec<Account>,
    /// Claims of totals, which tell of no single event.
    pub(crate) totals: Vec<u32>,
    /// Where a claim stands word for word in an earlier report: the number of that report's claim.
    pub(crate) echoes: BTreeMap<u32, u32>,
    pub(crate) priors: Priors,
    pub(crate) places: BTreeMap<u32, String>,
    /// Sides that the register does not know.
    pub(crate) sides: BTreeMap<EntityId, String>,
    index: CopyIndex,
    /// Report numbers of the texts in the index.
    indexed: Vec<u32>,
}

impl Resolver {
    /// Knows no report yet.
    pub fn new(register: Register) -> Resolver {
        Resolver {
            register,
            voices: Voices::default(),
            reports: Vec::new(),
            subjects: Vec::new(),
            accounts: Vec::new(),
            totals: Vec::new(),
            echoes: BTreeMap::new(),
            priors: Priors::default(),
            places: BTreeMap::new(),
            sides: BTreeMap::new(),
            index: CopyIndex::default(),
            indexed: Vec::new(),
        }
    }

    /// Adds a report and its claims. The cost does not grow with the number of reports known.
    pub fn add(&mut self, document: &Document, claims: &[Claim], earlier: &mut Earlier<'_>) {
        let number = self.reports.len() as u32;
        let text = &document.text;
        for (short, full) in acronyms(text.as_str()) {
            self.voices.learn(&short, &full);
        }
        let outlet = self.voices.outlet(document.outlet.as_deref(), document.url.as_deref(), &self.register);
        let credits = credits(document)
            .into_iter()
            .map(|credit| (self.voices.outlet(Some(&credit.outlet), None, &self.register), credit.kind));
        let credits: Vec<_> = credits.filter(|(credited, _)| *credited != outlet).collect();
        let first = self.subjects.len() as u32;
        let mut of_events = Vec::new();
        for claim in claims {
            let at = self.subjects.len() as u32;
            let subject = self.subject(claim, text, number);
            match reach(claim, text) {
                Reach::Event => of_events.push(at),
                Reach::Total => self.totals.push(at),
            }
            self.subjects.push(subject);
        }
        let published = document.published;
        let day = published.map(day);
        self.reports.push(ReportFacts {
            document: document.id,
            outlet,
            published,
            day,
            credits,
            copies: Vec::new(),
            subjects: first..self.subjects.len() as u32,
        });
        if claims.is_empty() {
            return;
        }
        self.tell(document, of_events, day);
        self.compare(document, number, earlier);
    }

    /// Adds the accounts of a report.
    fn tell(&mut self, document: &Document, of_events: Vec<u32>, day: Option<Day>) {
        let text = &document.text;
        let parts = split(&self.subjects, of_events);
        // The event that most claims are about is what the report is about, and all of its words tell of it.
        let main = (0..parts.len()).rev().max_by_key(|&part| parts[part].len());
        for (part, claims) in parts.into_iter().enumerate() {
            let single = main == Some(part);
            let stretches = if single { vec![text.span()] } else { paragraphs(text, &self.subjects, &claims) };
            let mut context = Context::of(text, &stretches, &mut self.priors);
            if let Some(title) = document.title.as_deref().filter(|_| single) {
                let title = Text::from(title);
                context.add(Context::of(&title, &[title.span()], &mut self.priors));
            }
            self.accounts.push(Account::new(&self.subjects, claims, day, context));
        }
    }

    /// Finds the reports that share passages with this one, and the claims that stand in them.
    fn compare(&mut self, document: &Document, number: u32, earlier: &mut Earlier<'_>) {
        let prepared = Prepared::of(&document.text);
        for candidate in self.index.candidates(&prepared) {
            let Some(&other) = self.indexed.get(candidate as usize) else { continue };
            let Some(text) = self.reports.get(other as usize).and_then(|report| earlier(report.document)) else {
                continue;
            };
            let wording = crate::copies::Wording::of(&text);
            // The later of the two is the copy; where neither is later, the one that credits somebody, else this one.
            let [here, there] = [number, other].map(|report| &self.reports[report as usize]);
            let turned = match here.day.zip(there.day) {
                Some((here, there)) if here != there => here < there,
                _ => here.credits.is_empty() && !there.credits.is_empty(),
            };
            let (copy, copier, original) = if turned {
                (compare(&wording, &prepared.wording), other, number)
            } else {
                (compare(&prepared.wording, &wording), number, other)
            };
            let Some(copy) = copy else { continue };
            self.echo(copier, original, &copy);
            self.reports[copier as usize].copies.push(Copied { of: original, copy });
        }
        self.index.insert(&prepared);
        self.indexed.push(number);
    }

    /// Ties claims in shared passages to the same claims of the earlier report.
    fn echo(&mut self, copier: u32, original: u32, copy: &Copy) {
        let (here, there) =
            (self.reports[copier as usize].subjects.clone(), self.reports[original as usize].subjects.clone());
        for at in here {
            let Some(subject) = self.subjects.get(at as usize) else { continue };
            let Some(passage) = copy.passages.iter().find(|passage| passage.here.overlaps(subject.evidence)) else {
                continue;
            };
            let same = there.clone().filter(|&other| {
                self.subjects.get(other as usize).is_some_and(|other| {
                    other.measure == subject.measure
                        && other.bounds == subject.bounds
                        && other.group == subject.group
                        && passage.there.overlaps(other.evidence)
                })
            });
            let offset = |span: Span, whole: Span| i64::from(span.start()) - i64::from(whole.start());
            let wanted = offset(subject.evidence, passage.here);
            let nearest = same
                .min_by_key(|&other| (offset(self.subjects[other as usize].evidence, passage.there) - wanted).abs());
            if let Some(other) = nearest {
                let known = self.echoes.get(&at).and_then(|&known| self.day_of(known));
                if known.is_none() || self.day_of(other).is_some_and(|day| known.is_some_and(|known| day < known)) {
                    self.echoes.insert(at, other);
                }
            }
        }
    }

    fn day_of(&self, subject: u32) -> Option<Day> {
        self.reports.get(self.subjects.get(subject as usize)?.report as usize)?.day
    }

    /// The entity of a side; one the register does not know gets an id of its own name.
    fn side(&mut self, name: &str) -> EntityId {
        if let Some(known) = self.register.side(name) {
            return known.id;
        }
        let id = Entity::id_of(EntityKind::Group, &plain(name));
        self.sides.entry(id).or_insert_with(|| name.to_owned());
        id
    }

    fn subject(&mut self, claim: &Claim, text: &Text, report: u32) -> Subject {
        let chain =
            claim.chain.iter().map(|source| self.voices.source(&source.name, source.kind, &self.register)).collect();
        let bearing = claim.stances.iter().filter(|on| crate::stance::bears(on, claim.evidence.span, text));
        let stances = bearing.map(|on| {
            let by = self.register.side(&on.holder).map(|side| (side.name.clone(), side.source));
            let (name, kind) = by.unwrap_or_else(|| (on.holder.clone(), hearsay_core::SourceKind::Government));
            Held { by: self.voices.source(&name, kind, &self.register), stance: on.stance }
        });
        let stances = stances.collect();
        let place = place_of(claim, &self.register);
        if let (Some(place), Some(written)) = (place, claim.place.as_ref()) {
            let name = written.name.as_deref().unwrap_or(&written.quote.text);
            self.places.entry(place.name).or_insert_with(|| name.trim().to_owned());
        }
        Subject {
            claim: claim.id,
            report,
            measure: claim.measure,
            unit: claim.quantity.unit,
            modality: claim.modality,
            bounds: Bounds::of(&claim.quantity),
            named: claim.quantity.best.or(claim.quantity.low).or(claim.quantity.high),
            hedge: claim.quantity.hedge,
            group: Group::of(&claim.affected),
            group_given: claim.affected.quote.is_some(),
            side: claim.affected.side.as_deref().map(|side| self.side(side)),
            actor: claim.actor.as_ref().and_then(|actor| {
                let words = actor.text.split_whitespace();
                let whole = self.register.side(&actor.text);
                whole.or_else(|| words.into_iter().find_map(|word| self.register.side(word))).map(|side| side.id)
            }),
            place,
            days: days_of(claim),
            chain,
            stances,
            part_of: claim.part_of,
            evidence: claim.evidence.span,
            confidence: claim.confidence,
            setting: Setting::of(text, claim.evidence.span, claim.quantity.quote.span),
        }
    }

    /// The reports of which that one is a copy in whole or part, passage by passage.
    pub fn copies_of(&self, document: DocumentId) -> Vec<(DocumentId, &Copy)> {
        let report = self.reports.iter().find(|report| report.document == document);
        let copies = report.into_iter().flat_map(|report| &report.copies);
        copies.filter_map(|copied| Some((self.reports.get(copied.of as usize)?.document, &copied.copy))).collect()
    }

    /// What the reports added so far have to do with each other. The same reports in the same order give the same.
    pub fn resolve(&self) -> Figures<'_> {
        Figures { resolver: self, grouping: Cow::Owned(Grouping::of(self)) }
    }

    /// For learning what tells events apart: every pair of accounts that is compared, by a claim of each, with its features
    /// in the order of [`Resolver::features`].
    pub fn compared(&self) -> Vec<(ClaimId, ClaimId, Vec<f32>)> {
        let claim = |account: u32| {
            let first = self.accounts.get(account as usize)?.claims.first()?;
            self.subjects.get(*first as usize).map(|subject| subject.claim)
        };
        let all = likelihoods(&self.accounts, &self.priors, |_, _, features| features.to_vec());
        all.into_iter().filter_map(|(a, b, features)| Some((claim(a)?, claim(b)?, features))).collect()
    }

    /// The names of the features that tell events apart.
    pub fn features() -> &'static [&'static str] {
        &FEATURES
    }

    /// The number of a claim.
    pub(crate) fn number_of(&self, claim: ClaimId) -> Option<u32> {
        self.subjects.iter().position(|subject| subject.claim == claim).map(|at| at as u32)
    }
}

/// The paragraphs in which some claims stand, each once.
fn paragraphs(text: &Text, subjects: &[Subject], claims: &[u32]) -> Vec<Span> {
    let source = text.as_str();
    let mut found: Vec<Span> = Vec::new();
    for subject in claims.iter().filter_map(|&claim| subjects.get(claim as usize)) {
        let (start, end) = (subject.evidence.start() as usize, subject.evidence.end() as usize);
        let from = source.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let to = source.get(end..).and_then(|after| after.find('\n')).map_or(source.len(), |at| end + at);
        let span = Span::new(from as u32, to as u32);
        if found.last() != Some(&span) {
            found.push(span);
        }
    }
    found
}
