//! What must not come through: markup, paths, queries in other languages, and names of other hosts.

use crate::pages::addresses;
use crate::world::World;
use axum::http::{Request, StatusCode, header};

const SCRIPT: &str = "<script>alert('x')</script>";

#[tokio::test]
async fn markup_in_reports_stays_text() {
    let title = format!("{SCRIPT} & <b>bold</b> \"quoted\"");
    let text = format!(
        "Rockets {SCRIPT} killed 14 people in the harbour of Kursk on Monday, the \"<i>Skerry</i>\" <img src=x onerror=alert(1)> police said. \
         </article></main><svg onload=alert(2)> 20 others were wounded, Ann \"><script>alert(3)</script> Marl told {SCRIPT} reporters.\n\
         javascript:alert(4) 3 soldiers were captured, the <u>ministry</u> said."
    );
    let world =
        World::of_reports(&[("<b>Mail</b> & \"Post\"", &title, &text), (SCRIPT, "\" onmouseover=\"alert(5)", &text)]);
    let all = addresses(&world).await;
    assert!(all.len() > 8, "{all:?}");
    for address in all {
        let page = world.good(&address).await.body;
        for mark in ["<script>", "<img", "<svg onload", "<b>Mail", "<i>Skerry", "<u>ministry", "\" onmouseover="] {
            assert!(!page.contains(mark), "{address}: {mark}");
        }
    }
    for asked in ["\"><script>alert(1)</script>", "\" onfocus=alert(1) autofocus \"", "</title><script>"] {
        let query: String = asked.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for address in
            [format!("/figures?q={query}"), format!("/sources?q={query}"), format!("/places?q={query}&country=")]
        {
            let page = world.good(&address).await.body;
            assert!(!page.contains("<script>") && !page.contains("\" onfocus"), "{address}");
        }
        let refused =
            world.ask(Request::get(format!("/figures?as_of={query}")).header(header::ACCEPT, "text/html")).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        assert!(!refused.body.contains("<script>"));
    }
}

#[tokio::test]
async fn an_address_of_a_report_that_is_no_address_of_the_web_is_no_link() {
    let world = World::of_reports(&[("Mail", "Title", "Rockets killed 14 people in Kursk, police said.")]);
    let all = addresses(&world).await;
    for address in all {
        assert!(!world.good(&address).await.body.contains("href=\"javascript:"), "{address}");
    }
}

#[tokio::test]
async fn no_path_reaches_the_file_system() {
    let world = World::of_examples();
    let ways = [
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e%2fetc%2fpasswd",
        "..",
        "%2e%2e",
        "..%5c..%5cwindows%5cwin.ini",
        "/etc/passwd",
        "%2Fetc%2Fpasswd",
        "....//....//etc/passwd",
        "Cargo.toml",
        "ledger.db",
        "%00",
        "..%00.json",
        "file:%2f%2f%2fetc%2fpasswd",
        ".json",
        "%252e%252e%252f",
        "0000000000000000000000000000000g",
        "é".repeat(16).leak(),
    ];
    for way in ways {
        let way: String = way.chars().map(|c| if c.is_ascii() { c.to_string() } else { "%C3%A9".to_owned() }).collect();
        for place in ["/figures/", "/sources/", "/places/", "/reports/", "/claims/", "/assets/x/", "/assets/", "/"] {
            for ending in ["", ".json", ".csv"] {
                let answer = world.get(&format!("{place}{way}{ending}")).await;
                let known = (400..500).contains(&answer.status.as_u16());
                assert!(known, "{place}{way}{ending}: {} {}", answer.status, answer.body);
                assert!(!answer.body.contains("root:") && !answer.body.contains("[package]"));
            }
        }
    }
    // The inner form of an address of data is none.
    assert_eq!(world.get("/figures/.json").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_filter_is_words_and_nothing_else() {
    let world = World::of_examples();
    let tries = [
        "'; DROP TABLE entries; --",
        "\" OR 1=1 --",
        "killed' UNION SELECT body FROM entries --",
        "NEAR(killed wounded)",
        "side : x OR words : y",
        "* AND (",
        "%",
        "\u{0}",
        "\u{202e}\u{feff}",
    ];
    for asked in tries {
        let query: String = asked.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for name in ["q", "side", "place", "source"] {
            let answer = world.good(&format!("/figures.json?{name}={query}")).await.json();
            assert!(answer["total"].as_u64().unwrap() <= 3);
        }
        for name in ["measure", "sort", "limit", "after", "as_of", "published_from", "event_to"] {
            let answer = world.get(&format!("/figures.json?{name}={query}")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}={asked}");
        }
        world.good(&format!("/sources.json?q={query}")).await;
        world.good(&format!("/places.json?q={query}&country={query}")).await;
    }
    assert_eq!(world.good("/figures.json").await.json()["total"], 3);
    let long = "a".repeat(300);
    assert_eq!(world.get(&format!("/figures.json?q={long}")).await.status, StatusCode::BAD_REQUEST);
    let longer = "a".repeat(5000);
    assert_eq!(world.get(&format!("/figures.json?q={longer}")).await.status, StatusCode::URI_TOO_LONG);
}

#[tokio::test]
async fn only_its_own_names_are_answered() {
    let world = World::of_examples();
    let ask = async |host: &str| world.ask(Request::get("/figures.json").header(header::HOST, host)).await.status;
    for own in ["localhost", "LOCALHOST:8420", "127.0.0.1:1", "[::1]:8420", "desk.example.org", "desk.example.org:443"]
    {
        assert_eq!(ask(own).await, StatusCode::OK, "{own}");
    }
    for other in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8420", "evil.example:localhost", ""]
    {
        assert_eq!(ask(other).await, StatusCode::MISDIRECTED_REQUEST, "{other}");
    }
}
