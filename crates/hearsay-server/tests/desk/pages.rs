//! What the pages and their data answer.

use crate::table::read;
use crate::world::World;
use axum::http::{Method, Request, StatusCode, header};
use std::collections::BTreeSet;

/// Every page of a world, without its ending.
pub async fn addresses(world: &World) -> Vec<String> {
    let mut all: Vec<String> = ["/figures", "/sources", "/places"].map(str::to_owned).to_vec();
    for list in ["figures", "sources", "places"] {
        let ids = world.ids(&format!("/{list}.json"), list).await;
        all.extend(ids.iter().map(|id| format!("/{list}/{id}")));
    }
    let figure = world.ids("/figures.json", "figures").await.remove(0);
    let figure = world.good(&format!("/figures/{figure}.json")).await.json();
    for point in figure["series"].as_array().unwrap() {
        all.push(format!("/reports/{}", point["document"].as_str().unwrap()));
    }
    all
}

#[tokio::test]
async fn every_page_answers_and_is_also_data_and_a_table() {
    let world = World::of_examples();
    let all = addresses(&world).await;
    assert!(all.len() > 15, "{all:?}");
    for address in all {
        let page = world.good(&address).await;
        assert_eq!(page.header(header::CONTENT_TYPE), "text/html; charset=utf-8");
        assert!(page.body.starts_with("<!DOCTYPE html><html lang=\"en\">") && page.body.contains("<main id=\"main\""));
        assert!(page.header(header::CONTENT_SECURITY_POLICY).starts_with("default-src 'none'; script-src 'self'"));
        assert!(!page.body.contains("style=\"") && !page.body.contains("<style"), "{address}: the policy forbids it");
        let data = world.good(&format!("{address}.json")).await;
        assert_eq!(data.header(header::CONTENT_TYPE), "application/json");
        data.json();
        let rows =
            read(&world.good(&format!("{address}.csv")).await.body).unwrap_or_else(|why| panic!("{address}: {why}"));
        assert!(rows.len() > 1, "{address}");
    }
}

#[tokio::test]
async fn a_figure_shows_its_claims_their_relations_and_origins() {
    let world = World::of_examples();
    let id = world.ids("/figures.json?sort=claims", "figures").await.remove(0);
    let figure = world.good(&format!("/figures/{id}.json")).await.json();
    assert_eq!(figure["title"], "soldiers of North Korea killed, Kursk Oblast, a total");
    assert_eq!(figure["series"].as_array().unwrap().len(), 4);
    assert!(figure["series"].as_array().unwrap().iter().all(|point| point["evidence"].is_string()));
    let page = world.good(&format!("/figures/{id}")).await.body;
    for words in [
        "at least 1,000",
        "Some 300 North Korean soldiers have been killed",
        "National Intelligence Service gave about 300 on 2025-01-13 and about 600 on 2025-04-30.",
        "copies it word for word",
        "<svg",
        "class=\"revision",
    ] {
        assert!(page.contains(words), "{words}");
    }
    // From the claim to its sentence.
    let claim = figure["series"][0]["claim"].as_str().unwrap();
    let report = figure["series"][0]["document"].as_str().unwrap();
    assert!(page.contains(&format!("/reports/{report}#c-{claim}")));
    let read = world.good(&format!("/reports/{report}")).await.body;
    assert!(read.contains(&format!("id=\"c-{claim}\"")) && read.contains("Lee Seong-kweun"));
    let way = world.get(&format!("/claims/{claim}")).await;
    assert_eq!(way.status, StatusCode::SEE_OTHER);
    assert_eq!(way.header(header::LOCATION), format!("/reports/{report}#c-{claim}"));
}

#[tokio::test]
async fn a_number_that_is_taken_back_is_not_the_latest() {
    let world = World::of_reports(&[(
        "Plain Wire",
        "Shells hit a market",
        "At least 14 people were killed on 3 May 2026 when shells hit the market of Larkona, Mayor Ada Brin said. Fourteen \
         people were killed, she said.\n\nCorrection: An earlier version of this report said that 16 people were killed.",
    )]);
    let list = world.good("/figures.json").await.json();
    assert_eq!(list["figures"][0]["latest"]["says"], "14", "{list}");
    assert_eq!((&list["figures"][0]["said"][1], &list["figures"][0]["revisions"]), (&16.into(), &1.into()), "{list}");
}

#[tokio::test]
async fn a_report_shows_its_copies_and_what_they_add() {
    let world = World::of_examples();
    let id = world.ids("/figures.json", "figures").await.remove(0);
    let figure = world.good(&format!("/figures/{id}.json")).await.json();
    let original = figure["series"][0]["document"].as_str().unwrap();
    let data = world.good(&format!("/reports/{original}.json")).await.json();
    let copy = &data["copies"][0];
    assert_eq!((copy["outlet"]["name"].as_str(), copy["direction"].as_str()), (Some("Harbour Gazette"), Some("later")));
    let back = world.good(&format!("/reports/{}.json", copy["document"].as_str().unwrap())).await.json();
    assert_eq!(back["copies"][0]["direction"], "earlier");
    assert!(back["copies"][0]["adds"].to_string().contains("2,700 North Korean soldiers have been wounded"));
    // Offsets count code points, and the text stands there.
    for claim in data["report"]["claims"].as_array().unwrap() {
        let text: Vec<char> = data["report"]["text"].as_str().unwrap().chars().collect();
        let at = |name: &str| claim["evidence"][name].as_u64().unwrap() as usize;
        assert_eq!(
            text[at("start")..at("end")].iter().collect::<String>(),
            claim["evidence"]["text"].as_str().unwrap()
        );
    }
}

#[tokio::test]
async fn filters_narrow_the_list() {
    let world = World::of_examples();
    let count =
        async |query: &str| world.good(&format!("/figures.json?{query}")).await.json()["total"].as_u64().unwrap();
    assert_eq!(count("").await, 3);
    assert_eq!(count("q=&measure=&side=&published_from=").await, 3);
    assert_eq!(count("measure=killed").await, 1);
    assert_eq!(count("measure=displaced").await, 0);
    assert_eq!(count("side=north+korea").await, 3);
    assert_eq!(count("side=norland").await, 0);
    assert_eq!(count("source=general+staff").await, 1);
    assert_eq!(count("source=plain+wire").await, 3);
    assert_eq!(count("place=kursk").await, count("place=KURSK").await);
    assert_eq!(count("q=lawmaker").await, count("q=Lawmaker").await);
    assert_eq!(count("q=wounded").await, 1);
    assert_eq!(count("published_from=2025-04-01").await, 1);
    assert_eq!(count("published_to=2025-01-12").await, 0);
    // All parts must hold for one claim: the wounded are in no report of Valley Post.
    assert_eq!(count("measure=wounded&source=valley+post").await, 0);
}

#[tokio::test]
async fn the_same_ledger_gives_the_same_tag_and_a_larger_one_another() {
    let world = World::of_examples();
    let id = world.ids("/figures.json", "figures").await.remove(0);
    for address in ["/figures".to_owned(), "/figures.csv".to_owned(), format!("/figures/{id}.json")] {
        let first = world.good(&address).await;
        let tag = first.header(header::ETAG).to_owned();
        assert!(tag.starts_with('"') && tag.len() == 34, "{tag}");
        let again = world.ask(Request::get(&address).header(header::IF_NONE_MATCH, format!("\"x\", W/{tag}"))).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
        assert_eq!(again.header(header::ETAG), tag);
        assert_eq!(world.good(&address).await.body, first.body);
    }
    let before = world.good("/figures.json").await;
    world.add("Skerry Mail", "Boats", "Rockets killed 14 people in the harbour of Skerry, the police said on Monday.");
    let after = world.good("/figures.json").await;
    assert_ne!(before.header(header::ETAG), after.header(header::ETAG));
    assert_eq!(after.json()["total"], 4);
}

#[tokio::test]
async fn the_ledger_is_shown_as_it_stood() {
    let world = World::of_examples();
    let total = async |query: &str| world.good(&format!("/figures.json{query}")).await.json();
    assert_eq!(total("?as_of=0").await["total"], 0);
    // Entry 2 is the first claim.
    assert_eq!(total("?as_of=2").await["total"], 1);
    assert_eq!(total("?as_of=2").await["entry"], 2);
    assert_eq!(total("?as_of=999").await["entry"], 10);
    assert_eq!(total("?as_of=2025-05-01").await["entry"], 10);
    assert_eq!(total("?as_of=2025-04-30").await["entry"], 0);
    assert_eq!(total("?as_of=2025-05-01T12:00:00Z").await["entry"], 10);
    let page = world.good("/figures?as_of=2").await.body;
    assert!(page.contains("as it stood after entry ") && page.contains("?as_of=2\""));
    let last = world.ids("/figures.json?sort=ledger", "figures").await.pop().unwrap();
    assert_eq!(world.get(&format!("/figures/{last}.json?as_of=2")).await.status, StatusCode::NOT_FOUND);
    let figure = world.good(&format!("/figures/{last}.json")).await.json();
    let report = figure["series"][0]["document"].as_str().unwrap();
    assert_eq!(
        world.good(&format!("/reports/{report}.json?as_of=2")).await.json()["report"]["claims"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(world.get(&format!("/reports/{report}.json?as_of=0")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pages_of_a_list_walk_over_everything_once() {
    let world = World::of_examples();
    for list in ["figures", "sources", "places"] {
        let all = world.ids(&format!("/{list}.json"), list).await;
        let mut walked = Vec::new();
        let mut next = Some(format!("/{list}.json?limit=1"));
        while let Some(address) = next {
            let page = world.good(&address).await.json();
            walked.extend(page[list].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()));
            next = page["next"].as_str().map(str::to_owned);
            assert!(walked.len() <= all.len());
        }
        assert_eq!(walked, all, "{list}");
        assert_eq!(walked.iter().collect::<BTreeSet<_>>().len(), all.len());
    }
    let source = world.ids("/sources.json?q=plain+wire", "sources").await.remove(0);
    let all = world.good(&format!("/sources/{source}.json")).await.json();
    let mut walked = 0;
    let mut next = Some(format!("/sources/{source}.json?limit=3"));
    while let Some(address) = next {
        let page = world.good(&address).await.json();
        walked += page["claims"].as_array().unwrap().len() as u64;
        next = page["next"].as_str().map(str::to_owned);
    }
    assert_eq!(Some(walked), all["total"].as_u64());
}

#[tokio::test]
async fn problems_are_told_in_the_form_that_was_asked_for() {
    let world = World::of_examples();
    for (address, status) in [
        ("/figures.json?limit=0", 400),
        ("/figures.json?limit=many", 400),
        ("/figures.json?sort=best", 400),
        ("/figures.json?measure=deaths", 400),
        ("/figures.json?as_of=yesterday", 400),
        ("/figures.json?published_from=2025-02-30", 400),
        ("/figures.json?published_from=2025-02-02&published_to=2025-02-01", 400),
        ("/figures.json?after=00000000000000000000000000000000", 400),
        ("/figures.json?q=a&q=b", 400),
        ("/sources.csv?kind=ghost", 400),
        ("/figures/00000000000000000000000000000000.json", 404),
        ("/figures/x.json", 404),
        ("/sources/00000000000000000000000000000000.json", 404),
        ("/places/000000000000.json", 404),
        ("/reports/00000000000000000000000000000000.csv", 404),
        ("/claims/00000000000000000000000000000000.json", 404),
        ("/nothing.json", 404),
    ] {
        let answer = world.get(address).await;
        assert_eq!(answer.status.as_u16(), status, "{address}: {}", answer.body);
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json", "{address}");
        let problem = answer.json();
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], "about:blank");
        assert!(problem["title"].is_string() && problem["detail"].as_str().unwrap().ends_with('.'), "{problem}");
    }
    let page = world.ask(Request::get("/figures/x").header(header::ACCEPT, "text/html")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.body.contains("There is no figure at this address.") && page.body.contains("<!DOCTYPE html>"));
    let post = world.ask(Request::builder().method(Method::POST).uri("/figures.json")).await;
    assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(post.header(header::CONTENT_TYPE), "application/problem+json");
}

#[tokio::test]
async fn events_tell_the_ledger_and_what_is_new() {
    let world = World::of_examples();
    let mut stream = world.events(None).await;
    assert!(World::heard(&mut stream).await.contains("\"entry\":10"));
    world.add("Skerry Mail", "Boats", "Rockets killed 14 people in the harbour of Skerry, the police said on Monday.");
    let heard = World::heard(&mut stream).await;
    assert!(heard.contains("event: report") && heard.contains("Skerry Mail"), "{heard}");
    // Whoever comes back is told what came in between.
    let heard = World::heard(&mut world.events(Some("10")).await).await;
    assert!(heard.contains("event: report") && heard.contains("Skerry Mail"), "{heard}");
    let heard = World::heard(&mut world.events(Some("12")).await).await;
    assert!(heard.contains("event: ledger") && !heard.contains("event: report"), "{heard}");
}
