//! Names that look like other words where a capital tells nothing: at the start of a sentence ("Golding, 54, denied it") and behind a verb of
//! speech ("said Reed."). Knows which verbs report, no contents.

use super::inflect::Forms;
use super::lexicon::LEXICON;
use crate::text::{Document, Pos, TokenKind};

/// Corrects the word classes of such names in place.
pub(super) fn correct(doc: &Document<'_>, pos: &mut [Pos]) {
    for sentence in &doc.sentences {
        let at = sentence.tokens.start;
        if opens(doc, pos, at) {
            set(pos, at);
        }
        for at in sentence.tokens.clone().skip(1) {
            if owns_nothing(doc, pos, at) {
                set(pos, at);
            }
        }
        for at in sentence.tokens.clone().skip(2) {
            // "In a letter, Golding wrote": a clause opens there, too.
            if closes(doc, at) || doc.form(at - 1) == "," && opens(doc, pos, at) {
                set(pos, at);
            }
        }
    }
}

fn set(pos: &mut [Pos], at: usize) {
    if let Some(slot) = pos.get_mut(at) {
        *slot = Pos::Propn;
    }
}

/// "Young also denied that …": a word with a capital, perhaps an age or an adverb, then a verb that reports.
fn opens(doc: &Document<'_>, pos: &[Pos], at: usize) -> bool {
    let class = |at: usize| pos.get(at).copied().unwrap_or(Pos::X);
    let looks = matches!(class(at), Pos::Adj | Pos::Adv | Pos::Verb | Pos::Aux | Pos::Adp | Pos::Intj | Pos::X);
    if !looks || !is_capital(doc, at) || OPENERS.contains(&doc.lower(at)) || doc.lower(at).ends_with("ly") {
        return false;
    }
    // "Young: “…”", "Young, who leads the union, …"
    let labels = doc.form(at + 1) == ":" && matches!(doc.form(at + 2), "“" | "\"" | "‘" | "«" | "``");
    if labels || doc.form(at + 1) == "," && matches!(doc.lower(at + 2), "who" | "whose") {
        return true;
    }
    let mut verb = at + 1;
    let aged = doc.form(verb) == "," && class(verb + 1) == Pos::Num && doc.form(verb + 2) == ",";
    verb += if aged { 3 } else { 0 };
    // "Wrongly accused": behind an adverb of its own a participle needs no name before it.
    if class(verb) == Pos::Adv && LEXICON.verb(doc.lower(verb)).is_none() {
        verb += 1;
    }
    // "Young has said"
    let perfect = matches!(doc.lower(verb), "has" | "had");
    verb += usize::from(perfect);
    if perfect && matches!(doc.lower(verb), "also" | "already" | "previously" | "since" | "long" | "not" | "repeatedly")
    {
        verb += 1;
    }
    let Some((_, forms)) = LEXICON.verb(doc.lower(verb)) else { return false };
    if perfect {
        return forms.any(Forms::PARTICIPLE) && class(verb) == Pos::Verb;
    }
    let past = forms.any(Forms::PAST);
    let speech = SPEECH.contains(&doc.lower(verb));
    // "Long accused of bias", "Given told figures": a participle behind what is truly an adverb or adjective.
    let participle = forms.any(Forms::PARTICIPLE) && matches!(doc.lower(verb + 1), "of" | "by" | "as" | "to" | "with");
    let agrees = past || forms.any(Forms::THIRD) && class(at) != Pos::Aux;
    agrees && class(verb) == Pos::Verb && (speech || aged || !participle || class(at) == Pos::Verb)
}

/// "“…,” said Reed.": a word with a capital between a verb of speech and a mark.
fn closes(doc: &Document<'_>, at: usize) -> bool {
    SPEECH.contains(&doc.lower(at - 1))
        && is_capital(doc, at)
        && matches!(doc.form(at + 1), "." | "," | ";")
        && matches!(doc.form(at.saturating_sub(2)), "”" | "\"" | "’" | "''" | "»" | ",")
}

/// "Moody’s said": a possessive that possesses nothing is the end of a name.
fn owns_nothing(doc: &Document<'_>, pos: &[Pos], at: usize) -> bool {
    let verb = at + 1 + usize::from(matches!(doc.lower(at + 1), "has" | "had" | "also"));
    let class = pos.get(verb).copied().unwrap_or(Pos::X);
    doc.lower(at) == "'s"
        && doc.form(at - 1).starts_with(char::is_uppercase)
        && doc.token(at - 1).kind == TokenKind::Word
        && class == Pos::Verb
        && LEXICON
            .verb(doc.lower(verb))
            .is_some_and(|(_, forms)| forms.any(Forms::PAST) && !doc.lower(verb).ends_with("ing"))
        && !matches!(doc.lower(verb + 1), "to" | "by" | "of" | "as" | ",")
        // "Lund’s proposed sale"
        && (verb > at + 1
            || SPEECH.contains(&doc.lower(verb))
            || !matches!(pos.get(verb + 1), Some(Pos::Noun | Pos::Adj | Pos::Propn | Pos::Num)))
}

fn is_capital(doc: &Document<'_>, at: usize) -> bool {
    doc.token(at).kind == TokenKind::Word && doc.form(at).starts_with(char::is_uppercase) && doc.form(at).len() > 2
}

/// Verbs of speech in the forms of a report.
const SPEECH: [&str; 6] = ["added", "adds", "said", "says", "told", "tells"];

/// Words other than names that may open a sentence right before a verb that reports.
const OPENERS: [&str; 40] = [
    "again", "all", "also", "although", "another", "any", "asked", "being", "both", "but", "earlier", "ever", "few",
    "first", "having", "he", "later", "long", "many", "more", "most", "never", "newly", "now", "often", "once",
    "others", "she", "since", "some", "still", "that", "then", "there", "they", "those", "though", "when", "while",
    "yet",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Analyser, Scratch};

    fn first(text: &str) -> Pos {
        let document = Analyser::english().analyse(text, &[], &mut Scratch::default());
        let mut pos: Vec<Pos> = document.tokens.iter().map(|token| token.pos).collect();
        correct(&document, &mut pos);
        pos[0]
    }

    #[test]
    fn a_word_before_a_report_is_a_name() {
        for text in [
            "Verhoeven said it was over.",
            "Golding, 54, denied that it was over.",
            "Young also warned that it was over.",
            "Manning insisted it was over.",
            "Young, who leads the union, said it was over.",
            "Harding has said it was over.",
            "Reed: “It is over.”",
        ] {
            assert_eq!(first(text), Pos::Propn, "{text}");
        }
    }

    #[test]
    fn a_possessive_before_a_report_is_a_name() {
        for (text, name) in [
            ("Moody’s said it was over.", true),
            ("Sotheby’s has warned that it was over.", true),
            ("Lund’s proposed sale is over.", false),
            ("Lund’s claim is over.", false),
        ] {
            let document = Analyser::english().analyse(text, &[], &mut Scratch::default());
            let mut pos: Vec<Pos> = document.tokens.iter().map(|token| token.pos).collect();
            correct(&document, &mut pos);
            assert_eq!(pos[1] == Pos::Propn, name, "{text}");
        }
    }

    #[test]
    fn adverbs_and_participles_stay() {
        for text in [
            "Long accused of bias, the court said no.",
            "Then said the king: no.",
            "Wrongly accused men were freed.",
            "Officially denied, the plan lives on.",
        ] {
            assert_ne!(first(text), Pos::Propn, "{text}");
        }
    }
}
