//! Small signs that several pages share: each a shape and a word, never a colour alone.

use hearsay::words::many;
use maud::{Markup, html};

/// Whether a figure is contested, revised or denied.
pub fn marks(contradictions: u32, revisions: u32, denials: u32) -> Markup {
    let marks = [
        ("contested", "≠", contradictions, "contradiction"),
        ("revised", "↻", revisions, "revision"),
        ("denied", "¬", denials, "denial"),
    ];
    html! {
        @for (class, sign, count, word) in marks {
            @if count > 0 {
                span class={ "sign " (class) } title=(many(count.into(), word)) {
                    span aria-hidden="true" { (sign) " " }
                    (class)
                    @if count > 1 { " " (count) "×" }
                }
                " "
            }
        }
    }
}

/// "2 + 1 unnamed"
pub fn origins(independent: u32, anonymous: u32) -> String {
    match (independent, anonymous) {
        (named, 0) => named.to_string(),
        (named, unnamed) => format!("{named} + {unnamed} unnamed"),
    }
}
