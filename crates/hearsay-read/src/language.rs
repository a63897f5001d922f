//! Which language a text is in.

use whatlang::Lang;

/// How many bytes of a text are looked at.
const SEEN: usize = 2000;

/// A shorter text is not judged.
const SHORTEST: usize = 120;

/// The ISO 639-1 code of the language of `text`, where that is beyond doubt.
pub(crate) fn language(text: &str) -> Option<String> {
    let mut end = text.len().min(SEEN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let info = whatlang::detect(&text[..end]).filter(|_| text.len() >= SHORTEST)?;
    info.is_reliable().then(|| code(info.lang()).to_owned())
}

/// The code of a language as a page declares it ("en-GB", "EN_us"); none where it is no code.
pub(crate) fn declared(said: &str) -> Option<String> {
    let code: String = said.trim().chars().take_while(char::is_ascii_alphabetic).collect();
    (code.len() == 2).then(|| code.to_ascii_lowercase())
}

/// The two-letter code where there is one.
fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Ara => "ar",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Deu => "de",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Pol => "pl",
        Lang::Tur => "tr",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Kor => "ko",
        Lang::Jpn => "ja",
        Lang::Cmn => "zh",
        Lang::Hin => "hi",
        Lang::Urd => "ur",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Fin => "fi",
        Lang::Ces => "cs",
        Lang::Ron => "ro",
        Lang::Hun => "hu",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Ind => "id",
        Lang::Vie => "vi",
        Lang::Tha => "th",
        Lang::Kat => "ka",
        Lang::Hye => "hy",
        Lang::Aze => "az",
        Lang::Amh => "am",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let english =
            "The governor said on Monday that the bridge had been closed after the flood, and that nobody was hurt. ";
        let german = "Der Sprecher sagte am Montag, dass die Brücke nach dem Hochwasser gesperrt wurde und niemand verletzt sei. ";
        assert_eq!(language(&english.repeat(2)).as_deref(), Some("en"));
        assert_eq!(language(&german.repeat(2)).as_deref(), Some("de"));
        assert_eq!(language("Kyiv"), None);
        assert_eq!(declared("en-GB").as_deref(), Some("en"));
        assert_eq!(declared("english"), None);
    }
}
