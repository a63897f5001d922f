//! What a page says of itself: title, byline, day, outlet, address, language. From its data, its head, and its text.

use super::entities::decoded;
use super::hints;
use super::linked::Linked;
use super::page::{Block, Page};
use super::tag::Tag;
use crate::dates::Order;
use crate::{dates, language};
use hearsay_core::Moment;
use jiff::civil::Date;
use memchr::memmem;

/// What is said.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) published: Option<Date>,
    /// When, where more is told than a day.
    pub(crate) published_at: Option<Moment>,
    pub(crate) updated_at: Option<Moment>,
    pub(crate) language: Option<String>,
}

/// Reads what `page` says; `chosen` tells which blocks are its main text, `found_at` where it was found.
pub(crate) fn said(page: &Page<'_>, linked: &Linked, chosen: &[bool], found_at: Option<&str>) -> Said {
    let mut head =
        Head { page, linked, first: chosen.iter().position(|chosen| *chosen).unwrap_or(0), order: Order::MonthFirst };
    let url = head.url();
    let outlet = head.outlet(url.as_deref().or(found_at));
    let text: String =
        page.blocks.iter().zip(chosen).filter(|(_, chosen)| **chosen).fold(String::new(), |mut text, (block, _)| {
            if text.len() < 4000 {
                text.push_str(page.words(block));
                text.push('\n');
            }
            text
        });
    let language = language::language(&text).or_else(|| head.language());
    if language.as_deref().is_some_and(|language| language != "en") {
        head.order = Order::DayFirst;
    }
    let told = head.told();
    Said {
        title: head.title(outlet.as_deref()),
        byline: head.byline(),
        published: head.published(told.as_deref(), url.as_deref().or(found_at)),
        published_at: told.as_deref().and_then(dates::timed),
        updated_at: head.updated(),
        language,
        outlet,
        url,
    }
}

/// The length in bytes of a line that may name the day of publication, and of one that does nothing else: a caption is longer.
const DATED: usize = 160;
const SHOWN: usize = 60;

struct Head<'p, 's> {
    page: &'p Page<'s>,
    linked: &'p Linked,
    /// The first block of main text.
    first: usize,
    /// How dates in numbers are written here.
    order: Order,
}

impl Head<'_, '_> {
    /// The content of the first `<meta>` of the first of `keys` that has one.
    fn meta(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| {
            let same = |(name, content): &&(&str, &str)| name.eq_ignore_ascii_case(key) && !content.trim().is_empty();
            self.page.metas.iter().find(same).map(|(_, content)| line(content))
        })
    }

    fn title(&self, outlet: Option<&str>) -> Option<String> {
        let named = self.page.title.map(line).filter(|title| !title.is_empty());
        let told = [self.meta(&["og:title", "twitter:title"]), self.linked.headline.clone(), named];
        let told: Vec<String> = told.into_iter().flatten().collect();
        // The headline as it is shown, if what is told agrees that it is one.
        let near = self.headings().find(|heading| told.iter().any(|told| alike(heading, told)));
        near.or_else(|| told.first().map(|told| without_outlet(told, outlet)))
            .or_else(|| self.headings().next())
            .filter(|title| !title.is_empty())
    }

    /// Top headings, the nearest above the text first.
    fn headings(&self) -> impl Iterator<Item = String> {
        let (before, after) = self.page.blocks.split_at((self.first + 1).min(self.page.blocks.len()));
        let is = |block: &&Block| self.page.around(block.lead).take(4).any(|element| element.tag == Tag::H1);
        let words = |block: &Block| self.page.words(block).replace('\n', " ");
        before.iter().rev().filter(is).map(words).chain(after.iter().filter(is).map(words))
    }

    /// When the page's data says that it was published.
    fn told(&self) -> Option<String> {
        let meta = || {
            let keys = [
                "article:published_time",
                "og:article:published_time",
                "og:published_time",
                "datePublished",
                "parsely-pub-date",
                "sailthru.date",
                "cXenseParse:recs:publishtime",
                "DC.date.issued",
                "dcterms.created",
                "dc.date",
                "DC.Date.Created",
                "dcterms.date",
                "publish-date",
                "publish_date",
                "publishdate",
                "publication_date",
                "pubdate",
                "PublishDate",
                "article.published",
                "article.created",
                "date",
                "mediator_published_time",
                "vr:published_time",
                "displaydate",
                "dateCreated",
            ];
            keys.iter().find_map(|key| self.meta(&[key]).filter(|text| self.day(text).is_some()))
        };
        let linked = self.linked.published.clone().filter(|text| self.day(text).is_some());
        let fact = || self.fact(|fact| fact.itemprop.eq_ignore_ascii_case("datePublished"));
        let uploaded = || self.linked.uploaded.clone().filter(|text| self.day(text).is_some());
        linked.or_else(meta).or_else(fact).or_else(uploaded)
    }

    /// When the page's data says that it was last changed.
    fn updated(&self) -> Option<Moment> {
        let keys = [
            "article:modified_time",
            "og:article:modified_time",
            "og:updated_time",
            "og:modified_time",
            "dateModified",
            "dcterms.modified",
            "DC.date.modified",
            "article.updated",
            "last-modified",
            "lastmod",
            "revised",
        ];
        let when = |text: &str| dates::timed(text).or_else(|| self.day(text).map(Moment::of_day));
        let meta = || keys.iter().find_map(|key| when(&self.meta(&[key])?));
        let fact = || self.fact(|fact| fact.itemprop.eq_ignore_ascii_case("dateModified"));
        self.linked.modified.as_deref().and_then(when).or_else(meta).or_else(|| when(&fact()?))
    }

    /// The day of publication: as told by the page's data, by its address, beside the text.
    fn published(&self, told: Option<&str>, url: Option<&str>) -> Option<Date> {
        let at = told.and_then(dates::timed);
        let told = told.and_then(|text| self.day(text));
        let address = url.and_then(dates::in_address);
        // A moment told in another zone than that of the outlet may fall on the next day or the last.
        let zone = |told: Date| {
            address.filter(|address| told.tomorrow().ok() == Some(*address) || told.yesterday().ok() == Some(*address))
        };
        // A moment of the early hours in UTC, where the page shows its readers the day before as its own.
        let utc = at.is_some_and(|at| {
            at.offset.is_none_or(|offset| offset.is_zero()) && at.time.is_some_and(|time| time.hour() < 12)
        });
        let shown = |told: Date| {
            let before = told.yesterday().ok().filter(|_| utc)?;
            let near = self.near_words(SHOWN).find(|day| *day == before || *day == told);
            near.or_else(|| self.local_days().find(|day| *day == before)).filter(|day| *day == before)
        };
        told.map(|told| zone(told).or_else(|| shown(told)).unwrap_or(told))
            .or(address)
            .or_else(|| self.near_time())
            .or_else(|| self.near_words(DATED).next())
            .or_else(|| self.linked.modified.as_deref().and_then(|text| self.day(text)))
    }

    /// The days of all that the head calls a date and writes without a zone.
    fn local_days(&self) -> impl Iterator<Item = Date> {
        let dates = self.page.metas.iter().filter(|(name, _)| memmem::find(name.as_bytes(), b"date").is_some());
        let local = dates.filter(|(_, said)| dates::timed(said).is_none_or(|moment| moment.offset.is_none()));
        local.filter_map(|(_, said)| self.day(said))
    }

    fn day(&self, text: &str) -> Option<Date> {
        dates::day_in(text, self.order)
    }

    /// The words by which the first element that is such a fact tells a day.
    fn fact(&self, is: impl Fn(&super::page::Fact<'_>) -> bool) -> Option<String> {
        self.page.facts.iter().filter(|fact| is(fact)).find_map(|fact| {
            let element = &self.page.elements[fact.element as usize];
            let shown = self.page.text.get(element.from as usize..element.to as usize).unwrap_or("");
            [fact.datetime, fact.content, shown].into_iter().find(|text| self.day(text).is_some()).map(str::to_owned)
        })
    }

    /// The `<time>` nearest to the beginning of the text.
    fn near_time(&self) -> Option<Date> {
        let start = self.page.blocks.get(self.first).map_or(0, |block| block.from);
        let mut times: Vec<_> = self.page.facts.iter().filter(|fact| !fact.datetime.is_empty()).collect();
        times.sort_by_key(|fact| self.page.elements[fact.element as usize].from.abs_diff(start));
        times.iter().find_map(|fact| self.day(fact.datetime))
    }

    /// The days in lines whose class says that they are one, and in the lines just above the text.
    fn near_words(&self, longest: usize) -> impl Iterator<Item = Date> {
        let blocks = &self.page.blocks;
        let short = move |block: &&Block| self.page.words(block).len() < longest;
        let dated =
            move |block: &&Block| self.page.around(block.lead).take(3).any(|element| element.hints.has(hints::DATE));
        let (above, below) = (self.first.saturating_sub(12), (self.first + 200).min(blocks.len()));
        let near = &blocks[above.min(blocks.len())..(self.first + 3).min(blocks.len())];
        let classed = blocks[above.min(below)..below].iter().filter(short).filter(dated);
        let candidates = classed.chain(near.iter().rev().filter(short));
        candidates.filter_map(|block| self.day(self.page.words(block)))
    }

    fn byline(&self) -> Option<String> {
        let linked = || (!self.linked.authors.is_empty()).then(|| unique(&self.linked.authors).join(", "));
        let meta = || {
            let keys = [
                "author",
                "byl",
                "parsely-author",
                "sailthru.author",
                "dc.creator",
                "article:author",
                "article.author",
            ];
            keys.iter().find_map(|key| self.meta(&[key]).map(|name| without_by(&name)).filter(|name| is_name(name)))
        };
        let fact = || {
            let is =
                |fact: &&super::page::Fact<'_>| fact.rel == "author" || fact.itemprop.eq_ignore_ascii_case("author");
            let names = self.page.facts.iter().filter(is).map(|fact| {
                let element = &self.page.elements[fact.element as usize];
                line(self.page.text.get(element.from as usize..element.to as usize).unwrap_or(""))
            });
            names.map(|name| without_by(&name)).find(|name| is_name(name))
        };
        let classed = || {
            let near = self.page.blocks.iter().take(self.first + 4).skip(self.first.saturating_sub(14));
            let is =
                |block: &&Block| self.page.around(block.lead).take(3).any(|element| element.hints.has(hints::BYLINE));
            let words = |block: &Block| without_by(&line(self.page.words(block)));
            let begins = |block: &&Block| self.page.words(block).starts_with("By ");
            let short = |name: &String| is_name(name) && name.split_whitespace().count() < 10;
            near.clone().filter(begins).chain(near.filter(is)).map(words).find(short)
        };
        linked().map(|name| without_by(&name)).filter(|name| is_name(name)).or_else(meta).or_else(fact).or_else(classed)
    }

    fn outlet(&self, url: Option<&str>) -> Option<String> {
        let named = [self.linked.publisher.clone(), self.meta(&["og:site_name"]), self.linked.site.clone()];
        let is = |name: &String| name.len() < 60 && !name.starts_with("http");
        let lesser = || self.meta(&["application-name", "dc.publisher", "twitter:site"]);
        let named = named.into_iter().flatten().find(is).or_else(lesser);
        named.map(|name| name.trim_start_matches('@').to_owned()).or_else(|| url.and_then(host).map(str::to_owned))
    }

    fn url(&self) -> Option<String> {
        let is = |(rel, _): &&(&str, &str)| rel.eq_ignore_ascii_case("canonical");
        let canonical = self.page.links.iter().find(is).map(|(_, href)| decoded(href.trim()));
        let told = [canonical, self.meta(&["og:url"]), self.linked.url.clone()];
        let whole: Vec<String> = told.into_iter().flatten().filter_map(|url| absolute(&url)).collect();
        // A front page named as the address of an article is a mistake.
        whole.iter().find(|url| !is_front(url)).or(whole.first()).cloned()
    }

    fn language(&self) -> Option<String> {
        let told = [Some(self.page.lang.to_owned()), self.meta(&["og:locale", "content-language", "language"])];
        let told = told.into_iter().flatten().chain(self.linked.language.clone());
        told.filter_map(|told| language::declared(&told)).next()
    }
}

/// On one line, references resolved, white space in order.
fn line(source: &str) -> String {
    decoded(source).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unique(names: &[String]) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    names.iter().for_each(|name| {
        if !seen.contains(name) {
            seen.push(name.clone());
        }
    });
    seen
}

/// Whether two headlines share most of their words.
fn alike(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (a, b) = (words(a), words(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    a.len() > 1 && 10 * shared >= 7 * a.len() && 10 * shared >= 5 * b.len()
}

/// "Storm hits coast - The Paper" without the outlet, if what follows the last sign is short or is the outlet.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    for sign in [" | ", " - ", " – ", " — ", " :: ", " » ", " • "] {
        if let Some((head, tail)) = title.rsplit_once(sign) {
            let named = outlet.is_some_and(|outlet| alike_names(tail, outlet));
            if named || (sign == " | " && head.len() > 20) || (tail.len() < 25 && head.len() > tail.len() + 5) {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

fn alike_names(a: &str, b: &str) -> bool {
    let bare =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (a, b) = (bare(a), bare(b));
    !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
}

/// A byline without "By", accounts, and the day that often follows it.
fn without_by(name: &str) -> String {
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let rest = ["By:", "By ", "by ", "BY ", "Written by ", "Posted by ", "Author:", "Von ", "Por ", "Par "];
    let name = rest.iter().find_map(|by| name.strip_prefix(by)).unwrap_or(name);
    let name = name.split(|c: char| c == '@' || c == '|' || c.is_ascii_digit()).next().unwrap_or(name);
    let mut name = name.trim_end_matches(|c: char| !c.is_alphanumeric());
    while let Some((head, tail)) = name.rsplit_once(|c: char| c.is_whitespace() || c == ',') {
        let dated =
            dates::is_month(tail) || matches!(tail, "on" | "Updated" | "Published" | "Posted") || tail.ends_with("day");
        if !dated {
            break;
        }
        name = head.trim_end_matches(|c: char| !c.is_alphanumeric());
    }
    name.to_owned()
}

/// Whether this could be a name or a few: short, with a letter, no address.
fn is_name(name: &str) -> bool {
    let len = name.chars().count();
    (2..140).contains(&len)
        && name.split_whitespace().count() < 16
        && name.chars().any(char::is_alphabetic)
        && !name.contains("://")
        && !name.contains(".com/")
}

fn absolute(url: &str) -> Option<String> {
    let url = url.strip_prefix("//").map_or_else(|| url.to_owned(), |rest| format!("https://{rest}"));
    (url.starts_with("http://") || url.starts_with("https://")).then_some(url)
}

fn is_front(url: &str) -> bool {
    url.splitn(4, '/').nth(3).unwrap_or("").is_empty()
}

fn host(url: &str) -> Option<&str> {
    let host = url.split('/').nth(2)?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::{main_text, measured};

    fn read(source: &str) -> Said {
        let (measured, linked) = measured(source);
        let chosen = main_text::chosen(&measured);
        said(&measured.page, &linked, &chosen, None)
    }

    #[test]
    fn the_head_is_read() {
        let said = read(
            "<html lang=en-GB><head><title>Bridge closed after flood | The Paper</title>
            <meta property=og:site_name content='The Paper'><meta name=author content='By A. Writer'>
            <meta property='article:published_time' content='2025-01-13T23:00:00+02:00'>
            <meta property='article:modified_time' content='2025-01-14'>
            <link rel=canonical href='https://paper.example/news/bridge'></head><body>
            <h1>Other news</h1><h1>Bridge closed after the flood</h1><p>The bridge is closed, the mayor said.</p>",
        );
        assert_eq!(said.title.as_deref(), Some("Bridge closed after the flood"));
        assert_eq!(said.byline.as_deref(), Some("A. Writer"));
        assert_eq!(said.outlet.as_deref(), Some("The Paper"));
        assert_eq!(said.url.as_deref(), Some("https://paper.example/news/bridge"));
        assert_eq!(said.published, Some(jiff::civil::date(2025, 1, 13)));
        assert_eq!(said.published_at.map(|at| at.to_string()).as_deref(), Some("2025-01-13T23:00:00+02:00"));
        assert_eq!(said.updated_at.map(|at| at.to_string()).as_deref(), Some("2025-01-14"));
        assert_eq!(said.language.as_deref(), Some("en"));
    }

    #[test]
    fn a_moment_in_utc_is_the_day_that_readers_are_shown() {
        let page = |shown: &str, told: &str| {
            let told =
                format!("<meta property='article:published_time' content='{told}'><title>Rain in the hills</title>");
            read(&format!("{told}<h1>Rain in the hills</h1><div class=date>{shown}</div><p>It rained in the hills."))
                .published
        };
        let [before, day] = [18, 19].map(|day| Some(jiff::civil::date(2019, 11, day)));
        assert_eq!(page("Nov 18, 2019 at 9:24 pm ET", "2019-11-19T02:24:00Z"), before);
        assert_eq!(page("Nov 19, 2019", "2019-11-19T02:24:00Z"), day);
        assert_eq!(page("Nov 18, 2019", "2019-11-19T22:24:00Z"), day);
        assert_eq!(page("Nov 18, 2019", "2019-11-19T02:24:00+02:00"), day);
    }

    #[test]
    fn a_byline_is_the_name() {
        assert_eq!(without_by("By Ann Writer @annw Nov 18, 2019"), "Ann Writer");
        assert_eq!(without_by("Bo Writer on Monday, November 18th"), "Bo Writer");
    }

    #[test]
    fn a_bare_page_is_read_from_its_words() {
        let said =
            read("<title>Rain in the hills - Hill News</title><div class=post-date>3 March 2024</div><p>It rained.");
        assert_eq!(said.title.as_deref(), Some("Rain in the hills"));
        assert_eq!(said.published, Some(jiff::civil::date(2024, 3, 3)));
        assert_eq!(said.outlet, None);
    }
}
