//! The words that the claim rules go by: one class a data file, and the matcher that finds them in a document.
//!
//! Owns the classes and their files; knows nothing of what a rule makes of a match. A newsroom adds its own words with
//! [`Lexicons::add`].

use std::collections::HashMap;
use std::sync::LazyLock;

use super::inflect;
use crate::text::Document;

/// Declares the classes with their files. `verbs` are lemmas, whose other forms are derived; `words` are taken as they stand.
macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $form:ident $file:literal),+ $(,)?) => {
        /// A class of words. The source of each is named in its data file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Class { $($(#[$doc])* $name),+ }

        impl Class {
            /// Every class with its name (the name of its file), in the order of the definition.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $file)),+];

            fn is_verb(self) -> bool {
                match self { $(Self::$name => classes!(@ $form)),+ }
            }

            fn embedded(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("lexicons/", $file, ".txt"))),+ }
            }

            /// Reads the name of a class.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|(_, known)| *known == name).map(|(class, _)| *class)
            }
        }
    };
    (@ verbs) => { true };
    (@ words) => { false };
}

classes! {
    /// Negates its clause.
    Negator = words "negators",
    /// Holds a negator and does not negate.
    NegatorException = words "negator_exceptions",
    /// Its complement does not hold.
    NegativeVerb = verbs "negative_verbs",
    /// Leaves it open.
    Possible = words "hedges_possible",
    /// Makes it probable.
    Probable = words "hedges_probable",
    /// Commits to nothing.
    Unknown = words "hedges_unknown",
    /// Holds a hedging word and does not hedge.
    HedgeException = words "hedge_exceptions",
    /// Sets the writer apart.
    Doubting = verbs "doubting",
    /// Blames.
    Accuse = verbs "act_accuse",
    /// Says no.
    Deny = verbs "act_deny",
    /// Concedes.
    Admit = verbs "act_admit",
    /// Commits the speaker.
    Plan = verbs "act_plan",
    /// Looks ahead.
    Predict = verbs "act_predict",
    /// Wants an act.
    Demand = verbs "act_demand",
    /// Judges.
    Opine = verbs "act_opine",
    /// Cannot be looked up.
    Evaluative = words "evaluative",
    /// A wrong.
    Wrongdoing = words "wrongdoing",
    /// Says no inside a content.
    Denial = words "denials",
    /// Comes later.
    Future = words "future",
    /// Makes a clause a plan of its subject.
    Planning = verbs "planning_verbs",
    /// Makes a clause a demand.
    Obligation = words "obligation",
    /// Makes a clause about the future a prediction.
    Predictive = words "predictive",
    /// Opens a condition.
    Condition = words "conditions",
    /// What backs a claim.
    EvidenceNoun = words "evidence_nouns",
    /// Offers evidence.
    Giving = verbs "evidence_giving",
    /// Checks a claim.
    Verifying = verbs "verifying",
    /// Was not checked.
    Unverified = words "unverified",
    /// Contrary facts.
    Disputing = words "disputing",
    /// Documents, data, tests.
    Document = words "documents",
    /// Somebody saw the document.
    Access = words "access",
    /// Points back to what was claimed.
    Pointing = words "pointing",
    /// What is said or thought, as a noun.
    Saying = words "sayings",
    /// Formula that nobody checks.
    Formula = words "formulas",
    /// Records and comparison.
    Record = words "records",
    /// Cause.
    Causal = words "causal",
    /// Law and public acts.
    Law = words "laws",
    /// Vague.
    Vague = words "vague",
    /// Past forms of irregular verbs.
    IrregularPast = words "irregular_past",
}

/// One entry: the words after the first, and its class.
#[derive(Debug, Clone)]
struct Entry {
    rest: Vec<String>,
    class: Class,
}

/// The words of every class. [`Lexicons::embedded`] is what ships; [`Lexicons::add`] extends a copy.
#[derive(Debug, Clone, Default)]
pub struct Lexicons {
    by_first: HashMap<String, Vec<Entry>>,
}

static EMBEDDED: LazyLock<Lexicons> = LazyLock::new(|| {
    let mut lexicons = Lexicons::default();
    for (class, _) in Class::ALL {
        for line in entries(class.embedded()) {
            lexicons.add(*class, line);
        }
    }
    lexicons
});

/// The entries of a data file: its lines without comments.
fn entries(file: &str) -> impl Iterator<Item = &str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Lexicons {
    /// The words that ship.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Adds an entry: words separated by spaces, compared in lower case, clitics apart ("did n't"). For a class of verbs the first
    /// word is a lemma and its other forms are added too. An empty entry adds nothing.
    pub fn add(&mut self, class: Class, entry: &str) {
        let lower = entry.to_lowercase().replace('\u{2019}', "'");
        let mut words = lower.split_whitespace();
        let Some(first) = words.next() else { return };
        let rest: Vec<String> = words.map(str::to_owned).collect();
        let forms = if class.is_verb() { inflect::forms(first) } else { vec![first.to_owned()] };
        for form in forms {
            let entries = self.by_first.entry(form).or_default();
            if !entries.iter().any(|known| known.class == class && known.rest == rest) {
                entries.push(Entry { rest: rest.clone(), class });
            }
        }
    }

    /// Every match in a document, the longest of its class at each token.
    pub(super) fn marks(&self, document: &Document<'_>) -> Marks {
        let mut all: Vec<Mark> = Vec::new();
        for start in 0..document.tokens.len() {
            let Some(entries) = self.by_first.get(document.lower(start)) else { continue };
            let first = all.len();
            for entry in entries {
                let matches =
                    entry.rest.iter().enumerate().all(|(offset, word)| document.lower(start + 1 + offset) == word);
                if !matches {
                    continue;
                }
                let mark = Mark { class: entry.class, start, end: start + 1 + entry.rest.len() };
                let here = all.get_mut(first..).unwrap_or_default();
                match here.iter_mut().find(|known| known.class == mark.class) {
                    Some(known) if known.end < mark.end => *known = mark,
                    Some(_) => {}
                    None => all.push(mark),
                }
            }
        }
        Marks { all }
    }
}

/// One match: token indices `[start, end)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) class: Class,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// All matches of a document by their first token.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    all: Vec<Mark>,
}

impl Marks {
    /// The matches of a class that lie in a token range, in order.
    pub(super) fn of(&self, class: Class, tokens: std::ops::Range<usize>) -> impl Iterator<Item = Mark> + '_ {
        let from = self.all.partition_point(|mark| mark.start < tokens.start);
        self.all
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(move |mark| mark.start < tokens.end)
            .filter(move |mark| mark.class == class && mark.end <= tokens.end)
            .copied()
    }

    /// Whether a class has a match in a token range.
    pub(super) fn has(&self, class: Class, tokens: std::ops::Range<usize>) -> bool {
        self.of(class, tokens).next().is_some()
    }

    /// Whether a match of a class starts at a token.
    pub(super) fn at(&self, class: Class, token: usize) -> Option<Mark> {
        let from = self.all.partition_point(|mark| mark.start < token);
        let here = self.all.get(from..).unwrap_or_default().iter().take_while(|mark| mark.start == token);
        here.copied().find(|mark| mark.class == class)
    }

    /// Whether a match of a class covers a token; looks back a few words only, which is as long as entries get.
    pub(super) fn covers(&self, class: Class, token: usize) -> bool {
        self.of(class, token.saturating_sub(6)..token + 7).any(|mark| mark.start <= token && token < mark.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_sorted_without_duplicates_and_name_their_source() {
        for (class, name) in Class::ALL {
            let file = class.embedded();
            assert!(file.starts_with("# "), "{name} has no comment");
            assert!(file.contains("# Source of the class:") || file.contains('('), "{name} names no source");
            let lines: Vec<&str> = entries(file).collect();
            for pair in lines.windows(2) {
                assert!(pair[0] < pair[1], "{name}: {} before {}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn names_read_back() {
        for (class, name) in Class::ALL {
            assert_eq!(Class::parse(name), Some(*class));
        }
    }
}
