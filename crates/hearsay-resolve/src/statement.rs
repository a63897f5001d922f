//! What resolution keeps of claims and reports, for those who ask: by number, in order of the ledger.

use crate::bounds::Bounds;
use crate::copies::Copy;
use crate::figures::Figures;
use crate::resolver::{ReportFacts, Resolver};
use crate::subject::{Days, Subject, Where};
use crate::voices::{VoiceId, Voices};
use crate::words::{date, wording};
use hearsay_core::{ClaimId, Confidence, DocumentId, EntityId, Hedge, Measure, Modality, NotADigest, Unit};
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// A claim as resolution knows it: who says how many, where, of whose people.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// The claim.
    pub claim: ClaimId,
    /// Its report.
    pub document: DocumentId,
    /// The number of its report.
    pub report: u32,
    /// Day of publication.
    pub published: Option<Date>,
    /// Who published it.
    pub outlet: VoiceId,
    /// The sources, nearest to the reader first.
    pub chain: &'a [VoiceId],
    /// What is counted.
    pub measure: Measure,
    /// People or equipment.
    pub unit: Unit,
    /// Whose people or equipment.
    pub side: Option<EntityId>,
    /// Where.
    pub place: Option<Spot>,
    /// What the wording allows.
    pub bounds: Bounds,
    /// The number that the wording names.
    pub named: Option<u64>,
    /// How it is hedged.
    pub hedge: Hedge,
    /// How surely it is said.
    pub modality: Modality,
    /// How sure the program is of its reading.
    pub confidence: Confidence,
    /// Whether its report says that the number held once ("had earlier said that 12").
    pub earlier: bool,
    days: Option<Days>,
}

impl Statement<'_> {
    /// The number as it is worded: "about 300".
    pub fn says(&self) -> String {
        wording(self.named, self.hedge, self.bounds)
    }

    /// First and last day of what is counted, where told.
    pub fn days(&self) -> Option<(Date, Date)> {
        let days = self.days?;
        date(days.from).zip(date(days.to))
    }
}

/// A place of the ledger: places of one name in one country are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceKey {
    name: u32,
    country: Option<[u8; 2]>,
}

/// A place, where it lies, and how exactly that is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// Which place.
    pub key: PlaceKey,
    /// Degrees north and east, where known.
    pub at: Option<(f32, f32)>,
    /// As in UCDP GED's `where_prec`: 1 exact place to 7 unknown.
    pub precision: u8,
}

impl PlaceKey {
    /// ISO 3166-1 alpha-2 code, where known.
    pub fn country(&self) -> Option<&str> {
        self.country.as_ref().and_then(|code| std::str::from_utf8(code).ok())
    }
}

impl fmt::Display for PlaceKey {
    /// Twelve hexadecimal digits, for addresses.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}{:04x}", self.name, u16::from_be_bytes(self.country.unwrap_or_default()))
    }
}

impl FromStr for PlaceKey {
    type Err = NotADigest;

    fn from_str(text: &str) -> Result<PlaceKey, NotADigest> {
        let digits = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let (name, country) = text.split_at_checked(8).filter(|_| digits).ok_or(NotADigest)?;
        let name = u32::from_str_radix(name, 16).map_err(|_| NotADigest)?;
        let country = u16::from_str_radix(country, 16).map_err(|_| NotADigest)?.to_be_bytes();
        Ok(PlaceKey { name, country: (country != [0, 0]).then_some(country) })
    }
}

/// A report as resolution knows it.
#[derive(Clone, Copy, Debug)]
pub struct ReportFact {
    /// Its id.
    pub document: DocumentId,
    /// Who published it.
    pub outlet: VoiceId,
    /// Day of publication.
    pub published: Option<Date>,
    /// Numbers of its claims: first, and one past the last.
    pub claims: (u32, u32),
}

impl Resolver {
    /// All sources.
    pub fn voices(&self) -> &Voices {
        &self.voices
    }

    /// How many claims there are; their numbers begin with 0.
    pub fn claims(&self) -> u32 {
        self.subjects.len() as u32
    }

    /// How many reports there are; their numbers begin with 0.
    pub fn reports(&self) -> u32 {
        self.reports.len() as u32
    }

    /// The claim of that number.
    pub fn statement(&self, number: u32) -> Option<Statement<'_>> {
        let subject = self.subjects.get(number as usize)?;
        Some(statement(subject, self.reports.get(subject.report as usize)?))
    }

    /// The report of that number.
    pub fn report(&self, number: u32) -> Option<ReportFact> {
        let ReportFacts { document, outlet, published, subjects, .. } = self.reports.get(number as usize)?;
        let claims = (subjects.start, subjects.end);
        Some(ReportFact { document: *document, outlet: *outlet, published: *published, claims })
    }

    /// The earlier reports of which that one is a copy in whole or part.
    pub fn copied_by(&self, number: u32) -> impl Iterator<Item = (u32, &Copy)> {
        let report = self.reports.get(number as usize);
        report.into_iter().flat_map(|report| &report.copies).map(|copied| (copied.of, &copied.copy))
    }

    /// The name of a place.
    pub fn place_name(&self, place: PlaceKey) -> Option<&str> {
        self.places.get(&place.name).map(String::as_str)
    }

    /// The name of a side.
    pub fn side_name(&self, side: EntityId) -> Option<&str> {
        let known = self.register.get(side).map(|entity| entity.name.as_str());
        known.or_else(|| self.sides.get(&side).map(String::as_str))
    }
}

impl Figures<'_> {
    /// Numbers of the claims of a figure, in order of the ledger.
    pub fn claims_of(&self, figure: u32) -> &[u32] {
        self.grouping.figures.get(figure as usize).map_or(&[], |figure| &figure.claims)
    }

    /// The figure of a claim, both by number.
    pub fn figure_of(&self, claim: u32) -> Option<u32> {
        self.grouping.of_claim.get(claim as usize).copied().filter(|&figure| figure != u32::MAX)
    }
}

fn statement<'a>(subject: &'a Subject, report: &ReportFacts) -> Statement<'a> {
    Statement {
        claim: subject.claim,
        document: report.document,
        report: subject.report,
        published: report.published,
        outlet: report.outlet,
        chain: &subject.chain,
        measure: subject.measure,
        unit: subject.unit,
        side: subject.side,
        place: subject.place.as_ref().map(spot),
        bounds: subject.bounds,
        named: subject.named,
        hedge: subject.hedge,
        modality: subject.modality,
        confidence: subject.confidence,
        earlier: subject.setting.earlier,
        days: subject.days,
    }
}

fn spot(place: &Where) -> Spot {
    let Where { name, country, at, precision } = *place;
    Spot { key: PlaceKey { name, country }, at, precision }
}
