//! A small gazetteer of invented places, and names resolved in it.

use super::*;
use crate::sentences::sentences;
use crate::words::Words;
use hearsay_core::Text;

#[test]
fn keys_do_not_hang_on_accents_hyphens_and_case() {
    const SAME: &[(&str, &str)] = &[
        ("Deir ez-Zor", "deir ezzor"),
        ("Ḩalab", "Halab"),
        ("N'Djamena", "Ndjamena"),
        ("Sūriyā", "Suriya"),
        ("St. Louis", "St Louis"),
        ("Łódź", "Lodz"),
    ];
    for (a, b) in SAME {
        assert_eq!(Key::of(a), Key::of(b), "{a} {b}");
    }
    assert_ne!(Key::of("Homs"), Key::of("Hims"));
    assert!(is_latin("Ḩamāh") && !is_latin("Алеппо"));
}

fn draft(name: &str, country: &str, region: &str, class: Class, people: u64, at: (f32, f32)) -> Draft {
    let geonames = 1 + name.bytes().chain(country.bytes()).map(u32::from).sum::<u32>();
    let names = vec![(name.to_string(), Match::Own)];
    let (name, country, region) = (name.to_string(), country.to_string(), region.to_string());
    Draft { name, country, region, geonames, lat: at.0, lon: at.1, class, people, names }
}

/// Two countries, each with a town called Tamsk.
fn small() -> Gazetteer<'static> {
    let mut veldavia = draft("Veldavia", "VV", "", Class::Country, 4_000_000, (45.0, 20.0));
    veldavia.names.push(("Veldavian".to_string(), Match::People));
    let bytes = write(vec![
        veldavia,
        draft("Ostrania", "OO", "", Class::Country, 9_000_000, (10.0, -60.0)),
        draft("Orlen", "VV", "VV.01", Class::Region, 300_000, (45.5, 20.5)),
        draft("Orlen", "VV", "VV.01", Class::Seat, 90_000, (45.4, 20.4)),
        draft("Tamsk", "VV", "VV.01", Class::City, 8_000, (45.6, 20.6)),
        draft("Tamsk", "OO", "OO.07", Class::City, 700_000, (10.5, -60.5)),
    ]);
    Gazetteer::read(Box::leak(bytes.unwrap_or_default().into_boxed_slice())).unwrap_or(Gazetteer::EMPTY)
}

/// "name country class" of each name in the text.
fn meant(text: &str) -> String {
    let gazetteer = small();
    let text = Text::new(text.to_string());
    let (sentences, tokens) = sentences(&text);
    let words = Words::new(&text, &sentences, &tokens);
    let found = names(&gazetteer, &words);
    let records = resolve(&gazetteer, &words, &found, weights());
    let shown = records.into_iter().filter_map(|id| gazetteer.record(id?));
    shown.map(|record| format!("{} {} {:?}", record.name, record.country, record.class)).collect::<Vec<_>>().join(", ")
}

#[test]
fn what_is_written_is_read_again() {
    let gazetteer = small();
    assert_eq!(gazetteer.len(), 6);
    let found: Vec<_> = gazetteer.find(Key::of("TAMSK")).filter_map(|bearer| gazetteer.record(bearer.record)).collect();
    assert_eq!(found.len(), 2);
    let first = found.iter().find(|record| record.country == "VV").copied();
    let region = first.and_then(|record| gazetteer.record(record.region?));
    assert_eq!(region.map(|region| region.name), Some("Orlen"));
    assert!(first.is_some_and(|record| (record.lat - 45.6).abs() < 0.01 && (record.lon - 20.6).abs() < 0.01));
    assert_eq!(gazetteer.find(Key::of("Nowhere")).count(), 0);
}

#[test]
fn a_file_cut_short_is_refused() {
    let bytes = write(vec![draft("Orlen", "VV", "VV.01", Class::City, 10, (1.0, 1.0))]).unwrap_or_default();
    assert!(Gazetteer::read(&bytes).is_some());
    for end in [0, 7, 23, 40, bytes.len() - 1] {
        assert!(Gazetteer::read(&bytes[..end]).is_none(), "{end}");
    }
}

#[test]
fn namesakes_are_told_apart_by_the_report() {
    const CASES: &[(&str, &str)] = &[
        ("Shells fell on Tamsk.", "Tamsk OO City"),
        ("Shells fell on Tamsk, Veldavia.", "Tamsk VV City, Veldavia VV Country"),
        ("Veldavian troops left. Shells fell on Orlen and Tamsk.", "Veldavia VV Country, Orlen VV Seat, Tamsk VV City"),
        ("Shells fell on Tamsk in Ostrania.", "Tamsk OO City, Ostrania OO Country"),
    ];
    for &(text, expected) in CASES {
        assert_eq!(meant(text), expected, "{text}");
    }
}

#[test]
fn the_shipped_gazetteer_knows_the_world() {
    let gazetteer = Gazetteer::shipped();
    assert!(gazetteer.len() > 150_000);
    for (name, country) in
        [("Aleppo", "SY"), ("Kharkiv", "UA"), ("Kursk", "RU"), ("Goma", "CD"), ("Khartoum", "SD"), ("Gaza", "PS")]
    {
        let found = gazetteer.find(Key::of(name)).filter_map(|bearer| gazetteer.record(bearer.record));
        assert!(found.into_iter().any(|record| record.country == country), "{name}");
    }
    assert_eq!(gazetteer.capital("SY").map(|record| record.name), Some("Damascus"));
}
