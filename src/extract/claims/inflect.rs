//! Forms of English verbs from their lemma, so that a lexicon needs one line a verb. Irregular forms stand in a table.
//!
//! Source of the rules: Quirk et al. 1985, sections 3.5 to 3.10.

/// Irregular verbs of the lexicons: lemma, past, participle.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("bet", "bet", "bet"),
    ("foresee", "foresaw", "foreseen"),
    ("foretell", "foretold", "foretold"),
    ("forget", "forgot", "forgotten"),
    ("give", "gave", "given"),
    ("hit", "hit", "hit"),
    ("lead", "led", "led"),
    ("plead", "pleaded", "pleaded"),
    ("see", "saw", "seen"),
    ("set", "set", "set"),
    ("shoot", "shot", "shot"),
    ("show", "showed", "shown"),
    ("swear", "swore", "sworn"),
    ("take", "took", "taken"),
    ("tell", "told", "told"),
];

/// Verbs of the lexicons that double their last consonant.
const DOUBLING: &[&str] = &["admit", "beg", "commit", "dub", "permit", "plan", "rebut", "refer", "rig", "slam", "tip"];

/// The lemma and its other forms: third person, past, participles. A word that is no verb gives harmless extra forms.
pub(super) fn forms(lemma: &str) -> Vec<String> {
    let (past, participle) = match IRREGULAR.iter().find(|(known, ..)| *known == lemma) {
        Some((_, past, participle)) => ((*past).to_owned(), (*participle).to_owned()),
        None => (regular_past(lemma), regular_past(lemma)),
    };
    let mut out = vec![lemma.to_owned(), third_person(lemma), past, participle, present_participle(lemma)];
    out.dedup();
    out
}

fn third_person(lemma: &str) -> String {
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("ch") || lemma.ends_with("sh") => {
            format!("{lemma}es")
        }
        _ => format!("{lemma}s"),
    }
}

fn regular_past(lemma: &str) -> String {
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ied"),
        _ if lemma.ends_with('e') => format!("{lemma}d"),
        _ if doubles(lemma) => format!("{lemma}{}ed", lemma.chars().last().unwrap_or_default()),
        _ => format!("{lemma}ed"),
    }
}

fn present_participle(lemma: &str) -> String {
    match lemma.strip_suffix('e') {
        _ if lemma.ends_with("ee") => format!("{lemma}ing"),
        Some(stem) => format!("{stem}ing"),
        None if doubles(lemma) || matches!(lemma, "bet" | "hit" | "set" | "forget") => {
            format!("{lemma}{}ing", lemma.chars().last().unwrap_or_default())
        }
        None => format!("{lemma}ing"),
    }
}

fn doubles(lemma: &str) -> bool {
    DOUBLING.contains(&lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_forms() {
        assert_eq!(forms("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(forms("admit"), ["admit", "admits", "admitted", "admitting"]);
        assert_eq!(forms("give"), ["give", "gives", "gave", "given", "giving"]);
        assert_eq!(forms("foresee"), ["foresee", "foresees", "foresaw", "foreseen", "foreseeing"]);
        assert_eq!(forms("urge"), ["urge", "urges", "urged", "urging"]);
    }
}
