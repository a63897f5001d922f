//! The register's own names, and names as reports write them.

use super::*;
use hearsay_core::SourceKind::{self, *};

fn found(name: &str, kind: SourceKind) -> String {
    let register = Register::built_in().unwrap();
    register.source(name, kind).map(|entity| entity.name.clone()).unwrap_or("-".to_owned())
}

#[test]
fn descriptions_and_short_forms_tie_to_one_body() {
    for name in [
        "Seoul's spy agency",
        "the NIS",
        "South Korea’s National Intelligence Service",
        "National Intelligence Service (NIS)",
        "South Korean intelligence",
        "South Korea's spy agency",
    ] {
        assert_eq!(found(name, Intelligence), "National Intelligence Service", "{name}");
    }
    for name in [
        "Russian Defence Ministry",
        "Russia's Ministry of Defense",
        "Ministry of Defence of Russia",
        "Moscow's defense ministry",
    ] {
        assert_eq!(found(name, Government), "Russian Defence Ministry", "{name}");
    }
    assert_eq!(found("Gaza's health ministry", Medical), "Gaza Health Ministry");
    assert_eq!(found("health ministry in Yemen", Medical), "Yemen (health ministry)");
    assert_eq!(found("U.S. officials", Government), "United States (government)");
    assert_eq!(found("SANA news agency", Media), "SANA");
    assert_eq!(found("Syrian state television", Media), "Syria (state media)");
    assert_eq!(found("Islamic State", ArmedGroup), "Islamic State");
}

#[test]
fn the_unknown_stays_unknown() {
    assert_eq!(found("Harbour Rescue Service", Organization), "-");
    assert_eq!(found("a security source", Anonymous), "-");
    assert_eq!(found("Ukraine", Person), "-");
    assert_eq!(found("local media", Media), "-");
    assert_eq!(found("", Government), "-");
}

#[test]
fn bodies_belong_to_sides_and_parents() {
    let register = Register::built_in().unwrap();
    let spies = register.source("NIS", Intelligence).unwrap();
    assert_eq!(spies.side.as_deref(), Some("South Korea"));
    assert!(register.related(spies.id, register.state("Seoul").unwrap().id));
    assert!(!register.related(spies.id, register.state("Moscow").unwrap().id));
    assert_eq!(register.outlet(None, Some("https://www.reuters.com/world/x")).unwrap().name, "Reuters");
    assert_eq!(register.outlet(Some("Ahram"), None).unwrap().name, "Al-Ahram");
    assert!(register.outlet(Some("Harbour Gazette"), None).is_none());
}

#[test]
fn a_person_can_add_lines_and_a_wrong_line_is_named() {
    let own = "organization\tHarbour Rescue Service\t\t\t\thrs|harbour rescue\n";
    let register = Register::read(own).unwrap();
    assert_eq!(register.source("HRS", Organization).unwrap().name, "Harbour Rescue Service");
    assert_eq!(Register::read("club\tX\n").unwrap_err(), RegisterError::UnknownKind { kind: "club".to_owned() });
    let orphan = Register::read("government\tX\t\tNobody\t\tx\n").unwrap_err();
    assert_eq!(orphan.to_string(), "the register says that X belongs to Nobody, which it does not know");
}
