//! Language identification. Decides only on enough text and when sure; otherwise the caller's default holds.

/// Fewest letters on which identification is trusted (shorter texts, headlines above all, are often misjudged).
pub const MIN_LETTERS: usize = 200;

/// ISO 639-1 code of the text's language, or none when the text is too short or the guess unsure.
pub fn identify(text: &str) -> Option<&'static str> {
    if text.chars().filter(|c| c.is_alphabetic()).take(MIN_LETTERS).count() < MIN_LETTERS {
        return None;
    }
    // The head of a long article decides as well as the whole, at bounded cost.
    let head: String = text.chars().take(4_000).collect();
    let info = whatlang::detect(&head).filter(whatlang::Info::is_reliable)?;
    iso_639_1(info.lang().code())
}

/// Two-letter code for whatlang's three-letter one, for the languages that have one.
fn iso_639_1(code: &str) -> Option<&'static str> {
    const CODES: &[(&str, &str)] = &[
        ("afr", "af"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    CODES.binary_search_by(|(long, _)| (*long).cmp(code)).ok().and_then(|i| CODES.get(i)).map(|(_, short)| *short)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "The council met on Monday to discuss the new bridge over the river, which has been closed since the spring \
        floods. Engineers told members that the eastern pillar had moved by several centimetres and that repairs would take at least \
        two more months, provided the weather stays dry and the budget is approved.";
    const GERMAN: &str = "Der Stadtrat hat am Montag über die neue Brücke beraten, die seit dem Hochwasser im Frühjahr gesperrt ist. \
        Die Ingenieure erklärten, der östliche Pfeiler habe sich um mehrere Zentimeter verschoben, und die Reparatur werde noch \
        mindestens zwei Monate dauern, sofern das Wetter trocken bleibt und der Haushalt genehmigt wird.";

    #[test]
    fn long_texts_are_decided() {
        assert_eq!(identify(ENGLISH), Some("en"));
        assert_eq!(identify(GERMAN), Some("de"));
    }

    #[test]
    fn a_short_text_is_not_decided() {
        assert_eq!(identify("Guten Morgen, Herr Minister."), None);
    }
}
